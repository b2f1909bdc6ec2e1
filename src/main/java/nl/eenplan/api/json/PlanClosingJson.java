package nl.eenplan.api.json;

import java.util.Optional;

/**
 * That a plan is over.
 *
 * @param reason a code of {@code /fhir/CodeSystem/reason}
 */
public record PlanClosingJson(Optional<String> reason) {}
