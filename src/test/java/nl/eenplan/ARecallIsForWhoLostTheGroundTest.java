package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Whoever was sent a referral and lost the ground by the client's word is asked to delete: each by
 * itself, and nobody else.
 */
@HubTest
class ARecallIsForWhoLostTheGroundTest {

  private static final String WOEJ = "st-woej";
  private static final String OTHER = "allesvoorelkaar";

  private final Hub hub;
  private final Client mieke = Client.mieke();
  private final Partner atWoej;
  private final Partner atOther;
  private final Fhir lv;
  private final Fhir woej;
  private final Fhir other;
  private String patient;
  private String consent;

  ARecallIsForWhoLostTheGroundTest(Hub hub) {
    this.hub = hub;
    this.atWoej = hub.partner(WOEJ).listen();
    this.atOther = hub.partner(OTHER).listen();
    this.lv = new Fhir(hub.partner("lv"));
    this.woej = new Fhir(atWoej);
    this.other = new Fhir(atOther);
  }

  @AfterEach
  void backToToday() throws Exception {
    hub.clock().reset();
    atWoej.close();
    atOther.close();
  }

  @Test
  void oneCandidateIsRecalledAloneAndTheOthersGoOn() {
    String task = open();
    sheRefuses(WOEJ);

    hears(atWoej, task, "ground-ended");
    Task over = woej.read(Task.class, task);
    assertThat(over.getStatus()).isEqualTo(Task.TaskStatus.CANCELLED);
    assertThat(over.hasFor() || over.hasFocus() || over.hasOwner()).isFalse();
    assertThat(Recalled.deletion(over, WOEJ)).isEqualTo("requested");
    assertThat(woej.tryRead(patient).status()).isEqualTo(404);
    assertThat(woej.search(Task.class, "owner:missing=true&_count=100"))
        .extracting(Fhir::place)
        .as("nothing to claim any more")
        .doesNotContain(task);
    Task claim = claimed(over.copy(), WOEJ).setStatus(Task.TaskStatus.REQUESTED);
    assertThat(Fhir.code(woej.tryUpdate(claim.setStatusReason(null)))).isEqualTo("client-refused");

    Task stillOpen = other.read(Task.class, task);
    assertThat(stillOpen.getStatus()).isEqualTo(Task.TaskStatus.REQUESTED);
    assertThat(stillOpen.hasExtension()).as("whom it was closed to is not told").isFalse();
    Task accepted = other.update(claimed(stillOpen, OTHER));
    other.update(accepted.setStatus(Task.TaskStatus.ACCEPTED));
    assertThat(other.read(Patient.class, patient).getNameFirstRep().getFamily())
        .isEqualTo(mieke.family());

    Task abort = new Task().setStatus(Task.TaskStatus.REQUESTED);
    abort.setIntent(Task.TaskIntent.ORDER).setFocus(new Reference(task));
    abort.setCode(Said.coded("http://hl7.org/fhir/CodeSystem/task-code", "abort"));
    abort.setReasonCode(Said.coded(Said.REASON, "other"));
    assertThat(Fhir.code(woej.tryCreate(abort)))
        .as("where it stands with another one")
        .isEqualTo("unknown-reference");
    Task confirmed = woej.operate(task, "confirm-deletion");
    assertThat(Recalled.deletion(confirmed, WOEJ)).isEqualTo("confirmed");
    assertThat(confirmed.getStatus())
        .as("what became of it with another one is not told")
        .isEqualTo(Task.TaskStatus.CANCELLED);
    assertThat(confirmed.hasOwner()).isFalse();
    Task seen = lv.read(Task.class, task);
    assertThat(seen.getStatus()).isEqualTo(Task.TaskStatus.ACCEPTED);
    assertThat(Recalled.deletion(seen, WOEJ)).isEqualTo("confirmed");
    assertThat(Recalled.deletion(seen, OTHER)).isEqualTo("none");
    assertThat(Heard.events(atOther, task)).doesNotContain("ground-ended");
    assertThat(Heard.events(atWoej, task)).endsWith("ground-ended");
    new Canaries().never("the other one", OTHER).assertNeverReached(atWoej);
  }

