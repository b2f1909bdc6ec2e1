package nl.eenplan.portal.privacy;

import java.time.Duration;
import java.util.List;
import nl.eenplan.disclosure.Consents;
import nl.eenplan.door.Access;
import nl.eenplan.emergency.Reviews;
import nl.eenplan.identity.Caller;
import nl.eenplan.identity.Role;
import nl.eenplan.ledger.Who;
import nl.eenplan.portal.Due;
import nl.eenplan.referral.Recalls;
import org.springframework.stereotype.Component;

/** What waits for a privacy officer: numbers only, so it takes no fresh log-in. */
@Component
class OfficerDue implements Due {

  private static final int MOST = 100;
  private static final Duration THIS_WEEK = Duration.ofDays(7);

  private final Reviews reviews;
  private final Recalls recalls;
  private final Consents consents;

  OfficerDue(Reviews reviews, Recalls recalls, Consents consents) {
    this.reviews = reviews;
    this.recalls = recalls;
    this.consents = consents;
  }

  @Override
  public boolean isFor(Caller caller) {
    return caller.has(Role.PRIVACY_OFFICER);
  }

  @Override
  public List<Item> of() {
    Who officer = Access.privacyOfficer();
    return List.of(
        new Item("reviews", reviews.open(officer), "/privacy/reviews"),
        new Item("recalls", recalls.waiting(officer, MOST), "/privacy/recalls"),
        new Item("consents", consents.countEnding(officer, THIS_WEEK, MOST), "/privacy/consents"));
  }
}
