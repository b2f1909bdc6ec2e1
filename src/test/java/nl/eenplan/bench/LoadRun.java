package nl.eenplan.bench;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A hub in a process of its own, and 16 clients that send it as many referrals as it takes.
 *
 * <p>Properties: {@code seconds} measured (20), {@code warmup} seconds before (30), {@code
 * hub.jvm}. The clients run on the same machine and take their share of it.
 */
final class LoadRun {

  private static final int CLIENTS = 16;
  private static final String SECOND = "allesvoorelkaar";
  private static final Duration SHORT = Duration.ofSeconds(5);
  private static final Duration IDLE = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HubProcess hub;
  private final Figures figures = new Figures();
  private final AtomicInteger number = new AtomicInteger();
  private final Queue<String> tasks = new ConcurrentLinkedQueue<>();

  private LoadRun(HubProcess hub) {
    this.hub = hub;
  }

  static void main() throws Exception {
    HubProcess.sayLittle();
    try (HubProcess hub = HubProcess.on(Path.of("target/bench/load"))) {
      new LoadRun(hub).run();
    }
  }

  private void run() throws Exception {
    figures.add("Start to ready, empty folder", "%.1f s", seconds(hub.start()));
    try (PartnerSystem lv = new PartnerSystem(hub.url(), "lv");
        PartnerSystem woej = new PartnerSystem(hub.url(), "st-woej");
        NoticeListener notices = new NoticeListener(hub.broker())) {
      Load.closed(CLIENTS, Duration.ofSeconds(Integer.getInteger("warmup", 30)), () -> refer(lv));
      referrals(lv, notices);
      accepts(woej);
      inbox(woej);
      oneIsDown(lv);
      memory();
      idle();
    }
    figures.add("Stop", "%.1f s", seconds(hub.stop()));
    figures.add(
        "Start to ready, with " + number + " referrals kept", "%.1f s", seconds(hub.start()));
    figures.print("Load, hub's JVM: " + System.getProperty("hub.jvm", "as by default"));
  }

  private void referrals(PartnerSystem lv, NoticeListener notices) throws Exception {
    Spent spent =
        Spent.during(
            hub,
            () ->
                Load.closed(
                    CLIENTS,
                    Duration.ofSeconds(Integer.getInteger("seconds", 20)),
                    () -> refer(lv)));
    int behind = tasks.size() - notices.events();
    figures.add("Referrals, " + CLIENTS + " clients", "%.0f/s", spent.load().perSecond());
    figures.add("Time of a referral, " + CLIENTS + " clients", "%s", spent.load().latencies());
    figures.add("CPU for a referral", "%s", spent.each());
    figures.add(
        "Of all cores, taken by other programs meanwhile", "%.0f %%", spent.percentByOthers());
    double most = PostgresLimit.perSecond(hub, CLIENTS, SHORT);
    figures.add(
        "Of what PostgreSQL does alone with so many clients",
        "%.0f %% of %.0f/s",
        100 * spent.load().perSecond() / most,
        most);
    caughtUp(notices, behind);
    Load.Result paced = Load.paced(50, Duration.ofSeconds(10), () -> refer(lv));
    figures.add("Time of a referral at 50/s", "%s", paced.latencies());
  }

  /** The notices may be behind for a while, but they all come. */
  private void caughtUp(NoticeListener notices, int behind) throws InterruptedException {
    long began = System.nanoTime();
    while (notices.events() < tasks.size() && System.nanoTime() - began < PATIENCE.toNanos()) {
      Thread.sleep(20);
    }
    figures.add(
        "Notices",
        "%d of %d, %d of them twice; %d behind at the end, caught up in %.1f s",
        notices.events(),
        tasks.size(),
        notices.messages() - notices.events(),
        behind,
        (System.nanoTime() - began) / 1e9);
  }

