package nl.eenplan.referral;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.referral.ReferralRows.Row;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks which terms have come: what is late is said to both, what is about to end to the requester.
 */
@Component
class TermWatch {

  private final Terms terms;
  private final ReferralRows rows;
  private final Referrals referrals;
  private final ApplicationEventPublisher events;
  private final Transactions transactions;

  TermWatch(
      Terms terms,
      ReferralRows rows,
      Referrals referrals,
      ApplicationEventPublisher events,
      Transactions transactions) {
    this.terms = terms;
    this.rows = rows;
    this.referrals = referrals;
    this.events = events;
    this.transactions = transactions;
  }

  @Scheduled(fixedDelayString = "${eenplan.terms-watch:PT1S}")
  void look() {
    transactions.drain(this::takeSome);
  }

  private boolean takeSome() {
    List<Terms.Due> due = terms.take();
    Map<UUID, Row> byId =
        rows.findAll(due.stream().map(Terms.Due::referral).toList()).stream()
            .collect(Collectors.toMap(row -> row.referral().id(), Function.identity()));
    for (Terms.Due term : due) {
      Row row = byId.get(term.referral());
      if (row != null) {
        act(term, row);
      }
    }
    return !due.isEmpty();
  }

  private void act(Terms.Due term, Row row) {
    Referral referral = row.referral();
    if (term.kind().equals(Terms.FIRST_CONTACT)) {
      Move overdue =
          Move.byHub(referral.state(), Optional.of(BusinessStatus.OVERDUE), Optional.empty());
      referrals.moveByHub(row, overdue);
    } else {
      events.publishEvent(
          new ReferralMoved(
              referral, Who.HUB.organisation(), term.kind(), List.of(referral.requester())));
    }
  }
}
