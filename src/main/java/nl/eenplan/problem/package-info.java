/**
 * What can be wrong with a question put to the hub, and what to do about it, in Dutch and English.
 *
 * <p>Depends on no other module.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package nl.eenplan.problem;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