  private void accepts(PartnerSystem woej) throws Exception {
    Spent spent =
        Spent.during(
            hub,
            () ->
                Load.closed(
                    CLIENTS,
                    SHORT,
                    () -> {
                      String task = tasks.poll();
                      return task != null && accept(woej, task);
                    }));
    tell("Accepts", "an accept", spent);
  }

  private void inbox(PartnerSystem woej) throws Exception {
    String search = "/fhir/Task?owner=Organization/st-woej&status=requested&_count=20";
    Spent spent =
        Spent.during(
            hub, () -> Load.closed(CLIENTS, SHORT, () -> woej.get(search).statusCode() == 200));
    tell("Searches of an inbox (20 Tasks)", "a search", spent);
  }

  private void tell(String what, String one, Spent spent) {
    Load.Result load = spent.load();
    figures.add(
        what + ", " + CLIENTS + " clients", "%.0f/s, %s", load.perSecond(), load.latencies());
    figures.add("CPU for " + one, "%s", spent.each());
  }

  /** Half of the referrals go to a partner that is reached at first, and then is not. */
  private void oneIsDown(PartnerSystem lv) throws Exception {
    Duration time = Duration.ofSeconds(Integer.getInteger("seconds", 20));
    Load.Result up = Load.closed(CLIENTS, time, () -> referToOneOfTwo(lv));
    try (Connection database = hub.database();
        Statement statement = database.createStatement()) {
      statement.execute(
          """
          insert into channel (partner, kind, address, together, full_text)
          values ('%s', 'webhook', 'http://127.0.0.1:9/', false, false)
          on conflict (partner) do update set kind = excluded.kind, address = excluded.address
          """
              .formatted(SECOND));
    }
    Load.Result down = Load.closed(CLIENTS, time, () -> referToOneOfTwo(lv));
    figures.add(
        "Referrals while one of two partners is down",
        "%.0f/s, with both up %.0f/s (%+.1f %%), %d errors",
        down.perSecond(),
        up.perSecond(),
        100 * (down.perSecond() / up.perSecond() - 1),
        up.errors() + down.errors());
  }

  private boolean referToOneOfTwo(PartnerSystem lv) throws IOException, InterruptedException {
    int next = number.getAndIncrement();
    String target = next % 2 == 0 ? "st-woej" : SECOND;
    return lv.post("/fhir", ReferralMessages.transaction(next, target)).statusCode() == 200;
  }

  private void memory() {
    figures.add(
        "Resident memory of the hub's JVM",
        "%d MiB, at most %d MiB",
        ProcessFigures.residentMib(hub.pid()),
        ProcessFigures.mostResidentMib(hub.pid()));
  }

  /** What it costs to have nothing to do. */
  private void idle() throws IOException, InterruptedException {
    Duration hubCpu = ProcessFigures.cpu(hub.pid());
    Duration postgresCpu = ProcessFigures.cpuWithChildren(hub.postgresPid());
    Thread.sleep(IDLE);
    figures.add(
        "CPU of an idle hub",
        "hub's JVM %.1f %%, PostgreSQL %.1f %% of a core",
        percent(ProcessFigures.cpu(hub.pid()).minus(hubCpu)),
        percent(ProcessFigures.cpuWithChildren(hub.postgresPid()).minus(postgresCpu)));
  }

  private static double percent(Duration cpu) {
    return 100.0 * cpu.toMillis() / IDLE.toMillis();
  }

  private boolean refer(PartnerSystem lv) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        lv.post("/fhir", ReferralMessages.transaction(number.getAndIncrement()));
    if (answer.statusCode() != 200) {
      return false;
    }
    tasks.add(ReferralMessages.task(answer.body()));
    return true;
  }

  private static boolean accept(PartnerSystem woej, String task)
      throws IOException, InterruptedException {
    String accepted =
        """
        {"resourceType":"Task","id":"%s","status":"accepted","intent":"order"}
        """
            .formatted(task);
    return woej.put("/fhir/Task/" + task, 1, accepted).statusCode() == 200;
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }
}
