package nl.eenplan.referral;

import static nl.eenplan.referral.Loop.Actor.HUB;
import static nl.eenplan.referral.Loop.Actor.REQUESTER;
import static nl.eenplan.referral.Loop.Actor.TARGET;
import static nl.eenplan.referral.ReferralState.ACCEPTED;
import static nl.eenplan.referral.ReferralState.CANCELLED;
import static nl.eenplan.referral.ReferralState.COMPLETED;
import static nl.eenplan.referral.ReferralState.DRAFT;
import static nl.eenplan.referral.ReferralState.ENTERED_IN_ERROR;
import static nl.eenplan.referral.ReferralState.FAILED;
import static nl.eenplan.referral.ReferralState.IN_PROGRESS;
import static nl.eenplan.referral.ReferralState.ON_HOLD;
import static nl.eenplan.referral.ReferralState.REJECTED;
import static nl.eenplan.referral.ReferralState.REQUESTED;
import static nl.eenplan.referral.Transition.step;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.eenplan.policy.Label;

/**
 * The loop as a table: from which state who may bring a referral to which. What is not in it is
 * illegal. The page {@code src/docs/loop.md} is made of it.
 *
 * <p>After the Gravity SDOH Clinical Care guide (R4); cancelling after the start follows HL7
 * Clinical Order Workflows, the sub-statuses BSeR.
 */
final class Loop {

  /** In which capacity somebody acts on a referral. */
  enum Actor {
    REQUESTER,
    TARGET,
    HUB
  }

  /** By what a step is asked for. */
  enum Way {
    /** An update of the referral itself. */
    MOVE,
    /** A request to stop, or the answer to one. */
    STOP_REQUEST,
    /** What became of those to whom it was passed on. */
    PASSING_ON
  }

  /** The events that more than the table speaks of. */
  static final String CLAIM = "claim";

  static final String SUBMIT = "submit";
  static final String PREPARE = "prepare";
  static final String ASK_TO_STOP = "ask-to-stop";
  static final String AGREE_TO_STOP = "agree-to-stop";
  static final String GO_ON = "go-on";
  static final String BEGIN = "begin";
  static final String FINISH = "finish";
  static final String GIVE_UP = "give-up";

  static final List<Transition> TABLE =
      Stream.of(
              beginning(),
              waiting(),
              accepted(),
              underWay(IN_PROGRESS),
              underWay(ON_HOLD),
              withdrawn(),
              passedOn(),
              mistaken())
          .flatMap(lines -> lines)
          .toList();

  private Loop() {}

  private static Stream<Transition> beginning() {
    Transition submit = step(SUBMIT, "versturen", "submit").by(REQUESTER).to(REQUESTED);
    return Stream.of(
        step(PREPARE, "klaarzetten", "prepare").by(REQUESTER).to(DRAFT),
        submit,
        step("edit", "aanpassen", "edit").from(DRAFT).by(REQUESTER).to(DRAFT),
        submit.from(DRAFT));
  }

  private static Stream<Transition> waiting() {
    Predicate<Referral> owned = referral -> referral.owner().isPresent();
    return Stream.of(
            step(CLAIM, "oppakken", "claim")
                .by(TARGET)
                .to(REQUESTED)
                .where(owned.negate())
                .when(move -> move.owner().isPresent()),
            step("ask-information", "om informatie vragen", "ask for information")
                .by(TARGET)
                .to(REQUESTED)
                .where(owned)
                .saying(BusinessStatus.AWAITING_INFORMATION),
            step("answer-overdue", "melden dat een antwoord uitblijft", "say that no answer came")
                .by(HUB)
                .to(REQUESTED)
                .saying(BusinessStatus.OVERDUE),
            step("accept", "aannemen", "accept").by(TARGET).to(ACCEPTED).where(owned),
            step("decline", "afwijzen", "decline").by(TARGET).to(REJECTED).where(owned),
            step("withdraw", "intrekken", "withdraw").by(REQUESTER).to(CANCELLED))
        .map(line -> line.from(REQUESTED));
  }

