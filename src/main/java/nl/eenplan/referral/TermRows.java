package nl.eenplan.referral;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import nl.eenplan.client.ClientId;
import nl.eenplan.organisation.OrganisationCode;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of terms: each is one row, from its start until it is met or over. */
@Repository
class TermRows {

  private final JdbcClient database;

  TermRows(JdbcClient database) {
    this.database = database;
  }

  /**
   * A new term.
   *
   * @param responsible empty as long as nobody claimed the referral
   * @param every how often it comes again; empty when once
   */
  record Open(
      TermRule rule,
      UUID referral,
      Optional<OrganisationCode> responsible,
      Instant due,
      Optional<Period> every) {

    static Open of(TermRule rule, Referral referral, Instant due) {
      Optional<OrganisationCode> responsible =
          rule.whose() == TermRule.Whose.TARGET
              ? referral.owner()
              : Optional.of(referral.requester());
      return new Open(rule, referral.id(), responsible, due, Optional.empty());
    }

    Open every(Period period) {
      return new Open(rule, referral, responsible, due, Optional.of(period));
    }
  }

  /**
   * A term of which somebody is to be told.
   *
   * @param stage which of the rule's tells it is
   * @param wish what the client wants: at most one contact in this time
   * @param lastContact known only of a client with a wish
   */
  record Due(
      long id,
      UUID referral,
      TermRule rule,
      Optional<OrganisationCode> responsible,
      Instant due,
      int stage,
      boolean held,
      Optional<Period> every,
      Optional<Period> wish,
      Optional<Instant> lastContact) {

    /** Not before the client wants to be contacted again. */
    Instant wanted() {
      return wish.filter(period -> rule.isContact())
          .flatMap(period -> lastContact.map(last -> Terms.later(last, period)))
          .filter(due::isBefore)
          .orElse(due);
    }
  }

  void add(List<Open> terms, Instant now) {
    if (terms.isEmpty()) {
      return;
    }
    database
        .sql(
            """
            insert into term (referral, kind, responsible, due, repeats, stage, at)
            select * from unnest(?::uuid[], ?::text[], ?::text[],
              ?::text[]::timestamptz[], ?::text[], ?::int[], ?::text[]::timestamptz[])
            """)
        .param(column(terms, Open::referral, UUID[]::new))
        .param(column(terms, term -> term.rule().kind(), String[]::new))
        .param(
            column(
                terms,
                term -> term.responsible().map(OrganisationCode::value).orElse(null),
                String[]::new))
        .param(column(terms, term -> term.due().toString(), String[]::new))
        .param(
            column(terms, term -> term.every().map(Period::toString).orElse(null), String[]::new))
        .param(column(terms, term -> term.rule().firstStage(now, term.due()), Integer[]::new))
        .param(column(terms, term -> firstMoment(term, now).toString(), String[]::new))
        .update();
  }

  private static Instant firstMoment(Open term, Instant now) {
    return term.rule().moment(term.rule().firstStage(now, term.due()), term.due()).orElseThrow();
  }

  private static <T> T[] column(
      List<Open> terms, Function<Open, ? extends @Nullable Object> of, IntFunction<T[]> array) {
    return terms.stream().map(of).toArray(array);
  }

  /**
   * Takes some terms of which somebody is to be told now, so that no other hub takes them as well,
   * until the transaction ends. It holds their referrals too and waits for none: a withdrawal holds
   * a referral first and then its terms.
   */
  List<Due> take(Instant now) {
    return database
        .sql(
            """
            select t.*, w.every, w.last_contact
            from term t join referral r on r.id = t.referral
              left join contact_wish w on w.client = r.client
            where t.done is null and t.held is null and t.at <= ? order by t.at limit 100
            for update of t skip locked for no key update of r skip locked
            """)
        .param(utc(now))
        .query(TermRows::due)
        .list();
  }

  /** What is to be told of it next, and when; nothing more when empty. */
  void next(long id, Instant due, int stage, Optional<Instant> at) {
    database
        .sql("update term set due = ?, stage = ?, at = ? where id = ?")
        .params(Arrays.asList(utc(due), stage, at.map(TermRows::utc).orElse(null), id))
        .update();
  }

  void over(long id, Instant now) {
    database.sql("update term set done = ? where id = ?").param(utc(now)).param(id).update();
  }

