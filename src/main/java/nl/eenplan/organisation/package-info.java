/**
 * Organisations, their kinds, agreements and services: the directory.
 *
 * <p>Depends on no other module.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package nl.eenplan.organisation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