  private static Stream<Transition> accepted() {
    return Stream.of(
            step("first-contact", "eerste contact of afspraak melden", "report a first contact")
                .by(TARGET)
                .to(IN_PROGRESS),
            step(
                    "first-contact-overdue",
                    "melden dat eerste contact uitblijft",
                    "say that no first contact came")
                .by(HUB)
                .to(ACCEPTED)
                .saying(BusinessStatus.OVERDUE),
            step("hold", "stilzetten", "put on hold").by(TARGET).to(ON_HOLD),
            step("complete-at-once", "meteen afronden", "complete at once")
                .by(TARGET)
                .to(COMPLETED),
            step("cannot-deliver", "melden dat het niet lukt", "say that it fails")
                .by(TARGET)
                .to(FAILED),
            step("cancel", "stoppen", "cancel").by(REQUESTER, TARGET).to(CANCELLED))
        .map(line -> line.from(ACCEPTED));
  }

  private static Stream<Transition> underWay(ReferralState state) {
    Transition report = step("report", "voortgang melden", "report progress").by(TARGET).to(state);
    Stream<Transition> own =
        state == ON_HOLD
            ? Stream.of(step("resume", "hervatten", "resume").by(TARGET).to(IN_PROGRESS))
            : Stream.of(
                step("schedule", "een afspraak melden", "report an appointment")
                    .by(TARGET)
                    .to(state)
                    .saying(BusinessStatus.SCHEDULED),
                step("no-show", "melden dat iemand er niet was", "report a no-show")
                    .by(TARGET)
                    .to(state)
                    .saying(BusinessStatus.NO_SHOW),
                step("appointment-cancelled", "een afzegging melden", "report a cancellation")
                    .by(TARGET)
                    .to(state)
                    .saying(BusinessStatus.APPOINTMENT_CANCELLED),
                report.usually(BusinessStatus.REPORTED),
                step("hold", "stilzetten", "put on hold").by(TARGET).to(ON_HOLD));
    return Stream.concat(
            own,
            Stream.of(
                step("outcome", "afronden met een uitkomst", "complete with an outcome")
                    .by(TARGET)
                    .to(COMPLETED),
                step("stop", "stoppen", "stop").by(TARGET).to(CANCELLED),
                step("fail", "melden dat het niet lukte", "say that it failed")
                    .by(TARGET)
                    .to(FAILED),
                step(ASK_TO_STOP, "vragen om te stoppen", "ask to stop")
                    .by(REQUESTER)
                    .by(Way.STOP_REQUEST)
                    .to(state)
                    .where(referral -> !isAskedToStop(referral)),
                step(AGREE_TO_STOP, "instemmen met stoppen", "agree to stop")
                    .by(TARGET)
                    .by(Way.STOP_REQUEST)
                    .to(CANCELLED)
                    .where(Loop::isAskedToStop),
                step(GO_ON, "niet stoppen", "go on")
                    .by(TARGET)
                    .by(Way.STOP_REQUEST)
                    .to(state)
                    .where(referral -> referral.hasStatus(BusinessStatus.STOP_REQUESTED))))
        .map(line -> line.from(state));
  }

  private static Stream<Transition> withdrawn() {
    Transition mustStop =
        step("must-stop", "vragen om te stoppen, want de grond verviel", "ask to stop")
            .by(HUB)
            .saying(BusinessStatus.GROUND_ENDED);
    return Stream.concat(
        Stream.of(StatusReason.CONSENT_WITHDRAWN, StatusReason.EMERGENCY_NOT_JUSTIFIED)
            .map(why ->
                step(why.code(), "intrekken, want de grond verviel", "withdraw, without a ground")
                    .by(HUB)
                    .to(CANCELLED)
                    .when(move -> move.reason().equals(Optional.of(why))))
            .flatMap(line -> Stream.of(line.from(REQUESTED), line.from(ACCEPTED))),
        Stream.of(IN_PROGRESS, ON_HOLD).map(state -> mustStop.from(state).to(state)));
  }

