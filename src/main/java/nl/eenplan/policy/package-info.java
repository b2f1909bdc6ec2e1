/**
 * The policy table: who may tell whom what, for which purpose and on which ground, read from {@code
 * consent-policies/}.
 *
 * <p>Depends on {@code client} (categories) and {@code organisation} (kinds).
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"client", "organisation"})
package nl.eenplan.policy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
