/**
 * A person known to the hub: a pseudonym, a key of its own, what holders recorded, and under which
 * category.
 *
 * <p>Depends on {@code organisation} and {@code problem}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"remembered", "organisation", "problem"})
package nl.eenplan.client;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
