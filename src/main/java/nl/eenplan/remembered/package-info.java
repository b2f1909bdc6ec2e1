/**
 * What one transaction has read or written, so that it need not read it again.
 *
 * <p>Depends on no other module.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package nl.eenplan.remembered;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
