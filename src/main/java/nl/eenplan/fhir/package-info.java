/**
 * The FHIR R4 door: what comes in becomes a command, what goes out holds only what a release holds.
 * The only package that knows HAPI.
 *
 * <p>{@code reading} turns resources into facts and commands, {@code writing} turns releases into
 * resources.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "directory",
      "door",
      "subscription",
      "emergency",
      "plan",
      "referral",
      "insight",
      "letters",
      "disclosure",
      "policy",
      "ledger",
      "client",
      "organisation",
      "identity",
      "problem"
    })
package nl.eenplan.fhir;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
