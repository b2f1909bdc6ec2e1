package nl.eenplan.api.json;

import java.util.Optional;

/**
 * An organisation that takes part.
 *
 * @param kind a word of the vocabulary, such as {@code welfare}
 * @param oin organisation identification number, 20 digits
 */
public record OrganisationJson(
    String code, String name, String kind, Optional<String> municipality, String oin) {}
