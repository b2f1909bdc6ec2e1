package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;

/**
 * A privacy officer finds in the log what the own organisation did, sent and got; never what
 * another one does with a client who happens to be known here too.
 */
@HubTest
class TheLogTellsNoSecretsTest {

  private final Fhir lv;
  private final Fhir wassenaar;
  private final Fhir officer;

  private final Hub hub;

  TheLogTellsNoSecretsTest(Hub hub) {
    this.hub = hub;
    lv = new Fhir(hub.partner("lv"));
    wassenaar = new Fhir(hub.partner("wassenaar"));
    officer = new Fhir(hub.partner("lv-privacy"));
  }

  @Test
  void whatAnotherPreviewsPreparesOrIsRefusedIsNotInTheRecipientsLog() {
    Client client = Client.mieke();
    String known = lv.create(Said.patient(client));
    String patient = wassenaar.create(Said.patient(client));
    String order = wassenaar.create(Said.order(patient, "treatment", "canary"));
    Task submitted = Said.task(patient, order, "lv");
    submitted.setRequester(new Reference("Organization/wassenaar"));
    assertThat(wassenaar.tryCreate(submitted).status()).isEqualTo(403);
    assertThat(wassenaar.preview(Fhir.transaction(submitted)).status()).isEqualTo(200);
    String prepared = wassenaar.create(submitted.setStatus(Task.TaskStatus.DRAFT));

    assertThat(lv.search(ServiceRequest.class, "patient=" + patient)).isEmpty();
    assertThat(lv.tryRead(order).status()).isEqualTo(404);
    assertThat(lv.tryRead(prepared).status()).isEqualTo(404);
    assertThat(lv.tryRead(patient).status()).isEqualTo(404);

    assertThat(officer.log("patient=" + known)).isEmpty();
    assertThat(officer.log("entity=" + Fhir.id(prepared)).stream().map(Fhir::event))
        .containsExactly("decision read");
    for (String id : new String[] {order, prepared, patient}) {
      for (AuditEvent entry : officer.log("entity=" + Fhir.id(id))) {
        assertThat(Fhir.json(entry)).doesNotContain("NamingSystem/client");
      }
    }
  }

  @Test
  void theHoldersLogSaysWhoTriedToRead() {
    String patient = lv.create(Said.patient(Client.mieke()));
    String order = lv.create(Said.order(patient, "participation", "canary"));
    String task = lv.create(Said.task(patient, order, "st-woej").setStatus(Task.TaskStatus.DRAFT));
    for (String place : new String[] {patient, order, task}) {
      assertThat(wassenaar.tryRead(place).status()).isEqualTo(404);
      assertThat(
              officer.log("entity=" + Fhir.id(place) + "&agent=Organization/wassenaar").stream()
                  .map(entry -> Fhir.event(entry) + " " + entry.getOutcomeDesc()))
          .containsExactly("decision read refused no-ground");
    }
    assertThat(officer.log("patient=" + patient + "&agent=Organization/wassenaar")).hasSize(3);
  }

  @Test
  void theReadersLogTellsNotWhetherThereWasSomething() {
    Fhir curious = new Fhir(hub.partner("wassenaar-privacy"));
    String patient = lv.create(Said.patient(Client.mieke()));
    String madeUp = "Patient/" + UUID.randomUUID();
    for (String place : new String[] {patient, madeUp}) {
      assertThat(wassenaar.tryRead(place).status()).isEqualTo(404);
      assertThat(curious.log("entity=" + Fhir.id(place))).hasSize(1);
      assertThat(curious.log("entity=" + Fhir.id(place) + "&agent=Organization/lv")).isEmpty();
      assertThat(Fhir.json(curious.log("entity=" + Fhir.id(place)).getFirst()))
          .doesNotContain("Organization/lv", "NamingSystem/client");
    }
  }
}
