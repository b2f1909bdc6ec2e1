package nl.eenplan.referral;

import java.util.Optional;
import nl.eenplan.disclosure.ConsentChanged;
import nl.eenplan.ledger.Who;
import nl.eenplan.referral.ReferralRows.Row;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * A client said no, or no longer: in the same transaction, what waits for an answer is cancelled,
 * what is under way gets nothing more, and whoever got something hears that the ground has ended.
 */
@Component
class GroundWatch {

  private final ReferralRows rows;
  private final Referrals referrals;
  private final Viewing viewing;
  private final ApplicationEventPublisher events;

  GroundWatch(
      ReferralRows rows, Referrals referrals, Viewing viewing, ApplicationEventPublisher events) {
    this.rows = rows;
    this.referrals = referrals;
    this.viewing = viewing;
    this.events = events;
  }

  @EventListener
  void on(ConsentChanged changed) {
    for (Row row : rows.underWay(changed.client())) {
      if (!viewing.hasGround(row.referral())) {
        end(row, StatusReason.CONSENT_WITHDRAWN);
      }
    }
  }

  /** What waits is cancelled, and the target hears that it gets nothing more. */
  void end(Row row, StatusReason why) {
    Move cancel = Move.byHub(ReferralState.CANCELLED, Optional.empty(), Optional.of(why));
    Referral referral = referrals.moveByHub(row, cancel).orElse(row.referral());
    events.publishEvent(
        new ReferralMoved(
            referral, Who.HUB.organisation(), ReferralMoved.GROUND_ENDED, referral.targets()));
  }
}
