/**
 * What an organisation offers (sociale kaart), as it writes that itself: a service in a form or a
 * resource, or an Open Referral document. All doors write the directory here.
 *
 * <p>Depends on {@code organisation} (where it is kept), {@code policy} and {@code referral} (the
 * words that it may use), {@code ledger} and {@code problem}.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {"organisation", "policy", "referral", "ledger", "problem"})
package nl.eenplan.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
