package nl.eenplan.referral;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import nl.eenplan.Hub;
import nl.eenplan.HubTest;
import nl.eenplan.ledger.Transactions;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Several hubs look at the same terms. One of them tells each; what one took and did not finish,
 * another one tells.
 */
@HubTest
class EachTermIsToldOnceTest {

  private final Hub hub;
  private final TermWatch watch;
  private final Transactions transactions;
  private final JdbcClient database;

  EachTermIsToldOnceTest(Hub hub, TermWatch watch, Transactions transactions, JdbcClient database) {
    this.hub = hub;
    this.watch = watch;
    this.transactions = transactions;
    this.database = database;
  }

  @Test
  void howeverManyLookAtTheSameMoment() throws Exception {
    List<UUID> referrals = IntStream.range(0, 40).mapToObj(n -> referralWithATermDue()).toList();
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService hubs = Executors.newFixedThreadPool(4)) {
      List<Future<?>> looking =
          IntStream.range(0, 4)
              .<Future<?>>mapToObj(n ->
                  hubs.submit(() -> {
                    start.await();
                    watch.look();
                    return null;
                  }))
              .toList();
      start.countDown();
      for (Future<?> one : looking) {
        one.get(30, SECONDS);
      }
    }
    // The hub itself looks too, and may still be at one of them.
    for (UUID referral : referrals) {
      await().atMost(Hub.SOON).until(() -> told(referral) > 0);
      assertThat(told(referral)).as("file-may-be-closed").isEqualTo(1);
    }
  }

  @Test
  void whatAHubTookBeforeItDiedIsToldByTheNext() {
    UUID referral = referralWithATermDue();
    assertThatThrownBy(() ->
            transactions.run(() -> {
              assertThat(watch.tellSome() || told(referral) > 0).isTrue();
              throw new IllegalStateException("the hub dies");
            }))
        .hasMessage("the hub dies");
    watch.look();
    assertThat(told(referral)).isEqualTo(1);
  }

  @Test
  void whatIsHeldByOneIsNotWaitedForByAnother() throws Exception {
    UUID referral = referralWithATermDue();
    CountDownLatch taken = new CountDownLatch(1);
    CountDownLatch looked = new CountDownLatch(1);
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      Future<?> slow =
          other.submit(() ->
              transactions.run(() -> {
                database
                    .sql("select id from referral where id = ? for update")
                    .param(referral)
                    .query()
                    .listOfRows();
                taken.countDown();
                try {
                  return looked.await(20, SECONDS);
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              }));
      assertThat(taken.await(20, SECONDS)).isTrue();
      watch.look();
      assertThat(told(referral)).isZero();
      looked.countDown();
      slow.get(20, SECONDS);
    }
    watch.look();
    assertThat(told(referral)).isEqualTo(1);
  }

  private long told(UUID referral) {
    return database
        .sql("select count(*) from outbox where referral = ? and event = 'file-may-be-closed'")
        .param(referral)
        .query(Long.class)
        .single();
  }

  /** A referral that is over, with one term that came a moment ago; written at once with it. */
  private UUID referralWithATermDue() {
    UUID id = UUID.randomUUID();
    Instant now = hub.clock().instant();
    transactions.run(() -> {
      UUID client = UUID.randomUUID();
      UUID person = UUID.randomUUID();
      UUID order = UUID.randomUUID();
      Timestamp at = Timestamp.from(now);
      sql("insert into client (id, wrapped_key) values (?, '\\x00')", client);
      sql(
          """
          insert into person (id, client, holder, version, facts, original, digest, updated)
          values (?, ?, 'voorschoten', 1, '\\x00', '\\x00', '', ?)
          """,
          person,
          client,
          at);
      sql(
          """
          insert into care_order (id, client, person, requester, purpose, status, version, facts,
            original, authored, updated)
          values (?, ?, ?, 'voorschoten', 'day-activities', 'active', 1, '\\x00', '\\x00', ?, ?)
          """,
          order,
          client,
          person,
          at,
          at);
      sql(
          """
          insert into referral (id, care_order, client, person, requester, owner, candidates,
            purpose, state, version, authored, updated, due, requester_original)
          values (?, ?, ?, ?, 'voorschoten', 'psyq', '{}', 'day-activities', 'completed', 1, ?, ?, ?,
            '\\x00')
          """,
          id,
          order,
          client,
          person,
          at,
          at,
          at);
      Instant past = now.minus(Duration.ofMinutes(1));
      sql(
          "insert into term (referral, kind, responsible, due, at) values (?, ?, 'voorschoten', ?,"
              + " ?)",
          id,
          TermRule.CLOSE_FILE.kind(),
          Timestamp.from(past),
          Timestamp.from(past));
      return id;
    });
    return id;
  }

  private void sql(String sql, Object... parameters) {
    database.sql(sql).params(parameters).update();
  }
}
