package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import nl.eenplan.Fhir.Sent;
import org.hl7.fhir.r4.model.AuditEvent;
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

  private final Hub hub;
  private final Client saskia = Client.named("Saskia", "Fictief", "1985-07-19");
  private final Partner atLv;
  private final Fhir consultant;
  private final Partner atBureau;
  private final Fhir bureau;

  WithdrawalUnderWayStoryTest(Hub hub) {
    this.hub = hub;
    this.atLv = hub.partner("lv").listen();
    this.consultant = new Fhir(atLv);
    this.atBureau = hub.partner(BUREAU);
    this.bureau = new Fhir(atBureau);
  }

  @AfterEach
  void backToToday() throws Exception {
    hub.clock().reset();
    atBureau.close();
    atLv.close();
  }

  @Test
  void theBureauHearsOnlyThatTheGroundHasEndedAndConfirmsThatItDeleted() throws Exception {
    String patient = consultant.create(Said.patient(saskia));
    String consent = consultant.create(Said.consent(patient, "reintegration", List.of(BUREAU)));
    String accepted = refer(patient, "Wil weer aan het werk");
    String unanswered = refer(patient, "Wil een training volgen");
    bureau.update(bureau.read(Task.class, accepted).setStatus(Task.TaskStatus.ACCEPTED));
    theBureauHearsOf(accepted, unanswered);

    // 1. The bureau is off line; two status messages and a referral wait for it.
    hub.clock().advance(Duration.ofDays(8));
    await()
        .atMost(Hub.SOON)
        .untilAsserted(() -> {
          assertThat(Heard.waiting(atBureau, accepted))
              .containsExactly("first-contact-due", "first-contact-overdue");
          assertThat(Heard.waiting(atBureau, unanswered))
              .containsExactly("first-contact-due", "answer-overdue");
        });
    String last = refer(patient, "Wil een cursus Excel volgen");
    await()
        .atMost(Hub.SOON)
        .untilAsserted(() -> assertThat(Heard.waiting(atBureau, last)).containsExactly("submit"));
    String order = bureau.read(Task.class, last).getFocus().getReference();
    bureau.read(ServiceRequest.class, order);
    bureau.read(Patient.class, patient);

    // 2. The client withdraws. Access is gone at the very next request.
    withdraw(consent);
    List<String> tasks = List.of(accepted, unanswered, last);
    try (Partner back = hub.partner(BUREAU)) {
      Fhir later = new Fhir(back);
      nothingIsLeftToRead(later, patient, order, tasks);
      onceBackItHearsOnlyThatTheGroundHasEnded(back, tasks);

      // 3. The bureau deletes and says so; the privacy officers see when.
      for (String task : tasks) {
        assertThat(deletion(later.read(Task.class, task))).isEqualTo("requested");
        hub.clock().advance(Duration.ofHours(1));
        assertThat(deletion(later.operate(task, "confirm-deletion"))).isEqualTo("confirmed");
        theConsultantIsTold(task);
        theOfficersSeeEachStepAndItsTime(task);
      }

      // 4. A new consent a month later opens nothing of what was held.
      hub.clock().advance(Duration.ofDays(30));
      consultant.create(Said.consent(patient, "reintegration", List.of(BUREAU)));
      nothingIsLeftToRead(later, patient, order, tasks);
      for (String task : tasks) {
        assertThat(Fhir.code(consultant.tryOperate(task, "resume"))).isEqualTo("refer-anew");
        assertThat(Heard.events(back, task)).containsExactly("ground-ended");
      }
      everythingButTheClient().never("patient", Fhir.id(patient)).assertNeverReached(back);

      // What the consultant decides is something new.
      String anew = refer(patient, "Wil toch graag verder");
      await().atMost(Hub.SOON).until(() -> Heard.events(back, anew).equals(List.of("submit")));
      assertThat(later.read(Patient.class, patient).getNameFirstRep().getFamily())
          .isEqualTo(saskia.family());
      assertThat(later.tryRead(order).status()).as("the old order stays closed").isEqualTo(404);
    }
  }

  private void nothingIsLeftToRead(Fhir later, String patient, String order, List<String> tasks) {
    assertThat(later.tryRead(patient).status()).isEqualTo(404);
    assertThat(later.tryRead(order).status()).isEqualTo(404);
    // A search repeats its own words in the answer, so it goes by another connection.
    assertThat(bureau.search(Patient.class, "_id=" + Fhir.id(patient))).isEmpty();
    assertThat(bureau.search(Task.class, "patient=" + patient)).isEmpty();
    for (String task : tasks) {
      Task bare = later.read(Task.class, task);
      assertThat(bare.getStatus()).isEqualTo(Task.TaskStatus.CANCELLED);
      assertThat(bare.getStatusReason().getCodingFirstRep().getCode())
          .isEqualTo("consent-withdrawn");
      assertThat(bare.hasFor() || bare.hasFocus() || bare.hasDescription()).isFalse();
    }
  }

  private void onceBackItHearsOnlyThatTheGroundHasEnded(Partner back, List<String> tasks) {
    await()
        .atMost(Hub.SOON)
        .untilAsserted(() -> {
          for (String task : tasks) {
            assertThat(Heard.waiting(back, task)).containsExactly("ground-ended");
          }
        });
    back.listen();
    for (String task : tasks) {
      await().atMost(Hub.SOON).until(() -> !Heard.events(back, task).isEmpty());
      assertThat(Heard.events(back, task)).containsExactly("ground-ended");
    }
  }

  private void theConsultantIsTold(String task) {
    await()
        .atMost(Hub.SOON)
        .untilAsserted(() ->
            assertThat(Heard.events(atLv, task))
                .contains("consent-withdrawn", "deletion-requested")
                .endsWith("deletion-confirmed"));
    assertThat(deletion(consultant.read(Task.class, task))).isEqualTo("confirmed");
  }

  private void theOfficersSeeEachStepAndItsTime(String task) {
    for (String organisation : List.of("lv", BUREAU)) {
      await()
          .atMost(Hub.SOON)
          .untilAsserted(() -> {
            List<AuditEvent> steps =
                Recalled.log(hub, organisation, task).stream()
                    .filter(entry -> entry.getSubtypeFirstRep().getCode().equals("status"))
                    .toList();
            assertThat(steps)
                .as(organisation)
                .extracting(entry -> Fhir.event(entry) + " " + entry.getOutcomeDesc())
                .containsSubsequence(
                    "status consent-withdrawn permitted consent-withdrawn",
                    "status deletion-requested permitted consent-withdrawn",
                    "status notify permitted ground-ended",
                    "status deletion-confirmed permitted");
            assertThat(Recalled.time(steps, "deletion-requested").plus(Duration.ofMinutes(50)))
                .isBefore(Recalled.time(steps, "deletion-confirmed"));
          });
    }
  }

  private Canaries everythingButTheClient() {
    return new Canaries()
        .neverOf(saskia)
        .never("name", saskia.family())
        .never("telephone", saskia.phone())
        .never("question", "Wil een");
  }

  @Test
  void whatIsUnderWayHasToStopAndGoesOnOnlyIfTheConsultantSaysSo() throws Exception {
    atBureau.listen();
    Sent sent =
        consultant.send(
            Said.patient(saskia),
            Said.consent(urn(1), "reintegration", List.of(BUREAU)),
            Said.order(urn(1), "reintegration", "Wil weer aan het werk"),
            Said.task(urn(1), urn(3), BUREAU));
    bureau.update(bureau.read(Task.class, sent.task()).setStatus(Task.TaskStatus.ACCEPTED));
    Task begun =
        bureau.update(bureau.read(Task.class, sent.task()).setStatus(Task.TaskStatus.INPROGRESS));
    await()
        .atMost(Hub.SOON)
        .untilAsserted(() ->
            assertThat(Heard.events(atLv, sent.task()))
                .as("sent before")
                .contains("first-contact"));

    withdraw(sent.consent());
    theReferralIsClosed(sent);
    assertThat(bureau.tryUpdate(begun).status()).as("of before the withdrawal").isEqualTo(412);

    await()
        .atMost(Hub.SOON)
        .untilAsserted(() ->
            assertThat(Heard.events(atLv, sent.task()))
                .as("a recall would empty the consultant's own queue")
                .doesNotContain("ground-ended")
                .contains("first-contact")
                .endsWith("must-stop", "deletion-requested"));

    // A new consent opens nothing by itself.
    assertThat(Fhir.code(consultant.tryOperate(sent.task(), "resume")))
        .isEqualTo("consent-withdrawn");
    consultant.create(Said.consent(sent.patient(), "reintegration", List.of(BUREAU)));
    theReferralIsClosed(sent);
    assertThat(Fhir.code(bureau.tryOperate(sent.task(), "resume")))
        .as("not for the target to decide")
        .isEqualTo("illegal-transition");
    theReferralIsClosed(sent);

    // The consultant decides to go on; what nobody confirmed is asked no more.
    Task resumed = consultant.operate(sent.task(), "resume");
    assertThat(resumed.hasBusinessStatus() || resumed.hasExtension()).isFalse();
    await()
        .atMost(Hub.SOON)
        .untilAsserted(() ->
            assertThat(Heard.events(atBureau, sent.task()))
                .endsWith("ground-ended", "ground-restored"));
    assertThat(bureau.read(Patient.class, sent.patient()).getNameFirstRep().getFamily())
        .isEqualTo(saskia.family());
    bureau.read(ServiceRequest.class, sent.order());
    Task open = bureau.read(Task.class, sent.task());
    assertThat(open.hasFor() && open.hasFocus() && !open.hasExtension()).isTrue();
    assertThat(Fhir.code(bureau.tryOperate(sent.task(), "confirm-deletion")))
        .isEqualTo("deletion-not-requested");
    assertThat(Fhir.code(consultant.tryOperate(sent.task(), "resume")))
        .isEqualTo("ground-not-ended");
    bureau.update(Said.outcome(open, "paid-work"));
    assertThat(Said.outputs(consultant.read(Task.class, sent.task()), "outcome"))
        .containsExactly("paid-work");
  }

  private void theReferralIsClosed(Sent sent) {
    assertThat(bureau.tryRead(sent.patient()).status()).isEqualTo(404);
    assertThat(bureau.tryRead(sent.order()).status()).isEqualTo(404);
    assertThat(bureau.search(Patient.class, "_id=" + Fhir.id(sent.patient()))).isEmpty();
    assertThat(bureau.search(ServiceRequest.class, "_id=" + Fhir.id(sent.order()))).isEmpty();
    assertThat(bureau.search(Task.class, "patient=" + sent.patient())).isEmpty();
    Task bare = bureau.read(Task.class, sent.task());
    assertThat(bare.getStatus()).isEqualTo(Task.TaskStatus.INPROGRESS);
    assertThat(bare.hasFor() || bare.hasFocus()).isFalse();
    for (Task seen : List.of(bare, consultant.read(Task.class, sent.task()))) {
      assertThat(seen.getBusinessStatus().getCodingFirstRep().getCode()).isEqualTo("ground-ended");
      assertThat(deletion(seen)).isEqualTo("requested");
    }
    bare.setBusinessStatus(
        Said.coded("https://eenplan.example/fhir/CodeSystem/business-status", "no-show"));
    assertThat(Fhir.code(bureau.tryUpdate(bare)))
        .as("no news without a ground")
        .isEqualTo("consent-withdrawn");
  }

  private static String deletion(Task task) {
    return Recalled.deletion(task, BUREAU);
  }

  private void withdraw(String consent) {
    consultant.update(consultant.read(Consent.class, consent).setStatus(ConsentState.INACTIVE));
  }

  private String refer(String patient, String question) {
    String order = consultant.create(Said.order(patient, "reintegration", question));
    return consultant.create(Said.task(patient, order, BUREAU));
  }

  private void theBureauHearsOf(String... tasks) throws Exception {
    try (Partner now = hub.partner(BUREAU).listen()) {
      for (String task : tasks) {
        await().atMost(Hub.SOON).until(() -> Heard.events(now, task).contains("submit"));
      }
    }
  }
}
