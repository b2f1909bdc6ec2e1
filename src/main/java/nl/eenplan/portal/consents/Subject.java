package nl.eenplan.portal.consents;

import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.Born;
import nl.eenplan.client.ClientId;

/**
 * The client whom a page is about.
 *
 * @param person the record of the client that the address names
 * @param name as far as the reader may know it; may be empty
 * @param born after the reader's own record
 */
record Subject(UUID person, ClientId client, String name, Optional<Born> born) {}
