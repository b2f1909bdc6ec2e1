package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nl.eenplan.browser.BrowserTest;
import nl.eenplan.browser.Visitor;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;

/**
 * The participation consultant works in the browser alone: she writes down a client, sees what may
 * be shared and why not more, and sends it.
 */
@HubTest
@BrowserTest
class AConsultantRefersInTheBrowserStoryTest {

  private final Hub hub;
  private final Fhir consultant;

  AConsultantRefersInTheBrowserStoryTest(Hub hub) {
    this.hub = hub;
    this.consultant = new Fhir(hub.partner("lv"));
  }

  @Test
  void aFirstStepToParticipation() throws Exception {
    Client mieke = Client.named("Mieke", "Zoekénaar", "1978-03-14");
    Canaries canaries = new Canaries().neverOf(mieke).never("street", "Geheimelaan 99");
    Visitor lv = Visitor.at(hub).signIn("lv-medewerker").go("/clients").look("clients");

    lv.follow("Nieuwe cliënt").look("client-new");
    lv.fill("Achternaam", "").press("Bewaren");
    assertThat(lv.main()).contains("Achternaam: Vul dit nog in");
    lv.fill("Voornaam", mieke.given()).fill("Achternaam", mieke.family());
    lv.fill("Geboortedatum", mieke.birthDate()).fill("BSN", "999911005").press("Bewaren");
    assertThat(lv.main()).contains("Dit BSN klopt niet");
    lv.fill("BSN", mieke.bsn()).fill("Telefoon", mieke.phone()).fill("Woonplaats", "Voorburg");
    lv.fill("Straat en huisnummer", "Geheimelaan 99").press("Bewaren");
    assertThat(lv.main()).contains("Mieke Zoekénaar", "Geheimelaan 99");
    String client = lv.address().substring("/clients/".length());
    String patient = "Patient/" + client;

    lv.go("/clients").fill("Naam of BSN", "zoeke mie").press("Zoeken");
    assertThat(lv.address()).isEqualTo("/clients/" + client);
    lv.go("/clients").fill("Naam of BSN", mieke.bsn()).press("Zoeken");
    assertThat(lv.address()).isEqualTo("/clients/" + client);
    lv.look("client").go("/clients/" + client + "/edit").look("client-edit");
    lv.go("/clients/" + client + "/contacts").look("client-contacts").go("/clients/" + client);

    lv.follow("Verwijzen").look("refer-purpose");
    lv.page().getByLabel("Meedoen: activiteiten en ontmoeting").check();
    lv.press("Verder").look("refer-place");
    lv.go(lv.address().replace("/place", "/purpose")).look("refer-purpose-again").press("Verder");
    lv.page().getByLabel("St. WOEJ").check();
    lv.press("Verder").look("refer-ground-missing");
    assertThat(lv.main()).contains("toestemming", "Praat met de cliënt");
    lv.fill("De vraag", "Wil weer onder de mensen komen").press("Een stap terug");
    lv.press("Verder");
    assertThat(lv.page().getByLabel("De vraag").inputValue())
        .as("what was typed before going back")
        .isEqualTo("Wil weer onder de mensen komen");

    consultant.create(
        Said.consent(
            patient,
            "participation",
            List.of("st-woej"),
            "identity",
            "contact",
            "referral-question",
            "wishes"));
    lv.page().reload();
    lv.settle().look("refer-ground");
    lv.fill("Over wensen (mag leeg blijven)", "Schildert graag").press("Bekijken wat er gaat");
    lv.look("refer-preview");
    assertThat(lv.main())
        .contains("Dit gaat mee", "Mieke Zoekénaar", "1978", "Schildert graag", mieke.phone())
        .contains("Dit blijft bij u", "burgerservicenummer", "Dit mag hier nooit mee")
        .doesNotContain("Geheimelaan", mieke.bsn());
    String draft = lv.address();
    lv.press("Versturen naar St. WOEJ");
    assertThat(lv.address()).startsWith("/referrals/");
    String sent = lv.address();
    assertThat(lv.main()).contains("Dit ging mee", "Schildert graag", "Dit bleef bij u");
    lv.page().goBack();
    assertThat(lv.settle().go(draft).address()).as("what came of the draft").isEqualTo(sent);
    assertThat(lv.main()).contains("Deze verwijzing is al verstuurd", "Schildert graag");
    String unknown = "/clients/" + client + "/refer/00000000-0000-4000-8000-000000000000/ground";
    assertThat(lv.go(unknown).address()).isEqualTo("/clients/" + client);
    assertThat(lv.main()).contains("U kunt gerust opnieuw beginnen");
    lv.go(sent);

    Fhir woej = new Fhir(hub.partner("st-woej"));
    Task task = woej.read(Task.class, "Task/" + lv.address().substring("/referrals/".length()));
    assertThat(woej.read(ServiceRequest.class, task.getFocus().getReference()).getCode().getText())
        .isEqualTo("Wil weer onder de mensen komen");
    assertThat(woej.read(Patient.class, patient).getNameFirstRep().getFamily())
        .isEqualTo(mieke.family());
    Visitor partner = Visitor.at(hub).signIn("st-woej-medewerker").go(lv.address());
    partner.go("/clients/" + client);
    assertThat(partner.main()).doesNotContain(mieke.family());
    assertThat(canaries.foundIn(partner.received())).isEmpty();

    lv.go("/referrals?state=waiting").look("sent");
    assertThat(lv.main()).contains("Mieke Zoekénaar", "St. WOEJ", "Gevraagd");
    lv.go("/clients/" + client).look("client-referred");
    assertThat(lv.main()).contains("Gevraagd").doesNotContain("nog niet verstuurd");
  }
}
