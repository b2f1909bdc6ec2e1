package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Period;
import java.util.List;
import nl.eenplan.Fhir.Sent;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Sjaak, at day activities with Reakt, may be ready for paid sheltered work. Reakt signals that to
 * the municipality, UWV gives the indication, Binnenbaan lets him try; then he falls ill, and how
 * he is does not leave Binnenbaan.
 */
@HubTest
class FromDayActivitiesToShelteredWorkStoryTest {

  private final Hub hub;
  private final Client sjaak = Client.named("Sjaak", "Werkgraag", "1974-09-01");
  private final Partner atLv;
  private final Partner atUwv;
  private final Partner atBinnenbaan;
  private final Fhir reakt;
  private final Fhir consultant;
  private final Fhir uwv;
  private final Fhir binnenbaan;

  FromDayActivitiesToShelteredWorkStoryTest(Hub hub) {
    this.hub = hub;
    this.atLv = hub.partner("lv").listen();
    this.atUwv = hub.partner("uwv");
    this.atBinnenbaan = hub.partner("binnenbaan");
    this.reakt = new Fhir(hub.partner("reakt"));
    this.consultant = new Fhir(atLv);
    this.uwv = new Fhir(atUwv);
    this.binnenbaan = new Fhir(atBinnenbaan);
  }

  @AfterEach
  void goodbye() throws Exception {
    hub.clock().reset();
    atLv.close();
    atUwv.close();
    atBinnenbaan.close();
  }

  @Test
  void fromASignalToATrialOnHold() {
    String signal = aSignalWithoutHisConsentIsHeld();
    hePermitsItAndTheMunicipalityHears(signal);
    String indication = uwvGivesTheIndication();
    heTriesAtBinnenbaanAndFallsIll(indication);
  }

  @Test
  void aCareGiverMaySignalAsWell() throws Exception {
    try (Partner clinic = hub.partner("rivierduinen")) {
      Fhir rivierduinen = new Fhir(clinic);
      Client fee = Client.named("Fee", "Voorzichtig", "1990-04-04");
      String patient = rivierduinen.create(Said.patient(fee));
      String order =
          rivierduinen.create(Said.order(patient, "signal", "Wil weer iets doen", health()));
      Task task = Said.task(patient, order, "lv");
      String signal = rivierduinen.create(task.setRequester(Said.organisation("rivierduinen")));
      assertThat(rivierduinen.read(Task.class, signal).getStatus()).isEqualTo(TaskStatus.DRAFT);
      assertThat(consultant.tryRead(signal).status()).isEqualTo(404);
      rivierduinen.create(
          Said.consent(
              patient, "signal", List.of("lv"), "identity", "contact", "referral-question"));
      rivierduinen.update(rivierduinen.read(Task.class, signal).setStatus(TaskStatus.REQUESTED));
      Task seen = consultant.read(Task.class, signal);
      assertThat(seen.getRequester().hasReference()).as("referred by a partner").isFalse();
      assertThat(
              consultant
                  .read(Patient.class, seen.getFor().getReference())
                  .getNameFirstRep()
                  .getFamily())
          .isEqualTo(fee.family());
      new Canaries()
          .never("who", "rivierduinen")
          .never("BSN", fee.bsn())
          .never("health", "Rugklachten")
          .assertNeverReached(atLv);
    }
  }

  private String aSignalWithoutHisConsentIsHeld() {
    Canaries silent = new Canaries().neverOf(sjaak).never("name", sjaak.family());
    Patient patient = Said.patient(sjaak);
    ServiceRequest order =
        Said.order(urn(1), "signal", "Is misschien toe aan beschut werk", talent(), health());
    Task task = Said.task(urn(1), urn(2), "lv").setRequester(Said.organisation("reakt"));
    Answer answer = reakt.trySend(Fhir.transaction(patient, order, task));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    Bundle.BundleEntryResponseComponent sent =
        Fhir.parse(Bundle.class, answer).getEntry().getLast().getResponse();
    OperationOutcome told = (OperationOutcome) sent.getOutcome();
    assertThat(told.getIssueFirstRep().getDetails().getCodingFirstRep().getCode())
        .isEqualTo("no-consent");
    assertThat(told.getIssueFirstRep().getDetails().getText())
        .contains("houdt dit vast als concept", "toestemming");
    String signal = Fhir.placeIn(sent.getLocation());
    assertThat(reakt.read(Task.class, signal).getStatus()).isEqualTo(TaskStatus.DRAFT);
    assertThat(consultant.tryRead(signal).status()).isEqualTo(404);
    silent.assertNeverReached(atLv);
    return signal;
  }