  @Test
  void whenTheLastCandidateIsLostItIsCancelled() {
    String task = open();
    sheRefuses(WOEJ);
    assertThat(lv.read(Task.class, task).getStatus()).isEqualTo(Task.TaskStatus.REQUESTED);
    sheRefuses(OTHER);
    Task seen = lv.read(Task.class, task);
    assertThat(seen.getStatus()).isEqualTo(Task.TaskStatus.CANCELLED);
    assertThat(seen.getStatusReason().getCodingFirstRep().getCode()).isEqualTo("consent-withdrawn");
    hears(atWoej, task, "ground-ended");
    hears(atOther, task, "ground-ended");
  }

  @Test
  void theConsultantCanOpenItAgainForOneOfThem() {
    String task = open();
    String refusal = sheRefuses(WOEJ);
    lv.update(lv.read(Consent.class, refusal).setStatus(ConsentState.INACTIVE));
    assertThat(woej.tryRead(patient).status()).as("not by itself").isEqualTo(404);
    assertThat(lv.operate(task, "resume").hasExtension()).isFalse();
    assertThat(woej.tryRead(patient).status()).isEqualTo(200);
    woej.update(claimed(woej.read(Task.class, task), WOEJ));
    assertThat(lv.read(Task.class, task).getOwner().getReference())
        .isEqualTo("Organization/" + WOEJ);
  }

  /** It could read as long as nobody had claimed. */
  @Test
  void whoCameTooLateForAnOpenReferralDeletesAsWell() {
    String task = open();
    woej.read(Patient.class, patient);
    Task claimed = other.update(claimed(other.read(Task.class, task), OTHER));
    other.update(claimed.setStatus(Task.TaskStatus.ACCEPTED));
    assertThat(woej.tryRead(task).status()).isEqualTo(404);
    assertThat(woej.tryOperate(task, "confirm-deletion").status()).isEqualTo(404);

    withdraw();
    hears(atWoej, task, "ground-ended");
    assertThat(woej.read(Task.class, task).getStatus()).isEqualTo(Task.TaskStatus.CANCELLED);
    assertThat(Recalled.deletion(woej.operate(task, "confirm-deletion"), WOEJ))
        .isEqualTo("confirmed");
    assertThat(Recalled.deletion(other.read(Task.class, task), OTHER)).isEqualTo("requested");
    Task seen = lv.read(Task.class, task);
    assertThat(Recalled.deletion(seen, WOEJ)).isEqualTo("confirmed");
    assertThat(Recalled.deletion(seen, OTHER)).isEqualTo("requested");
  }

  @Test
  void whoHasFinishedOrDeclinedDeletesAsWell() {
    String done = refer();
    begin(done);
    woej.update(Said.outcome(woej.read(Task.class, done), "participates"));
    String declined = refer();
    Task no = woej.read(Task.class, declined).setStatus(Task.TaskStatus.REJECTED);
    woej.update(no.setStatusReason(Said.coded(Said.REASON, "no-capacity")));

    withdraw();
    for (String task : List.of(done, declined)) {
      hears(atWoej, task, "ground-ended");
      assertThat(Recalled.deletion(woej.operate(task, "confirm-deletion"), WOEJ))
          .isEqualTo("confirmed");
    }
    consents();
    assertThat(woej.tryRead(patient).status()).isEqualTo(404);
    assertThat(Fhir.code(lv.tryOperate(declined, "resume"))).isEqualTo("refer-anew");
    assertThat(lv.operate(done, "resume").getStatus()).isEqualTo(Task.TaskStatus.COMPLETED);
    assertThat(woej.tryRead(patient).status()).isEqualTo(200);
  }

