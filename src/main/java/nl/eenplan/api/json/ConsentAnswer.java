package nl.eenplan.api.json;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * A consent as the hub keeps it.
 *
 * @param status active or withdrawn
 * @param consent as it was sent; what came by another door, as far as there are words for it here
 * @param exceptions whether there is more to it than can be said here: read it over FHIR
 */
public record ConsentAnswer(
    @JsonUnwrapped Kept kept,
    String status,
    ConsentJson consent,
    boolean exceptions,
    List<RemarkJson> remarks) {}
