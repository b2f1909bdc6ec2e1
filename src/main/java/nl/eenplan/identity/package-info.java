/**
 * Who is asking: a bearer token is read into a {@link nl.eenplan.identity.Caller}, and nobody
 * without one gets past the door.
 *
 * <p>Depends on {@code organisation} (whether an agreement is in force).
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"organisation", "problem"})
package nl.eenplan.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
