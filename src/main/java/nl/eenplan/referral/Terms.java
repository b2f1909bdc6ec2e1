package nl.eenplan.referral;

import static nl.eenplan.referral.TermRule.AFTERCARE;
import static nl.eenplan.referral.TermRule.AFTERCARE_CONTACT;
import static nl.eenplan.referral.TermRule.ANSWER;
import static nl.eenplan.referral.TermRule.CLOSE_FILE;
import static nl.eenplan.referral.TermRule.CONTACT;
import static nl.eenplan.referral.TermRule.CONTACT_IN_PERSON;
import static nl.eenplan.referral.TermRule.CONTACT_LATER;
import static nl.eenplan.referral.TermRule.CONTRACT;
import static nl.eenplan.referral.TermRule.EDUCATION;
import static nl.eenplan.referral.TermRule.FIRST_CONTACT;
import static nl.eenplan.referral.TermRule.REPORT;
import static nl.eenplan.referral.TermRule.REVIEW;
import static nl.eenplan.referral.TermRule.TRACK;
import static nl.eenplan.referral.TermRule.WAITING;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.eenplan.client.Fact;
import nl.eenplan.client.Persons;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.organisation.Service;
import nl.eenplan.organisation.Services;
import nl.eenplan.organisation.WorkingDays;
import nl.eenplan.policy.Purpose;
import nl.eenplan.referral.TermRows.Open;
import org.springframework.stereotype.Component;

/**
 * What has to happen before when: the rows of {@link TermRule}, with the times of the target's
 * service in the directory.
 */
@Component
class Terms {

  /** A welfare organisation contacts the client within a week, unless its service says so. */
  private static final Service.Times A_WEEK = Service.Times.within(Period.ofDays(7));

  private static final Period A_MONTH = Period.ofMonths(1);
  private static final Period THREE_MONTHS = Period.ofMonths(3);
  private static final Period HALF_A_YEAR = Period.ofMonths(6);
  private static final Period A_YEAR = Period.ofYears(1);
  private static final String MUNICIPALITY = "municipality";

  private final TermRows rows;
  private final Services services;
  private final Organisations organisations;
  private final Persons persons;
  private final Clock clock;

  Terms(
      TermRows rows, Services services, Organisations organisations, Persons persons, Clock clock) {
    this.rows = rows;
    this.services = services;
    this.organisations = organisations;
    this.persons = persons;
    this.clock = clock;
  }

  /**
   * When the target has to have contacted the client at the latest.
   *
   * @param urgent takes half of it, in whole days and a day at least
   */
  Instant firstContact(
      Optional<OrganisationCode> owner, Purpose purpose, boolean urgent, Instant now) {
    Service.Times times = owner.flatMap(code -> times(code, purpose)).orElse(A_WEEK);
    return end(now, times.firstContact(), times.workingDays(), urgent);
  }

  private static Instant end(Instant from, Period period, boolean workingDays, boolean urgent) {
    LocalDate today = LocalDate.ofInstant(from, DutchTime.ZONE);
    long days = ChronoUnit.DAYS.between(today, today.plus(period));
    int counted = Math.toIntExact(urgent ? (days + 1) / 2 : days);
    if (workingDays) {
      return WorkingDays.endOf(counted, from);
    }
    return later(from, urgent ? Period.ofDays(counted) : period);
  }

  void start(Referral referral, boolean urgent) {
    Instant now = clock.instant();
    List<Open> terms = new ArrayList<>();
    terms.add(Open.of(FIRST_CONTACT, referral, referral.due()));
    times(referral)
        .ifPresent(times ->
            times
                .answer()
                .map(term -> end(now, term, times.workingDays(), urgent))
                .ifPresent(due -> terms.add(Open.of(ANSWER, referral, due))));
    rows.add(terms, now);
    rows.endOfEarlier(referral, now, CONTACT_LATER, REVIEW);
  }

  /**
   * A step ends some terms and starts others; a hold lets them stand still; an end ends all that do
   * not outlive it.
   *
   * @param move what was said with the step
   */
  void follow(Referral referral, ReferralState before, Move move) {
    Instant now = clock.instant();
    switch (referral.state()) {
      case DRAFT -> {}
      case REQUESTED -> rows.claimed(referral);
      case ACCEPTED -> {
        if (before == ReferralState.REQUESTED) {
          rows.end(referral.id(), now, ANSWER);
          add(WAITING, referral, times(referral).flatMap(Service.Times::waiting), now);
        }
      }
      case IN_PROGRESS -> goOn(referral, before, move, now);
      case ON_HOLD -> {
        if (before != ReferralState.ON_HOLD) {
          rows.hold(referral.id(), now);
        }
      }
      case ENTERED_IN_ERROR -> rows.endAll(referral.id(), now);
      case REJECTED, CANCELLED, FAILED, COMPLETED -> {
        rows.handOver(referral, now, CONTACT, CONTACT_IN_PERSON);
        rows.endAtTheEnd(referral.id(), now);
        dated(referral, move, now);
        review(referral, now);
        Guards.outcome(move.reports()).ifPresent(outcome -> afterwards(referral, outcome, now));
      }
    }
  }

