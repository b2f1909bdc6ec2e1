/**
 * The demonstration, under the profile {@code demo} only: invented organisations, accounts with
 * public secrets, and an identity provider inside the hub.
 *
 * <p>Depends on {@code embedded}, {@code identity} and {@code organisation}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"embedded", "identity", "organisation"})
package nl.eenplan.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
