package nl.eenplan.api;

import java.util.Map;
import nl.eenplan.api.json.ProblemJson;
import nl.eenplan.disclosure.Explanations;
import nl.eenplan.door.Failure;
import nl.eenplan.problem.Problem;
import org.springframework.stereotype.Component;

/** Every refusal as problem+json (RFC 9457). It never repeats what the sender wrote. */
@Component
class Problems {

  private static final String TYPE = "https://eenplan.example/fhir/CodeSystem/reason#";

  /** What services call by its FHIR name has another name here. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("ServiceRequest.category (purpose)", "purpose"),
          Map.entry("ServiceRequest.subject", "clientId"),
          Map.entry("ServiceRequest.basedOn", "basedOn"),
          Map.entry("ServiceRequest.performer", "candidates"),
          Map.entry("Task.owner", "target"),
          Map.entry("Patient.identifier (BSN)", "bsn"),
          Map.entry("Consent.patient", "clientId"),
          Map.entry("Consent.scope", "kind"),
          Map.entry("Consent.extension(consent-replaces)", "replaces"),
          Map.entry("Consent.provision.period", "until"),
          Map.entry("Consent.performer", "givenBy"),
          Map.entry("Consent.sourceAttachment", "evidence"),
          Map.entry("statusReason", "reason"),
          Map.entry("(identifier)", "(businessId)"),
          Map.entry("/fhir/metadata", "/api/v1/openapi.json"));

  private final Json json;
  private final Explanations explanations;

  Problems(Json json, Explanations explanations) {
    this.json = json;
    this.explanations = explanations;
  }

  Answer answer(Failure failure) {
    return switch (failure) {
      case Failure.Wrong wrong -> answer(wrong.status(), wrong.problem());
      case Failure.NotPermitted refused -> {
        Explanations.Explanation said = explanations.of(refused.decision());
        yield answer(failure, said.nl(), said.en());
      }
      case Failure.Outage outage -> answer(failure, Failure.Outage.DUTCH, Failure.Outage.ENGLISH);
      case Failure.Fault fault -> answer(failure, fault.dutch(), fault.english());
    };
  }

  Answer answer(int status, Problem problem) {
    return answer(status, problem.code().code(), named(problem.dutch()), named(problem.english()));
  }

  private Answer answer(Failure failure, String dutch, String english) {
    return answer(failure.status(), failure.code(), dutch, english);
  }

  private Answer answer(int status, String code, String dutch, String english) {
    Title title = Title.of(status);
    return new Answer(
        status,
        Answer.PROBLEM,
        Map.of(),
        json.text(
            new ProblemJson(
                TYPE + code,
                title.nl,
                status,
                dutch,
                code,
                new ProblemJson.English(title.en, english))));
  }

  private static String named(String text) {
    String named = text;
    for (Map.Entry<String, String> name : NAMES.entrySet()) {
      named = named.replace(name.getKey(), name.getValue());
    }
    return named;
  }

  private record Title(String nl, String en) {
    static Title of(int status) {
      return switch (status) {
        case 400 -> new Title("Niet te lezen", "Cannot be read");
        case 401 -> new Title("Onbekend", "Unknown caller");
        case 403 -> new Title("Mag niet", "Not permitted");
        case 404 -> new Title("Niet gevonden", "Not found");
        case 405 -> new Title("Deze methode kan hier niet", "Method not allowed");
        case 406 -> new Title("Wij spreken alleen JSON", "JSON only");
        case 409 -> new Title("Past niet bij wat er staat", "Conflict");
        case 412 -> new Title("Ondertussen veranderd", "Changed meanwhile");
        case 413 -> new Title("Te groot", "Too large");
        case 415 -> new Title("Wij lezen alleen JSON", "JSON only");
        case 422 -> new Title("Klopt niet", "Not right");
        case 503 -> new Title("Nu niet bereikbaar", "Not available now");
        default ->
            status < 500
                ? new Title("Niet te lezen", "Cannot be read")
                : new Title("Fout in Eenplan", "Fault in Eenplan");
      };
    }
  }
}
