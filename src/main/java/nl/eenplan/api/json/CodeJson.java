package nl.eenplan.api.json;

import java.util.Optional;

/**
 * A code of somebody's list.
 *
 * @param system whose list; a URI
 */
public record CodeJson(Optional<String> system, String code, Optional<String> display) {}
