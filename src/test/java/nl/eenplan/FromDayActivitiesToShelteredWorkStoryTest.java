package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nl.eenplan.Fhir.Sent;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.Bundle;
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
    this.atLv = hub.partner("lv");
    this.atUwv = hub.partner("uwv");
    this.atBinnenbaan = hub.partner("binnenbaan");
    this.reakt = new Fhir(hub.partner("reakt"));
    this.consultant = new Fhir(atLv);
    this.uwv = new Fhir(atUwv);
    this.binnenbaan = new Fhir(atBinnenbaan);
  }

  @AfterEach
  void goodbye() throws Exception {
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
    binnenbaan.update(binnenbaan.read(Task.class, trial.task()).setStatus(TaskStatus.ACCEPTED));
    binnenbaan.update(binnenbaan.read(Task.class, trial.task()).setStatus(TaskStatus.INPROGRESS));

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

    Task better = binnenbaan.read(Task.class, trial.task()).setStatus(TaskStatus.INPROGRESS);
    Task resumed = binnenbaan.update(better);
    assertThat(resumed.hasStatusReason()).as("the reason is cleared").isFalse();
    binnenbaan.update(Said.outcome(resumed, "sheltered-work"));
    assertThat(Said.outputs(consultant.read(Task.class, trial.task()), "outcome"))
        .containsExactly("sheltered-work");
    new Canaries()
        .never("BSN", sjaak.bsn())
        .never("health", "Rugklachten")
        .never("indication", Fhir.id(indication))
        .assertNeverReached(atBinnenbaan);
  }

  private static org.hl7.fhir.r4.model.Annotation talent() {
    return Said.note("talents", "Werkt netjes");
  }

  private static org.hl7.fhir.r4.model.Annotation health() {
    return Said.note("health", "Rugklachten");
  }
}
