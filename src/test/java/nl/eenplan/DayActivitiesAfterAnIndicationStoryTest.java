package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Period;
import java.util.List;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Bram wants to go to the day activities of Middin. First the Wmo department has to say yes; then
 * he starts, and half a year later his file may be closed.
 */
@HubTest
class DayActivitiesAfterAnIndicationStoryTest {

  private final Hub hub;
  private final Client bram = Client.named("Bram", "Wachter", "1970-06-01");
  private final Partner atLv;
  private final Fhir consultant;
  private final Fhir wmo;
  private final Fhir middin;

  DayActivitiesAfterAnIndicationStoryTest(Hub hub) {
    this.hub = hub;
    this.atLv = hub.partner("lv").listen();
    this.consultant = new Fhir(atLv);
    this.wmo = new Fhir(hub.partner("lv-wmo"));
    this.middin = new Fhir(hub.partner("middin"));
  }

  @AfterEach
  void backToToday() throws Exception {
    hub.clock().reset();
    atLv.close();
  }

  @Test
  void middinIsRefusedUntilTheIndicationIsGrantedAndHalfAYearLaterTheFileMayBeClosed() {
    List<String> request = requested();
    String patient = request.getFirst();
    assertNeedsAnIndication(consultant.trySend(toMiddin(patient, "")), "none was asked");
    assertNeedsAnIndication(
        consultant.trySend(toMiddin(patient, request.get(1))), "it is not decided yet");

    decided(request.getLast(), "indication-granted", "Toegekend, twee dagdelen");
    assertNeedsAnIndication(consultant.trySend(toMiddin(patient, "")), "it is not named");
    String task = consultant.send(toMiddin(patient, request.get(1))).getLast();

    middin.update(middin.read(Task.class, task).setStatus(Task.TaskStatus.ACCEPTED));
    Task tour = middin.read(Task.class, task).setStatus(Task.TaskStatus.INPROGRESS);
    tour.setBusinessStatus(Said.coded(Said.BUSINESS_STATUS, "scheduled"));
    middin.update(tour);
    middin.update(Said.outcome(middin.read(Task.class, task), "day-activities"));

    TermsOf.pass(hub, Period.ofMonths(6).minusDays(1));
    TermsOf.hearsNot(atLv, task, "file-may-be-closed");
    TermsOf.pass(hub, Period.ofDays(1));
    TermsOf.hears(atLv, task, "file-may-be-closed");
  }

  @Test
  void aRefusalSaysWhyAndIsAnsweredWithANewRequest() {
    List<String> request = requested();
    Task refused = Said.outcome(accepted(request.getLast()), "indication-refused");
    Answer without = wmo.tryUpdate(refused);
    assertThat(without.status()).as(without.body()).isEqualTo(422);
    assertThat(Fhir.code(without)).isEqualTo("missing");
    wmo.update(Said.report(refused, "progress", "Het verslag zegt niet wat hij nodig heeft"));
    Task seen = consultant.read(Task.class, request.getLast());
    assertThat(Said.outputs(seen, "outcome")).containsExactly("indication-refused");
    assertThat(Said.outputs(seen, "progress"))
        .containsExactly("Het verslag zegt niet wat hij nodig heeft");

    String patient = request.getFirst();
    assertNeedsAnIndication(consultant.trySend(toMiddin(patient, request.get(1))), "refused");
    ServiceRequest again = Said.order(patient, "wmo-indication", "Dagbesteding, met het verslag");
    again.addBasedOn(new Reference(request.get(1)));
    List<String> second =
        consultant.send(Fhir.transaction(again, Said.task(patient, urn(1), "lv-wmo")));
    decided(second.getLast(), "indication-granted", "Toegekend");
    consultant.send(toMiddin(patient, second.getFirst()));
  }

  @Test
  void theIndicationOfAnotherClientDoesNotCount() {
    List<String> request = requested();
    decided(request.getLast(), "indication-granted", "Toegekend");
    String other = consultant.create(Said.patient(Client.named("Cor", "Ander", "1971-02-03")));
    Answer refused = consultant.trySend(toMiddin(other, request.get(1)));
    assertThat(refused.status()).as(refused.body()).isEqualTo(422);
  }

  @Test
  void reaktNeedsNoneByContractWhenStWoejRefersAndTheSenderReadsThat() {
    Fhir stWoej = new Fhir(hub.partner("st-woej"));
    HealthcareService reakt =
        stWoej.read(HealthcareService.class, "HealthcareService/reakt-day-activities");
    assertThat(reakt.getEligibilityFirstRep().getComment())
        .contains("wmo-indication", "st-woej", "contract");

    Client mieke = Client.mieke();
    Task task = Said.task(urn(1), urn(3), "reakt").setRequester(Said.organisation("st-woej"));
    Bundle onward =
        Fhir.transaction(
            Said.patient(mieke),
            Said.consent(urn(1), "day-activities", List.of("reakt")),
            Said.order(urn(1), "day-activities", "Sport en dagbesteding"),
            task);
    assertThat(stWoej.preview(onward).body())
        .contains("\"contract-exception\"", "in het contract", "in the contract");
    assertThat(stWoej.trySend(onward).body()).contains("\"contract-exception\"");

    Bundle byLv =
        Fhir.transaction(
            Said.patient(mieke),
            Said.order(urn(1), "day-activities", "Dagbesteding"),
            Said.task(urn(1), urn(2), "reakt"));
    assertNeedsAnIndication(consultant.trySend(byLv), "the contract is with St. WOEJ");
  }

  private void assertNeedsAnIndication(Answer refused, String why) {
    assertThat(refused.status()).as(why + refused.body()).isEqualTo(422);
    assertThat(Fhir.code(refused)).as(why).isEqualTo("prerequisite-missing");
    assertThat(refused.body()).contains("wmo-indication", "basedOn");
  }

  private List<String> requested() {
    return consultant.send(
        Fhir.transaction(
            Said.patient(bram),
            Said.order(urn(1), "wmo-indication", "Dagbesteding, twee dagdelen per week"),
            Said.task(urn(1), urn(2), "lv-wmo")));
  }

  private Task accepted(String task) {
    wmo.update(wmo.read(Task.class, task).setStatus(Task.TaskStatus.ACCEPTED));
    wmo.update(wmo.read(Task.class, task).setStatus(Task.TaskStatus.INPROGRESS));
    return wmo.read(Task.class, task);
  }

  private void decided(String task, String outcome, String why) {
    wmo.update(Said.report(Said.outcome(accepted(task), outcome), "progress", why));
  }

  private static Bundle toMiddin(String patient, String indication) {
    ServiceRequest order = Said.order(patient, "day-activities", "Dagbesteding");
    if (!indication.isEmpty()) {
      order.addBasedOn(new Reference(indication));
    }
    return Fhir.transaction(order, Said.task(patient, urn(1), "middin"));
  }
}
