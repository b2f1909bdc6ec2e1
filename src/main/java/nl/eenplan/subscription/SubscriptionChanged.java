package nl.eenplan.subscription;

import java.util.Optional;
import nl.eenplan.organisation.OrganisationCode;

/**
 * A partner is told by its subscription from now on, or no longer. Published in the transaction of
 * that.
 *
 * @param endpoint empty: no longer
 */
public record SubscriptionChanged(OrganisationCode partner, Optional<String> endpoint) {}