  private void hePermitsItAndTheMunicipalityHears(String signal) {
    Task held = reakt.read(Task.class, signal);
    reakt.create(Said.consent(held.getFor().getReference(), "signal", List.of("lv")));
    reakt.update(held.setStatus(TaskStatus.REQUESTED));
    Canaries canaries =
        new Canaries().neverOf(sjaak.withBsn("none")).never("health", "Rugklachten");
    Task seen = consultant.read(Task.class, signal);
    ServiceRequest said = consultant.read(ServiceRequest.class, seen.getFocus().getReference());
    assertThat(said.getCategoryFirstRep().getCodingFirstRep().getCode()).isEqualTo("signal");
    assertThat(said.getCode().getText()).contains("beschut werk");
    assertThat(said.getNote()).extracting(note -> note.getText()).containsExactly("Werkt netjes");
    consultant.update(seen.setStatus(TaskStatus.ACCEPTED));
    consultant.update(Said.outcome(consultant.read(Task.class, signal), "sheltered-work"));
    assertThat(Said.outputs(reakt.read(Task.class, signal), "outcome"))
        .containsExactly("sheltered-work");
    assertThat(canaries.foundIn(atLv.received())).doesNotContain("health: Rugklachten");
  }

  private String uwvGivesTheIndication() {
    Canaries canaries = new Canaries().never("health", "Rugklachten");
    List<String> sent =
        consultant.send(
            Fhir.transaction(
                Said.patient(sjaak),
                Said.order(
                    urn(1),
                    "sheltered-work-indication",
                    "Graag een indicatie beschut werk",
                    health()),
                Said.task(urn(1), urn(2), "uwv")));
    theReportGoesAlongOnlyIfHePermitsIt(sent.getFirst(), sent.get(1));
    String task = sent.getLast();
    Patient patient = uwv.read(Patient.class, sent.getFirst());
    assertThat(patient.getIdentifier())
        .as("UWV may process the BSN")
        .anyMatch(number -> sjaak.bsn().equals(number.getValue()));
    uwv.update(uwv.read(Task.class, task).setStatus(TaskStatus.ACCEPTED));
    uwv.update(Said.outcome(uwv.read(Task.class, task), "indication-granted"));
    assertThat(Said.outputs(consultant.read(Task.class, task), "outcome"))
        .containsExactly("indication-granted");
    canaries.assertNeverReached(atUwv);
    return sent.get(1);
  }

  private void theReportGoesAlongOnlyIfHePermitsIt(String patient, String request) {
    String words = "Werkt bij Reakt drie ochtenden zelfstandig";
    Canaries silent = new Canaries().never("the report", words);
    ServiceRequest report =
        Said.order(patient, "evaluation-report", "Verslag", Said.note("progress", words), health());
    report.addBasedOn().setReference(request);
    String order = consultant.create(report);
    assertThat(Fhir.code(consultant.tryCreate(Said.task(patient, order, "uwv"))))
        .isEqualTo("no-consent");
    assertThat(uwv.tryRead(order).status()).isEqualTo(404);
    silent.assertNeverReached(atUwv);

    consultant.create(Said.consent(patient, "evaluation-report", List.of("uwv")));
    consultant.create(Said.task(patient, order, "uwv"));
    assertThat(uwv.read(ServiceRequest.class, order).getNote())
        .extracting(note -> note.getText())
        .containsExactly(words);
  }

