package nl.eenplan.referral;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.ClientId;
import nl.eenplan.client.Facts;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.policy.Purpose;

/**
 * What is asked for a client (FHIR ServiceRequest). It stays when a target declines: it can be
 * referred elsewhere.
 *
 * @param status FHIR request-status: draft, active, on-hold, revoked, completed, entered-in-error
 *     or unknown
 * @param basedOn the order that this one follows from
 * @param stated stays with the requester
 * @param facts of another holder than the reader these go through the gate
 */
public record Order(
    UUID id,
    ClientId client,
    UUID person,
    OrganisationCode requester,
    Purpose purpose,
    String status,
    Optional<UUID> basedOn,
    int version,
    Instant authored,
    Instant updated,
    Stated stated,
    Facts facts) {

  /** The same, as somebody sees it who knows the requester by this name. */
  Order requestedBy(OrganisationCode name) {
    return new Order(
        id, client, person, name, purpose, status, basedOn, version, authored, updated, stated,
        facts);
  }
}
