package nl.eenplan.portal.partner;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.Category;
import nl.eenplan.client.Fact;
import nl.eenplan.client.Facts;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.portal.Typed;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.Contact;
import nl.eenplan.referral.Contacts;
import nl.eenplan.referral.Move;
import nl.eenplan.referral.ReferralOutcome;
import nl.eenplan.referral.Referrals;
import nl.eenplan.referral.StatusReason;
import nl.eenplan.referral.Step;
import nl.eenplan.referral.StopRequest;
import nl.eenplan.referral.Stopping;
import nl.eenplan.referral.Viewing;
import nl.eenplan.referral.Viewing.Seen;
import org.springframework.stereotype.Component;

/** Takes the step that somebody filled in, in the transaction that is there. */
@Component
class Taking {

  /** The names of the fields that every form has. */
  static final String EVENT = "event";

  static final String VERSION = "version";

  private static final int LONGEST = 4000;

  private final Viewing viewing;
  private final Referrals referrals;
  private final Stopping stopping;
  private final Contacts contacts;
  private final Reading reading;
  private final Clock clock;

  Taking(
      Viewing viewing,
      Referrals referrals,
      Stopping stopping,
      Contacts contacts,
      Reading reading,
      Clock clock) {
    this.viewing = viewing;
    this.referrals = referrals;
    this.stopping = stopping;
    this.contacts = contacts;
    this.reading = reading;
    this.clock = clock;
  }

  /** Something is not filled in well: each mistake stands at its field. Nothing happened. */
  static final class Mistaken extends RuntimeException {}

  /** There is no ground any more: nothing of it may be shown or told. */
  static final class Closed extends RuntimeException {}

  /**
   * @throws Problem NOT_FOUND, STALE_VERSION
   * @throws Mistaken when something is not filled in well
   * @throws Closed when the ground has ended
   */
  void take(Who who, UUID id, Typed typed) {
    String event = typed.value(EVENT);
    if (event.equals("claim")) {
      referrals.refuseLateClaim(who, id);
    }
    Seen seen = viewing.referral(who, id).orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
    Optional<Step> step =
        Step.possible(who.organisation(), seen).stream()
            .filter(one -> one.event().equals(event))
            .findFirst();
    if (step.isEmpty() && !seen.grounded()) {
      throw new Closed();
    }
    boolean asShown = typed.value(VERSION).equals(Integer.toString(seen.referral().version()));
    if (step.isEmpty() || !asShown) {
      throw Problem.of(Problem.Code.STALE_VERSION);
    }
    take(who, seen, step.get(), typed);
  }

  private void take(Who who, Seen seen, Step step, Typed typed) {
    UUID id = seen.referral().id();
    Optional<StatusReason> reason =
        step.reasons().isEmpty()
            ? Optional.empty()
            : typed.choice(
                step.event() + "-reason",
                code -> StatusReason.of(code).filter(step.reasons()::contains));
    if (!step.aboutStopping()) {
      Facts reports = reports(step, typed);
      refuse(typed);
      referrals.move(
          who,
          id,
          Optional.of(seen.referral().version()),
          step.taken(who.organisation(), seen.referral(), reason, reports));
    } else if (step.answer().isPresent()) {
      answer(who, id, step.answer().get(), typed);
    } else {
      refuse(typed);
      stopping.ask(who, id, reason, Optional.empty());
    }
  }

  private void answer(Who who, UUID id, StopRequest.State answer, Typed typed) {
    Optional<StopRequest.Answer> why =
        answer == StopRequest.State.REJECTED
            ? typed.choice(
                "go-on-answer",
                code ->
                    StopRequest.Answer.of(code).filter(one -> one != StopRequest.Answer.OVERTAKEN))
            : Optional.empty();
    refuse(typed);
    StopRequest stop =
        reading.pending(who, id).orElseThrow(() -> Problem.of(Problem.Code.STOP_ANSWERED));
    stopping.answer(who, stop.id(), Optional.of(stop.version()), answer, why);
  }

  private static Facts reports(Step step, Typed typed) {
    List<Fact> facts = new ArrayList<>();
    String field = step.event() + "-words";
    boolean needed =
        step.event().equals("report")
            || step.event().equals("ask-information")
            || step.event().equals("schedule");
    Optional<String> words = needed ? typed.text(field, LONGEST) : typed.optional(field, LONGEST);
    if (step.reasons().isEmpty()) {
      words.map(text -> Fact.of(Category.PROGRESS, new Fact.Note(text))).ifPresent(facts::add);
    } else {
      Move.reasonText(step.to(), words).ifPresent(facts::add);
    }
    if (step.isOutcome()) {
      Optional<ReferralOutcome> outcome =
          typed.choice(step.event() + "-outcome", ReferralOutcome::of);
      outcome.map(ReferralOutcome::fact).ifPresent(facts::add);
      if (outcome.equals(Optional.of(ReferralOutcome.INDICATION_REFUSED)) && words.isEmpty()) {
        typed.wrong(field, "referral.wrong.why");
      }
    }
    String ladder = step.event() + "-ladder";
    if (!typed.value(ladder).isEmpty()) {
      typed
          .choice(
              ladder,
              rung -> Optional.of(rung).filter(one -> one.matches("[1-6]")).map(Integer::valueOf))
          .map(rung -> Fact.of(Category.DISTANCE, new Fact.Score(rung)))
          .ifPresent(facts::add);
    }
    return new Facts(facts);
  }

  /**
   * Writes down an invitation or a contact, for the own organisation only.
   *
   * @throws Mistaken when something is not filled in well
   * @throws Closed when the ground has ended
   */
  void write(Who who, UUID id, Typed typed) {
    if (viewing.referral(who, id).filter(Seen::grounded).isEmpty()) {
      throw new Closed();
    }
    Optional<Contact.Kind> kind = typed.choice("contact-kind", Contact.Kind::of);
    LocalDate today = LocalDate.ofInstant(clock.instant(), DutchTime.ZONE);
    Optional<LocalDate> day = typed.optionalDate("contact-day");
    if (day.filter(today::isBefore).isPresent()) {
      typed.wrong("contact-day", "referral.wrong.future");
    }
    Optional<Instant> talk = talk(typed, today);
    Optional<String> words = typed.optional("contact-words", LONGEST);
    refuse(typed);
    contacts.record(
        who,
        new Contacts.Said(
            id,
            kind.orElseThrow(),
            day.filter(today::isAfter)
                .map(before -> before.atTime(LocalTime.NOON).atZone(DutchTime.ZONE).toInstant()),
            talk,
            words.orElse("")),
        Optional.empty());
  }

  private static Optional<Instant> talk(Typed typed, LocalDate today) {
    Optional<LocalDate> day = typed.optionalDate("contact-talk");
    Optional<LocalTime> time = time(typed, "contact-time");
    if (day.filter(today.plusYears(2)::isBefore).isPresent()) {
      typed.wrong("contact-talk", "referral.wrong.far");
    }
    return day.map(
        date -> date.atTime(time.orElse(LocalTime.of(9, 0))).atZone(DutchTime.ZONE).toInstant());
  }

  private static Optional<LocalTime> time(Typed typed, String field) {
    try {
      return typed.optional(field, 5).map(LocalTime::parse);
    } catch (DateTimeParseException notATime) {
      typed.wrong(field, "referral.wrong.time");
      return Optional.empty();
    }
  }

  private static void refuse(Typed typed) {
    if (!typed.isRight()) {
      throw new Mistaken();
    }
  }
}
