/**
 * Break-glass: referrals that went out on a vital interest instead of the client's consent, for the
 * privacy officer to judge, and whether the client was told.
 *
 * <p>Depends on {@code referral}, and below it {@code ledger}, {@code client} and {@code
 * organisation}.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {"referral", "ledger", "client", "organisation", "policy", "problem"})
package nl.eenplan.emergency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
