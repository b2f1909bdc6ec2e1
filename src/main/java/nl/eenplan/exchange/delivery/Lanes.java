package nl.eenplan.exchange.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import nl.eenplan.exchange.Channel;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.organisation.OrganisationCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Who empties which lane. Leases are by the database's clock, which all hubs share; waits are by
 * the hub's.
 */
@Repository
class Lanes {

  private static final int MOST = 100;

  private final JdbcClient database;
  private final Clock clock;
  private final DeliverySettings settings;

  Lanes(JdbcClient database, Clock clock, DeliverySettings settings) {
    this.database = database;
    this.clock = clock;
    this.settings = settings;
  }

  /**
   * Takes the lanes in which something is due and that nobody has. A blocked lane is passed by
   * whatever waits in it.
   *
   * @param mine those that this hub has already
   */
  List<Lane> take(Collection<OrganisationCode> mine, UUID holder) {
    return database
        .sql(
            """
            with due as (
              select partner from lane l
              where (leased_until is null or leased_until < clock_timestamp()) and not stopped
                and (next_try is null or next_try <= :now)
                and (quiet_until is null or quiet_until <= :now)
                and partner <> all(:mine)
                and exists (
                  select from outbox o
                  where o.partner = l.partner and o.done is null
                    and (o.next is null or o.next <= :now))
              limit :most for update skip locked),
            taken as (
              update lane l set holder = :holder,
                leased_until = clock_timestamp() + interval '30 s'
              from due where l.partner = due.partner
              returning l.partner, l.failures)
            select t.partner, t.failures, c.kind, c.address, c.together, c.digest_at, c.full_text
            from taken t left join channel c on c.partner = t.partner
            """)
        .param("now", utc(clock.instant()))
        .param("mine", mine.stream().map(OrganisationCode::value).toArray(String[]::new))
        .param("holder", holder)
        .param("most", MOST)
        .query((row, n) -> new Lane(channel(row), holder, row.getInt("failures")))
        .list();
  }

  /**
   * Keeps it for another half minute, longer than a round takes; false when somebody else has it by
   * now.
   */
  boolean keep(Lane lane) {
    return database
            .sql(
                """
                update lane set leased_until = clock_timestamp() + interval '30 s'
                where partner = ? and holder = ?
                """)
            .param(lane.partner().value())
            .param(lane.holder())
            .update()
        == 1;
  }

  /** Others may have it. A digest comes once a day. */
  void release(Lane lane, boolean emptied) {
    Optional<Instant> quiet =
        emptied ? lane.channel().digestAt().map(this::nextDigest) : Optional.empty();
    database
        .sql(
            """
            update lane set holder = null, leased_until = null,
              quiet_until = coalesce(?, quiet_until)
            where partner = ? and holder = ?
            """)
        .param(quiet.map(Lanes::utc).orElse(null))
        .param(lane.partner().value())
        .param(lane.holder())
        .update();
  }

  /** Something arrived: the lane is open. */
  void delivered(Lane lane) {
    database
        .sql(
            """
            update lane set failures = 0, failing_since = null, failure = null, next_try = null,
              delivered = ?
            where partner = ? and holder = ?
            """)
        .param(utc(clock.instant()))
        .param(lane.partner().value())
        .param(lane.holder())
        .update();
  }

  /** Nothing arrives: the lane is blocked for a while, each time twice as long. */
  void failed(Lane lane, DeliveryFailed failure) {
    Duration wait =
        settings.waitAfter(lane.failures() + 1, RandomGenerator.getDefault().nextDouble());
    Duration asked = failure.notBefore().orElse(Duration.ZERO);
    Duration longest = wait.compareTo(asked) < 0 ? asked : wait;
    OffsetDateTime now = utc(clock.instant());
    database
        .sql(
            """
            update lane set failures = failures + 1, failing_since = coalesce(failing_since, :now),
              failure = :reason, next_try = :next, stopped = :stopped
            where partner = :partner and holder = :holder
            """)
        .param("now", now)
        .param("reason", failure.reason())
        .param("next", now.plus(longest))
        .param("stopped", failure.blame() == DeliveryFailed.Blame.GONE)
        .param("partner", lane.partner().value())
        .param("holder", lane.holder())
        .update();
  }

  private Instant nextDigest(LocalTime at) {
    ZonedDateTime now = clock.instant().atZone(DutchTime.ZONE);
    ZonedDateTime today = now.with(at);
    return (today.isAfter(now) ? today : now.plusDays(1).with(at)).toInstant();
  }

  private static Channel channel(ResultSet row) throws SQLException {
    OrganisationCode partner = new OrganisationCode(row.getString("partner"));
    return row.getString("kind") == null
        ? Channel.queue(partner)
        : new Channel(
            partner,
            row.getString("kind"),
            Optional.ofNullable(row.getString("address")),
            row.getBoolean("together"),
            Optional.ofNullable(row.getObject("digest_at", LocalTime.class)),
            row.getBoolean("full_text"));
  }

  private static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
