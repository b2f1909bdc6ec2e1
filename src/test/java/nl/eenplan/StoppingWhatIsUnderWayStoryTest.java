package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import nl.eenplan.Fhir.Sent;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Roos has found something else, so her consultant asks St. WOEJ to stop. St. WOEJ may go on, agree
 * to it, or be done before it answers. When Roos herself takes her consent back the hub asks, and
 * St. WOEJ can agree without a ground to tell anything.
 */
@HubTest
class StoppingWhatIsUnderWayStoryTest {

  private final Hub hub;
  private final Client roos = Client.named("Roos", "Stoppelveld", "1969-05-02");
  private final Partner atWoej;
  private final Partner atLv;
  private final Fhir consultant;
  private final Fhir woej;
  private Sent sent;

  StoppingWhatIsUnderWayStoryTest(Hub hub) {
    this.hub = hub;
    this.atWoej = hub.partner("st-woej");
    this.atLv = hub.partner("lv").listen();
    this.consultant = new Fhir(atLv);
    this.woej = new Fhir(atWoej);
  }

  @BeforeEach
  void stWoejIsAtWork() {
    sent =
        consultant.send(
            Said.patient(roos),
            Said.consent(urn(1), "participation", List.of("st-woej")),
            Said.order(urn(1), "participation", "Wil onder de mensen komen"),
            Said.task(urn(1), urn(3), "st-woej"));
    woej.update(woej.read(Task.class, sent.task()).setStatus(TaskStatus.ACCEPTED));
    woej.update(woej.read(Task.class, sent.task()).setStatus(TaskStatus.INPROGRESS));
  }

  @AfterEach
  void goodbye() throws Exception {
    atLv.close();
    atWoej.close();
  }

