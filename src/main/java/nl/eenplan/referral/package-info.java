/**
 * The closed loop: what is asked of another organisation for a client, and what becomes of it.
 *
 * <p>Depends on {@code disclosure}, and below it {@code policy}, {@code ledger}, {@code client} and
 * {@code organisation}.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "remembered",
      "disclosure",
      "policy",
      "ledger",
      "client",
      "organisation",
      "problem"
    })
package nl.eenplan.referral;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
