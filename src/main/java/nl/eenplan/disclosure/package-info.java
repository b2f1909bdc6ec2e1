/**
 * Consents, the one gate that decides on every disclosure, and what it releases.
 *
 * <p>Depends on {@code policy} and {@code ledger}, and below them {@code client} and {@code
 * organisation}.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {"remembered", "policy", "ledger", "client", "organisation", "problem"})
package nl.eenplan.disclosure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
