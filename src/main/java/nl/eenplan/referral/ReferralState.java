package nl.eenplan.referral;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where a referral stands; the codes are those of FHIR task-status (R4), as the Gravity SDOH guide
 * uses them.
 */
public enum ReferralState {
  DRAFT,
  REQUESTED,
  ACCEPTED,
  IN_PROGRESS,
  ON_HOLD,
  REJECTED,
  CANCELLED,
  FAILED,
  COMPLETED,
  ENTERED_IN_ERROR;

  /** The states that a reason belongs to, and no other. */
  static final Set<ReferralState> WITH_REASON = Set.of(REJECTED, ON_HOLD, CANCELLED, FAILED);

  /** The states in which the target needs what it was sent. */
  static final Set<ReferralState> IN_NEED =
      Set.of(REQUESTED, ACCEPTED, IN_PROGRESS, ON_HOLD, COMPLETED);

  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<ReferralState> of(String code) {
    return Arrays.stream(values()).filter(state -> state.code().equals(code)).findFirst();
  }
}
