/**
 * What can be wrong with a question put to the hub, or with its start, and what to do about it.
 *
 * <p>Depends on no other module.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package nl.eenplan.problem;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
