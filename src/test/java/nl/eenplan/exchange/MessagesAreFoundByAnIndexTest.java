package nl.eenplan.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nl.eenplan.HubTest;
import nl.eenplan.exchange.Message.State;
import nl.eenplan.organisation.OrganisationCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** However many messages there are, no way to look for some reads them all. */
@HubTest
@TestInstance(Lifecycle.PER_CLASS)
class MessagesAreFoundByAnIndexTest {

  private static final String PARTNER = "veel-berichten";

  private final JdbcClient database;

  MessagesAreFoundByAnIndexTest(JdbcClient database) {
    this.database = database;
  }

  /** Kept by a lane that is stopped, so that the running hub sends none of them. */
  @BeforeAll
  void thirtyThousand() {
    database
        .sql(
            """
            insert into organisation (code, name, kind, oin, agreement_from)
            values (?, 'Veel', 'welfare', '00000099000000999000', '2026-01-01')
            """)
        .param(PARTNER)
        .update();
    database.sql("update lane set stopped = true where partner = ?").param(PARTNER).update();
    database
        .sql(
            """
            insert into outbox (id, partner, by, event, at, since, attempts, done, result)
            select gen_random_uuid(), ?, 'eenplan', 'test', now(), now(), 1,
              case when n % 10 > 0 then now() end, case when n % 10 > 0 then 'sent' end
            from generate_series(1, 30000) n
            """)
        .param(PARTNER)
        .update();
    database.sql("analyze outbox").update();
  }

  @AfterAll
  void andNone() {
    database.sql("delete from outbox where partner = ?").param(PARTNER).update();
  }

  static Stream<MessageSearch> ways() {
    Optional<OrganisationCode> partner = Optional.of(new OrganisationCode(PARTNER));
    Optional<UUID> number = Optional.of(UUID.randomUUID());
    Optional<Instant> yesterday = Optional.of(Instant.now().minus(Duration.ofDays(1)));
    MessageSearch all = MessageSearch.newest(50);
    return Stream.of(
        all,
        all.about(number, Optional.empty(), Optional.empty()),
        all.about(Optional.empty(), Optional.of("x"), Optional.empty()),
        all.about(Optional.empty(), Optional.empty(), number),
        all.to(partner),
        all.to(partner).in(Optional.of(State.QUEUED)),
        all.to(partner).in(Optional.of(State.ACKNOWLEDGED)),
        all.in(Optional.of(State.DEAD_LETTERED)),
        all.within(yesterday, Optional.empty()),
        all.within(Optional.empty(), yesterday),
        all.to(partner).in(Optional.of(State.SENT)).within(yesterday, yesterday));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void theOutboxIsNotReadFromEndToEnd(MessageSearch search) {
    List<String> plan =
        database
            .sql("explain " + Deliveries.sql(search))
            .params(Deliveries.params(search))
            .query(String.class)
            .list();
    assertThat(String.join("\n", plan)).contains("Index").doesNotContain("Seq Scan on outbox");
  }
}
