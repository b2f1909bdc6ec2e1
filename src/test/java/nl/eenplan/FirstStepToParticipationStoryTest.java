package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import nl.eenplan.Fhir.Sent;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Mieke has been at home for years and feels lonely at times. Her consultant at the municipality
 * refers her to St. WOEJ to take part in something; a month later she is in the women's club.
 */
@HubTest
class FirstStepToParticipationStoryTest {

  private final Hub hub;
  private final Client mieke = Client.mieke();
  private final Canaries canaries = new Canaries().neverOf(mieke);
  private final Partner atWoej;
  private final Fhir consultant;
  private final Fhir woej;

  FirstStepToParticipationStoryTest(Hub hub) {
    this.hub = hub;
    this.atWoej = hub.partner("st-woej").listen();
    this.consultant = new Fhir(hub.partner("lv"));
    this.woej = new Fhir(atWoej);
  }

  @AfterEach
  void backToToday() throws Exception {
    hub.clock().reset();
    atWoej.close();
  }

  @Test
  void aReferralWithConsentIsAcceptedContactedAndEndsInParticipation() {
    Sent sent = sheConsentsAndIsReferred();
    woejHearsOfItWithinSecondsAndReadsWhatItMayHave(sent);
    woejAcceptsAndContactsHerOnDayFive(sent);
    afterAMonthSheParticipates(sent);
    canaries.assertNeverReached(atWoej);
  }

  private Sent sheConsentsAndIsReferred() {
    Patient patient = Said.patient(mieke);
    patient.addName().setFamily("Van Vroeger").setUse(HumanName.NameUse.OLD);
    patient
        .addTelecom()
        .setSystem(ContactPoint.ContactPointSystem.PHONE)
        .setValue("070-0000999")
        .setUse(ContactPoint.ContactPointUse.OLD);
    Consent consent =
        Said.consent(
            urn(1),
            "participation",
            List.of("st-woej"),
            "identity",
            "contact",
            "referral-question",
            "wishes",
            "practical-limits");
    ServiceRequest order =
        Said.order(
            urn(1),
            "participation",
            "Wil weer onder de mensen komen",
            Said.note("wishes", "Houdt van handwerken"),
            Said.note("practical-limits", "Niet meer dan twee uur achter elkaar"),
            Said.note("health", "Energetische klachten"),
            Said.note("benefit", "Bijstand sinds 2014"),
            Said.note("category", "2A"));
    Task task = Said.task(urn(1), urn(3), "st-woej");
    canaries
        .never("health", "Energetische")
        .never("benefit", "Bijstand")
        .never("category", "\"2A\"")
        .never("old name", "Van Vroeger")
        .never("old number", "070-0000999")
        .never("street", mieke.street())
        .never("postal code", mieke.postalCode())
        .hideIn(patient)
        .hideIn(consent)
        .hideIn(order)
        .hideIn(task);
    assertThat(canaries.number()).isGreaterThan(500);
    return consultant.send(patient, consent, order, task);
  }

  private void woejHearsOfItWithinSecondsAndReadsWhatItMayHave(Sent sent) {
    await()
        .atMost(Hub.SOON)
        .until(() -> Heard.events(atWoej, sent.task()), List.of("submit")::equals);

    Task task =
        woej.search(
                Task.class,
                "owner=Organization/st-woej&status=requested&_id=" + Fhir.id(sent.task()))
            .getFirst();
    Duration term =
        Duration.between(
            task.getAuthoredOn().toInstant(),
            task.getRestriction().getPeriod().getEnd().toInstant());
    assertThat(term).isBetween(Duration.ofHours(7 * 24 - 1), Duration.ofHours(7 * 24 + 1));

    Patient patient = woej.read(Patient.class, task.getFor().getReference());
    assertThat(patient.getNameFirstRep().getFamily()).isEqualTo(mieke.family());
    assertThat(patient.getNameFirstRep().getGivenAsSingleString()).isEqualTo(mieke.given());
    assertThat(patient.getBirthDateElement().getValueAsString()).isEqualTo(mieke.birthYear());
    assertThat(patient.getTelecomFirstRep().getValue()).isEqualTo(mieke.phone());
    assertThat(patient.getContactFirstRep().getName().getText()).isEqualTo("Buurvrouw An");
    assertThat(patient.getIdentifier()).isEmpty();
    assertThat(patient.getAddress()).isEmpty();

    ServiceRequest order = woej.read(ServiceRequest.class, task.getFocus().getReference());
    assertThat(order.getCode().getText()).isEqualTo("Wil weer onder de mensen komen");
    assertThat(order.getNote())
        .extracting(note -> note.getText())
        .containsExactlyInAnyOrder("Houdt van handwerken", "Niet meer dan twee uur achter elkaar");
  }

  private void woejAcceptsAndContactsHerOnDayFive(Sent sent) {
    woej.update(woej.read(Task.class, sent.task()).setStatus(Task.TaskStatus.ACCEPTED));
    assertThat(consultant.read(Task.class, sent.task()).getStatus())
        .isEqualTo(Task.TaskStatus.ACCEPTED);

    hub.clock().advance(Duration.ofDays(5));
    woej.update(woej.read(Task.class, sent.task()).setStatus(Task.TaskStatus.INPROGRESS));

    Task seen = consultant.read(Task.class, sent.task());
    assertThat(seen.getStatus()).isEqualTo(Task.TaskStatus.INPROGRESS);
    assertThat(seen.hasBusinessStatus()).as("a term that is met is not overdue").isFalse();
    assertThat(seen.getLastModified()).isBefore(seen.getRestriction().getPeriod().getEnd());
  }

  private void afterAMonthSheParticipates(Sent sent) {
    hub.clock().advance(Duration.ofDays(30));
    Task task = woej.read(Task.class, sent.task());
    assertThat(task.hasBusinessStatus()).as("not overdue after the first contact").isFalse();
    Said.report(task, "progress", "Is bij de vrouwenclub");
    woej.update(Said.ladderStep(Said.outcome(task, "participates"), 2));

    Task seen = consultant.read(Task.class, sent.task());
    assertThat(seen.getStatus()).isEqualTo(Task.TaskStatus.COMPLETED);
    assertThat(Said.outputs(seen, "outcome")).containsExactly("participates");
    assertThat(Said.outputs(seen, "progress")).containsExactly("Is bij de vrouwenclub");
    assertThat(Said.outputs(seen, "ladder-step")).containsExactly("2");
  }
}
