/**
 * One client, one plan, one director: who directs, from when until when, and how the role passes
 * on.
 *
 * <p>Depends on {@code referral} (what else runs for the client), {@code disclosure} (who may
 * know), and below them {@code policy}, {@code ledger}, {@code client} and {@code organisation}.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "referral",
      "disclosure",
      "policy",
      "ledger",
      "client",
      "organisation",
      "problem"
    })
package nl.eenplan.plan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
