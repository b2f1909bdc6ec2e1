package nl.eenplan.exchange;

import java.time.Instant;
import java.util.UUID;
import nl.eenplan.organisation.OrganisationCode;

/**
 * There is something for a partner: no more than that, so that nothing about a client ever lies in
 * a broker.
 *
 * @param id the same at each attempt, so that the partner can drop a notice that comes twice
 * @param by who caused it
 * @param event what happened to it, such as {@code submit}
 * @param subject an opaque number; reading it asks the gate
 */
record Notice(
    UUID id,
    OrganisationCode partner,
    OrganisationCode by,
    String event,
    About about,
    UUID subject,
    Instant at) {

  /** What happened to something. */
  enum About {
    REFERRAL("nl.eenplan.referral.", "Task"),
    /** The partner's own record: what it is told of it needs no gate. */
    CONSENT("nl.eenplan.", "Consent");

    private final String prefix;
    private final String resource;

    About(String prefix, String resource) {
      this.prefix = prefix;
      this.resource = resource;
    }

    /** Of the type of its notices. */
    String prefix() {
      return prefix;
    }

    /** As which FHIR resource it is read. */
    String resource() {
      return resource;
    }
  }
}
