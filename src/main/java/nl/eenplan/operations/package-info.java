/**
 * The door for who keeps the hub running and for an organisation's administrator: organisations,
 * accounts, channels, and what became of messages. States, never contents.
 *
 * <p>Plain JSON and not FHIR, since nothing of it is about care: a shell script or a dashboard is
 * what comes here.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "exchange",
      "door",
      "referral",
      "policy",
      "ledger",
      "client",
      "identity",
      "organisation",
      "problem"
    })
package nl.eenplan.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
