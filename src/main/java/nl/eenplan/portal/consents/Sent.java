package nl.eenplan.portal.consents;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.eenplan.ledger.Who;
import nl.eenplan.referral.Referral;
import nl.eenplan.referral.ReferralQuery;
import nl.eenplan.referral.Viewing;
import org.springframework.stereotype.Component;

/** One's own referrals of a client. */
@Component
class Sent {

  private static final int MOST = 100;

  private final Viewing viewing;

  Sent(Viewing viewing) {
    this.viewing = viewing;
  }

  /** Those that changed last first, 100 at most. */
  List<Referral> of(Who who, UUID person) {
    return viewing
        .referrals(
            who,
            new ReferralQuery(
                who.organisation(),
                Optional.empty(),
                Optional.of(who.organisation()),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(person),
                Optional.empty(),
                false,
                Optional.empty(),
                0,
                MOST))
        .stream()
        .map(Viewing.Seen::referral)
        .toList();
  }
}
