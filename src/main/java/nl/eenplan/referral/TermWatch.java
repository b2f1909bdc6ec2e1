package nl.eenplan.referral;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.referral.ReferralRows.Row;
import nl.eenplan.referral.TermRows.Due;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks of which terms somebody is to be told: before they end, and when they did. Any number of
 * hubs may look; each term is told by one, and by another one when that one dies on it.
 */
@Component
class TermWatch {

  private final TermRows terms;
  private final Terms after;
  private final ReferralRows rows;
  private final Referrals referrals;
  private final Directors directors;
  private final ApplicationEventPublisher events;
  private final Transactions transactions;
  private final Clock clock;

  TermWatch(
      TermRows terms,
      Terms after,
      ReferralRows rows,
      Referrals referrals,
      Directors directors,
      ApplicationEventPublisher events,
      Transactions transactions,
      Clock clock) {
    this.terms = terms;
    this.after = after;
    this.rows = rows;
    this.referrals = referrals;
    this.directors = directors;
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "${eenplan.terms-watch:PT1S}")
  void look() {
    transactions.drain(this::tellSome);
  }

  boolean tellSome() {
    Instant now = clock.instant();
    List<Due> due = terms.take(now);
    due.forEach(term -> act(term, now));
    return !due.isEmpty();
  }

  private void act(Due term, Instant now) {
    // Read anew for each: another term of it may have moved it a moment ago.
    Row row = rows.find(term.referral()).orElseThrow();
    TermRule rule = term.rule();
    Instant wanted = term.wanted();
    if (wanted.isAfter(term.due()) && isTooEarly(term, wanted, now)) {
      if (rule == TermRule.FIRST_CONTACT) {
        terms.postpone(term.referral(), wanted);
      }
      terms.next(term.id(), wanted, term.stage(), rule.moment(term.stage(), wanted));
      return;
    }
    tell(rule.tells().get(term.stage()), row, term);
    int next = term.stage() + 1;
    if (next < rule.tells().size() || term.every().isEmpty()) {
      terms.next(term.id(), term.due(), next, rule.moment(next, term.due()));
    } else {
      Instant again = again(term, now);
      terms.next(term.id(), again, 0, rule.moment(0, again));
    }
    if (next == rule.tells().size()) {
      conclude(rule, row.referral(), term, now);
    }
  }

  private static boolean isTooEarly(Due term, Instant wanted, Instant now) {
    return term.rule().moment(term.stage(), wanted).filter(now::isBefore).isPresent();
  }

  /**
   * After the rule's time or the client's own, whichever is longer; a missed round is not caught
   * up.
   */
  private static Instant again(Due term, Instant now) {
    Instant again = term.due();
    while (!again.isAfter(now)) {
      Instant from = again;
      again =
          Stream.of(term.every(), term.wish().filter(wish -> term.rule().isContact()))
              .flatMap(Optional::stream)
              .map(period -> Terms.later(from, period))
              .max(Instant::compareTo)
              .orElseThrow();
    }
    return again;
  }

  private void tell(TermRule.Tell tell, Row row, Due term) {
    Referral referral = row.referral();
    if (tell.late()) {
      referrals.moveByHub(
          row, Move.byHub(referral.state(), Optional.of(BusinessStatus.OVERDUE), Optional.empty()));
    } else {
      events.publishEvent(
          new ReferralMoved(
              referral,
              Who.HUB.organisation(),
              tell.event(),
              tell.to().stream().flatMap(whose -> hearers(whose, referral, term)).toList()));
    }
  }

  /** Who hears of it: in the requester's place the director, if it may know of the referral. */
  private Stream<OrganisationCode> hearers(TermRule.Whose whose, Referral referral, Due term) {
    return switch (whose) {
      case TARGET -> referral.targets().stream();
      case REQUESTER -> Stream.of(directors.knowing(referral).orElseGet(referral::requester));
      case INVITER -> term.responsible().stream();
    };
  }

  /** What was said last of it. A term that nobody can meet any more is over; others stay open. */
  private void conclude(TermRule rule, Referral referral, Due term, Instant now) {
    switch (rule) {
      case CONTRACT, EDUCATION -> {
        terms.over(term.id(), now);
        after.aftercare(referral, term.due(), now);
      }
      case AFTERCARE ->
          terms.end(referral.id(), now, TermRule.AFTERCARE, TermRule.AFTERCARE_CONTACT);
      case TALK, REVIEW, CONTACT_LATER, CLOSE_FILE -> terms.over(term.id(), now);
      case FIRST_CONTACT,
          ANSWER,
          WAITING,
          REPORT,
          TRACK,
          CONTACT,
          CONTACT_IN_PERSON,
          AFTERCARE_CONTACT -> {}
    }
  }
}