  private void goOn(Referral referral, ReferralState before, Move move, Instant now) {
    if (before == ReferralState.ON_HOLD) {
      rows.resume(referral.id(), now);
    }
    if (before != ReferralState.IN_PROGRESS && rows.end(referral.id(), now, FIRST_CONTACT) > 0) {
      rows.end(referral.id(), now, ANSWER, WAITING);
      rows.contacted(referral.client(), now);
      begin(referral, now);
    } else if (before == ReferralState.IN_PROGRESS && isReport(move)) {
      if (rows.end(referral.id(), now, REPORT) > 0) {
        add(REPORT, referral, times(referral).flatMap(Service.Times::reportEvery), now);
      }
    }
    dated(referral, move, now);
  }

  private static boolean isReport(Move move) {
    return move.businessStatus()
        .map(status -> status == BusinessStatus.REPORTED)
        .orElseGet(() -> !move.reports().categories().isEmpty());
  }

  private void begin(Referral referral, Instant now) {
    Optional<Service.Times> times = times(referral);
    add(TRACK, referral, times.flatMap(Service.Times::track), now);
    add(REPORT, referral, times.flatMap(Service.Times::reportEvery), now);
    boolean byConsultant =
        organisations
            .find(referral.requester())
            .map(Organisation::kind)
            .filter(kind -> kind.code().equals(MUNICIPALITY))
            .isPresent();
    if (byConsultant && !rows.isContactWatched(referral)) {
      Period every = contactEvery(persons.group(referral.person()));
      rows.add(
          List.of(
              Open.of(CONTACT, referral, later(now, every)).every(every),
              Open.of(CONTACT_IN_PERSON, referral, later(now, THREE_MONTHS)).every(THREE_MONTHS)),
          now);
    }
  }

  /** How often the consultant calls, by the group that the client is in. */
  static Period contactEvery(Optional<String> group) {
    return switch (group.orElse("")) {
      case "A3", "B1", "B2" -> Period.ofMonths(2);
      case "D" -> THREE_MONTHS;
      default -> A_MONTH;
    };
  }

  /**
   * The end of a contract or an education, as the target reports it; after it there is aftercare.
   */
  private void dated(Referral referral, Move move, Instant now) {
    Guards.ends(move.reports())
        .forEach(end -> {
          TermRule rule = end.kind() == Fact.Ends.Kind.CONTRACT ? CONTRACT : EDUCATION;
          Instant day = LocalDate.parse(end.date()).atStartOfDay(DutchTime.ZONE).toInstant();
          if (day.isAfter(now) && rows.endOtherThan(referral.id(), rule, day, now)) {
            rows.add(List.of(Open.of(rule, referral, day)), now);
          }
        });
  }

  private void review(Referral referral, Instant now) {
    if (referral.reason().equals(Optional.of(StatusReason.CLIENT_REQUEST))) {
      add(REVIEW, referral, Optional.of(HALF_A_YEAR), now);
    }
  }

  private void afterwards(Referral referral, ReferralOutcome outcome, Instant now) {
    switch (outcome) {
      case VOLUNTARY_WORK, SHELTERED_WORK, PAID_WORK -> aftercare(referral, now, now);
      case DAY_ACTIVITIES -> add(CLOSE_FILE, referral, Optional.of(HALF_A_YEAR), now);
      case NO_POSSIBILITY -> {
        add(CONTACT_LATER, referral, Optional.of(THREE_MONTHS), now);
        add(REVIEW, referral, Optional.of(A_YEAR), now);
      }
      case NO_INTEREST -> add(REVIEW, referral, Optional.of(A_YEAR), now);
      default -> {}
    }
  }

  /** Half a year, with a contact each month. */
  void aftercare(Referral referral, Instant from, Instant now) {
    rows.end(referral.id(), now, AFTERCARE, AFTERCARE_CONTACT);
    rows.add(
        List.of(
            Open.of(AFTERCARE_CONTACT, referral, later(from, A_MONTH)).every(A_MONTH),
            Open.of(AFTERCARE, referral, later(from, HALF_A_YEAR))),
        now);
  }

  private void add(TermRule rule, Referral referral, Optional<Period> lasts, Instant now) {
    lasts.ifPresent(period -> rows.add(List.of(Open.of(rule, referral, later(now, period))), now));
  }

  private Optional<Service.Times> times(Referral referral) {
    return referral.owner().flatMap(owner -> times(owner, referral.purpose()));
  }

  private Optional<Service.Times> times(OrganisationCode owner, Purpose purpose) {
    return services.forPurpose(owner, purpose.code()).map(Service::times);
  }

  static Instant later(Instant moment, Period period) {
    return moment.atZone(DutchTime.ZONE).plus(period).toInstant();
  }
}
