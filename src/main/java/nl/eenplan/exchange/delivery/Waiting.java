package nl.eenplan.exchange.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import nl.eenplan.exchange.Notice;
import nl.eenplan.exchange.Notice.About;
import nl.eenplan.organisation.OrganisationCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The notices that wait for one partner, and what becomes of them. */
@Repository
class Waiting {

  private final JdbcClient database;
  private final Clock clock;
  private final DeliverySettings settings;
  private final RandomGenerator random = RandomGenerator.getDefault();

  Waiting(JdbcClient database, Clock clock, DeliverySettings settings) {
    this.database = database;
    this.clock = clock;
    this.settings = settings;
  }

  /**
   * The oldest that are due, in their order; none of a client about whom an earlier one was refused
   * and has to be tried again.
   */
  List<Notice> due(OrganisationCode partner, int most) {
    return database
        .sql(
            """
            with refused as (
              select o.seq, coalesce(r.client, p.client, o.consent) as client
              from outbox o
                left join referral r on r.id = o.referral left join plan p on p.id = o.plan
              where o.partner = :partner and o.done is null and o.next > :now)
            select o.*, coalesce(r.client, p.client, o.consent, o.id) as client
            from outbox o
              left join referral r on r.id = o.referral left join plan p on p.id = o.plan
            where o.partner = :partner and o.done is null and (o.next is null or o.next <= :now)
              and not exists (
                select from refused f
                where f.client = coalesce(r.client, p.client, o.consent) and f.seq < o.seq)
            order by o.seq limit %d
            """
                .formatted(most))
        .param("partner", partner.value())
        .param("now", now())
        .query(Waiting::notice)
        .list();
  }

  /** These left, also those that were taken back at that very moment. */
  void left(Collection<UUID> notices, String result) {
    end(notices, result, "(done is null or result = 'taken-back')");
  }

  /** With these it is over, if it was not yet. */
  void over(Collection<UUID> notices, String result) {
    end(notices, result, "done is null");
  }

  private void end(Collection<UUID> notices, String result, String which) {
    if (notices.isEmpty()) {
      return;
    }
    database
        .sql(
            """
            with those as (
              select id from outbox where id = any(:ids) and %s order by seq for update)
            update outbox o set done = :now, result = :result, reason = null, next = null,
              attempts = attempts + 1
            from those where o.id = those.id
            """
                .formatted(which))
        .param("now", now())
        .param("result", result)
        .param("ids", notices.toArray(UUID[]::new))
        .update();
  }

  /** The partner was not reached: it is the first to be tried the next time. */
  void failed(Notice notice, DeliveryFailed failure) {
    database
        .sql(
            """
            update outbox set attempts = attempts + 1, reason = ? where id = ? and done is null
            """)
        .param(failure.reason())
        .param(notice.id())
        .update();
  }

  /** The partner takes others: this one is tried a few times more. */
  void refused(Notice notice, DeliveryFailed failure) {
    boolean last = notice.attempts() + 1 >= settings.refusals();
    OffsetDateTime now = now();
    database
        .sql(
            """
            update outbox set attempts = attempts + 1, reason = :reason, next = :next,
              done = :done, result = :result
            where id = :id and done is null
            """)
        .param("reason", failure.reason())
        .param(
            "next",
            last ? null : now.plus(settings.waitAfter(notice.attempts() + 1, random.nextDouble())))
        .param("done", last ? now : null)
        .param("result", last ? "dead-lettered" : null)
        .param("id", notice.id())
        .update();
  }

  /**
   * Gives up what was tried for too long, a few of each lane at a time, and looks only at the head
   * of each lane: what is behind is younger.
   */
  void giveUp() {
    OffsetDateTime now = now();
    database
        .sql(
            """
            update outbox o set done = :now, result = 'dead-lettered', next = null,
              reason = coalesce(o.reason, head.failure, 'not-reached')
            from (
              select w.id, w.since, l.failure
              from lane l cross join lateral (
                select id, since from outbox
                where partner = l.partner and done is null order by seq limit 500) w
              where l.failures > 0 or l.stopped) head
            where o.id = head.id and o.done is null and head.since < :before
            """)
        .param("now", now)
        .param("before", now.minus(settings.giveUpAfter()))
        .update();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private static Notice notice(ResultSet row, int n) throws SQLException {
    About about = about(row);
    String subject =
        switch (about) {
          case REFERRAL -> "referral";
          case PLAN -> "plan";
          case OFFER -> "offer";
          case CONSENT -> "consent";
          case NOTHING -> "id";
        };
    return new Notice(
        row.getObject("id", UUID.class),
        new OrganisationCode(row.getString("partner")),
        new OrganisationCode(row.getString("by")),
        row.getString("event"),
        about,
        row.getObject(subject, UUID.class),
        Optional.ofNullable(row.getObject("plan", UUID.class)),
        row.getObject("client", UUID.class),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getInt("attempts"));
  }

  private static About about(ResultSet row) throws SQLException {
    if (row.getObject("referral") != null) {
      return About.REFERRAL;
    }
    if (row.getObject("plan") != null) {
      return row.getObject("offer") != null ? About.OFFER : About.PLAN;
    }
    return row.getObject("consent") != null ? About.CONSENT : About.NOTHING;
  }
}
