package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import nl.eenplan.Fhir.Sent;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Saskia withdraws her consent while 360voorWerk is off line and messages wait for it. */
@HubTest
class WithdrawalUnderWayStoryTest {

  private static final String BUREAU = "360voorwerk";
  private static final Duration SOON = Duration.ofSeconds(8);

  private final Hub hub;
  private final Client saskia = Client.named("Saskia", "Fictief", "1985-07-19");
  private final Fhir consultant;
  private final Partner atBureau;
  private final Fhir bureau;

  WithdrawalUnderWayStoryTest(Hub hub) {
    this.hub = hub;
    this.consultant = new Fhir(hub.partner("lv"));
    this.atBureau = hub.partner(BUREAU);
    this.bureau = new Fhir(atBureau);
  }

  @AfterEach
  void backToToday() throws Exception {
    hub.clock().reset();
    atBureau.close();
  }

  @Test
  void theBureauHearsOnlyThatTheGroundHasEnded() throws Exception {
    String patient = consultant.create(Said.patient(saskia));
    String consent = consultant.create(Said.consent(patient, "reintegration", List.of(BUREAU)));
    String accepted = refer(patient, "Wil weer aan het werk");
    String unanswered = refer(patient, "Wil een training volgen");
    bureau.update(bureau.read(Task.class, accepted).setStatus(Task.TaskStatus.ACCEPTED));
    theBureauHearsOf(accepted, unanswered);

    // 1. The bureau is off line; two status messages and a referral wait for it.
    hub.clock().advance(Duration.ofDays(8));
    await()
        .atMost(SOON)
        .untilAsserted(() -> {
          assertThat(Heard.waiting(atBureau, accepted)).containsExactly("first-contact-overdue");
          assertThat(Heard.waiting(atBureau, unanswered)).containsExactly("answer-overdue");
        });
    String last = refer(patient, "Wil een cursus Excel volgen");
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(Heard.waiting(atBureau, last)).containsExactly("submit"));
    String order = bureau.read(Task.class, last).getFocus().getReference();
    bureau.read(ServiceRequest.class, order);
    bureau.read(Patient.class, patient);

    // 2. The client withdraws. Access is gone at the very next request.
    consultant.update(consultant.read(Consent.class, consent).setStatus(ConsentState.INACTIVE));
    try (Partner back = hub.partner(BUREAU)) {
      Fhir later = new Fhir(back);
      assertThat(later.tryRead(patient).status()).isEqualTo(404);
      assertThat(later.tryRead(order).status()).isEqualTo(404);
      for (String task : List.of(accepted, unanswered, last)) {
        Task bare = later.read(Task.class, task);
        assertThat(bare.getStatus()).isEqualTo(Task.TaskStatus.CANCELLED);
        assertThat(bare.hasFor() || bare.hasFocus() || bare.hasDescription()).isFalse();
      }

      // Once back, it gets nothing but the notice that the ground has ended.
      await()
          .atMost(SOON)
          .untilAsserted(() -> {
            for (String task : List.of(accepted, unanswered, last)) {
              assertThat(Heard.waiting(back, task)).containsExactly("ground-ended");
            }
          });
      back.listen();
      for (String task : List.of(accepted, unanswered, last)) {
        await().atMost(SOON).until(() -> !Heard.events(back, task).isEmpty());
        assertThat(Heard.events(back, task)).containsExactly("ground-ended");
      }
      new Canaries()
          .neverOf(saskia)
          .never("name", saskia.family())
          .never("telephone", saskia.phone())
          .never("question", "Wil een")
          .never("patient", Fhir.id(patient))
          .assertNeverReached(back);
    }
    assertThat(consultant.read(Task.class, last).getStatusReason().getCodingFirstRep().getCode())
        .isEqualTo("consent-withdrawn");
  }

  @Test
  void whatIsUnderWayGoesOnWithoutTheClientBeingKnown() {
    Sent sent =
        consultant.send(
            Said.patient(saskia),
            Said.consent(urn(1), "reintegration", List.of(BUREAU)),
            Said.order(urn(1), "reintegration", "Wil weer aan het werk"),
            Said.task(urn(1), urn(3), BUREAU));
    bureau.update(bureau.read(Task.class, sent.task()).setStatus(Task.TaskStatus.ACCEPTED));
    bureau.update(bureau.read(Task.class, sent.task()).setStatus(Task.TaskStatus.INPROGRESS));

    Consent consent = consultant.read(Consent.class, sent.consent());
    consultant.update(consent.setStatus(ConsentState.INACTIVE));

    assertThat(bureau.tryRead(sent.patient()).status()).isEqualTo(404);
    assertThat(bureau.tryRead(sent.order()).status()).isEqualTo(404);
    assertThat(bureau.search(Patient.class, "_id=" + Fhir.id(sent.patient()))).isEmpty();
    Task bare = bureau.read(Task.class, sent.task());
    assertThat(bare.getStatus()).isEqualTo(Task.TaskStatus.INPROGRESS);
    assertThat(bare.hasFor() || bare.hasFocus()).isFalse();

    bare.setBusinessStatus(
        Said.coded("https://eenplan.example/fhir/CodeSystem/business-status", "no-show"));
    assertThat(bureau.tryUpdate(bare).status()).as("no news without a ground").isEqualTo(403);
    assertThat(consultant.read(Task.class, sent.task()).hasBusinessStatus()).isFalse();
  }

  private String refer(String patient, String question) {
    String order = consultant.create(Said.order(patient, "reintegration", question));
    return consultant.create(Said.task(patient, order, BUREAU));
  }

  private void theBureauHearsOf(String... tasks) throws Exception {
    try (Partner now = hub.partner(BUREAU).listen()) {
      for (String task : tasks) {
        await().atMost(SOON).until(() -> Heard.events(now, task).contains("submit"));
      }
    }
  }
}
