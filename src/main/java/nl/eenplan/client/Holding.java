package nl.eenplan.client;

import nl.eenplan.organisation.OrganisationCode;

/** That an organisation holds something about a client, and not what. */
public record Holding(ClientId client, OrganisationCode holder) {}
