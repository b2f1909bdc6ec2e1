/**
 * Messages out: the outbox, and the routes that empty it; and the way in to the NL API. The only
 * package that knows Camel.
 *
 * <p>Depends on {@code referral} and {@code plan} (what happened), {@code disclosure} (may it be
 * told), and {@code embedded} (how to reach the broker that is part of the hub).
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "api",
      "fhir",
      "door",
      "subscription",
      "problem",
      "embedded",
      "plan",
      "referral",
      "disclosure",
      "policy",
      "ledger",
      "client",
      "organisation"
    })
package nl.eenplan.exchange;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