  private static Stream<Transition> passedOn() {
    Transition finish =
        step(FINISH, "afronden, want anderen zijn klaar", "complete, as others are done")
            .by(HUB)
            .by(Way.PASSING_ON)
            .to(COMPLETED);
    Transition giveUp =
        step(GIVE_UP, "melden dat het niemand lukte", "say that nobody could")
            .by(HUB)
            .by(Way.PASSING_ON)
            .to(FAILED);
    return Stream.concat(
        Stream.of(
            step(BEGIN, "beginnen, want een ander begint", "begin, as another one does")
                .by(HUB)
                .by(Way.PASSING_ON)
                .from(ACCEPTED)
                .to(IN_PROGRESS),
            giveUp.from(ACCEPTED)),
        Stream.of(IN_PROGRESS, ON_HOLD)
            .flatMap(state -> Stream.of(finish.from(state), giveUp.from(state))));
  }

  private static Stream<Transition> mistaken() {
    Transition line =
        step(ReferralMoved.MADE_IN_ERROR, "als vergissing weghalen", "mark as made in error")
            .by(REQUESTER)
            .to(ENTERED_IN_ERROR);
    return Arrays.stream(ReferralState.values())
        .filter(state -> state != ENTERED_IN_ERROR)
        .map(line::from);
  }

  /** The line that allows this; empty when nothing does. */
  static Optional<Transition> find(Referral referral, Actor actor, Move move) {
    return possible(referral, actor)
        .filter(line -> line.way() == Way.MOVE)
        .filter(line -> line.to() == move.to() && line.what().test(move))
        .findFirst();
  }

  /** The line of a step that is not asked for by an update of the referral itself. */
  static Optional<Transition> named(Referral referral, Actor actor, String event) {
    return possible(referral, actor).filter(line -> line.event().equals(event)).findFirst();
  }

  /** What this actor can do with the referral as it stands. */
  static Stream<Transition> possible(Referral referral, Actor actor) {
    return TABLE.stream()
        .filter(line -> line.isFrom(referral.state(), actor) && line.where().test(referral));
  }

  /** Where a referral stands, what was asked and what is possible, to who asked the impossible. */
  static Label explain(Referral referral, Actor actor, Label asked) {
    ReferralState now = referral.state();
    List<Transition> can = possible(referral, actor).toList();
    return new Label(
        "De verwijzing staat op: %s; u vroeg om: %s. %sU kunt nu: %s"
            .formatted(
                now.named().nl(),
                asked.nl(),
                now.isFinal() ? "Zij is afgelopen: verwijs zo nodig opnieuw. " : "",
                can.isEmpty()
                    ? "niets, het is aan de ander"
                    : words(can, line -> line.words().nl())),
        "The referral stands at: %s; you asked for: %s. %sWhat you can do now: %s"
            .formatted(
                now.named().en(),
                asked.en(),
                now.isFinal() ? "It is over: refer anew if need be. " : "",
                can.isEmpty()
                    ? "nothing, it is up to the other party"
                    : words(can, line -> line.words().en())));
  }

  private static String words(List<Transition> lines, Function<Transition, String> in) {
    return lines.stream()
        .map(line -> in.apply(line) + " (" + line.to().code() + ")")
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** Names the step that was asked for. */
  static Label words(String event) {
    return TABLE.stream()
        .filter(line -> line.event().equals(event))
        .map(Transition::words)
        .findFirst()
        .orElseThrow();
  }

  /** By the requester, or by the hub. */
  static boolean isAskedToStop(Referral referral) {
    return referral.hasStatus(BusinessStatus.STOP_REQUESTED)
        || referral.hasStatus(BusinessStatus.GROUND_ENDED);
  }
}
