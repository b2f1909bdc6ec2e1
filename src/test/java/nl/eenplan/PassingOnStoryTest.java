package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import nl.eenplan.Fhir.Sent;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The municipality refers Mieke to St. WOEJ, who passes her on to Reakt for sport and day
 * activities, with her own consent. Each link stands on its own ground: the municipality hears that
 * it began and that it was done, and not by whom.
 */
@HubTest
class PassingOnStoryTest {

  private final Hub hub;
  private final Client mieke = Client.mieke();
  private final Canaries canaries = new Canaries();
  private final Partner atLv;
  private final Partner atReakt;
  private final Fhir consultant;
  private final Fhir woej;
  private final Fhir reakt;
  private Sent first;
  private String known;

  PassingOnStoryTest(Hub hub) {
    this.hub = hub;
    this.atLv = hub.partner("lv").listen();
    this.atReakt = hub.partner("reakt").listen();
    this.consultant = new Fhir(atLv);
    this.woej = new Fhir(hub.partner("st-woej"));
    this.reakt = new Fhir(atReakt);
  }

  @BeforeEach
  void stWoejAccepts() {
    first =
        consultant.send(
            Said.patient(mieke),
            Said.consent(urn(1), "participation", List.of("st-woej")),
            Said.order(urn(1), "participation", "Wil meedoen", Said.note("health", "Energetische")),
            Said.task(urn(1), urn(3), "st-woej"));
    woej.update(woej.read(Task.class, first.task()).setStatus(TaskStatus.ACCEPTED));
    known = woej.create(asStWoejKnowsHer());
  }

  @AfterEach
  void goodbye() throws Exception {
    atLv.close();
    atReakt.close();
  }

  @Test
  void whatReaktDoesIsDone() {
    canaries
        .neverOf(mieke)
        .never("health", "Energetische")
        .never("the first order", Fhir.id(first.order()))
        .never("the first referral", Fhir.id(first.task()))
        .never("the municipality's record", Fhir.id(first.patient()))
        .never("the municipality", "Organization/lv\"");
    assertThat(Fhir.code(woej.tryCreate(partOf(first.task(), order()))))
        .as("her consent for the first link says nothing of the second")
        .isEqualTo("no-consent");
    mayGoToReakt();
    String order = order();
    String second = woej.create(partOf(first.task(), order));
    assertThat(woej.read(ServiceRequest.class, order).getBasedOnFirstRep().getReference())
        .isEqualTo(first.order());

    await().atMost(Hub.SOON).until(() -> Heard.events(atReakt, second).contains("submit"));
    Task seen = reakt.read(Task.class, second);
    assertThat(seen.hasPartOf()).isFalse();
    assertThat(seen.getRequester().getReference()).isEqualTo("Organization/st-woej");
    ServiceRequest question = reakt.read(ServiceRequest.class, seen.getFocus().getReference());
    assertThat(question.hasBasedOn()).as("Reakt may not know the first").isFalse();
    assertThat(
            reakt.read(Patient.class, seen.getFor().getReference()).getNameFirstRep().getFamily())
        .isEqualTo(mieke.family());

    reakt.update(seen.setStatus(TaskStatus.ACCEPTED));
    becomes(TaskStatus.INPROGRESS);
    reakt.update(reakt.read(Task.class, second).setStatus(TaskStatus.INPROGRESS));
    reakt.update(Said.outcome(reakt.read(Task.class, second), "day-activities"));
    becomes(TaskStatus.COMPLETED);
    assertThat(woej.read(Task.class, second).getPartOfFirstRep().getReference())
        .isEqualTo(first.task());
    assertThat(Said.outputs(woej.read(Task.class, second), "outcome"))
        .containsExactly("day-activities");

    assertThat(consultant.read(Task.class, first.task()).hasOutput()).isFalse();
    assertThat(consultant.tryRead(second).status()).isEqualTo(404);
    assertThat(consultant.tryRead(order).status()).isEqualTo(404);
    await()
        .atMost(Hub.SOON)
        .untilAsserted(
            () -> assertThat(Heard.events(atLv, first.task())).endsWith("begin", "finish"));
    new Canaries()
        .never("who", "reakt")
        .never("what", "day-activities")
        .never("the second", Fhir.id(second))
        .assertNeverReached(atLv);
    canaries.assertNeverReached(atReakt);
  }

  @Test
  void whenNobodyCanItFailed() {
    mayGoToReakt();
    String one = woej.create(partOf(first.task(), order()));
    String two = woej.create(partOf(first.task(), order()));
    reakt.update(Said.because(reakt.read(Task.class, one), TaskStatus.REJECTED, "no-capacity"));
    reakt.update(reakt.read(Task.class, two).setStatus(TaskStatus.ACCEPTED));
    becomes(TaskStatus.INPROGRESS);
    reakt.update(Said.because(reakt.read(Task.class, two), TaskStatus.FAILED, "did-not-start"));
    becomes(TaskStatus.FAILED);
    assertThat(Said.reason(consultant.read(Task.class, first.task()))).isEqualTo("cannot-deliver");
    assertThat(consultant.read(ServiceRequest.class, first.order()).getStatus())
        .as("it can be referred elsewhere")
        .isEqualTo(ServiceRequest.ServiceRequestStatus.ACTIVE);
  }

