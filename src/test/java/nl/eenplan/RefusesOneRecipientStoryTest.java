package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import nl.eenplan.Fhir.Sent;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Carla wants paid work, and permits Jobstap to know what an employer has to take into account,
 * without the cause. She does not want to be in the target-group register.
 */
@HubTest
class RefusesOneRecipientStoryTest {

  private final Hub hub;
  private final Client carla = Client.named("Carla", "Bedacht", "1978-05-23");
  private final Partner atJobstap;
  private final Partner atUwv;
  private final Fhir consultant;
  private final Fhir jobstap;
  private final Fhir uwv;

  RefusesOneRecipientStoryTest(Hub hub) {
    this.hub = hub;
    this.atJobstap = hub.partner("jobstap").listen();
    this.atUwv = hub.partner("uwv").listen();
    this.consultant = new Fhir(hub.partner("lv"));
    this.jobstap = new Fhir(atJobstap);
    this.uwv = new Fhir(atUwv);
  }

  @AfterEach
  void hangUp() throws Exception {
    atJobstap.close();
    atUwv.close();
  }

  @Test
  void jobstapGetsWhatAnEmployerHasToTakeIntoAccountWithoutTheCause() {
    Canaries canaries =
        new Canaries()
            .never("BSN", carla.bsn())
            .never("addiction", "alcohol")
            .never("health", "depressie");
    Patient patient = Said.patient(carla);
    Consent consent = consentForJobstap(urn(1));
    ServiceRequest order =
        Said.order(
            urn(1),
            "reintegration",
            "Wil met een leerwerktraject naar betaald werk",
            Said.note("work-capacity", "Vier dagdelen per week"),
            Said.note("support-need", "Vaste begeleider op de werkvloer"),
            Said.note("addiction", "Geschiedenis met alcohol"),
            Said.note("health", "Herstelt van een depressie"));
    Task task = Said.task(urn(1), urn(3), "jobstap");
    canaries.hideIn(patient).hideIn(consent).hideIn(order).hideIn(task);

    Sent sent = consultant.send(patient, consent, order, task);

    await()
        .atMost(Hub.SOON)
        .until(() -> Heard.events(atJobstap, sent.task()), List.of("submit")::equals);
    assertThat(jobstap.read(Patient.class, sent.patient()).getNameFirstRep().getFamily())
        .isEqualTo(carla.family());
    assertThat(jobstap.read(ServiceRequest.class, sent.order()).getNote())
        .extracting(note -> note.getText())
        .containsExactlyInAnyOrder("Vier dagdelen per week", "Vaste begeleider op de werkvloer");
    jobstap.read(Task.class, sent.task());
    jobstap.search(Task.class, "owner=Organization/jobstap");
    jobstap.search(ServiceRequest.class, "_id=" + Fhir.id(sent.order()));
    jobstap.search(Patient.class, "_id=" + Fhir.id(sent.patient()));
    canaries.assertNeverReached(atJobstap);
  }

  @Test
  void uwvGetsNothingAndTheAnswerSaysWhyAndWhatToDo() {
    String patient = consultant.create(Said.patient(carla));
    consultant.create(consentForJobstap(patient));
    String refusal = consultant.create(Said.refusal(patient, "2026-10-05", "uwv"));
    String order =
        consultant.create(
            Said.order(patient, "target-group-register", "Beoordeling voor het doelgroepregister"));

    Answer denied = consultant.tryCreate(Said.task(patient, order, "uwv"));

    assertThat(denied.status()).isEqualTo(403);
    assertThat(Fhir.code(denied)).isEqualTo("client-refused");
    var issue = Fhir.parse(OperationOutcome.class, denied).getIssueFirstRep();
    assertThat(issue.getDetails().getText())
        .contains("UWV", "de cliënt wil dit niet", "5 oktober 2026", "Zoek samen een andere weg");
    assertThat(issue.getDiagnostics())
        .contains("does not want this", "October 5, 2026", "Look for another way together");

    assertNothingLeft(patient, order);
    assertTheAttemptIsInTheLog(refusal);
  }

  /**
   * A referral of somebody else, who did not refuse, shows that whatever had left would be there by
   * now.
   */
  private void assertNothingLeft(String patient, String order) {
    String somebodyElse =
        consultant.create(Said.patient(Client.named("Bea", "Ander", "1971-01-30")));
    String other =
        consultant.create(Said.order(somebodyElse, "target-group-register", "Beoordeling"));
    String task = consultant.create(Said.task(somebodyElse, other, "uwv"));
    await().atMost(Hub.SOON).until(() -> !Heard.events(atUwv, task).isEmpty());

    assertThat(Heard.referrals(atUwv)).containsExactly(Fhir.id(task));
    assertThat(uwv.search(Task.class, "owner=Organization/uwv"))
        .extracting(found -> found.getFocus().getReference())
        .contains(other)
        .doesNotContain(order);
    assertThat(uwv.tryRead(order).status()).isEqualTo(404);
    assertThat(uwv.tryRead(patient).status()).isEqualTo(404);
    new Canaries()
        .neverOf(carla)
        .never("name", carla.family())
        .never("patient", Fhir.id(patient))
        .never("order", Fhir.id(order))
        .assertNeverReached(atUwv);
  }

  private void assertTheAttemptIsInTheLog(String refusal) {
    Fhir officer = new Fhir(hub.partner("lv-privacy"));
    List<AuditEvent> attempts =
        officer.log("agent=Organization/uwv&subtype=decision&outcome=8").stream()
            .filter(entry -> Fhir.details(entry, "consent").contains(Fhir.id(refusal) + "/1"))
            .toList();
    assertThat(attempts).hasSize(1);
    AuditEvent attempt = attempts.getFirst();
    assertThat(Fhir.event(attempt)).isEqualTo("decision refer");
    assertThat(attempt.getOutcomeDesc()).isEqualTo("refused client-refused");
    assertThat(attempt.getAgentFirstRep().getPolicy().getFirst().getValue())
        .isEqualTo("target-group-register.municipality-to-uwv");
    assertThat(Fhir.details(attempt, "released")).isEmpty();
    assertThat(Fhir.details(attempt, "withheld")).contains("identity.name", "bsn");
  }

  private static Consent consentForJobstap(String patient) {
    return Said.consent(
        patient,
        "reintegration",
        List.of("jobstap"),
        "identity",
        "contact",
        "referral-question",
        "work-capacity",
        "support-need");
  }
}
