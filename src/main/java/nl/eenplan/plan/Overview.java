package nl.eenplan.plan;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import nl.eenplan.client.ClientId;
import nl.eenplan.disclosure.Decision.Permit;
import nl.eenplan.disclosure.Question;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.policy.Action;
import nl.eenplan.referral.Directors;
import nl.eenplan.referral.Referral;
import nl.eenplan.referral.ReferralState;
import org.springframework.stereotype.Component;

/**
 * The director's overview of a client's referrals. A referral is its requester's to tell: that it
 * helps, whom it asked, and how far that is.
 */
@Component
class Overview implements Directors {

  private static final ClientId NOBODY = new ClientId(new UUID(0, 0));

  /** Of these nobody but the requester knows. */
  private static final Set<ReferralState> HIDDEN =
      Set.of(ReferralState.DRAFT, ReferralState.ENTERED_IN_ERROR);

  private final PlanRows rows;
  private final Grounds grounds;

  Overview(PlanRows rows, Grounds grounds) {
    this.rows = rows;
    this.grounds = grounds;
  }

  @Override
  public Optional<OrganisationCode> knowing(Referral referral) {
    return directors(referral.client()).filter(director -> knows(director, referral)).findFirst();
  }

  @Override
  public boolean isKnowing(OrganisationCode organisation, Optional<Referral> referral) {
    return directors(referral.map(Referral::client).orElse(NOBODY))
        .filter(organisation::equals)
        .anyMatch(director -> referral.filter(one -> knows(director, one)).isPresent());
  }

  @Override
  public boolean mayBeTold(Who who, Referral referral, OrganisationCode director) {
    return isKnowing(director, Optional.of(referral))
        && grounds.decide(who, referral.id(), question(director, referral)) instanceof Permit;
  }

  /** Of open plans; mostly there is one. */
  private Stream<OrganisationCode> directors(ClientId client) {
    return rows.ofClient(client).stream()
        .flatMap(plan -> plan.now().stream())
        .map(Direction::organisation);
  }

  /** Who has it under its hands hears of it as such. */
  private boolean knows(OrganisationCode director, Referral referral) {
    return !HIDDEN.contains(referral.state())
        && !referral.isRequestedBy(director)
        && !referral.targets().contains(director)
        && grounds.wouldTellAll(question(director, referral));
  }

  private Question question(OrganisationCode director, Referral referral) {
    return grounds.aboutReferral(
        referral.client(), referral.requester(), director, referral.targets(), Action.NOTIFY);
  }
}
