package nl.eenplan.api.json;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A plan as one organisation sees it.
 *
 * @param state open or closed
 * @param clientId the own record of the client; else that of the director, as far as it may be read
 * @param director who directs now; not there when that may not be known
 * @param directions who directed, from when until when, the oldest first, as far as it may be known
 */
public record PlanAnswer(
    @JsonUnwrapped Kept kept,
    String state,
    Optional<UUID> clientId,
    OffsetDateTime opened,
    Optional<OffsetDateTime> closed,
    Optional<String> closedBecause,
    Optional<String> director,
    List<Direction> directions) {

  /**
   * @param organisation {@code unnamed-partner} when it may not be known
   * @param reason only for the two between whom the role passed
   * @param backOn from this day on the former director may take it back
   */
  public record Direction(
      String organisation,
      Optional<String> contact,
      OffsetDateTime from,
      Optional<OffsetDateTime> until,
      Optional<String> reason,
      Optional<LocalDate> backOn) {}
}
