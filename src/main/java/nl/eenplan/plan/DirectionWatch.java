package nl.eenplan.plan;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.plan.PlanRows.Due;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Reminds both sides, once, of an offer that waits too long for an answer and of a direction for a
 * time of which the day has come. Nothing passes on by itself: a director who does not know that it
 * is one, is none.
 */
@Component
class DirectionWatch {

  private final OfferRows offers;
  private final PlanRows plans;
  private final ApplicationEventPublisher events;
  private final Transactions transactions;
  private final Clock clock;

  DirectionWatch(
      OfferRows offers,
      PlanRows plans,
      ApplicationEventPublisher events,
      Transactions transactions,
      Clock clock) {
    this.offers = offers;
    this.plans = plans;
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "${eenplan.terms-watch:PT1S}")
  void look() {
    transactions.drain(this::remindSome);
  }

  private boolean remindSome() {
    Instant now = clock.instant();
    List<DirectionOffer> overdue = offers.takeOverdue(now);
    for (DirectionOffer offer : overdue) {
      events.publishEvent(
          new DirectionNews(
              offer.plan(),
              Optional.of(offer.id()),
              Who.HUB.organisation(),
              DirectionNews.OVERDUE,
              List.of(offer.offerer(), offer.offered())));
    }
    List<Due> back = plans.takeDue(LocalDate.ofInstant(now, DutchTime.ZONE), now);
    for (Due due : back) {
      events.publishEvent(
          new DirectionNews(
              due.plan(),
              Optional.empty(),
              Who.HUB.organisation(),
              DirectionNews.BACK_TODAY,
              List.of(due.director(), due.former())));
    }
    return !overdue.isEmpty() || !back.isEmpty();
  }
}
