package nl.eenplan.referral;

import java.util.Optional;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;

/**
 * Who keeps the overview for a client: the director hears in the requester's place what is due, if
 * it may know of the referral. Who directs is known in {@code plan}, which leans on this package.
 */
public interface Directors {

  /**
   * Who directs the client's plan and may know of this referral: its two parties, and how far it
   * is. Empty when nobody does, or may.
   */
  Optional<OrganisationCode> knowing(Referral referral);

  /**
   * Whether this organisation is the one of {@link #knowing}. It takes as long for a referral that
   * does not exist.
   */
  boolean isKnowing(OrganisationCode organisation, Optional<Referral> referral);

  /** The same, as something that passes now: it is in the log. */
  boolean mayBeTold(Who who, Referral referral, OrganisationCode director);
}
