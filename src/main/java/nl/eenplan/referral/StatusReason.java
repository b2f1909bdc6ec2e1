package nl.eenplan.referral;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Why a referral was rejected or cancelled. */
public enum StatusReason {
  NO_CAPACITY(Set.of(ReferralState.REJECTED)),
  NOT_ELIGIBLE(Set.of(ReferralState.REJECTED)),
  OUTSIDE_AREA(Set.of(ReferralState.REJECTED)),
  CLIENT_UNREACHABLE(Set.of(ReferralState.REJECTED, ReferralState.CANCELLED)),
  CLIENT_REQUEST(Set.of(ReferralState.CANCELLED)),
  NO_LONGER_NEEDED(Set.of(ReferralState.CANCELLED)),
  OTHER(Set.of(ReferralState.REJECTED, ReferralState.CANCELLED)),
  /** Given by the hub alone. */
  CONSENT_WITHDRAWN(Set.of()),
  /** Given by the hub alone: a privacy officer found no vital interest. */
  EMERGENCY_NOT_JUSTIFIED(Set.of());

  @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
  private final Set<ReferralState> states;

  StatusReason(Set<ReferralState> states) {
    this.states = states;
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<StatusReason> of(String code) {
    return Arrays.stream(values()).filter(reason -> reason.code().equals(code)).findFirst();
  }

  boolean fits(ReferralState state) {
    return states.contains(state);
  }

  /** The codes that a party may give for this state. */
  static List<String> codesFor(ReferralState state) {
    return Arrays.stream(values())
        .filter(reason -> reason.fits(state))
        .map(StatusReason::code)
        .toList();
  }
}
