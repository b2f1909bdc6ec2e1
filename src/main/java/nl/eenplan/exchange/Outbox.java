package nl.eenplan.exchange;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import nl.eenplan.disclosure.ConsentEnding;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.plan.DirectionNews;
import nl.eenplan.referral.ReferralMoved;
import nl.eenplan.referral.Telling;
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
    if (ReferralMoved.takesBack(moved.event())) {
      takeBack(moved);
    }
    write(moved.referral().id(), moved.event(), moved.by(), moved.tell());
  }

  /** In the transaction in which it was found that another one may not hear it. */
  @EventListener
  void on(Telling.Instead instead) {
    write(instead.referral(), instead.event(), instead.by(), List.of(instead.to()));
  }

  private void write(
      UUID referral, String event, OrganisationCode by, List<OrganisationCode> partners) {
    OffsetDateTime now = now();
    batch.batchUpdate(
        """
        insert into outbox (id, partner, by, event, referral, at, since) values (?, ?, ?, ?, ?, ?, ?)
        """,
        partners,
        100,
        (insert, partner) -> {
          insert.setObject(1, UUID.randomUUID());
          insert.setString(2, partner.value());
          insert.setString(3, by.value());
          insert.setString(4, event);
          insert.setObject(5, referral);
          insert.setObject(6, now);
          insert.setObject(7, now);
        });
  }

  /** In the transaction in which it happened. */
  @EventListener
  void on(DirectionNews news) {
    OffsetDateTime now = now();
    for (OrganisationCode partner : news.tell()) {
      database
          .sql(
              """
              insert into outbox (id, partner, by, event, plan, offer, at, since)
              values (?, ?, ?, ?, ?, ?, ?, ?)
              """)
          .params(
              Arrays.asList(
                  UUID.randomUUID(),
                  partner.value(),
                  news.by().value(),
                  news.event(),
                  news.plan(),
                  news.offer().orElse(null),
                  now,
                  now))
          .update();
    }
  }

  /** In the transaction in which it was found. */
  @EventListener
  void on(ConsentEnding ending) {
    OffsetDateTime now = now();
    database
        .sql(
            """
            insert into outbox (id, partner, by, event, consent, at, since)
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
   * A message that is about nothing.
   *
   * @return its id
   */
  UUID test(OrganisationCode partner) {
    UUID id = UUID.randomUUID();
    OffsetDateTime now = now();
    database
        .sql("insert into outbox (id, partner, by, event, at, since) values (?, ?, ?, ?, ?, ?)")
        .params(id, partner.value(), Who.HUB.organisation().value(), Notice.TEST, now, now)
        .update();
    return id;
  }

  /**
   * What waits here for those who lost the ground is not sent any more. One that is leaving at this
   * moment is told of as sent; the notice of the end comes after it and takes it back.
   */
  private void takeBack(ReferralMoved moved) {
    database
        .sql(
            """
            with waiting as (
              select id from outbox
              where referral = :referral and partner = any(:partners) and done is null
              order by seq for update)
            update outbox o set done = :now, result = 'taken-back'
            from waiting where o.id = waiting.id
            """)
        .param("referral", moved.referral().id())
        .param(
            "partners", moved.tell().stream().map(OrganisationCode::value).toArray(String[]::new))
        .param("now", now())
        .update();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
