package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import nl.eenplan.Fhir.Sent;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Ria, on benefit for twelve years, is referred to St. WOEJ for voluntary work. St. WOEJ is late;
 * in the end she is a receptionist, eight hours a week.
 */
@HubTest
class ToVoluntaryWorkStoryTest {

  private final Hub hub;
  private final Client ria = Client.named("Ria", "Voorbeeld", "1968-11-02");
  private final Partner atLv;
  private final Partner atWoej;
  private final Fhir consultant;
  private final Fhir woej;

  ToVoluntaryWorkStoryTest(Hub hub) {
    this.hub = hub;
    this.atLv = hub.partner("lv").listen();
    this.atWoej = hub.partner("st-woej").listen();
    this.consultant = new Fhir(atLv);
    this.woej = new Fhir(atWoej);
  }

  @AfterEach
  void backToToday() throws Exception {
    hub.clock().reset();
    atLv.close();
    atWoej.close();
  }

  @Test
  void aMissedTermIsToldOnDayEightAndTheEndOfTheTrackTwoWeeksBefore() {
    String task = sheIsReferredAndAccepted();
    nothingIsSaidBeforeTheTermHasPassed(task);
    onDayEightTheConsultantIsReminded(task);
    onDayNineSheIsContacted(task);
    twoWeeksBeforeTheTrackEndsTheConsultantIsReminded(task);
    sheBecomesAReceptionist(task);
    assertThat(Heard.events(atLv, task))
        .containsExactly(
            "accept",
            "first-contact-overdue",
            "first-contact",
            "contact-due",
            "track-ends",
            "outcome");
    assertThat(Heard.events(atWoej, task))
        .containsExactly("submit", "first-contact-due", "first-contact-overdue");
  }

  private String sheIsReferredAndAccepted() {
    Sent sent =
        consultant.send(
            Said.patient(ria),
            Said.consent(urn(1), "voluntary-work", List.of("st-woej")),
            Said.order(urn(1), "voluntary-work", "Zoekt vrijwilligerswerk"),
            Said.task(urn(1), urn(3), "st-woej"));
    woej.update(woej.read(Task.class, sent.task()).setStatus(Task.TaskStatus.ACCEPTED));
    return sent.task();
  }

  @Test
  void theTesterGetsNothingButHerNameAndLanguage() {
    Partner atNoa = hub.partner("noa");
    org.hl7.fhir.r4.model.Patient patient = Said.patient(ria);
    patient.addCommunication().getLanguage().setText("Nederlands");
    org.hl7.fhir.r4.model.ServiceRequest order =
        Said.order(urn(1), "interest-test", "Wat past bij haar?");
    Canaries canaries = new Canaries().hideIn(order);
    Sent sent =
        consultant.send(
            patient,
            Said.consent(
                urn(1),
                "interest-test",
                List.of("noa"),
                "identity.name",
                "language",
                "referral-question",
                "contact"),
            order,
            Said.task(urn(1), urn(3), "noa"));
    org.hl7.fhir.r4.model.Patient seen =
        new Fhir(atNoa).read(org.hl7.fhir.r4.model.Patient.class, sent.patient());
    assertThat(seen.getNameFirstRep().getFamily()).isEqualTo("Voorbeeld");
    assertThat(seen.hasIdentifier() || seen.hasAddress() || seen.hasBirthDate()).isFalse();
    canaries.assertNeverReached(atNoa);
  }

  private void nothingIsSaidBeforeTheTermHasPassed(String task) {
    await().atMost(Hub.SOON).until(() -> Heard.events(atLv, task).contains("accept"));
    hub.clock().advance(Duration.ofDays(6));
    await()
        .during(Duration.ofMillis(1500))
        .atMost(Hub.SOON)
        .until(() -> !consultant.read(Task.class, task).hasBusinessStatus());
  }

  private void onDayEightTheConsultantIsReminded(String task) {
    hub.clock().advance(Duration.ofDays(2));
    await()
        .atMost(Hub.SOON)
        .until(() -> Heard.events(atLv, task).contains("first-contact-overdue"));
    await()
        .atMost(Hub.SOON)
        .until(() -> Heard.events(atWoej, task).contains("first-contact-overdue"));

    Task seen = consultant.read(Task.class, task);
    assertThat(seen.getStatus()).isEqualTo(Task.TaskStatus.ACCEPTED);
    assertThat(seen.getBusinessStatus().getCodingFirstRep().getCode()).isEqualTo("overdue");
    assertThat(
            consultant.search(
                Task.class, "requester=Organization/lv&business-status=overdue&_count=100"))
        .extracting(Fhir::place)
        .contains(task);
    assertThat(TermsOf.seenBy(atLv, task)).containsExactly("first-contact missed");
    assertThat(TermsOf.seenBy(atWoej, task)).containsExactly("first-contact missed");
  }

  private void onDayNineSheIsContacted(String task) {
    hub.clock().advance(Duration.ofDays(1));
    woej.update(woej.read(Task.class, task).setStatus(Task.TaskStatus.INPROGRESS));
    await().atMost(Hub.SOON).until(() -> Heard.events(atLv, task).contains("first-contact"));
    Task seen = consultant.read(Task.class, task);
    assertThat(seen.getStatus()).isEqualTo(Task.TaskStatus.INPROGRESS);
    assertThat(seen.hasBusinessStatus()).as("no longer overdue").isFalse();
  }

  /** Three months after the first contact, less two weeks. */
  private void twoWeeksBeforeTheTrackEndsTheConsultantIsReminded(String task) {
    LocalDate today = LocalDate.ofInstant(hub.clock().instant(), ZoneOffset.UTC);
    LocalDate reminder = today.plusMonths(3).minusWeeks(2);
    long days = today.until(reminder, java.time.temporal.ChronoUnit.DAYS);
    hub.clock().advance(Duration.ofDays(days - 1));
    await()
        .during(Duration.ofMillis(1500))
        .atMost(Hub.SOON)
        .until(() -> !Heard.events(atLv, task).contains("track-ends"));
    hub.clock().advance(Duration.ofDays(1).plusHours(2));
    await().atMost(Hub.SOON).until(() -> Heard.events(atLv, task).contains("track-ends"));
    assertThat(consultant.read(Task.class, task).getStatus()).isEqualTo(Task.TaskStatus.INPROGRESS);
  }

  private void sheBecomesAReceptionist(String task) {
    Task done = Said.ladderStep(Said.outcome(woej.read(Task.class, task), "voluntary-work"), 4);
    woej.update(Said.report(done, "progress", "Receptioniste, 8 uur per week"));
    await().atMost(Hub.SOON).until(() -> Heard.events(atLv, task).contains("outcome"));

    Task seen = consultant.read(Task.class, task);
    assertThat(seen.getStatus()).isEqualTo(Task.TaskStatus.COMPLETED);
    assertThat(Said.outputs(seen, "outcome")).containsExactly("voluntary-work");
    assertThat(Said.outputs(seen, "ladder-step")).containsExactly("4");
    assertThat(Said.outputs(seen, "progress")).containsExactly("Receptioniste, 8 uur per week");
  }
}
