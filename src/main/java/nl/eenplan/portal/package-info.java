/**
 * Pages for people. Here is the frame that all of them share; the pages of each kind of work stand
 * in a package of their own below.
 *
 * <p>Depends on the services that every door calls, never on another door.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "client",
      "disclosure",
      "directory",
      "door",
      "emergency",
      "exchange",
      "identity",
      "ledger",
      "letters",
      "operations",
      "organisation",
      "policy",
      "problem",
      "referral"
    })
package nl.eenplan.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
