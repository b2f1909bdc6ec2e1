package nl.eenplan.exchange;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import nl.eenplan.disclosure.ConsentEnding;
import nl.eenplan.exchange.Notice.About;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.referral.ReferralMoved;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The notices that have to go out, written in the transaction of what they tell. A broker or a
 * partner that is down stops nothing: its notices wait here.
 */
@Repository
class Outbox {

  /** As long as a hub may take to send what it took; after that another one tries. */
  private static final Duration LEASE = Duration.ofSeconds(30);

  private final JdbcClient database;
  private final JdbcTemplate batch;
  private final Clock clock;

  Outbox(JdbcClient database, JdbcTemplate batch, Clock clock) {
    this.database = database;
    this.batch = batch;
    this.clock = clock;
  }

  /** In the transaction of the step that the notice is about. */
  @EventListener
  void on(ReferralMoved moved) {
    Instant now = clock.instant();
    if (moved.event().equals(ReferralMoved.GROUND_ENDED)) {
      takeBack(moved);
    }
    batch.batchUpdate(
        """
        insert into outbox (id, partner, by, event, referral, at, next) values (?, ?, ?, ?, ?, ?, ?)
        """,
        moved.tell(),
        100,
        (insert, partner) -> {
          insert.setObject(1, UUID.randomUUID());
          insert.setString(2, partner.value());
          insert.setString(3, moved.by().value());
          insert.setString(4, moved.event());
          insert.setObject(5, moved.referral().id());
          insert.setObject(6, now.atOffset(ZoneOffset.UTC));
          insert.setObject(7, now.atOffset(ZoneOffset.UTC));
        });
  }

  /** In the transaction in which it was found. */
  @EventListener
  void on(ConsentEnding ending) {
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    database
        .sql(
            """
            insert into outbox (id, partner, by, event, consent, at, next)
            values (?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            UUID.randomUUID(),
            ending.recordedBy().value(),
            Who.HUB.organisation().value(),
            ConsentEnding.EVENT,
            ending.consent(),
            now,
            now)
        .update();
  }

  /**
   * What waits here for those who lost the ground is not sent any more. One that may be leaving at
   * this moment keeps its place, so that the notice of the end comes after it and takes it back; at
   * a next try the gate refuses it.
   */
  private void takeBack(ReferralMoved moved) {
    Instant now = clock.instant();
    database
        .sql(
            """
            with waiting as (
              select id from outbox
              where referral = :referral and partner = any(:partners) and done is null
              order by seq for update)
            update outbox o set next = least(next, :lease),
              done = case when attempts = 0 then :now::timestamptz end,
              result = case when attempts = 0 then 'taken-back' end
            from waiting where o.id = waiting.id
            """)
        .param("referral", moved.referral().id())
        .param(
            "partners", moved.tell().stream().map(OrganisationCode::value).toArray(String[]::new))
        .param("lease", now.plus(LEASE).atOffset(ZoneOffset.UTC))
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  /**
   * Takes some notices that are due, so that no other hub sends them meanwhile; the oldest first,
   * and none before what its partner has to hear earlier about the same referral.
   */
  List<Notice> take(int most) {
    Instant now = clock.instant();
    return database
        .sql(
            """
            with due as (
              select id from outbox o where done is null and next <= :now and not exists (
                select from outbox earlier
                where earlier.referral = o.referral and earlier.partner = o.partner
                  and earlier.done is null and earlier.seq < o.seq and earlier.next > :now)
              order by seq limit :most for update skip locked),
            taken as (
              update outbox o set next = :lease, attempts = attempts + 1
              from due where o.id = due.id
              returning o.*)
            select * from taken order by seq
            """)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("lease", now.plus(LEASE).atOffset(ZoneOffset.UTC))
        .param("most", most)
        .query((row, n) ->
            new Notice(
                row.getObject("id", UUID.class),
                new OrganisationCode(row.getString("partner")),
                new OrganisationCode(row.getString("by")),
                row.getString("event"),
                row.getObject("consent") == null ? About.REFERRAL : About.CONSENT,
                row.getObject(
                    row.getObject("consent") == null ? "referral" : "consent", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant()))
        .list();
  }

  /** These left, or never will: the ground under them is gone. */
  void done(Collection<UUID> notices, String result) {
    if (notices.isEmpty()) {
      return;
    }
    database
        .sql(
            """
            with those as (
              select id from outbox where id = any(:ids) and done is null order by seq for update)
            update outbox o set done = :now, result = :result from those where o.id = those.id
            """)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .param("result", result)
        .param("ids", notices.toArray(UUID[]::new))
        .update();
  }

  /**
   * This one did not leave: later again, each time twice as long, to an hour at most.
   *
   * <p>The lease that it was taken with is the shortest wait.
   */
  void failed(UUID notice) {
    database
        .sql(
            """
            update outbox set next = :now + make_interval(
              secs => least(3600, power(2, least(attempts, 12)) * (0.5 + random())))
            where id = :id and done is null
            """)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .param("id", notice)
        .update();
  }
}
