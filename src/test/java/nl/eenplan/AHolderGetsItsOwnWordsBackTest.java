package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nl.eenplan.Fhir.Sent;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;

/**
 * What nobody else may read (narrative, extensions, contained resources, ...) is kept for who sent
 * it. It proves as well that the canaries of the other tests are really sent.
 */
@HubTest
class AHolderGetsItsOwnWordsBackTest {

  private final Fhir consultant;

  AHolderGetsItsOwnWordsBackTest(Hub hub) {
    this.consultant = new Fhir(hub.partner("lv"));
  }

  @Test
  void toTheLastExtension() {
    Patient patient = Said.patient(Client.mieke());
    Consent consent = Said.consent(urn(1), "participation", List.of("st-woej"));
    ServiceRequest order = Said.order(urn(1), "participation", "Wil onder de mensen komen");
    Task task = Said.task(urn(1), urn(3), "st-woej");
    Canaries inPatient = new Canaries().hideIn(patient);
    Canaries inConsent = new Canaries().hideIn(consent);
    Canaries inOrder = new Canaries().hideIn(order);
    Canaries inTask = new Canaries().hideIn(task);

    Sent sent = consultant.send(patient, consent, order, task);

    assertThat(inPatient.missingFrom(consultant.tryRead(sent.patient()).body())).isEmpty();
    assertThat(inConsent.missingFrom(consultant.tryRead(sent.consent()).body())).isEmpty();
    assertThat(inOrder.missingFrom(consultant.tryRead(sent.order()).body())).isEmpty();
    assertThat(inTask.missingFrom(Fhir.json(task))).isEmpty();
    assertThat(inTask.missingFrom(consultant.tryRead(sent.task()).body()))
        .as("but for what the hub itself says in a Task")
        .allMatch(
            place -> place.matches("Task\\.(focus|for|owner|requester|output|restriction)\\b.*"));
  }
}
