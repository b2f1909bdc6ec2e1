package nl.eenplan.portal.referring.steps;

import java.util.List;
import java.util.Optional;
import nl.eenplan.client.Categories;
import nl.eenplan.disclosure.Parties;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.policy.Action;
import nl.eenplan.policy.PolicyRow;
import nl.eenplan.policy.PolicyTable;
import nl.eenplan.policy.Purpose;
import org.springframework.stereotype.Component;

/** By which row of the policies one organisation may refer to another. */
@Component
public class Ground {

  private final PolicyTable policies;
  private final Parties parties;

  Ground(PolicyTable policies, Parties parties) {
    this.policies = policies;
    this.parties = parties;
  }

  public Optional<PolicyRow> row(Who who, OrganisationCode target, Purpose purpose) {
    var party = parties.of(List.of(who.organisation(), target));
    return policies.find(
        purpose,
        party.apply(who.organisation()).kind(),
        party.apply(target).kind(),
        Action.REFER,
        false);
  }

  /** What may pass at most; nothing without a row. */
  Categories releasable(Who who, Draft draft) {
    return row(who, Ask.target(draft), Ask.purpose(draft))
        .map(PolicyRow::release)
        .orElse(Categories.NONE);
  }
}
