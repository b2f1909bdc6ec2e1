/**
 * A person known to the hub: a pseudonym, a key of its own, what holders recorded, and under which category.
 *
 * <p>Depends on nothing but {@code organisation}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "organisation")
package nl.eenplan.client;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
