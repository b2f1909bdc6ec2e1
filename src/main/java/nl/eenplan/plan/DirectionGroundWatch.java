package nl.eenplan.plan;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.disclosure.ConsentChanged;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.disclosure.Decision.Permit;
import nl.eenplan.disclosure.Decision.Refuse;
import nl.eenplan.disclosure.Question;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.plan.DirectionOffer.Answer;
import nl.eenplan.plan.DirectionOffer.State;
import nl.eenplan.policy.Action;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * A client said no, or no longer: in the same transaction a direction that rested on that word goes
 * back to who handed it over, and an offer that did is taken back. There is never nobody: who
 * opened the plan needs no word of another.
 */
@Component
class DirectionGroundWatch {

  private final PlanRows rows;
  private final OfferRows offers;
  private final Plans plans;
  private final Grounds grounds;
  private final Journal journal;

  DirectionGroundWatch(
      PlanRows rows, OfferRows offers, Plans plans, Grounds grounds, Journal journal) {
    this.rows = rows;
    this.offers = offers;
    this.plans = plans;
    this.grounds = grounds;
    this.journal = journal;
  }

  @EventListener
  void on(ConsentChanged changed) {
    rows.ofClient(changed.client()).stream()
        .filter(plan -> plan.closed().isEmpty())
        .forEach(this::look);
  }

  private void look(Plan plan) {
    offers
        .open(plan.id())
        .filter(offer ->
            isTakenBack(
                grounds
                    .decideAgain(plan.id(), List.of(told(plan, offer.offerer(), offer.offered())))
                    .getFirst()))
        .ifPresent(offer -> {
          offers.update(
              offer.as(State.CANCELLED, Optional.of(Answer.CONSENT_WITHDRAWN), plans.now()));
          journal.write(
              Who.HUB,
              plan,
              "withdraw",
              Answer.CONSENT_WITHDRAWN.code(),
              offer.offerer(),
              offer.offered());
          tell(plan, Optional.of(offer.id()), DirectionNews.WITHDRAWN, List.of(offer.offered()));
        });
    Plan next = plan;
    Optional<Direction> former = endedUnder(next);
    while (former.isPresent()) {
      OrganisationCode lost = next.now().orElseThrow().organisation();
      next = plans.backTo(Who.HUB, next, former.get(), Direction.Reason.CONSENT_WITHDRAWN);
      tell(next, Optional.empty(), DirectionNews.ENDED, List.of(lost, former.get().organisation()));
      former = endedUnder(next);
    }
  }

  /** The direction under the present one, when the word between the two no longer holds. */
  private Optional<Direction> endedUnder(Plan plan) {
    Direction present = plan.now().orElseThrow();
    return plan.under(present)
        .filter(former -> {
          OrganisationCode before = former.organisation();
          OrganisationCode after = present.organisation();
          Question back =
              grounds
                  .ground(plan.client(), after, before, Action.NOTIFY)
                  .orElseGet(() -> told(plan, after, before));
          List<Decision> both =
              grounds.decideAgain(plan.id(), List.of(told(plan, before, after), back));
          return isTakenBack(both.get(0)) || isTakenBack(both.get(1)) || isUnknownNow(both.get(1));
        });
  }

  private Question told(Plan plan, OrganisationCode by, OrganisationCode to) {
    return grounds.question(plan.client(), by, to, Grounds.PLAN, Action.NOTIFY);
  }

  private static boolean isTakenBack(Decision decision) {
    return decision instanceof Refuse refuse && refuse.reason().isTheClientsWord();
  }

  /** That it helps is what the client took out of what she permits. */
  private static boolean isUnknownNow(Decision decision) {
    return decision instanceof Permit permit
        && !permit.released().containsAll(permit.question().asked());
  }

  private void tell(Plan plan, Optional<UUID> offer, String event, List<OrganisationCode> to) {
    journal.tell(new DirectionNews(plan.id(), offer, Who.HUB.organisation(), event, to));
  }
}
