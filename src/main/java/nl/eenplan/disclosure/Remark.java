package nl.eenplan.disclosure;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.eenplan.policy.Condition;
import nl.eenplan.policy.PolicyRow;
import nl.eenplan.policy.Purpose;

/** What the hub has to say to who recorded a consent. It changes nothing of it. */
public sealed interface Remark {

  String ENDS_EARLIER = "consent-ends-earlier";
  String STATUTORY_ROW_FITS = "statutory-row-fits";
  List<String> CODES = List.of(ENDS_EARLIER, STATUTORY_ROW_FITS);

  /** A code of {@code /CodeSystem/reason}. */
  String code();

  /**
   * It ends earlier than it says.
   *
   * @param purpose for which a consent may not last longer; empty when it is because of who gave
   *     it: on that day somebody else has to
   */
  record EndsEarlier(Optional<Purpose> purpose, Instant at) implements Remark {
    @Override
    public String code() {
      return ENDS_EARLIER;
    }
  }

  /** The client was asked for what the statute already allows: the sender need not. */
  static Optional<StatutoryRowFits> onNeedlessConsent(Decision decision) {
    return decision instanceof Decision.Permit permit
            && permit.row().condition() == Condition.NONE
            && !permit.consents().isEmpty()
        ? Optional.of(new StatutoryRowFits(permit.row()))
        : Optional.empty();
  }

  /** The statute itself is enough for this: the client need not be asked. */
  record StatutoryRowFits(PolicyRow row) implements Remark {
    @Override
    public String code() {
      return STATUTORY_ROW_FITS;
    }
  }
}
