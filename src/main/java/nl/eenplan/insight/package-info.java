/**
 * What can be counted: steps and outcomes of referrals per organisation, service, municipality and
 * month, without persons.
 *
 * <p>Depends on {@code referral}, and below it {@code policy}, {@code ledger} and {@code
 * organisation}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"referral", "policy", "ledger", "organisation"})
package nl.eenplan.insight;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
