package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import nl.eenplan.Fhir.Sent;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Before a policy changes, the privacy officer asks what it would have changed: over decisions that
 * were made, with what clients had said by then, and without changing anything.
 */
@HubTest
class APrivacyOfficerAsksWhatIfTest {

  private final Hub hub;
  private final Partner officer;
  private final Fhir lv;
  private final Fhir woej;
  private Instant start;
  private Sent sent;

  APrivacyOfficerAsksWhatIfTest(Hub hub) {
    this.hub = hub;
    this.officer = hub.partner("lv-privacy");
    this.lv = new Fhir(hub.partner("lv"));
    this.woej = new Fhir(hub.partner("st-woej"));
  }

  @BeforeEach
  void aReferralIsReadAndThenTheConsentIsTakenBack() {
    start = hub.clock().instant();
    sent =
        lv.send(
            Said.patient(Client.mieke()),
            Said.consent(
                urn(1),
                "participation",
                List.of("st-woej"),
                "identity",
                "contact",
                "referral-question",
                "wishes"),
            Said.order(
                urn(1), "participation", "Wil mee gaan doen", Said.note("wishes", "Schildert")),
            Said.task(urn(1), urn(3), "st-woej"));
    woej.read(ServiceRequest.class, sent.order());
    woej.read(Patient.class, sent.patient());
    lv.update(lv.read(Consent.class, sent.consent()).setStatus(ConsentState.INACTIVE));
    assertThat(woej.tryRead(sent.order()).status()).isEqualTo(404);
  }

  @Test
  void thePoliciesInForceWouldDecideAllOfItTheSame() throws IOException {
    Parameters answer = ask("participation.yaml", text -> text + "# a remark\n");
    assertThat(number(answer, "judged")).isGreaterThanOrEqualTo(4);
    assertThat(all(answer, "not-reproducible")).extracting(this::told).isEmpty();
    assertThat(all(answer, "otherwise")).isEmpty();
    assertThat(all(answer, "newly-released")).isEmpty();
    assertThat(all(answer, "no-longer-released")).isEmpty();
  }

  @Test
  void withoutWishesTheDecisionToReferWouldReleaseLess() throws IOException {
    String before = hub.clock().instant().toString();
    Parameters answer =
        ask(
            "participation.yaml",
            text -> text.replaceFirst("referral-question, wishes,", "referral-question,"));
    ParametersParameterComponent refer =
        all(answer, "otherwise").stream()
            .filter(one -> event(one).equals("decision refer"))
            .findFirst()
            .orElseThrow();
    assertThat(part(refer, "reproducible").primitiveValue()).isEqualTo("true");
    assertThat(codes(refer, "no-longer-released")).containsExactly("wishes");
    assertThat(codes(refer, "newly-released")).isEmpty();
    assertThat(lines(answer, "no-longer-released"))
        .containsExactly(
            "participation,municipality,welfare,,explicit-consent,wishes,refer read notify");
    assertThat(lines(answer, "newly-released")).isEmpty();
    assertThat(all(answer, "not-reproducible")).extracting(this::told).isEmpty();
    String period = "&date=ge" + before + "&date=lt" + hub.clock().instant().plusSeconds(60);
    assertThat(new Fhir(officer).log("subtype=decision" + period))
        .as("asking is no decision")
        .isEmpty();
    assertThat(new Fhir(officer).log("subtype=search" + period)).isNotEmpty();
  }

  @Test
  void ifASignatureWereAskedTheTalkWouldNotHaveBeenEnough() throws IOException {
    Parameters answer =
        ask(
            "participation.yaml",
            text -> text.replaceFirst("condition: explicit-consent", "condition: written-consent"));
    ParametersParameterComponent refer =
        all(answer, "otherwise").stream()
            .filter(one -> event(one).equals("decision refer"))
            .findFirst()
            .orElseThrow();
    assertThat(outcome(refer, "was")).isEqualTo("permitted");
    assertThat(outcome(refer, "would-be")).isEqualTo("refused no-consent");
    assertThat(lines(answer, "newly-released"))
        .contains("participation,municipality,welfare,,written-consent,contact,refer read notify");
  }

