package nl.eenplan.referral;

import static nl.eenplan.referral.Loop.Actor.HUB;
import static nl.eenplan.referral.Loop.Actor.REQUESTER;
import static nl.eenplan.referral.Loop.Actor.TARGET;
import static nl.eenplan.referral.ReferralState.ACCEPTED;
import static nl.eenplan.referral.ReferralState.CANCELLED;
import static nl.eenplan.referral.ReferralState.COMPLETED;
import static nl.eenplan.referral.ReferralState.DRAFT;
import static nl.eenplan.referral.ReferralState.IN_PROGRESS;
import static nl.eenplan.referral.ReferralState.ON_HOLD;
import static nl.eenplan.referral.ReferralState.REJECTED;
import static nl.eenplan.referral.ReferralState.REQUESTED;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * The loop as a table: from which state who may bring a referral to which. What is not in it is
 * illegal.
 *
 * <p>After the Gravity SDOH Clinical Care guide (R4); cancelling after the start follows HL7
 * Clinical Order Workflows.
 */
final class Loop {

  /** In which capacity somebody acts on a referral. */
  enum Actor {
    REQUESTER,
    TARGET,
    HUB
  }

  /**
   * One line of the table.
   *
   * @param event what the log and the notices call it
   * @param when tells it from another line with the same states and actor
   */
  record Transition(
      String event,
      ReferralState from,
      Set<Actor> by,
      ReferralState to,
      BiPredicate<Referral, Move> when) {}

  static final List<Transition> TABLE =
      List.of(
          line("edit", DRAFT, REQUESTER, DRAFT),
          line("submit", DRAFT, REQUESTER, REQUESTED),
          line("claim", REQUESTED, TARGET, REQUESTED, Loop::claims),
          line("ask-information", REQUESTED, TARGET, REQUESTED, Loop::asksInformation),
          line("answer-overdue", REQUESTED, HUB, REQUESTED),
          line("first-contact-overdue", ACCEPTED, HUB, ACCEPTED),
          line("accept", REQUESTED, TARGET, ACCEPTED, Loop::isOwned),
          line("decline", REQUESTED, TARGET, REJECTED, Loop::isOwned),
          line("withdraw", REQUESTED, REQUESTER, CANCELLED),
          line("first-contact", ACCEPTED, TARGET, IN_PROGRESS),
          new Transition("cancel", ACCEPTED, Set.of(REQUESTER, TARGET), CANCELLED, (r, m) -> true),
          line("report", IN_PROGRESS, TARGET, IN_PROGRESS),
          line("outcome", IN_PROGRESS, TARGET, COMPLETED),
          hubEnds(REQUESTED, StatusReason.CONSENT_WITHDRAWN),
          hubEnds(ACCEPTED, StatusReason.CONSENT_WITHDRAWN),
          hubEnds(REQUESTED, StatusReason.EMERGENCY_NOT_JUSTIFIED),
          hubEnds(ACCEPTED, StatusReason.EMERGENCY_NOT_JUSTIFIED),
          line("must-stop", IN_PROGRESS, HUB, IN_PROGRESS, Loop::asksToStop),
          line("must-stop", ON_HOLD, HUB, ON_HOLD, Loop::asksToStop));

  private Loop() {}

  /** The line that allows this; empty when nothing does. */
  static Optional<Transition> find(Referral referral, Actor actor, Move move) {
    return TABLE.stream()
        .filter(line -> line.from() == referral.state() && line.to() == move.to())
        .filter(line -> line.by().contains(actor) && line.when().test(referral, move))
        .findFirst();
  }

  /** Where this actor can bring the referral from here, in words for a message. */
  static List<String> possible(ReferralState from, Actor actor) {
    return TABLE.stream()
        .filter(line -> line.from() == from && line.by().contains(actor))
        .map(line -> line.event() + " (" + line.to().code() + ")")
        .toList();
  }

  private static boolean isOwned(Referral referral, Move move) {
    return referral.owner().isPresent();
  }

  private static boolean claims(Referral referral, Move move) {
    return referral.owner().isEmpty() && move.owner().isPresent();
  }

  private static boolean asksInformation(Referral referral, Move move) {
    return isOwned(referral, move)
        && move.businessStatus().equals(Optional.of(BusinessStatus.AWAITING_INFORMATION));
  }

  private static Transition hubEnds(ReferralState from, StatusReason why) {
    return line(
        why.code(),
        from,
        HUB,
        CANCELLED,
        (referral, move) -> move.reason().equals(Optional.of(why)));
  }

  private static boolean asksToStop(Referral referral, Move move) {
    return move.businessStatus().equals(Optional.of(BusinessStatus.GROUND_ENDED));
  }

  private static Transition line(String event, ReferralState from, Actor by, ReferralState to) {
    return line(event, from, by, to, (referral, move) -> true);
  }

  private static Transition line(
      String event,
      ReferralState from,
      Actor by,
      ReferralState to,
      BiPredicate<Referral, Move> when) {
    return new Transition(event, from, Set.of(by), to, when);
  }
}
