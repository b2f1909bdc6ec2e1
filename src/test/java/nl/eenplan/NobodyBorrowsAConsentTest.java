package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nl.eenplan.Fhir.Sent;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;

/** What a client permitted lv is not for anybody else to use, to see or to write. */
@HubTest
class NobodyBorrowsAConsentTest {

  private static final String[] CATEGORIES = {"identity", "contact", "referral-question"};

  private final Client mieke = Client.mieke();
  private final Fhir lv;
  private final Fhir wassenaar;
  private final Fhir stWoej;

  NobodyBorrowsAConsentTest(Hub hub) {
    lv = new Fhir(hub.partner("lv"));
    wassenaar = new Fhir(hub.partner("wassenaar"));
    stWoej = new Fhir(hub.partner("st-woej"));
  }

  @Test
  void anotherMunicipalityCannotTellThatSheIsKnown() {
    Sent sent = refer();
    assertThat(preview(mieke)).isEqualTo(preview(Client.mieke()));
    withdraw(sent);
    assertThat(preview(mieke)).isEqualTo(preview(Client.mieke()));
  }

  @Test
  void theTargetCannotGiveItselfBackWhatTheClientTookAway() {
    Sent sent = refer();
    Task task = stWoej.read(Task.class, sent.task());
    task = stWoej.update(task.setStatus(Task.TaskStatus.ACCEPTED));
    stWoej.update(task.setStatus(Task.TaskStatus.INPROGRESS));
    withdraw(sent);
    assertThat(stWoej.tryRead(sent.patient()).status()).isEqualTo(404);
    String own = stWoej.create(Said.patient(mieke));
    stWoej.create(Said.consent(own, "participation", List.of("st-woej"), CATEGORIES));
    assertThat(stWoej.tryRead(sent.patient()).status()).isEqualTo(404);
  }

  @Test
  void whoLostTheGroundCannotAskWhichReferralIsAboutWhom() {
    Sent sent = refer();
    Task task = stWoej.read(Task.class, sent.task());
    stWoej.update(task.setStatus(Task.TaskStatus.ACCEPTED));
    assertThat(stWoej.search(Task.class, "patient=" + sent.patient())).hasSize(1);
    withdraw(sent);
    assertThat(stWoej.search(Task.class, "_id=" + Fhir.id(sent.task()))).hasSize(1);
    assertThat(stWoej.search(Task.class, "patient=" + sent.patient())).isEmpty();
    assertThat(stWoej.search(Task.class, "focus=" + sent.order())).isEmpty();
  }

  private Sent refer() {
    return lv.send(
        Said.patient(mieke),
        Said.consent(Fhir.urn(1), "participation", List.of("st-woej"), CATEGORIES),
        Said.order(Fhir.urn(1), "participation", "Wil onder de mensen komen"),
        Said.task(Fhir.urn(1), Fhir.urn(3), "st-woej"));
  }

  private void withdraw(Sent sent) {
    Consent consent = lv.read(Consent.class, sent.consent());
    lv.update(consent.setStatus(Consent.ConsentState.INACTIVE));
  }

  private String preview(Client client) {
    String patient = wassenaar.create(Said.patient(client));
    String order = wassenaar.create(Said.order(patient, "participation", "Wil meedoen"));
    Task task = Said.task(patient, order, "st-woej");
    task.setRequester(new Reference("Organization/wassenaar"));
    return wassenaar.preview(Fhir.transaction(task)).body();
  }
}
