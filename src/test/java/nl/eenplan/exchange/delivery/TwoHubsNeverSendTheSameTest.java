package nl.eenplan.exchange.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import nl.eenplan.HubTest;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.organisation.OrganisationCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two takers at one database: a lane is in one hand at a time. */
@HubTest
class TwoHubsNeverSendTheSameTest {

  private static final String LANES = "twee-hubs-";

  private final Lanes lanes;
  private final Transactions transactions;
  private final JdbcClient database;

  TwoHubsNeverSendTheSameTest(Lanes lanes, Transactions transactions, JdbcClient database) {
    this.lanes = lanes;
    this.transactions = transactions;
    this.database = database;
  }

  @AfterEach
  void tidyUp() {
    database.sql("delete from outbox where partner like 'twee-hubs-%'").update();
    database.sql("update lane set stopped = true where partner like 'twee-hubs-%'").update();
  }

  @Test
  void whoeverComesFirstHasALaneAndTheOthersHaveTheRest() throws Exception {
    int counted = 0;
    for (int round = 0; round < 5; round++) {
      Set<String> partners = tenPartnersWithANotice(round);
      CyclicBarrier start = new CyclicBarrier(4);
      List<String> taken = new ArrayList<>();
      try (ExecutorService hubs = Executors.newFixedThreadPool(4)) {
        List<Future<List<Lane>>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          all.add(
              hubs.submit(() -> {
                start.await();
                return transactions.run(() -> lanes.take(List.of(), UUID.randomUUID()));
              }));
        }
        for (Future<List<Lane>> hub : all) {
          hub.get().stream()
              .map(lane -> lane.partner().value())
              .filter(partners::contains)
              .forEach(taken::add);
        }
      }
      assertThat(taken).doesNotHaveDuplicates();
      counted += taken.size();
    }
    assertThat(counted).as("the running hub took only some of them before").isPositive();
  }

  @Test
  void whoIsTooLateKeepsNothing() {
    OrganisationCode partner = new OrganisationCode(tenPartnersWithANotice(9).iterator().next());
    database
        .sql("update lane set holder = ?, leased_until = now() where partner = ?")
        .params(UUID.randomUUID(), partner.value())
        .update();
    Lane lost = new Lane(nl.eenplan.exchange.Channel.queue(partner), UUID.randomUUID(), 0);
    assertThat(transactions.run(() -> lanes.keep(lost))).isFalse();
  }

  /** Held by somebody until all are ready, so that the running hub does not empty them. */
  private Set<String> tenPartnersWithANotice(int round) {
    return transactions.run(() -> {
      Set<String> codes =
          java.util.stream.IntStream.range(0, 10)
              .mapToObj(i -> LANES + round + "-" + i)
              .collect(Collectors.toSet());
      for (String code : codes) {
        database
            .sql(
                """
                insert into organisation (code, name, kind, oin, agreement_from)
                values (?, ?, 'welfare', '00000099000000999000', '2026-01-01')
                """)
            .params(code, code)
            .update();
        database
            .sql(
                """
                insert into outbox (id, partner, by, event, at, since)
                values (?, ?, 'eenplan', 'test', now(), now())
                """)
            .params(UUID.randomUUID(), code)
            .update();
      }
      return codes;
    });
  }
}
