/**
 * Messages out and in: outbox, inbox, deliveries, channels. The only package that knows Camel.
 *
 * <p>Depends on {@code embedded} (how to reach the broker that is part of the hub).
 */
@NullMarked
@ApplicationModule(allowedDependencies = "embedded")
package nl.eenplan.exchange;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
