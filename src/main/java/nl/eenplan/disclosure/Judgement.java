package nl.eenplan.disclosure;

import java.util.List;
import java.util.Optional;
import nl.eenplan.client.Categories;
import nl.eenplan.client.Category;
import nl.eenplan.disclosure.Decision.Permit;
import nl.eenplan.disclosure.Decision.Reason;
import nl.eenplan.disclosure.Decision.Refuse;
import nl.eenplan.disclosure.Decision.Review;
import nl.eenplan.disclosure.Decision.Withheld;
import nl.eenplan.policy.Action;
import nl.eenplan.policy.Condition;
import nl.eenplan.policy.OnObjection;
import nl.eenplan.policy.PolicyRow;
import nl.eenplan.policy.PolicyTable;

/**
 * The decision itself: the same question, policies and circumstances always give the same answer.
 * It reads and writes nothing; the gate does.
 */
public final class Judgement {

  /** What tells where a client lives, and that this is secret. */
  static final Categories WHEREABOUTS =
      Categories.of(
          Category.IDENTITY_ADDRESS, Category.IDENTITY_MUNICIPALITY, Category.PROTECTED_ADDRESS);

  private Judgement() {}

  /** Decides in seven steps; the first that says no, says why. */
  public static Decision decide(Question question, PolicyTable policies, Circumstances known) {
    String digest = policies.digest();

    // 1. Both are bound by the partners' agreement.
    if (!question.sender().agreementInForce() || !question.receiver().agreementInForce()) {
      return refuse(question, Optional.empty(), Reason.NO_AGREEMENT, policies);
    }

    // 2. There is a ground: one row for this purpose, these kinds and this action.
    Optional<PolicyRow> ground =
        policies.find(
            question.purpose(),
            question.sender().kind(),
            question.receiver().kind(),
            question.action(),
            question.emergency());
    if (ground.isEmpty()) {
      Reason reason = question.emergency() ? Reason.NO_EMERGENCY_GROUND : Reason.NO_GROUND;
      return refuse(question, ground, reason, policies);
    }
    PolicyRow row = ground.get();

    // 3. It is the ground that the sender says it has, and it does not take the place of a consent
    // that the client took back.
    if (question.claimed().filter(claim -> !row.basis().is(claim)).isPresent()) {
      return refuse(question, ground, Reason.WRONG_BASIS, policies);
    }
    Words words = Words.on(question, row, known.consents());
    boolean statutory = row.condition() == Condition.NONE;
    if (statutory && !row.emergency() && words.onlyWithdrawn()) {
      return refuse(question, ground, Reason.CONSENT_WITHDRAWN, words, Categories.NONE, policies);
    }

    // 4. Where no consent is asked, the client may object all the same.
    Categories concerned = words.refused().and(question.asked().or(row.require()));
    if (statutory && !concerned.isEmpty() && row.onObjection() == OnObjection.REVIEW) {
      return new Review(question, ground, words.refusals(), digest);
    }
    if (statutory && !concerned.isEmpty() && row.onObjection() == OnObjection.REFUSE) {
      return refuse(question, ground, Reason.CLIENT_REFUSED, words, concerned, policies);
    }

    // 5. What may pass: needed by this purpose, permitted by the client and by the sender's duty of
    // secrecy, not for ever forbidden, and nothing of a secret address.
    Categories permitted =
        row.onObjection() == OnObjection.OVERRIDE ? Categories.ALL : words.permitted();
    Categories hidden = hidden(row, words, known);
    Categories grantable = row.release().and(permitted).minus(row.never()).minus(hidden);

    // 6. Nothing passes when what is needed at least may not.
    Categories released = question.asked().and(grantable);
    Categories missing =
        row.require().minus(question.action() == Action.REFER ? released : grantable);
    if (grantable.isEmpty() || !missing.isEmpty()) {
      return refuse(question, ground, words.whyNot(missing, row), words, missing, policies);
    }

    // 7. Of that, what was asked for.
    return new Permit(
        question,
        row,
        released,
        withheld(question.asked(), row, words.refused(), permitted, hidden),
        known.protectedAddress() && !released.and(WHEREABOUTS).isEmpty(),
        words.permissions(),
        words.validUntil(),
        digest);
  }

  /** A secret address is for those whom the client named, and for whoever must come to help now. */
  private static Categories hidden(PolicyRow row, Words words, Circumstances known) {
    if (!known.protectedAddress()) {
      return Categories.NONE;
    }
    boolean toldThatItIsSecret = row.release().contains(Category.PROTECTED_ADDRESS);
    boolean mayKnow =
        toldThatItIsSecret && (row.emergency() || words.named().containsAll(WHEREABOUTS));
    return mayKnow ? Categories.NONE : WHEREABOUTS;
  }

  private static Refuse refuse(
      Question question, Optional<PolicyRow> ground, Reason reason, PolicyTable policies) {
    return new Refuse(
        question,
        ground,
        reason,
        Categories.NONE,
        List.of(),
        inEmergency(question, reason, policies),
        policies.digest());
  }

  private static Refuse refuse(
      Question question,
      Optional<PolicyRow> ground,
      Reason reason,
      Words words,
      Categories missing,
      PolicyTable policies) {
    return new Refuse(
        question,
        ground,
        reason,
        missing,
        words.standingInTheWay(reason),
        inEmergency(question, reason, policies),
        policies.digest());
  }

  /** It is for who refers to see whether there is a vital interest; reading and telling follow. */
  private static Optional<PolicyRow> inEmergency(
      Question question, Reason reason, PolicyTable policies) {
    return question.vitalInterest() != VitalInterest.NONE
            || question.action() != Action.REFER
            || reason == Reason.NO_AGREEMENT
            || reason == Reason.WRONG_BASIS
        ? Optional.empty()
        : policies.find(
            question.purpose(),
            question.sender().kind(),
            question.receiver().kind(),
            question.action(),
            true);
  }

  private static Withheld withheld(
      Categories asked,
      PolicyRow row,
      Categories refusedByClient,
      Categories permitted,
      Categories hidden) {
    Categories never = asked.and(row.never());
    Categories notNeeded = asked.minus(row.release()).minus(never);
    Categories needed = asked.and(row.release()).minus(never);
    Categories secret =
        asked.contains(Category.PROTECTED_ADDRESS) ? needed.and(hidden) : Categories.NONE;
    Categories refused = needed.and(refusedByClient).minus(permitted).minus(secret);
    Categories notConsented =
        needed.minus(permitted).or(needed.and(hidden)).minus(refused).minus(secret);
    return new Withheld(never, notNeeded, refused, notConsented, secret);
  }
}
