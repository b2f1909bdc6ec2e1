package nl.eenplan.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import nl.eenplan.EenplanApplication;
import nl.eenplan.client.Categories;
import nl.eenplan.client.ClientId;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.disclosure.Gate;
import nl.eenplan.disclosure.Parties;
import nl.eenplan.disclosure.Party;
import nl.eenplan.disclosure.Question;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.policy.Action;
import nl.eenplan.policy.Purpose;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * How long a decision takes with its reading (the parties, the client's words) and its entry in the
 * log, without the commit and with it, while referrals come in at a steady pace.
 */
final class GateUnderLoad {

  private static final int PER_SECOND = 50;
  private static final int DECISIONS = 3_000;
  private static final OrganisationCode LV = new OrganisationCode("lv");
  private static final OrganisationCode ST_WOEJ = new OrganisationCode("st-woej");

  private GateUnderLoad() {}

  static void main() throws Exception {
    Path folder = Path.of("target/bench/gate");
    FileSystemUtils.deleteRecursively(folder);
    try (ConfigurableApplicationContext hub =
            SpringApplication.run(
                EenplanApplication.class,
                "--spring.profiles.active=demo",
                "--server.port=8231",
                "--eenplan.broker-port=61231",
                "--eenplan.data-dir=" + folder.toAbsolutePath());
        PartnerSystem lv = new PartnerSystem(URI.create("http://localhost:8231"), "lv")) {
      AtomicInteger number = new AtomicInteger();
      Load.Action refer =
          () ->
              lv.post("/fhir", ReferralMessages.transaction(number.getAndIncrement())).statusCode()
                  == 200;
      Load.paced(PER_SECOND, Duration.ofSeconds(15), refer);
      Thread background =
          Thread.startVirtualThread(() -> {
            try {
              Load.paced(PER_SECOND, Duration.ofSeconds(40), refer);
            } catch (InterruptedException ended) {
              Thread.currentThread().interrupt();
            }
          });
      decide(hub);
      background.interrupt();
      background.join();
    }
  }

  private static void decide(ConfigurableApplicationContext hub) {
    Gate gate = hub.getBean(Gate.class);
    Parties parties = hub.getBean(Parties.class);
    Transactions transactions = hub.getBean(Transactions.class);
    List<UUID> clients =
        hub.getBean(JdbcClient.class)
            .sql("select distinct client from consent limit 500")
            .query(UUID.class)
            .list();
    long[] deciding = new long[DECISIONS];
    long[] committed = new long[DECISIONS];
    for (int i = 0; i < DECISIONS; i++) {
      UUID client = clients.get(i % clients.size());
      long began = System.nanoTime();
      deciding[i] = transactions.run(() -> time(() -> decide(gate, parties, client)));
      committed[i] = System.nanoTime() - began;
    }
    Figures figures = new Figures();
    figures.add("A decision with its reads and its entry", "%s", Load.result(deciding));
    figures.add("The same with its commit", "%s", Load.result(committed));
    figures.print("Gate, at " + PER_SECOND + " referrals/s");
  }

  private static Decision decide(Gate gate, Parties parties, UUID client) {
    var known = parties.of(List.of(LV, ST_WOEJ));
    Party sender = known.apply(LV);
    Party receiver = known.apply(ST_WOEJ);
    Question question =
        new Question(
            new ClientId(client),
            sender,
            receiver,
            new Purpose("participation"),
            Action.READ,
            Categories.ALL,
            Clock.systemUTC().instant());
    return gate.decide(
        new Gate.Asked(
            new Who(ST_WOEJ, "bench", "system"),
            client,
            question,
            Optional.empty(),
            Optional.empty()));
  }

  private static long time(Runnable work) {
    long began = System.nanoTime();
    work.run();
    return System.nanoTime() - began;
  }
}
