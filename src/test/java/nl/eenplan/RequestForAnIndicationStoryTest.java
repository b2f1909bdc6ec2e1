package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestPriority;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Bram needs an indication for day activities. The Wmo department has eight weeks, and half of that
 * when the consultant says why it is urgent.
 */
@HubTest
class RequestForAnIndicationStoryTest {

  private static final String WHY = "Zijn plek bij het buurthuis stopt over een maand";

  private final Hub hub;
  private final Client bram = Client.named("Bram", "Wachter", "1970-06-01");
  private final Partner atWmo;
  private final Fhir consultant;
  private final Fhir wmo;

  RequestForAnIndicationStoryTest(Hub hub) {
    this.hub = hub;
    this.atWmo = hub.partner("lv-wmo");
    this.consultant = new Fhir(hub.partner("lv"));
    this.wmo = new Fhir(atWmo);
  }

  @AfterEach
  void backToToday() {
    hub.clock().reset();
  }

  @Test
  void theWmoDepartmentGetsTheBsnByLawAndHasEightWeeks() {
    Patient patient = Said.patient(bram);
    ServiceRequest order = request();
    order.addNote(Said.note("support-need", "Vaste begeleider die tweemaal uitlegt"));
    Task task = Said.task(urn(1), urn(2), "lv-wmo");
    Canaries canaries = new Canaries().hideIn(patient).hideIn(order).hideIn(task);
    List<String> sent = consultant.send(Fhir.transaction(patient, order, task));

    assertThat(weeks(sent.getLast())).isEqualTo(8);
    assertThat(wmo.read(Patient.class, sent.getFirst()).getIdentifierFirstRep().getValue())
        .isEqualTo(bram.bsn());
    ServiceRequest seen = wmo.read(ServiceRequest.class, sent.get(1));
    assertThat(seen.hasPriority()).isFalse();
    assertThat(seen.getNote())
        .extracting(note -> note.getText())
        .containsExactly("Vaste begeleider die tweemaal uitlegt");
    canaries.assertNeverReached(atWmo);
  }

  @Test
  void theEvaluationReportGoesAlongWithHisPermissionAndStaysWithoutIt() {
    List<String> sent = send(request());
    String patient = sent.getFirst();
    ServiceRequest report =
        Said.order(
            patient,
            "evaluation-report",
            "Verslag bij de aanvraag",
            Said.note("progress", "Komt elke dinsdag naar het buurthuis"),
            Said.note("debts", "Betalingsregeling bij de woningbouw"),
            Said.note("benefit", "Bijstand sinds 2011"));
    report.addBasedOn().setReference(sent.get(1));
    String order = consultant.create(report);

    Answer refused = consultant.tryCreate(Said.task(patient, order, "lv-wmo"));
    assertThat(Fhir.code(refused)).isEqualTo("no-consent");
    assertThat(wmo.tryRead(order).status()).isEqualTo(404);
    assertThat(wmo.tryRead(sent.get(1)).status()).as("the request itself").isEqualTo(200);

    consultant.create(
        Said.consent(
            patient,
            "evaluation-report",
            List.of("lv-wmo"),
            "identity",
            "referral-question",
            "progress"));
    consultant.create(Said.task(patient, order, "lv-wmo"));
    assertThat(wmo.read(ServiceRequest.class, order).getNote())
        .extracting(note -> note.getText())
        .containsExactly("Komt elke dinsdag naar het buurthuis");
    new Canaries()
        .never("debts", "Betalingsregeling")
        .never("benefit", "Bijstand")
        .assertNeverReached(atWmo);
  }

  @Test
  void urgentWithAReasonHalvesTheTermAndTheDepartmentReadsWhy() {
    for (ServiceRequestPriority priority :
        List.of(
            ServiceRequestPriority.URGENT,
            ServiceRequestPriority.ASAP,
            ServiceRequestPriority.STAT)) {
      List<String> sent = send(Said.urgent(request(), WHY).setPriority(priority));

      assertThat(weeks(sent.getLast())).as(priority.toCode()).isEqualTo(4);
      ServiceRequest seen = wmo.read(ServiceRequest.class, sent.get(1));
      assertThat(seen.getPriority()).isEqualTo(priority);
      assertThat(seen.getExtensionString(Said.BASE + "/StructureDefinition/urgency-reason"))
          .isEqualTo(WHY);
    }
  }

  @Test
  void whatIsLateIsLateAfterTheShorterTerm() {
    List<String> sent = send(Said.urgent(request(), WHY));
    hub.clock().advance(Duration.ofDays(29));
    org.awaitility.Awaitility.await()
        .atMost(Hub.SOON)
        .until(() -> consultant.read(Task.class, sent.getLast()).hasBusinessStatus());
    assertThat(
            consultant
                .read(Task.class, sent.getLast())
                .getBusinessStatus()
                .getCodingFirstRep()
                .getCode())
        .isEqualTo("overdue");
  }

  @Test
  void urgentWithoutAReasonIsRefusedWithACode() {
    assertRefused(request().setPriority(ServiceRequestPriority.URGENT), "missing");
    assertRefused(Said.urgent(request(), "  "), "missing");
    assertRefused(Said.urgent(request(), "x".repeat(2001)), "too-long");
    assertRefused(
        Said.urgent(request(), WHY).setPriority(ServiceRequestPriority.ROUTINE), "invalid");
  }

  @Test
  void routineIsNotUrgent() {
    assertThat(weeks(send(request().setPriority(ServiceRequestPriority.ROUTINE)).getLast()))
        .isEqualTo(8);
  }

  @Test
  void aRequestThatBecomesUrgentWhileItIsPreparedHasTheShorterTerm() {
    Task draft = Said.task(urn(1), urn(2), "lv-wmo").setStatus(Task.TaskStatus.DRAFT);
    List<String> sent = consultant.send(Fhir.transaction(Said.patient(bram), request(), draft));
    consultant.update(Said.urgent(consultant.read(ServiceRequest.class, sent.get(1)), WHY));

    consultant.update(
        consultant.read(Task.class, sent.getLast()).setStatus(Task.TaskStatus.REQUESTED));

    assertThat(weeks(sent.getLast())).isEqualTo(4);
  }

  private void assertRefused(ServiceRequest order, String code) {
    Bundle bundle =
        Fhir.transaction(Said.patient(bram), order, Said.task(urn(1), urn(2), "lv-wmo"));
    Answer refused = consultant.trySend(bundle);
    assertThat(refused.status()).as(refused.body()).isEqualTo(422);
    assertThat(Fhir.code(refused)).isEqualTo(code);
  }

  private List<String> send(ServiceRequest order) {
    return consultant.send(
        Fhir.transaction(Said.patient(bram), order, Said.task(urn(1), urn(2), "lv-wmo")));
  }

  /** To the day: summer time may begin or end in between. */
  private double weeks(String place) {
    Task task = consultant.read(Task.class, place);
    Duration term =
        Duration.between(
            task.getAuthoredOn().toInstant(),
            task.getRestriction().getPeriod().getEnd().toInstant());
    return Math.round(term.toHours() / 24.0) / 7.0;
  }

  private static ServiceRequest request() {
    return Said.order(urn(1), "wmo-indication", "Dagbesteding, twee dagdelen per week");
  }
}
