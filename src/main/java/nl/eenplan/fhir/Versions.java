package nl.eenplan.fhir;

import ca.uhn.fhir.rest.api.MethodOutcome;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.fhir.reading.Read;
import nl.eenplan.problem.Problem;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;

/** Ids and versions as HAPI hands them over. */
final class Versions {

  /** Of a version that this hub would never have given; no resource has it. */
  private static final int NO_VERSION = -1;

  private Versions() {}

  /**
   * @throws Problem NOT_FOUND for an id that this hub would never have given
   */
  static UUID id(IdType id) {
    return Read.uuid(id.getIdPart()).orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
  }

  /** The version in If-Match; empty when there is none. */
  static Optional<Integer> expected(IdType id) {
    return id.hasVersionIdPart() ? Optional.of(number(id.getVersionIdPart())) : Optional.empty();
  }

  private static int number(String version) {
    try {
      return Integer.parseInt(version);
    } catch (NumberFormatException e) {
      return NO_VERSION;
    }
  }

  static MethodOutcome outcome(Resource resource, boolean created) {
    MethodOutcome outcome = new MethodOutcome(resource.getIdElement(), created);
    outcome.setResource(resource);
    return outcome;
  }
}
