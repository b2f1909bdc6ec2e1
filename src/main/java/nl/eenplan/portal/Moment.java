package nl.eenplan.portal;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import nl.eenplan.organisation.DutchTime;

/**
 * A point on a timeline.
 *
 * @param what happened, in the reader's language
 * @param more about it
 * @param badge its kind, as the fragment {@code badge} knows it
 */
public record Moment(Instant at, String what, Optional<String> more, Optional<String> badge) {

  /** In the Netherlands. */
  public ZonedDateTime local() {
    return at.atZone(DutchTime.ZONE);
  }
}
