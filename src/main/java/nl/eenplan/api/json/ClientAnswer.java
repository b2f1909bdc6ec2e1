package nl.eenplan.api.json;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A record of a client.
 *
 * @param client as it was sent, or what is shown of another holder's
 */
public record ClientAnswer(@JsonUnwrapped Kept kept, ClientJson client) {}
