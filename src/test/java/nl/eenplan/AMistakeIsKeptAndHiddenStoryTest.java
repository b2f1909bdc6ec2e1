package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import nl.eenplan.Fhir.Sent;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The consultant referred the wrong client. She marks the referral as made in error: it is kept for
 * her and in the log, and St. WOEJ sees nothing of it any more but that it has to delete it.
 */
@HubTest
class AMistakeIsKeptAndHiddenStoryTest {

  private final Hub hub;
  private final Client ida = Client.named("Ida", "Vergist", "1966-06-06");
  private final Partner atWoej;
  private final Fhir consultant;
  private final Fhir woej;
  private Sent sent;

  AMistakeIsKeptAndHiddenStoryTest(Hub hub) {
    this.hub = hub;
    this.atWoej = hub.partner("st-woej").listen();
    this.consultant = new Fhir(hub.partner("lv"));
    this.woej = new Fhir(atWoej);
  }

  @BeforeEach
  void refer() {
    sent =
        consultant.send(
            Said.patient(ida),
            Said.consent(urn(1), "participation", List.of("st-woej")),
            Said.order(urn(1), "participation", "Wil meedoen"),
            Said.task(urn(1), urn(3), "st-woej"));
  }

  @AfterEach
  void goodbye() throws Exception {
    atWoej.close();
  }

  @Test
  void theTargetSeesNothingOfItAnyMore() {
    accept();
    Task notMine = woej.read(Task.class, sent.task()).setStatus(TaskStatus.ENTEREDINERROR);
    assertThat(Fhir.code(woej.tryUpdate(notMine))).isEqualTo("illegal-transition");
    Task before = woej.read(Task.class, sent.task());

    consultant.update(
        consultant.read(Task.class, sent.task()).setStatus(TaskStatus.ENTEREDINERROR));
    await()
        .atMost(Hub.SOON)
        .untilAsserted(
            () -> assertThat(Heard.events(atWoej, sent.task())).endsWith("made-in-error"));
    for (String place : List.of(sent.order(), sent.patient())) {
      assertThat(woej.tryRead(place).status()).as(place).isEqualTo(404);
    }
    Task bare = woej.read(Task.class, sent.task());
    assertThat(bare.getStatus()).isEqualTo(TaskStatus.ENTEREDINERROR);
    assertThat(bare.hasFor() || bare.hasFocus() || bare.hasStatusReason()).isFalse();
    assertThat(woej.search(Task.class, "_id=" + Fhir.id(sent.task()))).isEmpty();
    assertThat(woej.search(Task.class, "owner=Organization/st-woej&_id=" + Fhir.id(sent.task())))
        .isEmpty();
    assertThat(woej.tryUpdate(before.setStatus(TaskStatus.INPROGRESS)).status()).isEqualTo(404);

    Task kept = consultant.read(Task.class, sent.task());
    assertThat(kept.getStatus()).isEqualTo(TaskStatus.ENTEREDINERROR);
    assertThat(kept.hasStatusReason() || kept.hasBusinessStatus()).isFalse();
    assertThat(Fhir.code(consultant.tryUpdate(kept.setStatus(TaskStatus.REQUESTED))))
        .isEqualTo("illegal-transition");
    assertThat(Recalled.events(Recalled.log(hub, "lv", sent.task())))
        .contains("status made-in-error");
  }

  @Test
  void alsoWhenItIsOver() {
    accept();
    woej.update(woej.read(Task.class, sent.task()).setStatus(TaskStatus.INPROGRESS));
    woej.update(Said.outcome(woej.read(Task.class, sent.task()), "participates"));
    consultant.update(
        consultant.read(Task.class, sent.task()).setStatus(TaskStatus.ENTEREDINERROR));
    assertThat(woej.tryRead(sent.patient()).status()).isEqualTo(404);
    assertThat(Recalled.deletion(woej.read(Task.class, sent.task()), "st-woej"))
        .isEqualTo("requested");
  }

  @Test
  void whoWasSentItIsAskedToDeleteItAndSaysThatItDid() {
    accept();
    consultant.update(
        consultant.read(Task.class, sent.task()).setStatus(TaskStatus.ENTEREDINERROR));
    await()
        .atMost(Hub.SOON)
        .until(() -> Heard.events(atWoej, sent.task()).contains("made-in-error"));
    assertThat(Recalled.deletion(consultant.read(Task.class, sent.task()), "st-woej"))
        .isEqualTo("requested");
    Task confirmed = woej.operate(sent.task(), "confirm-deletion");
    assertThat(Recalled.deletion(confirmed, "st-woej")).isEqualTo("confirmed");
    Task kept = consultant.read(Task.class, sent.task());
    assertThat(Recalled.deletion(kept, "st-woej")).isEqualTo("confirmed");
    assertThat(Fhir.code(consultant.tryOperate(sent.task(), "resume"))).isEqualTo("refer-anew");
    assertThat(Recalled.events(Recalled.log(hub, "lv", sent.task())))
        .contains("status deletion-requested", "status deletion-confirmed");
  }

