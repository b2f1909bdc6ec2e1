/**
 * The demonstration, under the profile {@code demo} only: invented organisations, accounts with
 * public secrets, and an identity provider inside the hub.
 *
 * <p>Depends on {@code embedded}, {@code identity}, {@code organisation}, and {@code client} and
 * {@code fhir} to load its invented clients.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "client",
      "embedded",
      "identity",
      "organisation",
      "fhir",
      "ledger",
      "problem"
    })
package nl.eenplan.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
