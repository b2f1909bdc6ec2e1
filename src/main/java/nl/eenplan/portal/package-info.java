/**
 * Pages for people: for now only who they are, as the hub sees it.
 *
 * <p>Depends on {@code identity} (who is asking) and {@code organisation} (for whom).
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"identity", "organisation"})
package nl.eenplan.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
