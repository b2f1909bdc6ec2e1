/**
 * What lets the first run need nothing else: a data folder, a real PostgreSQL and a real broker
 * inside the hub. Settings alone replace the last two.
 *
 * <p>Depends on {@code organisation} (who may use the broker).
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"organisation", "problem"})
package nl.eenplan.embedded;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
