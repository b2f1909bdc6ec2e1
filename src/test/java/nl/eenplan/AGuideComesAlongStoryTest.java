package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import nl.eenplan.Fhir.Sent;
import nl.eenplan.Partner.Answer;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Bram does not follow letters and talks well. His guide of Humanitas comes along, by a permission
 * that he signed: the guide sees appointments and what was agreed, and nothing about his money.
 */
@HubTest
class AGuideComesAlongStoryTest {

  private final Client bram = Client.named("Bram", "Verzonnendijk", "1970-06-01");
  private final Partner atHumanitas;
  private final Fhir consultant;
  private final Fhir humanitas;

  AGuideComesAlongStoryTest(Hub hub) {
    this.atHumanitas = hub.partner("humanitas").listen();
    this.consultant = new Fhir(hub.partner("lv"));
    this.humanitas = new Fhir(atHumanitas);
  }

  @AfterEach
  void hangUp() throws Exception {
    atHumanitas.close();
  }

  @Test
  void onHisSignedPermissionTheGuideSeesAppointmentsAndAgreementsAndNotHisMoney() {
    Patient patient = Said.patient(bram);
    Consent signed = Said.signed(permission());
    ServiceRequest order = order();
    Task task = Said.task(urn(1), urn(3), "humanitas");
    Canaries canaries =
        new Canaries()
            .neverOf(bram)
            .never("birth year", bram.birthYear())
            .never("street", bram.street())
            .never("finances", "Kan met zijn geld niet uitkomen")
            .never("debts", "Achterstand bij de zorgverzekeraar")
            .never("benefit", "Bijstand sinds 2011")
            .never("health", "Licht verstandelijk beperkt")
            .hideIn(patient)
            .hideIn(order)
            .hideIn(task);

    Sent sent = consultant.send(patient, signed, order, task);

    await()
        .atMost(Hub.SOON)
        .until(() -> Heard.events(atHumanitas, sent.task()), List.of("submit")::equals);
    Patient seen = humanitas.read(Patient.class, sent.patient());
    assertThat(seen.getNameFirstRep().getFamily()).isEqualTo(bram.family());
    assertThat(seen.getTelecomFirstRep().getValue()).isEqualTo(bram.phone());
    assertThat(humanitas.read(ServiceRequest.class, sent.order()).getNote())
        .extracting(note -> note.getText())
        .containsExactlyInAnyOrder(
            "Dinsdag 10 uur rondleiding, de gids gaat mee", "Aanvraag Wmo doen we samen");
    humanitas.update(humanitas.read(Task.class, sent.task()).setStatus(Task.TaskStatus.ACCEPTED));
    humanitas.search(ServiceRequest.class, "_id=" + Fhir.id(sent.order()));
    humanitas.search(Patient.class, "_id=" + Fhir.id(sent.patient()));
    canaries.assertNeverReached(atHumanitas);
  }

  @Test
  void whatHeSaidInATalkIsNotEnough() {
    Bundle talk =
        Fhir.transaction(
            Said.patient(bram), permission(), order(), Said.task(urn(1), urn(3), "humanitas"));

    Answer refused = consultant.trySend(talk);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(Fhir.code(refused)).isEqualTo("no-consent");
    assertThat(consultant.preview(talk).body()).contains("written-consent");
  }

  @Test
  void whatHeSignedHeCanTakeBack() {
    Sent sent =
        consultant.send(
            Said.patient(bram),
            Said.signed(permission()),
            order(),
            Said.task(urn(1), urn(3), "humanitas"));
    assertThat(humanitas.tryRead(sent.order()).status()).isEqualTo(200);

    consultant.update(
        consultant.read(Consent.class, sent.consent()).setStatus(ConsentState.INACTIVE));

    assertThat(humanitas.tryRead(sent.order()).status()).isEqualTo(404);
    assertThat(humanitas.tryRead(sent.patient()).status()).isEqualTo(404);
  }

  /** Of all that he could permit; the policy leaves out what a guide does not need. */
  private static Consent permission() {
    return Said.consent(
        urn(1),
        "client-support",
        List.of("humanitas"),
        "identity",
        "contact",
        "referral-question",
        "actions",
        "contact-log",
        "life-domain",
        "benefit",
        "debts");
  }

  private static ServiceRequest order() {
    return Said.order(
        urn(1),
        "client-support",
        "Wil dat zijn gids meegaat",
        Said.note("contact-log", "Dinsdag 10 uur rondleiding, de gids gaat mee"),
        Said.note("actions", "Aanvraag Wmo doen we samen"),
        Said.note("life-domain.finances", "Kan met zijn geld niet uitkomen"),
        Said.note("debts", "Achterstand bij de zorgverzekeraar"),
        Said.note("benefit", "Bijstand sinds 2011"),
        Said.note("health", "Licht verstandelijk beperkt"));
  }
}
