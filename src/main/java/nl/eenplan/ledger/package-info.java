/**
 * The log of every decision, disclosure and change: written in the transaction of what it records.
 *
 * <p>Depends on {@code client} and {@code organisation}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"client", "organisation"})
package nl.eenplan.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
