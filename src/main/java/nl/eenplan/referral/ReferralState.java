package nl.eenplan.referral;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import nl.eenplan.policy.Label;

/**
 * Where a referral stands; the codes are those of FHIR task-status (R4), as the Gravity SDOH guide
 * uses them.
 */
public enum ReferralState {
  DRAFT("een concept", "a draft"),
  REQUESTED("gevraagd", "requested"),
  ACCEPTED("aangenomen", "accepted"),
  IN_PROGRESS("bezig", "in progress"),
  ON_HOLD("stilgezet", "on hold"),
  REJECTED("afgewezen", "rejected"),
  CANCELLED("gestopt", "cancelled"),
  FAILED("niet gelukt", "failed"),
  COMPLETED("afgerond", "completed"),
  ENTERED_IN_ERROR("een vergissing", "made in error");

  /** The states that a reason belongs to, and no other. */
  static final Set<ReferralState> WITH_REASON = Set.of(REJECTED, ON_HOLD, CANCELLED, FAILED);

  /** The states in which the target needs what it was sent. */
  static final Set<ReferralState> IN_NEED =
      Set.of(REQUESTED, ACCEPTED, IN_PROGRESS, ON_HOLD, COMPLETED);

  /** The states in which the target said yes and is not done. */
  static final Set<ReferralState> AT_WORK = Set.of(ACCEPTED, IN_PROGRESS, ON_HOLD);

  /** The states of which nobody but the requester knows. */
  static final Set<ReferralState> HIDDEN = Set.of(DRAFT, ENTERED_IN_ERROR);

  private static final Set<ReferralState> FINAL =
      Set.of(REJECTED, CANCELLED, FAILED, COMPLETED, ENTERED_IN_ERROR);

  private final String nl;
  private final String en;

  ReferralState(String nl, String en) {
    this.nl = nl;
    this.en = en;
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Nothing comes after it, but that it was a mistake. */
  public boolean isFinal() {
    return FINAL.contains(this);
  }

  /** In words, with the code. */
  Label named() {
    return new Label(nl + " (" + code() + ")", en + " (" + code() + ")");
  }

  public static Optional<ReferralState> of(String code) {
    return Arrays.stream(values()).filter(state -> state.code().equals(code)).findFirst();
  }
}