  /**
   * @return how many there were
   */
  int end(UUID referral, Instant now, TermRule... rules) {
    return database
        .sql("update term set done = ? where referral = ? and kind = any(?) and done is null")
        .param(utc(now))
        .param(referral)
        .param(Arrays.stream(rules).map(TermRule::kind).toArray(String[]::new))
        .update();
  }

  /** Of this requester's earlier referrals of the same client. */
  void endOfEarlier(Referral referral, Instant now, TermRule... rules) {
    database
        .sql(
            """
            update term t set done = :now
            from referral r
            where r.id = t.referral and r.client = :client and r.requester = :requester
              and r.id <> :id and t.kind = any(:kinds) and t.done is null
            """)
        .param("now", utc(now))
        .param("client", referral.client().value())
        .param("requester", referral.requester().value())
        .param("id", referral.id())
        .param("kinds", Arrays.stream(rules).map(TermRule::kind).toArray(String[]::new))
        .update();
  }

  /** Of one who is responsible for it. */
  void endOf(UUID referral, OrganisationCode responsible, TermRule rule, Instant now) {
    database
        .sql(
            """
            update term set done = ?
            where referral = ? and responsible = ? and kind = ? and done is null
            """)
        .param(utc(now))
        .param(referral)
        .param(responsible.value())
        .param(rule.kind())
        .update();
  }

  void endAtTheEnd(UUID referral, Instant now) {
    database
        .sql("update term set done = ? where referral = ? and kind <> all(?) and done is null")
        .param(utc(now))
        .param(referral)
        .param(TermRule.kinds(TermRule::outlives))
        .update();
  }

  void endAll(UUID referral, Instant now) {
    database
        .sql("update term set done = ? where referral = ? and done is null")
        .param(utc(now))
        .param(referral)
        .update();
  }

  /**
   * Ends such a term with another date.
   *
   * @return whether there is none with this date
   */
  boolean endOtherThan(UUID referral, TermRule rule, Instant due, Instant now) {
    database
        .sql(
            """
            update term set done = ? where referral = ? and kind = ? and done is null and due <> ?
            """)
        .param(utc(now))
        .param(referral)
        .param(rule.kind())
        .param(utc(due))
        .update();
    return database
        .sql(
            """
            select not exists (
              select from term where referral = ? and kind = ? and due = ?)
            """)
        .param(referral)
        .param(rule.kind())
        .param(utc(due))
        .query(Boolean.class)
        .single();
  }

  /** They stand still. */
  void hold(UUID referral, Instant now) {
    database
        .sql(
            """
            update term set held = ?
            where referral = ? and kind = any(?) and done is null and held is null
            """)
        .param(utc(now))
        .param(referral)
        .param(TermRule.kinds(TermRule::standsStill))
        .update();
  }

  /** They go on with the time that was left. */
  void resume(UUID referral, Instant now) {
    database
        .sql(
            """
            update term set due = due + (:now - held), at = at + (:now - held), held = null
            where referral = :referral and held is not null and done is null
            """)
        .param("now", utc(now))
        .param("referral", referral)
        .update();
  }

  /** Who claimed it has to do what the target has to do. */
  void claimed(Referral referral) {
    referral
        .owner()
        .ifPresent(owner ->
            database
                .sql(
                    """
                    update term set responsible = ?
                    where referral = ? and done is null and responsible is null
                    """)
                .param(owner.value())
                .param(referral.id())
                .update());
  }

  /** Whether this requester has such a term for this client already, by another referral. */
  boolean isContactWatched(Referral referral) {
    return database
        .sql(
            """
            select exists (
              select from referral r join term t on t.referral = r.id
              where r.client = ? and t.responsible = ? and t.kind = ? and t.done is null)
            """)
        .param(referral.client().value())
        .param(referral.requester().value())
        .param(TermRule.CONTACT.kind())
        .query(Boolean.class)
        .single();
  }

  /** What is watched once for a client goes on with another referral that is in progress. */
  void handOver(Referral referral, Instant now, TermRule... rules) {
    database
        .sql(
            """
            update term t set referral = other.id, held = null,
              due = due + (:now - coalesce(held, :now)), at = at + (:now - coalesce(held, :now))
            from (
              select id from referral
              where client = :client and requester = :requester and id <> :id
                and state = 'in-progress'
              order by authored, id limit 1) other
            where t.referral = :id and t.kind = any(:kinds) and t.done is null
            """)
        .param("now", utc(now))
        .param("client", referral.client().value())
        .param("requester", referral.requester().value())
        .param("id", referral.id())
        .param("kinds", Arrays.stream(rules).map(TermRule::kind).toArray(String[]::new))
        .update();
  }