  @Test
  void aConsentThatBecomesNarrowerTakesAwayToo() {
    String task = refer();
    Consent narrower = consent(List.of(OTHER));
    narrower.setId(consent + "/_history/1");
    lv.update(narrower);
    assertThat(woej.tryRead(patient).status()).isEqualTo(404);
    assertThat(Recalled.deletion(lv.read(Task.class, task), WOEJ)).isEqualTo("requested");
  }

  @Test
  void aNarrowerConsentInThePlaceOfAnotherTakesAwayToo() {
    String task = refer();
    Consent narrower = consent(List.of(OTHER));
    narrower.addExtension(Said.REPLACES, new Reference(consent));
    lv.create(narrower);
    assertThat(woej.tryRead(patient).status()).isEqualTo(404);
    assertThat(Recalled.deletion(lv.read(Task.class, task), WOEJ)).isEqualTo("requested");
  }

  /** It ends what may pass, but nobody took anything back. */
  @Test
  void aPermissionThatHasRunOutIsNoWithdrawal() {
    patient = lv.create(Said.patient(mieke));
    LocalDate today = LocalDate.ofInstant(hub.clock().instant(), ZoneOffset.UTC);
    Consent shortly = consent(List.of(WOEJ));
    shortly
        .getProvision()
        .setPeriod(new Period().setEndElement(new DateTimeType(today.plusDays(10).toString())));
    consent = lv.create(shortly);
    String task = refer(WOEJ);
    begin(task);
    hub.clock().advance(Duration.ofDays(20));
    assertThat(woej.tryRead(patient).status()).isEqualTo(404);

    // Something else that she says does not make it one.
    String unrelated = lv.create(consent(List.of(OTHER)));
    lv.update(lv.read(Consent.class, unrelated).setStatus(ConsentState.INACTIVE));
    Task seen = lv.read(Task.class, task);
    assertThat(seen.hasBusinessStatus() || seen.hasExtension()).isFalse();
    assertThat(Fhir.code(woej.tryOperate(task, "confirm-deletion")))
        .isEqualTo("deletion-not-requested");

    lv.create(consent(List.of(WOEJ)));
    assertThat(woej.tryRead(patient).status()).as("opens by itself").isEqualTo(200);
    assertThat(Heard.events(atWoej, task)).doesNotContain("ground-ended");

    // Taking back what had run out is.
    lv.update(lv.read(Consent.class, consent).setStatus(ConsentState.INACTIVE));
    assertThat(woej.tryRead(patient).status()).as("the newer one stands").isEqualTo(200);
  }

  @Test
  void aDraftStaysAndCannotBeSubmitted() {
    permitted();
    Task draft = Said.task(patient, lv.create(order()), WOEJ).setStatus(Task.TaskStatus.DRAFT);
    String task = lv.create(draft);
    withdraw();
    Task kept = lv.read(Task.class, task);
    assertThat(kept.getStatus()).isEqualTo(Task.TaskStatus.DRAFT);
    assertThat(kept.hasExtension()).as("nobody got anything").isFalse();
    assertThat(Fhir.code(lv.tryUpdate(kept.setStatus(Task.TaskStatus.REQUESTED))))
        .isEqualTo("consent-withdrawn");
    assertThat(woej.tryRead(task).status()).isEqualTo(404);
    assertThat(Recalled.events(Recalled.log(hub, WOEJ, task)))
        .as("its own attempt")
        .containsExactly("decision read");
  }

  /** Of a draft the candidates know nothing, so who is passed over when it is submitted neither. */
  @Test
  void whoWasPassedOverIsNotToldAnything() {
    permitted(WOEJ, OTHER);
    String task = lv.create(openDraft());
    Task directed = lv.read(Task.class, task).setStatus(Task.TaskStatus.REQUESTED);
    lv.update(directed.setOwner(Said.organisation(OTHER)));
    assertThat(woej.tryUpdate(claimed(directed.copy(), WOEJ)).status()).isEqualTo(404);
    withdraw();
    hears(atOther, task, "ground-ended");
    assertThat(Recalled.deletion(lv.read(Task.class, task), WOEJ)).isEqualTo("none");
    assertThat(woej.tryOperate(task, "confirm-deletion").status()).isEqualTo(404);
  }

