package nl.eenplan.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithSize;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.eenplan.client.Categories;
import nl.eenplan.client.ClientId;
import nl.eenplan.disclosure.Consent.Effect;
import nl.eenplan.disclosure.Consent.Rule;
import nl.eenplan.fhir.reading.ConsentReader;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.OrganisationKind;
import nl.eenplan.policy.PolicyReader;
import nl.eenplan.policy.Purpose;
import nl.eenplan.problem.Problem;
import org.hl7.fhir.r4.model.Consent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A consent that came in is refused with a code, or every word of it that makes it narrower counts:
 * this looks for them in the message itself.
 */
class AnyConsentIsReadInFullOrRefusedTest {

  private static final String SOUND =
      """
      {"resourceType": "Consent", "status": "active", "dateTime": "2026-11-22",
       "patient": {"reference": "Patient/00000000-0000-4000-8000-000000000001"},
       "scope": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/consentscope", "code": "patient-privacy"}]},
       "category": [{"coding": [{"system": "http://loinc.org", "code": "59284-0"}]}],
       "performer": [{"reference": "Patient/00000000-0000-4000-8000-000000000001"}],
       "verification": [{"verified": true}],
       "policyRule": {"coding": [{"code": "OPTIN"}]},
       "provision": {"type": "permit",
        "period": {"start": "2026-11-22", "end": "2027-11-22"},
        "purpose": [{"system": "https://eenplan.example/fhir/CodeSystem/purpose", "code": "participation"}],
        "actor": [
         {"role": {"coding": [{"code": "IRCP"}]}, "reference": {"reference": "Organization/st-woej"}},
         {"role": {"coding": [{"code": "IRCP"}]}, "reference": {"identifier":
          {"system": "https://eenplan.example/fhir/CodeSystem/organisation-kind", "value": "welfare"}}}],
        "class": [
         {"system": "https://eenplan.example/fhir/CodeSystem/data-category", "code": "identity"},
         {"system": "https://eenplan.example/fhir/CodeSystem/data-category", "code": "contact"}],
        "provision": [{"type": "deny",
         "period": {"end": "2027-01-01"},
         "class": [{"system": "https://eenplan.example/fhir/CodeSystem/data-category", "code": "contact"}]}]}}
      """;

  private static final Set<String> KNOWN =
      Set.of("id", "extension", "type", "period", "purpose", "actor", "class", "provision");
  private static final FhirContext FHIR = FhirContext.forR4();
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final ConsentReader READER =
      new ConsentReader(
          PolicyReader.read(Path.of("consent-policies")).vocabulary(),
          codes ->
              codes.stream()
                  .collect(
                      Collectors.toMap(
                          Function.identity(), code -> new OrganisationKind("welfare"))));

  @FuzzTest(maxDuration = "10s")
  void andNeverBroaderThanItSays(@NotNull @WithSize(max = 4) List<@NotNull Edit> edits) {
    String message = new String(Edit.all(edits, SOUND.getBytes(UTF_8)), UTF_8);
    Optional<Consent> consent = parsed(message);
    if (consent.isEmpty()) {
      return;
    }
    nl.eenplan.disclosure.Consent read;
    try {
      read = read(consent.get());
    } catch (Problem refused) {
      assertThat(edits).as("the sound message is refused: %s", refused.code()).isNotEmpty();
      return;
    }
    JsonNode said = JSON.readTree(message.strip());
    JsonNode provision = said.path("provision");
    String type = provision.path("type").asString("");
    boolean optsOut =
        said.path("policyRule").findValuesAsString("code").stream()
            .anyMatch(code -> code.strip().startsWith("OPTOUT"));
    boolean no =
        type.equals("deny")
            || (type.isEmpty() && optsOut)
            || said.path("status").asString("").equals("rejected");
    Rule rule = read.rules().getFirst();
    assertThat(rule.effect()).isEqualTo(no ? Effect.DENY : Effect.PERMIT);
    assertThat(read.until().isPresent()).isEqualTo(provision.path("period").has("end"));
    everyWordCounts(rule, provision);
  }

  private static void everyWordCounts(Rule rule, JsonNode provision) {
    assertThat(KNOWN).containsAll(provision.propertyNames());
    assertThat(rule.purposes().stream().map(Purpose::code).collect(Collectors.toSet()))
        .isEqualTo(
            provision
                .path("purpose")
                .valueStream()
                .map(coding -> coding.path("code").asString().strip())
                .collect(Collectors.toSet()));
    assertThat(rule.recipients().isEmpty() && rule.kinds().isEmpty())
        .isEqualTo(provision.path("actor").isEmpty());
    assertThat(rule.categories().equals(Categories.ALL))
        .isEqualTo(provision.path("class").isEmpty());
    JsonNode nested = provision.path("provision");
    assertThat(rule.exceptions()).hasSize(nested.size());
    for (int n = 0; n < nested.size(); n++) {
      Rule exception = rule.exceptions().get(n);
      assertThat(exception.effect().name().toLowerCase(Locale.ROOT))
          .isEqualTo(nested.path(n).path("type").asString());
      assertThat(exception.until().isPresent()).isEqualTo(nested.path(n).path("period").has("end"));
      everyWordCounts(exception, nested.path(n));
    }
  }

  /** HAPI's parser has its own ways to say that it cannot read something. */
  private static Optional<Consent> parsed(String message) {
    try {
      return Optional.of(
          FHIR.newJsonParser()
              .setParserErrorHandler(new StrictErrorHandler())
              .parseResource(Consent.class, message));
    } catch (RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  private static nl.eenplan.disclosure.Consent read(Consent consent) {
    UUID person = ConsentReader.person(consent);
    return READER.read(
        consent,
        new UUID(0, 1),
        new ClientId(person),
        person,
        new OrganisationCode("lv"),
        Instant.parse("2026-12-01T12:00:00Z"));
  }
}
