package nl.eenplan.fhir.reading;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.eenplan.client.Category;
import nl.eenplan.client.Fact;
import nl.eenplan.client.Facts;
import nl.eenplan.fhir.Systems;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.policy.Purpose;
import nl.eenplan.policy.Vocabulary;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.Stated;
import nl.eenplan.referral.Stated.Emergency;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestPriority;

/**
 * What a ServiceRequest says that has a category: the question (code, reasonCode) and the labelled
 * notes. All else stays with its holder.
 */
public final class OrderReader {

  private static final Set<ServiceRequestPriority> URGENT =
      EnumSet.of(
          ServiceRequestPriority.URGENT, ServiceRequestPriority.ASAP, ServiceRequestPriority.STAT);

  private OrderReader() {}

  public static UUID person(ServiceRequest request) {
    return Read.id(request.getSubject(), "Patient", "ServiceRequest.subject");
  }

  public static Optional<UUID> basedOn(ServiceRequest request) {
    return request.getBasedOn().stream()
        .findFirst()
        .flatMap(
            reference -> Read.optionalId(reference, "ServiceRequest", "ServiceRequest.basedOn"));
  }

  /** The targets that the request itself names. */
  public static List<OrganisationCode> performers(ServiceRequest request) {
    return request.getPerformer().stream()
        .flatMap(reference -> Read.organisation(reference, "ServiceRequest.performer").stream())
        .distinct()
        .toList();
  }

  /**
   * The purpose: the one code of our code system in category, code or reasonCode.
   *
   * @throws Problem MISSING, UNKNOWN_PURPOSE, INVALID (two purposes)
   */
  public static Purpose purpose(ServiceRequest request, Vocabulary vocabulary) {
    Set<String> codes =
        concepts(request)
            .flatMap(concept -> concept.getCoding().stream())
            .filter(coding -> Systems.PURPOSE.equals(coding.getSystem()))
            .map(Coding::getCode)
            .collect(Collectors.toSet());
    if (codes.isEmpty()) {
      throw Problem.of(Problem.Code.MISSING, "ServiceRequest.category (" + Systems.PURPOSE + ")");
    }
    if (codes.size() > 1) {
      throw Problem.of(Problem.Code.INVALID, "ServiceRequest.category (purpose)");
    }
    return Read.text(codes.iterator().next())
        .flatMap(vocabulary::purpose)
        .orElseThrow(() -> Problem.of(Problem.Code.UNKNOWN_PURPOSE, "ServiceRequest.category"));
  }

  /**
   * What it states beside the question.
   *
   * @throws Problem MISSING, INVALID, TOO_LONG
   */
  public static Stated stated(ServiceRequest request, Vocabulary vocabulary) {
    return new Stated(emergency(request), basis(request, vocabulary), urgency(request).isPresent());
  }

  private static Optional<Emergency> emergency(ServiceRequest request) {
    return one(request, Systems.EMERGENCY_EXTENSION)
        .map(said -> new Emergency(part(said, "reason"), part(said, "acute")));
  }

  private static String part(Extension emergency, String name) {
    List<Extension> parts = emergency.getExtensionsByUrl(name);
    String path = "ServiceRequest.extension(emergency)." + name;
    if (parts.size() > 1) {
      throw Problem.of(Problem.Code.INVALID, path);
    }
    return parts.stream()
        .flatMap(part -> Read.text(part.getValue(), path).stream())
        .findFirst()
        .orElseThrow(() -> Problem.of(Problem.Code.MISSING, path));
  }

  private static Optional<String> basis(ServiceRequest request, Vocabulary vocabulary) {
    return one(request, Systems.BASIS_EXTENSION)
        .map(said ->
            said.getValue() instanceof CodeType code && code.hasValue() ? code.getCode() : "")
        .map(code -> {
          if (!code.startsWith("A6-") || vocabulary.basis(code).isEmpty()) {
            throw Problem.of(Problem.Code.INVALID, "ServiceRequest.extension(basis)");
          }
          return code;
        });
  }

  /**
   * How urgent it is, and why: part of the question, since the target has to weigh it.
   *
   * @throws Problem MISSING when it is urgent and does not say why
   */
  private static Optional<Fact.Coded> urgency(ServiceRequest request) {
    String path = "ServiceRequest.extension(urgency-reason)";
    Optional<String> reason =
        one(request, Systems.URGENCY_EXTENSION).flatMap(said -> Read.text(said.getValue(), path));
    if (!URGENT.contains(request.getPriority())) {
      if (reason.isPresent()) {
        throw Problem.of(Problem.Code.INVALID, "ServiceRequest.priority (urgent, asap, stat)");
      }
      return Optional.empty();
    }
    Fact.Coding priority =
        new Fact.Coding(Optional.empty(), request.getPriority().toCode(), Optional.empty());
    return Optional.of(
        new Fact.Coded(
            "priority",
            List.of(priority),
            Optional.of(reason.orElseThrow(() -> Problem.of(Problem.Code.MISSING, path)))));
  }

  private static Optional<Extension> one(ServiceRequest request, String url) {
    List<Extension> found = request.getExtensionsByUrl(url);
    if (found.size() > 1) {
      throw Problem.of(Problem.Code.INVALID, "ServiceRequest.extension (twice)");
    }
    return found.stream().findFirst();
  }

  /**
   * @throws Problem UNKNOWN_CATEGORY, NOT_SUPPORTED, MISSING, INVALID
   */
  public static Facts facts(ServiceRequest request) {
    Read.refuseModifiers(request);
    if (request.getDoNotPerform()) {
      throw Problem.of(Problem.Code.NOT_SUPPORTED, "ServiceRequest.doNotPerform");
    }
    List<Fact> facts = new ArrayList<>();
    Read.coded("code", request.getCode()).ifPresent(code -> add(facts, code));
    request.getReasonCode().stream()
        .flatMap(reason -> Read.coded("reasonCode", reason).stream())
        .forEach(reason -> add(facts, reason));
    urgency(request).ifPresent(urgent -> add(facts, urgent));
    facts.addAll(Read.notes(request.getNote()));
    return new Facts(
        facts.stream().map(fact -> fact.labelled(Read.labels(request.getMeta()))).toList());
  }

  private static void add(List<Fact> facts, Fact.Coded question) {
    facts.add(Fact.of(Category.REFERRAL_QUESTION, question));
  }

  private static Stream<CodeableConcept> concepts(ServiceRequest request) {
    return Stream.of(
            request.getCategory().stream(),
            Stream.of(request.getCode()),
            request.getReasonCode().stream())
        .flatMap(concepts -> concepts);
  }
}
