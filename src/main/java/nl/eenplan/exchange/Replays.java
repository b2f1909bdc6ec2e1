package nl.eenplan.exchange;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.exchange.Message.State;
import nl.eenplan.organisation.OrganisationCode;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sends messages again: they take their old place in the lane, and the gate is asked again. What
 * was taken back or withheld is never sent this way: the client's word ended it, so it takes a new
 * word of the client, and a new decision of the sender.
 */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class Replays {

  private static final int AT_A_TIME = 1000;

  private static final String FITS =
      """
      where partner = :partner and done is not null and result = any(:states)
        and (:all or id = any(:ids))
        and (:from::timestamptz is null or at >= :from)
        and (:until::timestamptz is null or at < :until)
      """;

  private final JdbcClient database;
  private final Clock clock;
  private final Outbox outbox;

  Replays(JdbcClient database, Clock clock, Outbox outbox) {
    this.database = database;
    this.clock = clock;
    this.outbox = outbox;
  }

  /**
   * What is to be sent again to one partner.
   *
   * @param ids only these; empty: all that fit
   * @param delivered also what arrived: the partner lost it
   * @param from only what happened from that moment on
   * @param until only what happened before
   */
  public record Selection(
      OrganisationCode partner,
      List<UUID> ids,
      boolean delivered,
      Optional<Instant> from,
      Optional<Instant> until) {

    /** These dead letters. */
    public static Selection these(OrganisationCode partner, List<UUID> ids) {
      return new Selection(partner, ids, false, Optional.empty(), Optional.empty());
    }
  }

  /**
   * The next thousand at most, the oldest first.
   *
   * @param counted how many
   * @param last the cursor of the last one, to go on after
   */
  public record Part(int counted, long last) {}

  /**
   * @param replay what they are sent again under; what was already is left alone, so a replay that
   *     was broken off can be asked for once more
   * @param after the cursor to begin after; 0 for the first part
   */
  public Part replay(Selection selection, UUID replay, long after) {
    List<Long> again =
        database
            .sql(
                """
                with those as (
                  select id from outbox
                """
                    + FITS
                    + """
                        and replay is distinct from :replay and seq > :after
                      order by seq limit :most for update)
                    update outbox o set done = null, result = null, reason = null, next = null,
                      attempts = 0, since = :now, replay = :replay
                    from those where o.id = those.id
                    returning o.seq
                    """)
            .params(params(selection))
            .param("replay", replay)
            .param("after", after)
            .param("most", AT_A_TIME)
            .param("now", utc(Optional.of(clock.instant())))
            .query(Long.class)
            .list();
    return new Part(again.size(), again.stream().mapToLong(seq -> seq).max().orElse(after));
  }

  /** How many fit, counted up to a thousand. */
  public int count(Selection selection) {
    return database
        .sql("select count(*) from (select from outbox " + FITS + " limit :most) counted")
        .params(params(selection))
        .param("most", AT_A_TIME)
        .query(Integer.class)
        .single();
  }

  private static Map<String, @Nullable Object> params(Selection selection) {
    Map<String, @Nullable Object> params = new HashMap<>();
    params.put("partner", selection.partner().value());
    params.put("states", states(selection.delivered()));
    params.put("all", selection.ids().isEmpty());
    params.put("ids", selection.ids().toArray(UUID[]::new));
    params.put("from", utc(selection.from()));
    params.put("until", utc(selection.until()));
    return params;
  }

  /**
   * A message about nothing, by the way that all go.
   *
   * @return its id
   */
  public UUID test(OrganisationCode partner) {
    return outbox.test(partner);
  }

  private static String[] states(boolean delivered) {
    return delivered
        ? new String[] {State.DEAD_LETTERED.code(), State.SENT.code(), State.ACKNOWLEDGED.code()}
        : new String[] {State.DEAD_LETTERED.code()};
  }

  private static @Nullable OffsetDateTime utc(Optional<Instant> moment) {
    return moment.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null);
  }
}