  @Test
  void aFileThatCannotBeReadIsNamedWithItsCure() throws IOException {
    Parameters answer = ask("participation.yaml", text -> text.replaceFirst("P1Y", "soon"));
    ParametersParameterComponent problem = all(answer, "problem").getFirst();
    assertThat(part(problem, "file").primitiveValue()).isEqualTo("participation.yaml");
    assertThat(part(problem, "line").primitiveValue()).isEqualTo("4");
    assertThat(part(problem, "cure").primitiveValue()).contains("P1Y");
    assertThat(all(answer, "judged")).isEmpty();
  }

  @Test
  void aFolderWithoutTheFileReleasesNothingForThatPurpose() throws IOException {
    Parameters answer = ask("participation.yaml", text -> "");
    assertThat(all(answer, "otherwise"))
        .filteredOn(one -> event(one).equals("decision refer"))
        .allSatisfy(one -> assertThat(outcome(one, "would-be")).isEqualTo("refused no-ground"));
    assertThat(lines(answer, "no-longer-released"))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("participation,"));
  }

  @Test
  void nobodyButThePrivacyOfficerMayAsk() throws IOException {
    Parameters question = question("participation.yaml", text -> text);
    for (String account : List.of("lv", "st-woej")) {
      Answer answer = hub.partner(account).post("/fhir/$what-if", Fhir.json(question));
      assertThat(answer.status()).isEqualTo(403);
    }
  }

  private Parameters ask(String file, UnaryOperator<String> change) throws IOException {
    Answer answer = officer.post("/fhir/$what-if", Fhir.json(question(file, change)));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return Fhir.parse(Parameters.class, answer);
  }

  private Parameters question(String file, UnaryOperator<String> change) throws IOException {
    String text = Files.readString(Path.of("consent-policies", file));
    Parameters question = new Parameters();
    question.addParameter("from", new InstantType(Date.from(start)));
    // Others moved the clock: their decisions are of later.
    Instant now = hub.clock().instant().plusSeconds(60);
    question.addParameter("until", new InstantType(Date.from(now)));
    ParametersParameterComponent candidate = question.addParameter().setName("candidate");
    candidate.addPart().setName("name").setValue(new StringType(file));
    candidate.addPart().setName("text").setValue(new StringType(change.apply(text)));
    return question;
  }

  /** What the log says of the decision. */
  private String event(ParametersParameterComponent otherwise) {
    String id = Fhir.id(((Reference) part(otherwise, "entry")).getReference());
    return Fhir.event(new Fhir(officer).read(AuditEvent.class, "AuditEvent/" + id));
  }

  private String told(ParametersParameterComponent entry) {
    String place = ((Reference) entry.getValue()).getReference();
    return Fhir.json(new Fhir(officer).read(AuditEvent.class, place));
  }

  private static String outcome(ParametersParameterComponent otherwise, String which) {
    return otherwise.getPart().stream()
        .filter(part -> part.getName().equals(which))
        .flatMap(part -> part.getPart().stream())
        .map(part -> part.getValue().primitiveValue())
        .reduce((one, other) -> one + " " + other)
        .orElseThrow();
  }

  private static int number(Parameters answer, String name) {
    return Integer.parseInt(answer.getParameter(name).getValue().primitiveValue());
  }

  private static List<ParametersParameterComponent> all(Parameters answer, String name) {
    return answer.getParameter().stream().filter(one -> one.getName().equals(name)).toList();
  }

  private static List<String> lines(Parameters answer, String name) {
    return all(answer, name).stream().map(one -> one.getValue().primitiveValue()).toList();
  }

  private static Type part(ParametersParameterComponent of, String name) {
    return of.getPart().stream()
        .filter(part -> part.getName().equals(name))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  private static List<String> codes(ParametersParameterComponent of, String name) {
    return of.getPart().stream()
        .filter(part -> part.getName().equals(name))
        .map(part -> part.getValue().primitiveValue())
        .toList();
  }
}