  @Test
  void onlyWhoWasAskedCanConfirm() {
    String task = refer();
    assertThat(Fhir.code(woej.tryOperate(task, "confirm-deletion")))
        .isEqualTo("deletion-not-requested");
    assertThat(Fhir.code(lv.tryOperate(task, "confirm-deletion")))
        .isEqualTo("deletion-not-requested");
    assertThat(Fhir.code(other.tryOperate(task, "confirm-deletion"))).isEqualTo("not-found");
    assertThat(Fhir.code(other.tryOperate(task, "resume"))).isEqualTo("not-found");
    assertThat(Fhir.code(lv.tryOperate(task, "resume"))).isEqualTo("ground-not-ended");
    assertThat(lv.read(Task.class, task).getMeta().getVersionId()).isEqualTo("1");
    withdraw();
    assertThat(Fhir.code(lv.tryOperate(task, "confirm-deletion")))
        .isEqualTo("deletion-not-requested");
    assertThat(Fhir.code(other.tryOperate(task, "confirm-deletion"))).isEqualTo("not-found");
    assertThat(hub.partner("lv-privacy").post("/fhir/" + task + "/$resume", "").status())
        .isEqualTo(403);
    Task first = woej.operate(task, "confirm-deletion");
    hub.clock().advance(Duration.ofHours(2));
    assertThat(Fhir.json(woej.operate(task, "confirm-deletion")))
        .as("the same answer again")
        .isEqualTo(Fhir.json(first));
  }

  private String open() {
    permitted(WOEJ, OTHER);
    String task = lv.create(Said.openTask(patient, lv.create(openOrder())));
    hears(atWoej, task, "submit");
    return task;
  }

  private Task openDraft() {
    return Said.openTask(patient, lv.create(openOrder())).setStatus(Task.TaskStatus.DRAFT);
  }

  private ServiceRequest openOrder() {
    ServiceRequest order = order();
    order.addPerformer(Said.organisation(WOEJ)).addPerformer(Said.organisation(OTHER));
    return order;
  }

  private String refer() {
    if (patient == null) {
      permitted(WOEJ);
    }
    return refer(WOEJ);
  }

  private String refer(String target) {
    return lv.create(Said.task(patient, lv.create(order()), target));
  }

  private void begin(String task) {
    woej.update(woej.read(Task.class, task).setStatus(Task.TaskStatus.ACCEPTED));
    woej.update(woej.read(Task.class, task).setStatus(Task.TaskStatus.INPROGRESS));
  }

  private ServiceRequest order() {
    return Said.order(patient, "participation", "Wil onder de mensen komen");
  }

  private void permitted(String... targets) {
    patient = lv.create(Said.patient(mieke));
    consent = lv.create(consent(targets.length == 0 ? List.of(WOEJ) : List.of(targets)));
  }

  private void consents() {
    lv.create(consent(List.of(WOEJ)));
  }

  private Consent consent(List<String> targets) {
    return Said.consent(
        patient, "participation", targets, "identity", "contact", "referral-question");
  }

  private void withdraw() {
    lv.update(lv.read(Consent.class, consent).setStatus(ConsentState.INACTIVE));
  }

  private String sheRefuses(String target) {
    Consent refusal = Said.refusal(patient, "2026-11-20", target);
    refusal.getProvision().addPurpose().setSystem(Said.PURPOSE).setCode("participation");
    return lv.create(refusal);
  }

  private static Task claimed(Task task, String target) {
    return task.setOwner(Said.organisation(target));
  }

  private static void hears(Partner partner, String task, String event) {
    await().atMost(Hub.SOON).until(() -> Heard.events(partner, task).contains(event));
  }
}
