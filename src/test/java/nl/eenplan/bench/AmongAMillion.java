package nl.eenplan.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import nl.eenplan.EenplanApplication;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * Following messages, and telling a partner something new, while a million messages are kept and a
 * hundred thousand wait for a partner that is down.
 */
final class AmongAMillion {

  private static final int MESSAGES = Integer.getInteger("messages", 1_000_000);

  /** Messages about one referral, one of which waits for a partner that is down. */
  private static final int TOLD = 10;

  private static final int TIMES = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private AmongAMillion() {}

  static void main() throws Exception {
    Path folder = Path.of("target/bench/million");
    FileSystemUtils.deleteRecursively(folder);
    URI url = URI.create("http://localhost:8232");
    try (ConfigurableApplicationContext hub =
            SpringApplication.run(
                EenplanApplication.class,
                "--spring.profiles.active=demo",
                "--server.port=8232",
                "--eenplan.broker-port=61232",
                "--eenplan.data-dir=" + folder.toAbsolutePath());
        PartnerSystem lv = new PartnerSystem(url, "lv");
        PartnerSystem operator = new PartnerSystem(url, "lv-operator")) {
      JdbcClient database = hub.getBean(JdbcClient.class);
      AtomicInteger number = new AtomicInteger();
      for (int i = 0; i < 20; i++) {
        lv.post("/fhir", ReferralMessages.transaction(number.getAndIncrement()));
      }
      fill(database);
      int last = number.getAndIncrement();
      lv.post("/fhir", ReferralMessages.transaction(last));
      Figures figures = new Figures();
      figures.add("Messages kept", "%,d", count(database, "true"));
      figures.add(
          "Of these waiting for a partner that is down", "%,d", count(database, "done is null"));
      UUID some = database.sql("select id from outbox limit 1").query(UUID.class).single();
      UUID referral =
          database
              .sql(
                  "select id from referral where business_id is not null order by authored desc"
                      + " limit 1")
              .query(UUID.class)
              .single();
      figures.add("One by its id", "%s", time(operator, "/admin/messages/" + some));
      figures.add(
          "By the sender's own number",
          "%s",
          time(operator, "/admin/messages?identifier=" + ReferralMessages.SYSTEM + "%7C" + last));
      figures.add("By referral", "%s", time(operator, "/admin/messages?referral=" + referral));
      figures.add(
          "The newest 50 of one partner", "%s", time(operator, "/admin/messages?partner=st-woej"));
      figures.add(
          "Dead letters of all", "%s", time(operator, "/admin/messages?state=dead-lettered"));
      figures.add("The newest 50 of all", "%s", time(operator, "/admin/messages"));
      figures.add("The circuits", "%s", time(operator, "/admin/circuits"));
      figures.add(
          "The timeline of a referral, for the operator",
          "%s",
          time(operator, "/admin/referrals/" + referral + "/timeline"));
      figures.add(
          "From a new referral to its notice in the queue", "%s", notices(lv, database, number));
      figures.print("Messages, among " + String.format("%,d", MESSAGES));
    }
  }

  /** Copies of what came in, which differ in what has an index. */
  private static void fill(JdbcClient database) {
    database
        .sql(
            """
            insert into referral
            select (jsonb_populate_record(r, jsonb_build_object(
              'id', gen_random_uuid(), 'business_id', md5(random()::text)))).*
            from referral r cross join generate_series(1, :each)
            """)
        .param("each", MESSAGES / TOLD / 20)
        .update();
    database
        .sql(
            """
            insert into outbox
              (id, partner, by, event, referral, at, since, attempts, done, result)
            select gen_random_uuid(),
              case when n = 1 then 'reakt' when n % 2 = 0 then r.owner else r.requester end,
              r.requester, 'submit', r.id, r.authored, r.authored, 1,
              case when n > 1 then r.authored end,
              case when n > 1 then
                case when random() < 0.005 then 'dead-lettered' else 'sent' end end
            from referral r cross join generate_series(1, :each) n
            """)
        .param("each", TOLD)
        .update();
    database.sql("analyze").update();
    database
        .sql(
            """
            update lane set failures = 9, failing_since = now(), failure = 'http-503',
              next_try = now() + interval '1 h'
            where partner = 'reakt'
            """)
        .update();
  }

  private static long count(JdbcClient database, String which) {
    return database.sql("select count(*) from outbox where " + which).query(Long.class).single();
  }

  private static String time(PartnerSystem as, String path)
      throws IOException, InterruptedException {
    long[] nanos = new long[TIMES];
    for (int i = 0; i < TIMES; i++) {
      long began = System.nanoTime();
      int status = as.get(path).statusCode();
      nanos[i] = System.nanoTime() - began;
      if (status != 200) {
        throw new IOException(path + ": " + status);
      }
    }
    return Load.result(nanos);
  }

  /** Until it says that it was sent; looked at every five milliseconds. */
  private static String notices(PartnerSystem lv, JdbcClient database, AtomicInteger number)
      throws IOException, InterruptedException {
    long[] nanos = new long[50];
    for (int i = 0; i < nanos.length; i++) {
      long began = System.nanoTime();
      lv.post("/fhir", ReferralMessages.transaction(number.getAndIncrement()));
      while (waiting(database) && System.nanoTime() - began < PATIENCE.toNanos()) {
        Thread.sleep(5);
      }
      nanos[i] = System.nanoTime() - began;
    }
    return Load.result(nanos);
  }

  private static boolean waiting(JdbcClient database) {
    return database
        .sql("select exists (select from outbox where partner = 'st-woej' and done is null)")
        .query(Boolean.class)
        .single();
  }
}
