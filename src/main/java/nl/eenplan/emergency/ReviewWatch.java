package nl.eenplan.emergency;

import java.time.Clock;
import java.util.List;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.referral.Emergencies;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks which verdicts should have been there by now, and reminds the organisation once. */
@Component
class ReviewWatch {

  private final BreakGlassRows rows;
  private final Reviews reviews;
  private final Emergencies emergencies;
  private final Transactions transactions;
  private final Clock clock;

  ReviewWatch(
      BreakGlassRows rows,
      Reviews reviews,
      Emergencies emergencies,
      Transactions transactions,
      Clock clock) {
    this.rows = rows;
    this.reviews = reviews;
    this.emergencies = emergencies;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "${eenplan.terms-watch:PT1S}")
  void look() {
    transactions.drain(this::remind);
  }

  private boolean remind() {
    List<BreakGlass> overdue = rows.takeOverdue(clock.instant());
    for (BreakGlass one : overdue) {
      reviews.log(Who.HUB, one, "review-overdue");
      emergencies.remind(one.referral());
    }
    return !overdue.isEmpty();
  }
}
