package nl.eenplan.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.eenplan.organisation.OrganisationCode;

/**
 * Something happened to the direction of a plan. Published in the transaction in which it did.
 *
 * @param offer when it is about that
 * @param by of whose part in it this tells; the hub when it tells of nobody's
 * @param tell who has to know
 */
public record DirectionNews(
    UUID plan,
    Optional<UUID> offer,
    OrganisationCode by,
    String event,
    List<OrganisationCode> tell) {

  static final String OFFERED = "direction-offered";
  static final String DECLINED = "direction-declined";
  static final String WITHDRAWN = "direction-offer-withdrawn";
  static final String OVERDUE = "direction-offer-overdue";
  static final String MOVED = "direction-moved";
  static final String RETURNED = "direction-returned";
  static final String BACK_TODAY = "direction-back-today";
  static final String ENDED = "direction-ended";
  static final String CLOSED = "plan-closed";

  /**
   * Of these it takes no ground to hear: they end what both knew, and tell nothing of the client.
   */
  static final Set<String> TOLD_WITHOUT_GROUND =
      Set.of(DECLINED, WITHDRAWN, OVERDUE, RETURNED, BACK_TODAY, ENDED);
}
