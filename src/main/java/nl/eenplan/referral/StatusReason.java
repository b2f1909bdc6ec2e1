package nl.eenplan.referral;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Why a referral was declined, put on hold, ended or failed. None needs to say anything of the
 * client: not why somebody is unavailable, for one.
 */
public enum StatusReason {
  NO_CAPACITY(ReferralState.REJECTED),
  NOT_ELIGIBLE(ReferralState.REJECTED),
  OUTSIDE_AREA(ReferralState.REJECTED),
  CLIENT_UNREACHABLE(ReferralState.REJECTED, ReferralState.CANCELLED, ReferralState.FAILED),
  /** The client cannot come for a while, for whatever reason. */
  UNAVAILABLE(ReferralState.ON_HOLD),
  WAITING_LIST(ReferralState.ON_HOLD),
  CLIENT_REQUEST(ReferralState.ON_HOLD, ReferralState.CANCELLED),
  NO_LONGER_NEEDED(ReferralState.CANCELLED),
  /** The target turns out not to be able to. */
  CANNOT_DELIVER(ReferralState.FAILED),
  /** The client never began. */
  DID_NOT_START(ReferralState.FAILED),
  OTHER(
      ReferralState.REJECTED, ReferralState.ON_HOLD, ReferralState.CANCELLED, ReferralState.FAILED),
  /** Given by the hub alone. */
  CONSENT_WITHDRAWN,
  /** Given by the hub alone: a privacy officer found no vital interest. */
  EMERGENCY_NOT_JUSTIFIED;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
  private final Set<ReferralState> states;

  StatusReason(ReferralState... states) {
    this.states = Set.of(states);
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
