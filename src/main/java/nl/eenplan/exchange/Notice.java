package nl.eenplan.exchange;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.organisation.OrganisationCode;

/**
 * There is something for a partner: no more than that, so that nothing about a client ever lies in
 * a broker, a mail box or a dead letter.
 *
 * @param id the same at each attempt, so that the partner can drop a notice that comes twice
 * @param by who caused it
 * @param event what happened to it, such as {@code submit}
 * @param subject an opaque number; reading it asks the gate
 * @param plan of a client's plan, when it is about that or about an offer to direct it
 * @param inOrderWith those with the same are told one after the other: the client's
 * @param attempts made before
 */
public record Notice(
    UUID id,
    OrganisationCode partner,
    OrganisationCode by,
    String event,
    About about,
    UUID subject,
    Optional<UUID> plan,
    UUID inOrderWith,
    Instant at,
    int attempts) {

  /** A message to try a channel with. */
  public static final String TEST = "test";

  /** What happened to something. */
  public enum About {
    REFERRAL("nl.eenplan.referral.", "Task"),
    /** Who directs a client's plan. */
    PLAN("nl.eenplan.", "CarePlan"),
    /** An offer to direct it. */
    OFFER("nl.eenplan.", "Task"),
    /** The partner's own record: what it is told of it needs no gate. */
    CONSENT("nl.eenplan.", "Consent"),
    /** To see whether messages arrive. */
    NOTHING("nl.eenplan.", "metadata");

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
