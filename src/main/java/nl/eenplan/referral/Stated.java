package nl.eenplan.referral;

import java.util.Optional;
import nl.eenplan.disclosure.VitalInterest;

/**
 * What a requester states beside what it asks. It says why it may ask, and is not for the target.
 *
 * @param emergency a vital interest, for which the client's consent is not waited for
 * @param basis the ground of AVG art. 6 that the requester says it has, such as {@code A6-1-e};
 *     empty when it leaves that to the hub
 * @param urgent whether the target's term is shortened; the reason is part of the question
 */
public record Stated(Optional<Emergency> emergency, Optional<String> basis, boolean urgent) {

  public static final Stated NOTHING = new Stated(Optional.empty(), Optional.empty(), false);

  /**
   * A vital interest (AVG art. 6(1)(d)), in the requester's own words.
   *
   * @param reason what is at stake
   * @param acute why it cannot wait
   */
  public record Emergency(String reason, String acute) {}

  Claims claims() {
    return new Claims(emergency.isPresent() ? VitalInterest.CLAIMED : VitalInterest.NONE, basis);
  }
}