  @Test
  void theTargetGoesOnAndThenAgrees() {
    atWoej.listen();
    String stop = consultant.create(askToStop("no-longer-needed"));
    assertThat(Said.businessStatus(woej.read(Task.class, sent.task()))).isEqualTo("stop-requested");
    await()
        .atMost(Hub.SOON)
        .untilAsserted(() -> assertThat(Heard.events(atWoej, sent.task())).endsWith("ask-to-stop"));
    Task asked = woej.search(Task.class, "focus=" + sent.task()).getFirst();
    assertThat(Fhir.place(asked)).isEqualTo(stop);
    assertThat(woej.search(Task.class, "code=abort&status=requested&owner=Organization/st-woej"))
        .extracting(Fhir::place)
        .contains(stop);
    assertThat(asked.getRequester().getReference()).isEqualTo("Organization/lv");
    assertThat(asked.hasFor()).isFalse();
    assertThat(Fhir.code(consultant.tryCreate(askToStop("other")))).isEqualTo("stop-pending");

    // Meanwhile the work goes on; what the target says is not lost.
    Task missed = woej.read(Task.class, sent.task());
    missed.setBusinessStatus(Said.coded(Said.BUSINESS_STATUS, "no-show"));
    assertThat(Said.businessStatus(woej.update(missed))).isEqualTo("stop-requested");

    Answer bare = woej.tryUpdate(woej.read(Task.class, stop).setStatus(TaskStatus.REJECTED));
    assertThat(Fhir.code(bare)).isEqualTo("reason-missing");
    woej.update(Said.because(woej.read(Task.class, stop), TaskStatus.REJECTED, "nearly-done"));
    assertThat(Said.businessStatus(consultant.read(Task.class, sent.task()))).isEqualTo("no-show");
    assertThat(consultant.read(Task.class, stop).getStatus()).isEqualTo(TaskStatus.REJECTED);
    Answer late = woej.tryUpdate(woej.read(Task.class, stop).setStatus(TaskStatus.ACCEPTED));
    assertThat(Fhir.code(late)).isIn("stop-answered", "reason-out-of-place");

    String again = consultant.create(askToStop("client-request"));
    Task agreed = woej.update(woej.read(Task.class, again).setStatus(TaskStatus.ACCEPTED));
    assertThat(agreed.getStatus()).isEqualTo(TaskStatus.ACCEPTED);
    Task over = consultant.read(Task.class, sent.task());
    assertThat(over.getStatus()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(Said.reason(over)).isEqualTo("client-request");
    assertThat(over.hasBusinessStatus()).isFalse();
    await()
        .atMost(Hub.SOON)
        .untilAsserted(() ->
            assertThat(Heard.events(atLv, sent.task()))
                .contains("go-on")
                .endsWith("agree-to-stop"));
  }

  @Test
  void anOutcomeComesBeforeARequestThatWaits() {
    String stop = consultant.create(askToStop("client-request"));
    woej.update(Said.outcome(woej.read(Task.class, sent.task()), "participates"));
    Task over = consultant.read(Task.class, sent.task());
    assertThat(over.getStatus()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(over.hasStatusReason() || over.hasBusinessStatus()).isFalse();
    assertThat(Said.outputs(over, "outcome")).containsExactly("participates");
    Task overtaken = woej.read(Task.class, stop);
    assertThat(overtaken.getStatus()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(Said.reason(overtaken)).isEqualTo("overtaken");
    overtaken.setStatusReason(null).setStatus(TaskStatus.ACCEPTED);
    assertThat(Fhir.code(woej.tryUpdate(overtaken))).isEqualTo("stop-answered");
    assertThat(Fhir.code(consultant.tryCreate(askToStop("other")))).isEqualTo("illegal-transition");
  }

  @Test
  void withoutAGroundTheHubAsksAndTheTargetCanAgree() throws Exception {
    Canaries canaries =
        new Canaries()
            .neverOf(roos)
            .never("name", roos.family())
            .never("question", "onder de mensen")
            .never("patient", Fhir.id(sent.patient()));
    withdraw();
    try (Partner later = hub.partner("st-woej")) {
      Fhir afterwards = new Fhir(later);
      Task stop = afterwards.search(Task.class, "code=abort&focus=" + sent.task()).getFirst();
      assertThat(stop.getRequester().getDisplay()).isEqualTo("Eenplan");
      assertThat(stop.getReasonCode().getCodingFirstRep().getCode()).isEqualTo("consent-withdrawn");
      assertThat(Fhir.code(consultant.tryCreate(askToStop("other"))))
          .as("one is enough")
          .isEqualTo("stop-pending");
      Task no = Said.because(stop.copy(), TaskStatus.REJECTED, "nearly-done");
      assertThat(Fhir.code(afterwards.tryUpdate(no))).isEqualTo("ground-has-ended");
      afterwards.update(stop.setStatus(TaskStatus.ACCEPTED));

      Task over = consultant.read(Task.class, sent.task());
      assertThat(over.getStatus()).isEqualTo(TaskStatus.CANCELLED);
      assertThat(Said.reason(over)).isEqualTo("consent-withdrawn");
      await()
          .atMost(Hub.SOON)
          .untilAsserted(
              () -> assertThat(Heard.events(atLv, sent.task())).endsWith("agree-to-stop"));
      assertThat(Recalled.deletion(afterwards.operate(sent.task(), "confirm-deletion"), "st-woej"))
          .isEqualTo("confirmed");
      assertThat(Fhir.code(consultant.tryOperate(sent.task(), "resume"))).isEqualTo("refer-anew");
      canaries.assertNeverReached(later);
    }
  }

  @Test
  void whatIsResumedNeedsNotStop() {
    withdraw();
    consultant.create(Said.consent(sent.patient(), "participation", List.of("st-woej")));
    consultant.operate(sent.task(), "resume");
    Task stop = woej.search(Task.class, "code=abort&focus=" + sent.task()).getFirst();
    assertThat(Said.reason(stop)).isEqualTo("overtaken");
    assertThat(woej.read(Task.class, sent.task()).hasBusinessStatus()).isFalse();
    woej.update(Said.outcome(woej.read(Task.class, sent.task()), "participates"));
  }

  @Test
  void onlyTheRequesterAsksAndSaysWhy() {
    Task mine = askToStop("other").setRequester(Said.organisation("st-woej"));
    Answer byTarget = woej.tryCreate(mine);
    assertThat(byTarget.status()).isEqualTo(409);
    assertThat(Fhir.code(byTarget)).isEqualTo("illegal-transition");
    assertThat(byTarget.body()).contains("vragen om te stoppen", "bezig (in-progress)");
    assertThat(Fhir.code(consultant.tryCreate(askToStop("consent-withdrawn"))))
        .isEqualTo("stop-reason-missing");
    assertThat(Fhir.code(consultant.tryCreate(askToStop("other").setReasonCode(null))))
        .isEqualTo("stop-reason-missing");
    assertThat(Fhir.code(consultant.tryCreate(askToStop("other").setStatus(TaskStatus.COMPLETED))))
        .isEqualTo("invalid");
    assertThat(woej.search(Task.class, "focus=" + sent.task())).isEmpty();

    Task numbered = askToStop("other");
    numbered.addIdentifier().setSystem("urn:zaak").setValue("stop-" + sent.task());
    String stop = consultant.create(numbered.copy());
    assertThat(consultant.create(numbered.copy())).isEqualTo(stop);
    numbered.getReasonCode().getCodingFirstRep().setCode("client-request");
    assertThat(Fhir.code(consultant.tryCreate(numbered))).isEqualTo("same-id-other-content");
    Task own = consultant.read(Task.class, stop).setStatus(TaskStatus.ACCEPTED);
    assertThat(Fhir.code(consultant.tryUpdate(own))).isEqualTo("illegal-transition");
  }

  @Test
  void nobodyElseKnowsOfIt() throws Exception {
    String stop = consultant.create(askToStop("other"));
    try (Partner outsider = hub.partner("jobstap")) {
      Fhir jobstap = new Fhir(outsider);
      assertThat(jobstap.tryRead(stop).status()).isEqualTo(404);
      assertThat(jobstap.search(Task.class, "code=abort&focus=" + sent.task())).isEmpty();
      assertThat(
              Fhir.code(
                  jobstap.tryCreate(askToStop("other").setRequester(Said.organisation("jobstap")))))
          .isEqualTo("unknown-reference");
      Task stolen = consultant.read(Task.class, stop).setStatus(TaskStatus.ACCEPTED);
      assertThat(jobstap.tryUpdate(stolen).status()).isEqualTo(404);
    }
    assertThat(consultant.read(Task.class, stop).getStatus()).isEqualTo(TaskStatus.REQUESTED);
  }

  private Task askToStop(String reason) {
    Task task = new Task();
    task.setStatus(TaskStatus.REQUESTED);
    task.setIntent(Task.TaskIntent.ORDER);
    task.setCode(Said.coded("http://hl7.org/fhir/CodeSystem/task-code", "abort"));
    task.setFocus(new Reference(sent.task()));
    task.setRequester(Said.organisation("lv"));
    task.setReasonCode(Said.coded(Said.REASON, reason));
    return task;
  }

  private void withdraw() {
    consultant.update(
        consultant.read(Consent.class, sent.consent()).setStatus(Consent.ConsentState.INACTIVE));
  }
}
