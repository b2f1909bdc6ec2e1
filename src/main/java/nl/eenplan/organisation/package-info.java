/**
 * Organisations, their kinds, agreements and services: the directory.
 *
 * <p>Depends on {@code remembered}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "remembered")
package nl.eenplan.organisation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
