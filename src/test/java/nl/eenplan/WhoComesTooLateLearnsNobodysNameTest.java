package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;

/**
 * A care giver asks two municipalities and may be named to one. The other one learns, from what it
 * tries in vain, neither who asked nor who else was asked.
 */
@HubTest
class WhoComesTooLateLearnsNobodysNameTest {

  private static final String[] WITHOUT_THE_SENDER = {"identity", "contact", "referral-question"};
  private static final String[] WITH_THE_SENDER = {
    "identity", "contact", "referral-question", "involvement.care"
  };

  private final Hub hub;
  private final Fhir rivierduinen;
  private final Fhir lv;
  private final Fhir wassenaar;

  WhoComesTooLateLearnsNobodysNameTest(Hub hub) {
    this.hub = hub;
    this.rivierduinen = new Fhir(hub.partner("rivierduinen"));
    this.lv = new Fhir(hub.partner("lv"));
    this.wassenaar = new Fhir(hub.partner("wassenaar"));
  }

  @Test
  void inTheLogOfItsOwnAttempts() {
    String patient = rivierduinen.create(Said.patient(Client.mieke()));
    permit(patient, "lv", WITH_THE_SENDER);
    permit(patient, "wassenaar", WITHOUT_THE_SENDER);
    ServiceRequest order = Said.order(patient, "participation", "Wil meedoen");
    order.addPerformer(Said.organisation("lv")).addPerformer(Said.organisation("wassenaar"));
    Task open = Said.openTask(patient, rivierduinen.create(order));
    String task =
        rivierduinen.create(open.setRequester(new Reference("Organization/rivierduinen")));

    Task seen = wassenaar.read(Task.class, task);
    Task accepted = seen.copy().setStatus(Task.TaskStatus.ACCEPTED);
    assertThat(wassenaar.tryUpdate(accepted).status()).as("not its own").isIn(409, 422);
    lv.update(lv.read(Task.class, task).setOwner(Said.organisation("lv")));
    Task claim = seen.copy().setOwner(Said.organisation("wassenaar"));
    assertThat(wassenaar.tryUpdate(claim).status()).as("too late").isEqualTo(412);

    List<AuditEvent> log =
        new Fhir(hub.partner("wassenaar-privacy")).log("entity=" + Fhir.id(task));
    assertThat(log)
        .extracting(AuditEvent::getOutcomeDesc)
        .contains("refused stale-version", "refused illegal-transition");
    for (AuditEvent entry : log) {
      assertThat(Fhir.json(entry)).doesNotContain("rivierduinen", "Organization/lv");
    }
  }

  private void permit(String patient, String recipient, String... categories) {
    rivierduinen.create(Said.consent(patient, "participation", List.of(recipient), categories));
  }
}
