package nl.eenplan.referral;

import java.util.Optional;
import nl.eenplan.disclosure.Question;
import nl.eenplan.disclosure.VitalInterest;

/**
 * On what a referral was submitted, apart from what the client said: with it the gate is asked, at
 * the submission and ever after.
 *
 * @param basis the ground that the requester says it has for what it holds itself
 */
public record Claims(VitalInterest vitalInterest, Optional<String> basis) {

  /** Whether the gate is asked in an emergency (break-glass). */
  public boolean emergency() {
    return vitalInterest == VitalInterest.CLAIMED;
  }

  Claims notJustified() {
    return new Claims(VitalInterest.NOT_JUSTIFIED, basis);
  }

  /**
   * @param ofRequester whether it is the requester who would tell something
   */
  Question in(Question question, boolean ofRequester) {
    Question asked = question.with(vitalInterest);
    return ofRequester ? basis.map(asked::claiming).orElse(asked) : asked;
  }
}
