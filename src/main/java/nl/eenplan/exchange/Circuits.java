package nl.eenplan.exchange;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.eenplan.organisation.OrganisationCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How it stands with each partner's lane. */
@Repository
public class Circuits {

  private static final String SELECT =
      """
      select l.*, coalesce(c.kind, 'queue') as kind,
        (select count(*) from (
          select from outbox where partner = l.partner and done is null limit 1000) w) as waiting,
        (select count(*) from (
          select from outbox
          where partner = l.partner and done is not null and result = 'dead-lettered'
          limit 1000) d) as dead,
        (select at from outbox where partner = l.partner and done is null
          order by seq limit 1) as oldest
      from lane l left join channel c on c.partner = l.partner
      where (:partner::text is null or l.partner = :partner)
        and (:all or l.failures > 0 or l.stopped)
      order by l.partner
      """;

  private final JdbcClient database;
  private final Clock clock;

  Circuits(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  public Optional<Circuit> of(OrganisationCode partner) {
    return select(partner.value(), true).stream().findFirst();
  }

  /**
   * By code.
   *
   * @param all also those that are closed
   */
  public List<Circuit> list(boolean all) {
    return select(null, all);
  }

  private List<Circuit> select(@org.jspecify.annotations.Nullable String partner, boolean all) {
    Instant now = clock.instant();
    return database
        .sql(SELECT)
        .param("partner", partner)
        .param("all", all)
        .query((row, n) -> read(row, now))
        .list();
  }

  /** Tries again now, whatever failed before. */
  public void tryNow(OrganisationCode partner) {
    database
        .sql(
            """
            update lane set next_try = null, stopped = false, quiet_until = null where partner = ?
            """)
        .param(partner.value())
        .update();
  }

  private static Circuit read(ResultSet row, Instant now) throws SQLException {
    Optional<Instant> next = Deliveries.moment(row, "next_try");
    int failures = row.getInt("failures");
    return new Circuit(
        new OrganisationCode(row.getString("partner")),
        row.getString("kind"),
        row.getBoolean("stopped")
            ? Circuit.State.STOPPED
            : failures == 0
                ? Circuit.State.CLOSED
                : next.filter(now::isBefore).isPresent()
                    ? Circuit.State.OPEN
                    : Circuit.State.HALF_OPEN,
        failures,
        Deliveries.moment(row, "failing_since"),
        Optional.ofNullable(row.getString("failure")),
        next,
        row.getInt("waiting"),
        Deliveries.moment(row, "oldest"),
        row.getInt("dead"),
        Deliveries.moment(row, "delivered"));
  }
}
