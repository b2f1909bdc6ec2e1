package nl.eenplan.fhir.reading;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nl.eenplan.fhir.Systems;
import nl.eenplan.organisation.Offer;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.problem.Problem;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/** What a HealthcareService offers, in words that the directory still has to check. */
public final class ServiceReader {

  private ServiceReader() {}

  /**
   * @throws Problem UNKNOWN_RECIPIENT, INVALID, NOT_SUPPORTED
   */
  public static Offer offer(HealthcareService said) {
    Read.refuseModifiers(said);
    Optional<Extension> times =
        one(said.getExtensionsByUrl(Systems.SERVICE_TIMES), "service-times");
    Optional<Extension> places =
        one(said.getExtensionsByUrl(Systems.SERVICE_PLACES), "service-places");
    Optional<HealthcareService.HealthcareServiceEligibilityComponent> needs =
        said.getEligibility().stream().findFirst();
    return new Offer(
        code(said.getType().stream(), Systems.PURPOSE),
        !said.hasActive() || said.getActive(),
        Read.text(said.getName()),
        Read.text(said.getComment()),
        said.getCoverageArea().stream()
            .flatMap(area -> Read.text(area.getDisplay()).stream())
            .distinct()
            .toList(),
        part(times, "first-contact"),
        times.filter(t -> flag(t, "working-days")).isPresent(),
        part(times, "answer"),
        part(times, "track"),
        part(times, "report-every"),
        part(times, "waiting-time"),
        places.flatMap(ServiceReader::capacity),
        places.filter(p -> flag(p, "full-refuses")).isPresent(),
        code(said.getCharacteristic().stream(), Systems.SERVICE_MODE),
        needs.flatMap(needed -> code(Stream.of(needed.getCode()), Systems.PURPOSE)),
        needs.flatMap(needed -> code(Stream.of(needed.getCode()), Systems.OUTCOME)),
        needs.stream()
            .flatMap(needed -> needed.getExtensionsByUrl(Systems.NOT_WHEN_FROM).stream())
            .map(ServiceReader::organisation)
            .toList(),
        code(said.getReferralMethod().stream(), Systems.CHANNEL));
  }

  public static Optional<OrganisationCode> provider(HealthcareService said) {
    return Read.organisation(said.getProvidedBy(), "HealthcareService.providedBy");
  }

  private static String organisation(Extension said) {
    return Optional.of(said)
        .map(Extension::getValue)
        .filter(Reference.class::isInstance)
        .flatMap(value -> Read.organisation((Reference) value, "not-when-referred-by"))
        .map(OrganisationCode::value)
        .orElseThrow(() -> Problem.of(Problem.Code.INVALID, "not-when-referred-by"));
  }

  private static Optional<String> code(Stream<CodeableConcept> concepts, String system) {
    return concepts
        .flatMap(concept -> concept.getCoding().stream())
        .filter(coding -> system.equals(coding.getSystem()))
        .map(Coding::getCode)
        .flatMap(code -> Read.text(code).stream())
        .findFirst();
  }

  private static Optional<String> part(Optional<Extension> of, String name) {
    return of.flatMap(said -> one(said.getExtensionsByUrl(name), name))
        .map(said -> {
          if (said.getValue() instanceof StringType text && text.hasValue()) {
            return text.getValue();
          }
          throw Problem.of(Problem.Code.INVALID, name);
        });
  }

  private static boolean flag(Extension of, String name) {
    return one(of.getExtensionsByUrl(name), name)
        .filter(said -> said.getValue() instanceof BooleanType yes && yes.booleanValue())
        .isPresent();
  }

  private static Optional<Integer> capacity(Extension places) {
    return one(places.getExtensionsByUrl("capacity"), "capacity")
        .map(said -> {
          if (said.getValue() instanceof IntegerType number && number.hasValue()) {
            return number.getValue();
          }
          throw Problem.of(Problem.Code.INVALID, "capacity");
        });
  }

  private static Optional<Extension> one(List<Extension> said, String name) {
    if (said.size() > 1) {
      throw Problem.of(Problem.Code.INVALID, name);
    }
    return said.stream().findFirst();
  }
}
