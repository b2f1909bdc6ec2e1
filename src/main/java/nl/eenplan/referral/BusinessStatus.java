package nl.eenplan.referral;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What happens within a state (the sub-statuses of the BSeR guide). */
public enum BusinessStatus {
  AWAITING_INFORMATION(ReferralState.REQUESTED),
  SCHEDULED(ReferralState.IN_PROGRESS),
  NO_SHOW(ReferralState.IN_PROGRESS),
  APPOINTMENT_CANCELLED(ReferralState.IN_PROGRESS),
  REPORTED(ReferralState.IN_PROGRESS),
  OVERDUE,
  /** The requester asked to stop, and has no answer yet. */
  STOP_REQUESTED,
  /** The client took back what this rests on: it has to come to an end. */
  GROUND_ENDED;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
  private final Set<ReferralState> states;

  BusinessStatus(ReferralState... states) {
    this.states = Set.of(states);
  }

  /** Whether only the hub says so. */
  public boolean isTheHubs() {
    return states.isEmpty();
  }

  /** Whether a target may say so in this state. */
  boolean fits(ReferralState state) {
    return states.contains(state);
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<BusinessStatus> of(String code) {
    return Arrays.stream(values()).filter(status -> status.code().equals(code)).findFirst();
  }
}
