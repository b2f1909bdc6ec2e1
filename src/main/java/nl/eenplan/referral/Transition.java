package nl.eenplan.referral;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import nl.eenplan.policy.Label;
import nl.eenplan.referral.Loop.Actor;
import nl.eenplan.referral.Loop.Way;

/**
 * One line of the loop's table.
 *
 * @param event what the log and the notices call it
 * @param words what a person does who takes this step
 * @param from empty for a beginning
 * @param way by what it is asked for
 * @param where of which referrals it is possible
 * @param what tells it from another line with the same states and actor
 * @param says what the target says with it within the state, unless it says something else
 */
record Transition(
    String event,
    Label words,
    Optional<ReferralState> from,
    Set<Actor> by,
    ReferralState to,
    Way way,
    Predicate<Referral> where,
    Predicate<Move> what,
    Optional<BusinessStatus> says) {

  static Transition step(String event, String nl, String en) {
    return new Transition(
        event,
        new Label(nl, en),
        Optional.empty(),
        Set.of(),
        ReferralState.DRAFT,
        Way.MOVE,
        referral -> true,
        move -> true,
        Optional.empty());
  }

  Transition from(ReferralState state) {
    return new Transition(event, words, Optional.of(state), by, to, way, where, what, says);
  }

  Transition by(Actor... actors) {
    return new Transition(event, words, from, Set.of(actors), to, way, where, what, says);
  }

  Transition to(ReferralState state) {
    return new Transition(event, words, from, by, state, way, where, what, says);
  }

  Transition by(Way other) {
    return new Transition(event, words, from, by, to, other, where, what, says);
  }

  Transition where(Predicate<Referral> condition) {
    return new Transition(event, words, from, by, to, way, condition, what, says);
  }

  Transition when(Predicate<Move> condition) {
    return new Transition(event, words, from, by, to, way, where, condition, says);
  }

  /** Known by what is said with it. */
  Transition saying(BusinessStatus status) {
    return when(move -> move.businessStatus().equals(Optional.of(status))).usually(status);
  }

  /** Where nothing else is said, this is. */
  Transition usually(BusinessStatus status) {
    return new Transition(event, words, from, by, to, way, where, what, Optional.of(status));
  }

  boolean isFrom(ReferralState state, Actor actor) {
    return from.equals(Optional.of(state)) && by.contains(actor);
  }
}