  @Test
  void withoutAGroundTheMunicipalityHearsNothingOfIt() {
    mayGoToReakt();
    inProgress(first.task());
    String second = woej.create(partOf(first.task(), order()));
    consultant.update(
        consultant.read(Consent.class, first.consent()).setStatus(Consent.ConsentState.INACTIVE));
    reakt.update(reakt.read(Task.class, second).setStatus(TaskStatus.ACCEPTED));
    reakt.update(Said.report(done(second), "progress", "Sport elke week"));
    assertThat(woej.tryCreate(partOf(first.task(), withoutOrigin())).status())
        .as("not by a referral that is closed")
        .isEqualTo(409);

    Sent closed = first;
    stWoejAccepts();
    String later = woej.create(partOf(first.task(), order()));
    reakt.update(reakt.read(Task.class, later).setStatus(TaskStatus.ACCEPTED));
    becomes(TaskStatus.INPROGRESS);
    Task untold = consultant.read(Task.class, closed.task());
    assertThat(untold.getStatus()).isEqualTo(TaskStatus.INPROGRESS);
    assertThat(Said.businessStatus(untold)).isEqualTo("ground-ended");
    assertThat(Heard.events(atLv, closed.task())).doesNotContain("begin", "finish");

    consultant.operate(closed.task(), "resume");
    await()
        .atMost(Hub.SOON)
        .untilAsserted(() ->
            assertThat(consultant.read(Task.class, closed.task()).getStatus())
                .as("what its part did meanwhile is not lost")
                .isEqualTo(TaskStatus.COMPLETED));
  }

  @Test
  void nobodyPassesOnWhatIsNotItsOwn() {
    mayGoToReakt();
    String second = woej.create(partOf(first.task(), order()));
    Patient stranger = Said.patient(Client.named("Iemand", "Anders", "1980-01-01"));
    stranger.setIdentifier(null).addLink().setType(Patient.LinkType.SEEALSO);
    stranger.getLinkFirstRep().setOther(new Reference(first.patient()));
    assertThat(Fhir.code(reakt.tryCreate(stranger))).isEqualTo("unknown-reference");

    ServiceRequest onAnothers = Said.order(known, "day-activities", "Wil sporten");
    onAnothers.addBasedOn(new Reference("ServiceRequest/" + java.util.UUID.randomUUID()));
    assertThat(Fhir.code(woej.tryCreate(onAnothers))).isEqualTo("unknown-reference");
    String elsewhere = woej.create(Said.patient(Client.mieke()).setIdentifier(null));
    ServiceRequest forAnother = Said.order(elsewhere, "day-activities", "Wil sporten");
    forAnother.addBasedOn(new Reference(first.order()));
    assertThat(Fhir.code(woej.tryCreate(forAnother))).isEqualTo("unknown-reference");

    assertThat(Fhir.code(woej.tryCreate(partOf(second, order()))))
        .as("Reakt's, not St. WOEJ's")
        .isEqualTo("unknown-reference");
    Task moved = woej.read(Task.class, second);
    moved.getPartOfFirstRep().setReference("Task/" + java.util.UUID.randomUUID());
    assertThat(Fhir.code(woej.tryUpdate(moved))).isEqualTo("immutable");
    woej.update(Said.outcome(inProgress(first.task()), "participates"));
    assertThat(Fhir.code(woej.tryCreate(partOf(first.task(), order()))))
        .isEqualTo("cannot-pass-on");
  }

  @Test
  void whoKnowsTheFirstReadsThatTheSecondFollowsFromIt() {
    ServiceRequest next = Said.order(first.patient(), "participation", "En nog iets");
    next.addBasedOn(new Reference(first.order()));
    String order = consultant.create(next);
    consultant.create(Said.task(first.patient(), order, "st-woej"));
    assertThat(woej.read(ServiceRequest.class, order).getBasedOnFirstRep().getReference())
        .isEqualTo(first.order());
  }

  private Task done(String task) {
    return reakt.read(Task.class, task).setStatus(TaskStatus.COMPLETED);
  }

  private String withoutOrigin() {
    return woej.create(Said.order(known, "day-activities", "Wil sporten"));
  }

  private Task inProgress(String task) {
    return woej.update(woej.read(Task.class, task).setStatus(TaskStatus.INPROGRESS));
  }

  private void becomes(TaskStatus status) {
    await()
        .atMost(Hub.SOON)
        .untilAsserted(() ->
            assertThat(consultant.read(Task.class, first.task()).getStatus()).isEqualTo(status));
  }

  /** What St. WOEJ heard from herself; that it is the same client, and no number. */
  private Patient asStWoejKnowsHer() {
    Patient patient = new Patient();
    patient.addName().setFamily(mieke.family()).addGiven(mieke.given());
    patient.addTelecom(Said.patient(mieke).getTelecomFirstRep());
    patient.addLink().setType(Patient.LinkType.SEEALSO).setOther(new Reference(first.patient()));
    return patient;
  }

  private void mayGoToReakt() {
    woej.create(Said.consent(known, "day-activities", List.of("reakt")));
  }

  private String order() {
    ServiceRequest order = Said.order(known, "day-activities", "Wil sporten");
    order.addBasedOn(new Reference(first.order()));
    return woej.create(order);
  }

  private Task partOf(String whole, String order) {
    Task task = Said.task(known, order, "reakt").setRequester(Said.organisation("st-woej"));
    if (whole != null) {
      task.addPartOf(new Reference(whole));
    }
    return task;
  }
}
