package nl.eenplan.exchange;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
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
      Optional<Instant> until) {}

  /**
   * The next thousand at most, the oldest first.
   *
   * @param counted how many
   * @param last the cursor of the last one, to go on after
   */
  public record Part(int counted, long last) {}

  /**
   * @param after the cursor to begin after; 0 for the first part
   */
  public Part replay(Selection selection, long after) {
    List<Long> again =
        database
            .sql(
                """
                with those as (
                  select id from outbox
                  where partner = :partner and done is not null and result = any(:states)
                    and (:all or id = any(:ids)) and seq > :after
                    and (:from::timestamptz is null or at >= :from)
                    and (:until::timestamptz is null or at < :until)
                  order by seq limit :most for update)
                update outbox o set done = null, result = null, reason = null, next = null,
                  attempts = 0, since = :now
                from those where o.id = those.id
                returning o.seq
                """)
            .param("partner", selection.partner().value())
            .param("states", states(selection.delivered()))
            .param("all", selection.ids().isEmpty())
            .param("ids", selection.ids().toArray(UUID[]::new))
            .param("after", after)
            .param("from", utc(selection.from()))
            .param("until", utc(selection.until()))
            .param("most", AT_A_TIME)
            .param("now", utc(Optional.of(clock.instant())))
            .query(Long.class)
            .list();
    return new Part(again.size(), again.stream().mapToLong(seq -> seq).max().orElse(after));
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
