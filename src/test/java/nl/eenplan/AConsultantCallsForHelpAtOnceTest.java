package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import nl.eenplan.browser.BrowserTest;
import nl.eenplan.browser.Visitor;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;

/** Samuel lets nobody in and the neighbours smell gas: Meldpunt Bezorgd has to go there now. */
@HubTest
@BrowserTest
class AConsultantCallsForHelpAtOnceTest {

  private static final String REASON = "Eet niet meer en praat tegen niemand";
  private static final String ACUTE = "Buren ruiken gas sinds vanochtend";
  private static final String CONCERN = "Doet de deur niet open";

  private final Hub hub;
  private final Client samuel = Client.named("Samuel", "Verzonnenstad", "1978-02-11");
  private final Fhir consultant;
  private final String patient;

  AConsultantCallsForHelpAtOnceTest(Hub hub) {
    this.hub = hub;
    this.consultant = new Fhir(hub.partner("lv"));
    this.patient = consultant.create(Said.patient(samuel));
  }

  @Test
  void whatIsNeededToHelpGoesAndTheReasonStays() throws Exception {
    Visitor lv =
        Visitor.at(hub).signIn("lv-medewerker", "/clients/" + Fhir.id(patient) + "/emergency");
    lv.look("emergency");
    assertThat(lv.main()).contains("112", "binnen drie werkdagen");
    assertThat(lv.page().locator("#going").innerText()).contains("naam", "adres", "zorgen om");
    assertThat(lv.page().locator("#staying").innerText()).contains("BSN");

    lv.fill("Wat zijn de zorgen?", CONCERN).press("Nu versturen");
    assertThat(lv.page().locator("#reason-wrong").innerText()).contains("Vul dit nog in");
    assertThat(lv.page().getByLabel("Wat zijn de zorgen?").inputValue()).isEqualTo(CONCERN);
    lv.fill("Wat staat er op het spel?", REASON);
    lv.fill("Waarom kan het niet wachten?", ACUTE);
    // A double click, and whoever goes back and sends the same form again: it goes once.
    lv.page()
        .getByRole(
            com.microsoft.playwright.options.AriaRole.BUTTON,
            new com.microsoft.playwright.Page.GetByRoleOptions().setName("Nu versturen"))
        .dblclick();
    lv.settle();
    assertThat(lv.address()).startsWith("/referrals/");
    String id = lv.address().substring("/referrals/".length());
    assertThat(consultant.search(Task.class, "patient=" + patient)).hasSize(1);

    try (Partner atMeldpunt = hub.partner("meldpunt-bezorgd").listen()) {
      Fhir meldpunt = new Fhir(atMeldpunt);
      await().atMost(Hub.SOON).until(() -> !Heard.events(atMeldpunt, "Task/" + id).isEmpty());
      Task task = meldpunt.read(Task.class, "Task/" + id);
      Patient seen = meldpunt.read(Patient.class, patient);
      assertThat(seen.getAddressFirstRep().getLine().getFirst().getValue())
          .isEqualTo(samuel.street());
      assertThat(
              meldpunt
                  .read(ServiceRequest.class, task.getFocus().getReference())
                  .getNoteFirstRep()
                  .getText())
          .isEqualTo(CONCERN);
      new Canaries()
          .never("BSN", samuel.bsn())
          .never("reason", REASON)
          .never("what makes it acute", ACUTE)
          .assertNeverReached(atMeldpunt);
    }
    var review = new Reviewing(hub.partner("lv-privacy")).review("Task/" + id);
    assertThat(Reviewing.value(review, "reason")).isEqualTo(REASON);
    assertThat(Reviewing.value(review, "acute")).isEqualTo(ACUTE);

    lv.go("/clients/" + Fhir.id(patient) + "/emergency").follow("Leg vast wat de cliënt hoorde");
    lv.look("emergency-told");
    lv.page().getByLabel("Ja, de cliënt weet het").check();
    lv.fill("Op welke dag?", "2001-01-01");
    lv.fill("Hoe is het verteld, of welke reden is er?", "In een gesprek met een tolk");
    lv.press("Vastleggen");
    assertThat(lv.page().locator("#on-wrong").innerText()).contains("van voor de melding");
    lv.fill("Op welke dag?", hub.today()).press("Vastleggen");
    assertThat(lv.main()).contains("Dit is vastgelegd");
    var told =
        new Reviewing(hub.partner("lv-privacy")).find("all=true", "Task/" + id).orElseThrow();
    assertThat(Reviewing.value(told, "client-told-on")).isEqualTo(hub.today());
  }

  @Test
  void whoElseHelpsIsTreatedAsASecretUntilTheClientAgrees() {
    String other = new Fhir(hub.partner("wassenaar")).create(Said.patient(samuel));
    Fhir wassenaar = new Fhir(hub.partner("wassenaar"));
    wassenaar.create(
        Said.consent(
            other,
            "participation",
            List.of("vrijwilligerscentrale-wassenaar"),
            "identity",
            "contact",
            "referral-question"));
    String order = wassenaar.create(Said.order(other, "participation", "Wil meedoen"));
    Task task = Said.task(other, order, "vrijwilligerscentrale-wassenaar");
    task.setRequester(Said.organisation("wassenaar"));
    String referral = wassenaar.create(task);
    Fhir centrale = new Fhir(hub.partner("vrijwilligerscentrale-wassenaar"));
    centrale.update(centrale.read(Task.class, referral).setStatus(Task.TaskStatus.ACCEPTED));

    String involved = "/clients/" + Fhir.id(patient) + "/involved";
    Visitor lv = Visitor.at(hub).signIn("lv-medewerker", involved);
    assertThat(lv.main()).contains("niemand die u mag kennen");
    assertThat(lv.received()).doesNotContain("Vrijwilligerscentrale Wassenaar");
    lv.look("involved");

    // Only who helps can be told that this may be known: nobody borrows a consent.
    consultant.create(Said.consent(patient, "involvement-check", List.of("lv"), "involvement"));
    lv.go(involved);
    assertThat(lv.main()).doesNotContain("Vrijwilligerscentrale Wassenaar");
    centrale.create(Said.consent(other, "involvement-check", List.of("lv"), "involvement"));
    lv.go(involved);
    assertThat(lv.main()).contains("Vrijwilligerscentrale Wassenaar");
  }
}
