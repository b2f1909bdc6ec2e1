/**
 * What partners asked to be told by FHIR, and the count of what they were told. The door is in
 * {@code fhir}, the sending in {@code exchange}.
 *
 * <p>Depends on {@code organisation}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"organisation"})
package nl.eenplan.subscription;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