  private void heTriesAtBinnenbaanAndFallsIll(String indication) {
    ServiceRequest order =
        Said.order(urn(1), "sheltered-work", "Proefplaatsing van twee maanden", talent());
    order.addBasedOn().setReference(indication);
    Sent trial =
        consultant.send(
            Said.patient(sjaak),
            Said.consent(urn(1), "sheltered-work", List.of("binnenbaan")),
            order,
            Said.task(urn(1), urn(3), "binnenbaan"));
    assertThat(binnenbaan.read(ServiceRequest.class, trial.order()).hasBasedOn())
        .as("the indication is not for Binnenbaan")
        .isFalse();
    int before = placesInUse();
    binnenbaan.update(binnenbaan.read(Task.class, trial.task()).setStatus(TaskStatus.ACCEPTED));
    assertThat(placesInUse()).as("one of the bought places").isEqualTo(before + 1);
    binnenbaan.update(binnenbaan.read(Task.class, trial.task()).setStatus(TaskStatus.INPROGRESS));
    assertThat(TermsOf.seenBy(atLv, trial.task(), "2099-12-31")).contains("track later");

    Task ill =
        Said.because(binnenbaan.read(Task.class, trial.task()), TaskStatus.ONHOLD, "unavailable");
    ill.getStatusReason().setText("Geopereerd aan zijn rug, tot hij beter is");
    binnenbaan.update(ill);
    Task seen = consultant.read(Task.class, trial.task());
    assertThat(seen.getStatus()).isEqualTo(TaskStatus.ONHOLD);
    assertThat(Said.reason(seen)).isEqualTo("unavailable");
    assertThat(seen.getStatusReason().hasText()).isFalse();
    new Canaries().never("why", "Geopereerd").assertNeverReached(atLv);
    assertThat(binnenbaan.read(Task.class, trial.task()).getStatusReason().getText())
        .as("its own words")
        .isNull();

    assertThat(placesInUse()).as("kept for him").isEqualTo(before + 1);

    TermsOf.pass(hub, Period.ofMonths(4));
    assertThat(TermsOf.seenBy(atLv, trial.task(), "2099-12-31"))
        .as("they stand still, though the three months are over")
        .contains("track on-hold")
        .allMatch(term -> term.endsWith(" on-hold"));
    TermsOf.hearsNot(atLv, trial.task(), "track-over");

    Task better = binnenbaan.read(Task.class, trial.task()).setStatus(TaskStatus.INPROGRESS);
    Task resumed = binnenbaan.update(better);
    assertThat(resumed.hasStatusReason()).as("the reason is cleared").isFalse();
    assertThat(TermsOf.seenBy(atLv, trial.task(), "2099-12-31"))
        .as("and go on with the time that was left")
        .contains("track later");
    TermsOf.pass(hub, Period.ofMonths(3));
    TermsOf.hears(atLv, trial.task(), "track-over");
    resumed = binnenbaan.read(Task.class, trial.task());
    binnenbaan.update(Said.outcome(resumed, "sheltered-work"));
    assertThat(Said.outputs(consultant.read(Task.class, trial.task()), "outcome"))
        .containsExactly("sheltered-work");
    assertThat(placesInUse()).as("free again").isEqualTo(before);
    new Canaries()
        .never("BSN", sjaak.bsn())
        .never("health", "Rugklachten")
        .never("indication", Fhir.id(indication))
        .assertNeverReached(atBinnenbaan);
  }

  private int placesInUse() {
    return Integer.parseInt(
        consultant
            .read(HealthcareService.class, "HealthcareService/binnenbaan-sheltered-work")
            .getExtensionByUrl(Said.BASE + "/StructureDefinition/service-places")
            .getExtensionByUrl("in-use")
            .getValue()
            .primitiveValue());
  }

  private static org.hl7.fhir.r4.model.Annotation talent() {
    return Said.note("talents", "Werkt netjes");
  }

  private static org.hl7.fhir.r4.model.Annotation health() {
    return Said.note("health", "Rugklachten");
  }
}