  /** It could read as long as nobody had claimed. */
  @Test
  void soIsWhoCameTooLate() {
    ServiceRequest order = Said.order(sent.patient(), "participation", "Wil meedoen");
    order.addPerformer(Said.organisation("st-woej"));
    order.addPerformer(Said.organisation("allesvoorelkaar"));
    consultant.create(Said.consent(sent.patient(), "participation", List.of("allesvoorelkaar")));
    String task = consultant.create(Said.openTask(sent.patient(), consultant.create(order)));
    Fhir other = new Fhir(hub.partner("allesvoorelkaar"));
    other.update(other.read(Task.class, task).setOwner(Said.organisation("allesvoorelkaar")));
    assertThat(woej.tryRead(task).status()).isEqualTo(404);

    consultant.update(consultant.read(Task.class, task).setStatus(TaskStatus.ENTEREDINERROR));
    await().atMost(Hub.SOON).until(() -> Heard.events(atWoej, task).contains("made-in-error"));
    Task bare = woej.read(Task.class, task);
    assertThat(bare.getStatus()).isEqualTo(TaskStatus.ENTEREDINERROR);
    assertThat(bare.hasOwner() || bare.hasFor()).as("who took it on is not told").isFalse();
    assertThat(Recalled.deletion(bare, "st-woej")).isEqualTo("requested");
    assertThat(Recalled.deletion(other.read(Task.class, task), "allesvoorelkaar"))
        .isEqualTo("requested");
    new Canaries().never("the other one", "allesvoorelkaar").assertNeverReached(atWoej);
  }

  @Test
  void ofADraftNobodyEverHears() {
    Task draft = Said.task(sent.patient(), sent.order(), "st-woej").setStatus(TaskStatus.DRAFT);
    String task = consultant.create(draft);
    consultant.update(consultant.read(Task.class, task).setStatus(TaskStatus.ENTEREDINERROR));
    String marker = consultant.create(Said.task(sent.patient(), sent.order(), "st-woej"));
    await().atMost(Hub.SOON).until(() -> Heard.events(atWoej, marker).contains("submit"));
    assertThat(Heard.events(atWoej, task)).isEmpty();
    assertThat(Recalled.log(hub, "st-woej", task)).isEmpty();
    assertThat(Recalled.log(hub, "lv", task))
        .extracting(AuditEvent::getOutcomeDesc)
        .contains("permitted");
  }

  @Test
  void theSameStepTwiceIsTakenOnce() {
    Task accepted = woej.read(Task.class, sent.task()).setStatus(TaskStatus.ACCEPTED);
    assertThat(woej.tryUpdate(accepted).status()).isEqualTo(200);
    assertThat(woej.tryUpdate(accepted).status()).as("of a version that is gone").isEqualTo(412);
    String message = Fhir.json(accepted);
    Answer again = atWoej.put("/fhir/" + sent.task(), message);
    assertThat(again.status()).as("without a version: the first answer").isEqualTo(200);
    assertThat(woej.read(Task.class, sent.task()).getIdElement().getVersionIdPart()).isEqualTo("2");
  }

  @Test
  void whatIsDoneAtOnceHasSomethingToShow() {
    accept();
    Task done = woej.read(Task.class, sent.task()).setStatus(TaskStatus.COMPLETED);
    assertThat(Fhir.code(woej.tryUpdate(done))).isEqualTo("outcome-missing");
    woej.update(Said.report(done, "progress", "Doet al mee met de wandelclub"));
    Task seen = consultant.read(Task.class, sent.task());
    assertThat(seen.getStatus()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(Said.outputs(seen, "progress")).containsExactly("Doet al mee met de wandelclub");
  }

  @Test
  void aReasonIsThereWhereTheStatusAsksForIt() {
    accept();
    Task task = woej.read(Task.class, sent.task());
    for (TaskStatus status : List.of(TaskStatus.ONHOLD, TaskStatus.FAILED, TaskStatus.CANCELLED)) {
      assertThat(Fhir.code(woej.tryUpdate(task.copy().setStatus(status))))
          .as(status.toCode())
          .isEqualTo("reason-missing");
      assertThat(Fhir.code(woej.tryUpdate(Said.because(task.copy(), status, "not-eligible"))))
          .as(status.toCode())
          .isEqualTo("reason-missing");
    }
    Task said = task.copy().setStatus(TaskStatus.INPROGRESS);
    said.setBusinessStatus(Said.coded(Said.BUSINESS_STATUS, "awaiting-information"));
    assertThat(Fhir.code(woej.tryUpdate(said))).isEqualTo("invalid");
  }

  private void accept() {
    woej.update(woej.read(Task.class, sent.task()).setStatus(TaskStatus.ACCEPTED));
  }
}
