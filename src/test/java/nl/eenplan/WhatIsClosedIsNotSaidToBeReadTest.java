package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nl.eenplan.Fhir.Sent;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;

/** The sender's page says what the target reads now; what is closed to it, it does not read. */
@HubTest
class WhatIsClosedIsNotSaidToBeReadTest {

  private static final String READS_IT = "het nu lezen";

  private final Hub hub;

  WhatIsClosedIsNotSaidToBeReadTest(Hub hub) {
    this.hub = hub;
  }

  @Test
  void alsoAfterANewWordOfTheClient() {
    Fhir lv = new Fhir(hub.partner("lv"));
    Fhir woej = new Fhir(hub.partner("st-woej"));
    Sent sent =
        lv.send(
            Said.patient(Client.mieke()),
            Said.consent(urn(1), "participation", List.of("st-woej")),
            Said.order(urn(1), "participation", "Wil meedoen"),
            Said.task(urn(1), urn(3), "st-woej"));
    woej.update(woej.read(Task.class, sent.task()).setStatus(Task.TaskStatus.ACCEPTED));
    woej.update(woej.read(Task.class, sent.task()).setStatus(Task.TaskStatus.INPROGRESS));
    Form consultant = Form.of(hub, "lv-medewerker");
    String page = "/referrals/" + Fhir.id(sent.task());
    assertThat(consultant.open(page).body()).contains(READS_IT);

    lv.update(lv.read(Consent.class, sent.consent()).setStatus(Consent.ConsentState.INACTIVE));
    assertThat(consultant.open(page).body()).doesNotContain(READS_IT);
    lv.create(Said.consent(sent.patient(), "participation", List.of("st-woej")));
    assertThat(consultant.open(page).body()).doesNotContain(READS_IT);
    lv.operate(sent.task(), "resume");
    assertThat(consultant.open(page).body()).contains(READS_IT);
  }
}