  /** The client was contacted; it counts only for who wants that seldom. */
  void contacted(ClientId client, Instant at) {
    database
        .sql("update contact_wish set last_contact = greatest(last_contact, ?) where client = ?")
        .param(utc(at))
        .param(client.value())
        .update();
  }

  /** The next contact counts from here. */
  void contactAgain(Referral referral, Instant now) {
    database
        .sql(
            """
            update term t set due = :now + repeats::interval, at = :now + repeats::interval, stage = 0
            from referral r
            where r.id = t.referral and r.client = :client and t.responsible = :by
              and t.kind = :kind and t.done is null and t.held is null
            """)
        .param("now", utc(now))
        .param("client", referral.client().value())
        .param("by", referral.requester().value())
        .param("kind", TermRule.CONTACT.kind())
        .update();
  }

  /** The target was postponed by the client's wish. */
  void postpone(UUID referral, Instant due) {
    database
        .sql("update referral set due = ? where id = ?")
        .param(utc(due))
        .param(referral)
        .update();
  }

  /** What is open, of which an organisation has to know, until a moment; what comes first first. */
  List<Due> open(OrganisationCode organisation, Instant until, int most) {
    return database
        .sql(
            """
            select t.*, w.every, w.last_contact from (
              select * from term where responsible = :me and done is null and due < :until
              union
              select t.* from referral r join term t on t.referral = r.id
              where r.requester = :me and t.done is null and t.due < :until
                and r.state in ('requested', 'accepted', 'in-progress', 'on-hold')) t
              join referral r on r.id = t.referral
              left join contact_wish w on w.client = r.client
            where t.kind <> :talk or t.responsible = :me
            order by t.due, t.id limit :most
            """)
        .param("me", organisation.value())
        .param("until", utc(until))
        .param("talk", TermRule.TALK.kind())
        .param("most", most)
        .query(TermRows::due)
        .list();
  }

  /** The same of one referral. */
  List<Due> open(OrganisationCode organisation, UUID referral) {
    return database
        .sql(
            """
            select t.*, w.every, w.last_contact from term t
              join referral r on r.id = t.referral
              left join contact_wish w on w.client = r.client
            where t.referral = :referral and t.done is null
              and (t.responsible = :me or r.requester = :me and t.kind <> :talk)
            order by t.due, t.id
            """)
        .param("me", organisation.value())
        .param("referral", referral)
        .param("talk", TermRule.TALK.kind())
        .query(TermRows::due)
        .list();
  }

  /** A term by which something is due for a client. */
  record OfClient(UUID person, Due term) {}

  /** What is open for these clients of a requester, what comes first first. */
  List<OfClient> openOf(OrganisationCode requester, Collection<UUID> persons) {
    return database
        .sql(
            """
            select t.*, w.every, w.last_contact, r.person
            from referral r join term t on t.referral = r.id
              left join contact_wish w on w.client = r.client
            where r.requester = :me and r.person = any(:persons) and t.done is null
              and (t.kind <> :talk or t.responsible = :me)
            order by t.due, t.id
            """)
        .param("me", requester.value())
        .param("persons", persons.toArray(UUID[]::new))
        .param("talk", TermRule.TALK.kind())
        .query((row, n) -> new OfClient(row.getObject("person", UUID.class), due(row, n)))
        .list();
  }

  private static Due due(ResultSet row, int n) throws SQLException {
    return new Due(
        row.getLong("id"),
        row.getObject("referral", UUID.class),
        TermRule.of(row.getString("kind")).orElseThrow(),
        Optional.ofNullable(row.getString("responsible")).map(OrganisationCode::new),
        row.getObject("due", OffsetDateTime.class).toInstant(),
        row.getInt("stage"),
        row.getObject("held") != null,
        Optional.ofNullable(row.getString("repeats")).map(Period::parse),
        Optional.ofNullable(row.getString("every")).map(Period::parse),
        Optional.ofNullable(row.getObject("last_contact", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant));
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
