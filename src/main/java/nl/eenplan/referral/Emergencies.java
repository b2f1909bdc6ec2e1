package nl.eenplan.referral;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.Clients;
import nl.eenplan.ledger.Who;
import nl.eenplan.referral.ReferralRows.Row;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What becomes of a vital interest that was claimed (break-glass). */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Emergencies {

  private final ReferralRows rows;
  private final Clients clients;
  private final GroundWatch groundWatch;
  private final ApplicationEventPublisher events;

  Emergencies(
      ReferralRows rows,
      Clients clients,
      GroundWatch groundWatch,
      ApplicationEventPublisher events) {
    this.rows = rows;
    this.clients = clients;
    this.groundWatch = groundWatch;
    this.events = events;
  }

  /** Tells the requester that its privacy officer has not judged this yet, and nobody else. */
  public void remind(UUID referral) {
    rows.find(referral)
        .map(Row::referral)
        .map(late ->
            new ReferralMoved(
                late,
                Who.HUB.organisation(),
                ReferralMoved.REVIEW_OVERDUE,
                List.of(late.requester())))
        .ifPresent(events::publishEvent);
  }

  /**
   * There was none: from now on this referral needs the ground that any other needs. Without it the
   * target hears that the ground has ended, as after a withdrawal.
   */
  public void notJustified(UUID referral) {
    Optional<Row> found = rows.find(referral);
    if (found.isEmpty()) {
      return;
    }
    clients.keyForChange(found.get().referral().client());
    Row row = rows.notJustified(referral);
    groundWatch.noVitalInterest(row);
  }
}
