package nl.eenplan.api.json;

import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * Something as the hub keeps it.
 *
 * @param version counts from 1; send it back in If-Match to change this version and no other
 */
public record Kept(UUID id, int version, OffsetDateTime updated) {}
