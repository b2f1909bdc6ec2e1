package nl.eenplan.referral;

import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import nl.eenplan.client.Categories;
import nl.eenplan.disclosure.ConsentChanged;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.disclosure.Decision.Refuse;
import nl.eenplan.disclosure.Gate;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.referral.ReferralRows.Row;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * A client said no, or no longer, or there was no vital interest: in the same transaction, each
 * organisation that was sent a referral and has no ground for it any more is recalled.
 */
@Component
class GroundWatch {

  private final ReferralRows rows;
  private final Questions questions;
  private final Gate gate;
  private final Recalls recalls;

  GroundWatch(ReferralRows rows, Questions questions, Gate gate, Recalls recalls) {
    this.rows = rows;
    this.questions = questions;
    this.gate = gate;
    this.recalls = recalls;
  }

  @EventListener
  void on(ConsentChanged changed) {
    askAgain(
        rows.submitted(changed.client()),
        StatusReason.CONSENT_WITHDRAWN,
        Decision.Reason::isTheClientsWord);
  }

  /** A privacy officer found no vital interest: it needs the ground that any other needs. */
  void noVitalInterest(Row row) {
    askAgain(List.of(row), StatusReason.EMERGENCY_NOT_JUSTIFIED, refused -> true);
  }

  private void askAgain(List<Row> sent, StatusReason why, Predicate<Decision.Reason> ends) {
    Questions.About about = questions.about(sent.stream().map(Row::referral));
    Iterator<Decision> decisions =
        gate.decideOnList(
                sent.stream()
                    .map(Row::referral)
                    .flatMap(referral ->
                        stillOpen(referral)
                            .map(to -> about.reading(Who.HUB, referral, to, Categories.NONE)))
                    .toList())
            .iterator();
    for (Row row : sent) {
      List<Refuse> ended =
          stillOpen(row.referral())
              .map(to -> decisions.next())
              .filter(Refuse.class::isInstance)
              .map(Refuse.class::cast)
              .filter(refuse -> ends.test(refuse.reason()))
              .toList();
      if (!ended.isEmpty()) {
        recalls.recall(row, ended, why);
      }
    }
  }

  private static Stream<OrganisationCode> stillOpen(Referral referral) {
    return referral.recipients().stream().filter(to -> referral.recallOf(to).isEmpty());
  }
}
