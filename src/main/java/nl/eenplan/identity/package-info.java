/**
 * Who is asking: a bearer token, or the session of somebody who signed in, is read into a {@link
 * nl.eenplan.identity.Caller}, and nobody without one gets past the door.
 *
 * <p>Depends on {@code organisation} (whether an agreement is in force) and {@code ledger} (who
 * signed in to what only a privacy officer sees).
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"ledger", "organisation", "problem"})
package nl.eenplan.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
