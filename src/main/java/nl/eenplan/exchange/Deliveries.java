package nl.eenplan.exchange;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.eenplan.exchange.Message.State;
import nl.eenplan.organisation.OrganisationCode;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Following messages. Each way to look has an index: among a million, a few are found as fast as
 * among a hundred.
 */
@Repository
public class Deliveries {

  private static final String SELECT =
      "select o.id, o.seq, o.partner, o.event, o.referral, o.attempts, o.reason, o.at, o.next,"
          + " o.done, o.result ";

  private static final String FITS =
      """
       and (:partner::text is null or o.partner = :partner)
       and (:state::text is null or coalesce(o.result, 'queued') = :state)
       and (:party::text is null or o.partner = :party or o.by = :party)
       and (:before::bigint is null or o.seq < :before)
       and (:from::timestamptz is null or o.at >= :from)
       and (:until::timestamptz is null or o.at < :until)
       order by o.seq desc limit %1$d
      """;

  /**
   * The numbers of a period. Messages are numbered as they come, but for those that come side by
   * side: a hundred of each end are looked at.
   */
  private static final String PERIOD =
      """
      and (:from::timestamptz is null or seq >= (
        select min(seq) from (
          select seq from outbox where at >= :from order by at limit 100) first))
      and (:until::timestamptz is null or seq <= (
        select max(seq) from (
          select seq from outbox where at < :until order by at desc limit 100) last))
      and (:from::timestamptz is null or at >= :from)
      and (:until::timestamptz is null or at < :until)
      """;

  private final JdbcClient database;

  Deliveries(JdbcClient database) {
    this.database = database;
  }

  public Optional<Message> find(UUID id, Optional<OrganisationCode> party) {
    return database
        .sql(
            SELECT
                + """
                from outbox o where o.id = :id
                  and (:party::text is null or o.partner = :party or o.by = :party)
                """)
        .param("id", id)
        .param("party", party.map(OrganisationCode::value).orElse(null))
        .query(Deliveries::read)
        .optional();
  }

  /** Those of these that there are. */
  public List<Message> find(Collection<UUID> ids) {
    return database
        .sql(SELECT + "from outbox o where o.id = any(:ids) order by o.seq")
        .param("ids", ids.toArray(UUID[]::new))
        .query(Deliveries::read)
        .list();
  }

  /** How those stand that were sent again together; empty when there are none. */
  public Map<State, Integer> ofReplay(UUID replay) {
    Map<State, Integer> states = new EnumMap<>(State.class);
    database
        .sql(
            """
            select coalesce(result, 'queued') as state, count(*) as number
            from outbox where replay = ? group by 1
            """)
        .param(replay)
        .query(row -> {
          states.put(State.of(row.getString("state")).orElseThrow(), row.getInt("number"));
        });
    return states;
  }

  /** The newest first. */
  public List<Message> search(MessageSearch search) {
    return database.sql(sql(search)).params(params(search)).query(Deliveries::read).list();
  }

  /** With the count written out: by a parameter, PostgreSQL would plan for very many. */
  static String sql(MessageSearch search) {
    return (search.hasSubject() ? bySubject(search) : byPartner(search)).formatted(search.count());
  }

  /** Only of what is looked for: what is not would be planned for as well. */
  private static String bySubject(MessageSearch search) {
    List<String> ways = new ArrayList<>();
    search.referral().ifPresent(id -> ways.add("select :referral::uuid"));
    search
        .identifier()
        .ifPresent(number -> {
          ways.add("select id from referral where business_id = :identifier");
          ways.add(
              "select r.id from referral r join care_order c on c.id = r.care_order"
                  + " where c.business_id = :identifier");
        });
    search.person().ifPresent(id -> ways.add("select id from referral where person = :person"));
    return ways.stream()
        .collect(
            Collectors.joining(
                " union ", SELECT + "from outbox o where o.referral in (", ")" + FITS));
  }

  static Map<String, @Nullable Object> params(MessageSearch search) {
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("partner", search.partner().map(OrganisationCode::value).orElse(null));
    params.put("state", search.state().map(State::code).orElse(null));
    params.put("party", search.party().map(OrganisationCode::value).orElse(null));
    params.put("before", search.before().isPresent() ? search.before().getAsLong() : null);
    params.put("from", utc(search.from()));
    params.put("until", utc(search.until()));
    params.put("referral", search.referral().orElse(null));
    params.put("identifier", search.identifier().orElse(null));
    params.put("person", search.person().orElse(null));
    return params;
  }

  /** The newest of each partner and state, each from its own index, and of those the newest. */
  private static String byPartner(MessageSearch search) {
    return search.state().map(List::of).orElseGet(() -> Arrays.asList(State.values())).stream()
        .map(state ->
            "(select * from outbox where partner = l.partner and "
                + (state == State.QUEUED
                    ? "done is null"
                    : "done is not null and result = '" + state.code() + "'")
                + " and (:before::bigint is null or seq < :before) "
                + (search.from().isPresent() || search.until().isPresent() ? PERIOD : "")
                + " order by seq desc limit %1$d)")
        .collect(
            Collectors.joining(
                " union all ",
                SELECT + "from lane l cross join lateral (",
                ") o where (:partner::text is null or l.partner = :partner)" + FITS));
  }

  private static Message read(ResultSet row, int n) throws SQLException {
    return new Message(
        row.getObject("id", UUID.class),
        row.getLong("seq"),
        new OrganisationCode(row.getString("partner")),
        row.getString("event"),
        Optional.ofNullable(row.getObject("referral", UUID.class)),
        Optional.ofNullable(row.getString("result")).flatMap(State::of).orElse(State.QUEUED),
        row.getInt("attempts"),
        Optional.ofNullable(row.getString("reason")),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        moment(row, "next"),
        moment(row, "done"));
  }

  private static @Nullable OffsetDateTime utc(Optional<Instant> moment) {
    return moment.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null);
  }

  static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
