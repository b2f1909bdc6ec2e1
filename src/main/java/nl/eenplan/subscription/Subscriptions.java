package nl.eenplan.subscription;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.subscription.Subscription.Content;
import nl.eenplan.subscription.Subscription.Event;
import nl.eenplan.subscription.Subscription.Status;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The subscriptions, one at a time for each partner, and their events. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class Subscriptions {

  private final JdbcClient database;
  private final ApplicationEventPublisher events;

  Subscriptions(JdbcClient database, ApplicationEventPublisher events) {
    this.database = database;
    this.events = events;
  }

  /** Keeps a new one; false when the partner has one already. */
  public boolean request(Subscription subscription) {
    return database
            .sql(
                """
                insert into subscription
                  (id, partner, endpoint, content, heartbeat, ends, status, created)
                values (?, ?, ?, ?, ?, ?, 'requested', ?)
                on conflict (partner) where status <> 'off' do nothing
                """)
            .param(subscription.id())
            .param(subscription.partner().value())
            .param(subscription.endpoint())
            .param(subscription.content().code())
            .param(subscription.heartbeat().map(Duration::toSeconds).orElse(null))
            .param(subscription.ends().map(Subscriptions::utc).orElse(null))
            .param(utc(subscription.created()))
            .update()
        == 1;
  }

  /** Whether it was agreed that this partner may be sent what it could read. */
  public boolean mayBeFull(OrganisationCode partner) {
    return database
        .sql("select full_text from channel where partner = ?")
        .param(partner.value())
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  /** The partner's own; another's does not exist for it. */
  public Optional<Subscription> find(OrganisationCode partner, UUID id) {
    return database
        .sql("select * from subscription where id = ? and partner = ?")
        .params(id, partner.value())
        .query(Subscriptions::read)
        .optional();
  }

  /** The partner's own, the newest first. */
  public List<Subscription> of(OrganisationCode partner) {
    return database
        .sql("select * from subscription where partner = ? order by created desc limit 20")
        .param(partner.value())
        .query(Subscriptions::read)
        .list();
  }

  /** The one by which the partner is told. */
  public Optional<Subscription> active(OrganisationCode partner) {
    return database
        .sql("select * from subscription where partner = ? and status = 'active'")
        .param(partner.value())
        .query(Subscriptions::read)
        .optional();
  }

  /** Ends it; the partner is reached by its queue again. */
  public void end(Subscription subscription) {
    if (off(subscription.partner())) {
      events.publishEvent(new SubscriptionChanged(subscription.partner(), Optional.empty()));
    }
  }

  /** The partner is reached in another way from now on. */
  public boolean off(OrganisationCode partner) {
    return database
            .sql(
                """
                update subscription set status = 'off', version = version + 1
                where partner = ? and status <> 'off'
                """)
            .param(partner.value())
            .update()
        > 0;
  }

  /** Takes those that have to be greeted, so that no other hub does meanwhile. */
  public List<Subscription> takeRequested() {
    return take("status = 'requested' and (told is null or told < now() - interval '1 min')");
  }

  /** Takes those that were silent for as long as they may be. */
  public List<Subscription> takeSilent() {
    return take(
        "status = 'active' and heartbeat is not null"
            + " and told < now() - make_interval(secs => heartbeat)");
  }

  private List<Subscription> take(String which) {
    return database
        .sql(
            "update subscription set told = now() where id in (select id from subscription where "
                + which
                + " limit 20 for update skip locked) returning *")
        .query(Subscriptions::read)
        .list();
  }

  /** Ends those whose time is over. */
  public void endOverdue(Instant now) {
    database
        .sql("select * from subscription where status <> 'off' and ends < ? for update skip locked")
        .param(utc(now))
        .query(Subscriptions::read)
        .list()
        .forEach(this::end);
  }

  /** The partner answered the handshake. */
  public void activate(Subscription subscription) {
    int changed =
        database
            .sql(
                """
                update subscription set status = 'active', failure = null, version = version + 1
                where id = ? and status = 'requested'
                """)
            .param(subscription.id())
            .update();
    if (changed == 1) {
      events.publishEvent(
          new SubscriptionChanged(subscription.partner(), Optional.of(subscription.endpoint())));
    }
  }

  /** It did not; the partner sees why, and asks anew. */
  public void failed(Subscription subscription, String failure) {
    database
        .sql(
            """
            update subscription set status = 'error', failure = ?, version = version + 1
            where id = ? and status = 'requested'
            """)
        .params(failure, subscription.id())
        .update();
  }

  /** The number of a notice in a subscription: the same at each try, and the next at the first. */
  public long number(Subscription subscription, UUID notice) {
    Optional<Long> known =
        database
            .sql("select number from outbox where id = ? and subscription = ?")
            .params(notice, subscription.id())
            .query(Long.class)
            .optional();
    if (known.isPresent()) {
      return known.get();
    }
    long next =
        database
            .sql("update subscription set events = events + 1 where id = ? returning events")
            .param(subscription.id())
            .query(Long.class)
            .single();
    database
        .sql("update outbox set subscription = ?, number = ? where id = ?")
        .params(subscription.id(), next, notice)
        .update();
    return next;
  }

  /** Something was told just now: no heartbeat is needed. */
  public void told(Subscription subscription) {
    database
        .sql("update subscription set told = now() where id = ?")
        .param(subscription.id())
        .update();
  }

  /**
   * Its events by number.
   *
   * @param from the first, inclusive
   * @param until the last, inclusive
   */
  public List<Event> events(Subscription subscription, long from, long until) {
    return database
        .sql(
            """
            select * from outbox where subscription = ? and number between ? and ?
            order by number
            """)
        .params(subscription.id(), from, until)
        .query((row, n) ->
            new Event(
                row.getLong("number"),
                row.getObject("id", UUID.class),
                row.getString("event"),
                new OrganisationCode(row.getString("by")),
                Optional.ofNullable(row.getObject("referral", UUID.class)),
                Optional.ofNullable(row.getObject("consent", UUID.class)),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getString("result"))
                    .filter(result -> !result.equals("sent") && !result.equals("acknowledged"))
                    .isPresent()))
        .list();
  }

  private static Subscription read(ResultSet row, int n) throws SQLException {
    int heartbeat = row.getInt("heartbeat");
    return new Subscription(
        row.getObject("id", UUID.class),
        new OrganisationCode(row.getString("partner")),
        row.getString("endpoint"),
        Content.of(row.getString("content")).orElseThrow(),
        heartbeat == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(heartbeat)),
        Optional.ofNullable(row.getObject("ends", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant),
        Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        Optional.ofNullable(row.getString("failure")),
        row.getLong("events"),
        row.getObject("created", OffsetDateTime.class).toInstant(),
        row.getInt("version"));
  }

  private static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
