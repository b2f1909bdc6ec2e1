/**
 * The NL API, {@code /api/v1}: for systems that do not speak FHIR. What comes in becomes the same
 * command as at the FHIR door, what goes out holds only what may be shown. Which path leads to
 * which operation stands in {@code routes/api.camel.yaml}; the contract is {@code
 * openapi/eenplan-v1.yaml}.
 *
 * <p>{@code json} is what is spoken, {@code reading} turns it into facts and commands, {@code
 * writing} turns what may be shown into it.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "door",
      "plan",
      "referral",
      "disclosure",
      "policy",
      "ledger",
      "client",
      "organisation",
      "identity",
      "problem"
    })
package nl.eenplan.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
