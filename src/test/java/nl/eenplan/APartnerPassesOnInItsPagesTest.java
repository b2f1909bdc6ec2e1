package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import nl.eenplan.Fhir.Sent;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;

/** St. WOEJ passes Mieke on to Reakt: it chooses where in the catalogue, as in any referral. */
@HubTest
class APartnerPassesOnInItsPagesTest {

  private final Hub hub;
  private final Fhir consultant;
  private final Fhir woej;
  private final Client mieke = Client.mieke();

  APartnerPassesOnInItsPagesTest(Hub hub) {
    this.hub = hub;
    this.consultant = new Fhir(hub.partner("lv"));
    this.woej = new Fhir(hub.partner("st-woej"));
  }

  @Test
  void fromTheReferralThatItTookOn() {
    Sent first =
        consultant.send(
            Said.patient(mieke),
            Said.consent(urn(1), "participation", List.of("st-woej")),
            Said.order(urn(1), "participation", "Wil meedoen"),
            Said.task(urn(1), urn(3), "st-woej"));
    String number = Fhir.id(first.task());
    woej.update(woej.read(Task.class, first.task()).setStatus(TaskStatus.ACCEPTED));
    Form form = Form.of(hub, "st-woej-medewerker");
    assertThat(form.open("/referrals/" + number).body())
        .contains("/clients/new?pass-on=" + number, "Geef de verwijzing door");

    Map<String, String> typed =
        Map.of(
            "once",
            Form.value(form.open("/clients/new?pass-on=" + number), "once"),
            "pass-on",
            number,
            "given",
            mieke.given(),
            "family",
            mieke.family(),
            "phone",
            mieke.phone());
    Browser.Page purpose = form.post("/clients/new", typed);
    assertThat(purpose.status()).isEqualTo(200);
    assertThat(purpose.body())
        .contains("U geeft de verwijzing met nummer " + number.substring(0, 8));
    String own = purpose.address().getPath().replaceAll("/refer$", "");
    woej.create(
        Said.consent(
            "Patient/" + own.replace("/clients/", ""), "day-activities", List.of("reakt")));

    Browser.Page place =
        form.post(
            own + "/refer",
            Map.of(
                "once",
                Form.value(purpose, "once"),
                "pass-on",
                number,
                "purpose",
                "day-activities"));
    assertThat(place.body()).contains("value=\"reakt\"");
    String at = place.address().getPath();
    form.post(at, Map.of("target", "reakt"));
    Browser.Page preview =
        form.post(at.replace("/place", "/ground"), Map.of("question", "Wil graag sporten"));
    assertThat(preview.address().getPath()).endsWith("/preview");
    assertThat(preview.body())
        .as("what is agreed with Reakt, in words")
        .contains("dat staat in het contract")
        .doesNotContain("wmo-indication");
    Browser.Page sent =
        form.post(
            preview.address().getPath(),
            Map.of("once", Form.value(preview, "once"), "seen", Form.value(preview, "seen")));
    assertThat(sent.address().getPath()).as(sent.body()).startsWith("/referrals/");

    String second = "Task/" + sent.address().getPath().substring("/referrals/".length());
    assertThat(woej.read(Task.class, second).getPartOfFirstRep().getReference())
        .isEqualTo(first.task());
    Fhir reakt = new Fhir(hub.partner("reakt"));
    reakt.update(reakt.read(Task.class, second).setStatus(TaskStatus.ACCEPTED));
    await()
        .atMost(Hub.SOON)
        .untilAsserted(() ->
            assertThat(consultant.read(Task.class, first.task()).getStatus())
                .isEqualTo(TaskStatus.INPROGRESS));
    assertThat(form.open("/referrals/" + number).body())
        .as("it has its own record now")
        .contains(own + "/refer?pass-on=" + number);
  }

  /** It wrote down two clients itself; which of them was referred, is not to be found out. */
  @Test
  void notWhatTheClientTookBack() {
    Sent first =
        consultant.send(
            Said.patient(mieke),
            Said.consent(urn(1), "participation", List.of("st-woej")),
            Said.order(urn(1), "participation", "Wil meedoen"),
            Said.task(urn(1), urn(3), "st-woej"));
    String number = Fhir.id(first.task());
    woej.update(woej.read(Task.class, first.task()).setStatus(TaskStatus.ACCEPTED));
    String own = woej.create(Said.patient(mieke));
    String other = woej.create(Said.patient(Client.mieke()));
    String address = "/clients/" + Fhir.id(own) + "/refer";
    Form form = Form.of(hub, "st-woej-medewerker");
    Browser.Page page = form.open(address + "?pass-on=" + number);
    assertThat(page.body()).contains("U geeft de verwijzing met nummer");
    String once = Form.value(page, "once");
    String place =
        form.post(address, Map.of("once", once, "pass-on", number, "purpose", "day-activities"))
            .address()
            .getPath();

    consultant.update(
        consultant.read(Consent.class, first.consent()).setStatus(Consent.ConsentState.INACTIVE));
    assertThat(form.open(address + "?pass-on=" + number).body())
        .doesNotContain("U geeft de verwijzing met nummer");
    assertThat(form.post(place, Map.of("target", "reakt")).status())
        .as("not as if nothing happened")
        .isEqualTo(409);
    for (String client : List.of(own, other)) {
      String order = woej.create(Said.order(client, "day-activities", "Wil sporten"));
      Task task = Said.task(client, order, "reakt").setRequester(Said.organisation("st-woej"));
      assertThat(Fhir.code(woej.tryCreate(task.addPartOf(new Reference(first.task())))))
          .isEqualTo("cannot-pass-on");
    }
  }

  @Test
  void onlyWhatItTookOn() {
    Form form = Form.of(hub, "st-woej-medewerker");
    Map<String, String> guessed =
        Map.of(
            "once",
            UUID.randomUUID().toString(),
            "pass-on",
            UUID.randomUUID().toString(),
            "given",
            "Iemand",
            "family",
            "Geraden");
    Browser.Page answer = form.post("/clients/new", guessed);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("Geraden");
  }
}
