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
 * @param event what happened to the referral, such as {@code submit}
 * @param referral an opaque number; reading it asks the gate
 */
record Notice(
    UUID id,
    OrganisationCode partner,
    OrganisationCode by,
    String event,
    UUID referral,
    Instant at) {}
