package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nl.eenplan.Fhir.Sent;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;

/** What the preview says goes, goes; what it says stays, stays; for each recipient apart. */
@HubTest
class ThePreviewIsTheDecisionTest {

  private static final String[] CATEGORIES = {"identity", "contact", "referral-question"};

  private final Client mieke = Client.mieke();
  private final Hub hub;
  private final Fhir lv;

  ThePreviewIsTheDecisionTest(Hub hub) {
    this.hub = hub;
    this.lv = new Fhir(hub.partner("lv"));
  }

  @Test
  void itAnswersForEachRecipient() {
    String patient = lv.create(Said.patient(mieke));
    lv.create(Said.consent(patient, "participation", List.of("st-woej"), CATEGORIES));
    ServiceRequest order = Said.order(patient, "participation", "Wil meedoen");
    order.addPerformer(Said.organisation("st-woej"));
    order.addPerformer(Said.organisation("allesvoorelkaar"));
    Task task = Said.openTask(patient, lv.create(order));
    List<ParametersParameterComponent> decisions = previewed(task);
    assertThat(decisions.stream().map(made -> part(made, "recipient")))
        .containsExactly("Organization/st-woej", "Organization/allesvoorelkaar");
    assertThat(decisions.stream().map(made -> part(made, "verdict")))
        .containsExactly("permit", "refuse");
    assertThat(part(decisions.getLast(), "reason")).isEqualTo("no-consent");
    assertThat(lv.tryCreate(task).status()).isEqualTo(403);
  }

  @Test
  void whatItReleasesIsWhatTheRecipientReads() {
    String patient = lv.create(Said.patient(mieke));
    lv.create(Said.consent(patient, "participation", List.of("st-woej"), CATEGORIES));
    String order = lv.create(Said.order(patient, "participation", "Wil meedoen"));
    Task task = Said.task(patient, order, "st-woej");
    ParametersParameterComponent decision = previewed(task).getFirst();
    assertThat(parts(decision, "released"))
        .containsExactly("identity.name", "identity.birth-year", "contact", "referral-question");
    lv.create(task);
    Patient read = new Fhir(hub.partner("st-woej")).read(Patient.class, patient);
    assertThat(read.getNameFirstRep().getFamily()).isEqualTo(mieke.family());
    assertThat(read.getBirthDateElement().getValueAsString()).hasSize(4);
    assertThat(read.getTelecomFirstRep().getValue()).isEqualTo(mieke.phone());
    assertThat(read.hasIdentifier() || read.hasAddress() || read.hasGender()).isFalse();
  }

  @Test
  void aRefusalTowardsAThirdOrganisationSaysNothingHere() {
    Sent sent = referred();
    Fhir third = new Fhir(hub.partner("allesvoorelkaar"));
    String theirs = third.create(Said.patient(mieke));
    third.create(Said.refusal(theirs, "2026-11-20", "st-woej"));
    assertThat(lv.read(Task.class, sent.task()).getStatus()).isEqualTo(Task.TaskStatus.REQUESTED);
    assertThat(
            part(
                previewed(Said.task(sent.patient(), sent.order(), "st-woej")).getFirst(),
                "verdict"))
        .isEqualTo("permit");
  }

  @Test
  void aRefusalThatTheRecipientWroteDownCounts() {
    Sent sent = referred();
    Fhir stWoej = new Fhir(hub.partner("st-woej"));
    Consent refusal =
        Said.consent(stWoej.create(Said.patient(mieke)), "participation", List.of("st-woej"));
    refusal.getProvision().setType(ConsentProvisionType.DENY);
    stWoej.create(refusal);
    assertThat(lv.read(Task.class, sent.task()).getStatus()).isEqualTo(Task.TaskStatus.CANCELLED);
  }

  @Test
  void whatARecipientWroteDownIsNotToldToWhoHasNoPermission() {
    Fhir stWoej = new Fhir(hub.partner("st-woej"));
    stWoej.create(Said.refusal(stWoej.create(Said.patient(mieke)), "2026-11-20", "st-woej"));
    String patient = lv.create(Said.patient(mieke));
    String order = lv.create(Said.order(patient, "participation", "Wil meedoen"));
    Answer answer = lv.tryCreate(Said.task(patient, order, "st-woej"));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(
            Fhir.parse(OperationOutcome.class, answer)
                .getIssueFirstRep()
                .getDetails()
                .getCodingFirstRep()
                .getCode())
        .isEqualTo("no-consent");
  }

  private Sent referred() {
    return lv.send(
        Said.patient(mieke),
        Said.consent(urn(1), "participation", List.of("st-woej"), CATEGORIES),
        Said.order(urn(1), "participation", "Wil onder de mensen komen"),
        Said.task(urn(1), urn(3), "st-woej"));
  }

  private List<ParametersParameterComponent> previewed(Task task) {
    Answer answer = lv.preview(Fhir.transaction(task));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return Fhir.parse(Parameters.class, answer).getParameter();
  }

  private static String part(ParametersParameterComponent decision, String name) {
    return parts(decision, name).getFirst();
  }

  private static List<String> parts(ParametersParameterComponent decision, String name) {
    return decision.getPart().stream()
        .filter(part -> part.getName().equals(name))
        .map(part ->
            part.getValue() instanceof Reference reference
                ? reference.getReference()
                : part.getValue().primitiveValue())
        .toList();
  }
}
