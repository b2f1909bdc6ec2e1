package nl.eenplan.client;

import java.time.Instant;
import java.util.UUID;
import nl.eenplan.organisation.OrganisationCode;

/**
 * What one holder recorded of who a client is. Two holders have two records of the same client, and
 * neither can see that from its own.
 *
 * @param version counts from 1
 * @param facts of another holder than the reader these go through the gate
 */
public record Person(
    UUID id, ClientId client, OrganisationCode holder, int version, Instant updated, Facts facts) {}
