package nl.eenplan;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import nl.eenplan.browser.BrowserTest;
import nl.eenplan.browser.Visitor;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.PartnerAccounts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An organisation's own administrator: how it is told, what it offers, its system's account. */
@HubTest
@BrowserTest
class AnAdministratorLooksAfterItsOrganisationStoryTest {

  private final Hub hub;
  private final NewPartner partners;
  private final PartnerAccounts accounts;
  private final Receiver receiver = new Receiver();

  AnAdministratorLooksAfterItsOrganisationStoryTest(
      Hub hub, NewPartner partners, PartnerAccounts accounts) {
    this.hub = hub;
    this.partners = partners;
    this.accounts = accounts;
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void itChoosesAWebhookAndSeesATestMessageArrive() {
    OrganisationCode code = partners.welfare();
    Visitor admin = Visitor.at(hub).signIn(code + "-beheerder", "/organisation");
    assertThat(admin.look("organisation").main()).contains("Buurthuis " + code, "Meedoen");
    admin.follow("Kies hoe u bericht krijgt").look("organisation-channel");

    choose(admin, "Webhook").fill("Adres van uw webhook", "http://a:b@localhost/").press("Bewaar");
    assertThat(admin.main()).contains("Dit adres kan niet");
    admin.lookHere("organisation-channel-wrong");
    receiver.answer(503);
    admin.fill("Adres van uw webhook", receiver.url()).press("Bewaar");
    assertThat(admin.main()).contains("In uw systeem gaat iets mis", "Bewaar dit adres toch");
    receiver.answer(204);
    admin.press("Bewaar");
    assertThat(admin.main()).contains("Dit is bewaard");

    int before = receiver.posts().size();
    admin.press("Stuur een testbericht");
    assertThat(admin.page().locator("#answer")).containsText("Aangekomen");
    admin.settle().look("organisation-test");
    assertThat(receiver.posts()).hasSizeGreaterThan(before);
    assertThat(receiver.posts().getLast().body()).contains("nl.eenplan.test");

    admin.go("/organisation/channel");
    choose(admin, "E-mail").fill("E-mailadres", "a@b.nl, c@d.nl").press("Bewaar");
    assertThat(admin.main()).contains("Dit is geen e-mailadres");
    admin.page().getByLabel("Een keer per dag", exactly()).check();
    admin.fill("E-mailadres", "post@voorbeeld.nl").fill("Hoe laat?", "07:30").press("Bewaar");
    assertThat(admin.go("/organisation").main()).contains("post@voorbeeld.nl", "Elke dag om 07:30");
  }

  @Test
  void whatItOffersIsSeenByWhoRefersAtOnce() {
    OrganisationCode code = partners.welfare();
    String service = code + "-participation";
    Visitor admin = Visitor.at(hub).signIn(code + "-beheerder", "/organisation");
    admin.follow("Meedoen").look("organisation-service");
    admin.fill("Wachttijd: aantal", "0").press("Bewaar");
    assertThat(admin.main()).contains("Geef een aantal, van 1 dag tot 10 jaar");
    admin.fill("Wachttijd: aantal", "6");
    admin.page().getByLabel("Wachttijd: dagen").selectOption("W");
    admin.fill("Aantal plaatsen", "12").press("Bewaar");
    assertThat(admin.main()).contains("Verwijzers zien het meteen");
    assertThat(
            hub.partner("lv")
                .get("/api/v1/services/" + service, "Accept", "application/json")
                .body())
        .contains("P42D", "12", "Meedoen", "Leidschendam-Voorburg");
    assertThat(admin.go("/organisation").main()).contains("0 van 12 bezet", "6 weken");

    admin.follow("Voeg een dienst toe").look("organisation-service-new").press("Bewaar");
    assertThat(admin.main()).contains("Maak hier nog een keuze", "Vul dit nog in");
    admin.page().locator("#purpose").selectOption("debt-help");
    admin.page().locator("#nameNl").fill("Hulp bij <b>schulden</b>");
    admin.press("Bewaar");
    assertThat(admin.main()).contains("Hulp bij <b>schulden</b>");

    admin.go("/organisation/import").look("organisation-import");
    admin.fill("Inhoud van het bestand", "{").press("Lees in");
    assertThat(admin.main()).contains("Dit is niet te lezen");
    admin.fill("Inhoud van het bestand", "{\"services\": [\n{\"name\": \"\"}]}").press("Lees in");
    assertThat(admin.main()).contains("Regel 2", "/services/0/name");
    admin.fill("Inhoud van het bestand", document()).press("Lees in");
    assertThat(admin.main()).contains("Er is 1 dienst overgenomen", "/services/0/schedules");
  }

  @Test
  void ofTwoAtOneServiceTheSecondSeesWhatTheFirstChanged() {
    OrganisationCode code = partners.welfare();
    String page = "/organisation/services/" + code + "-participation";
    Form first = Form.of(hub, code + "-beheerder");
    Form second = Form.of(hub, code + "-beheerder");
    Map<String, String> hers = Form.fields(first.open(page));
    Map<String, String> his = Form.fields(second.open(page));
    hers.put("capacity", "31");
    his.put("nameNl", "Samen wandelen");
    assertThat(first.post(page, hers).body()).contains("Verwijzers zien het meteen");

    Browser.Page late = second.post(page, his);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body()).contains("Aantal plaatsen: 31", "Samen wandelen");
    Map<String, String> again = Form.fields(late);
    again.put("capacity", "31");
    assertThat(second.post(page, again).status()).isEqualTo(200);
    assertThat(first.open(page).body()).contains("Samen wandelen", "value=\"31\"");

    Form officer = Form.of(hub, code + "-privacy");
    assertThat(officer.open("/privacy?kind=administration").body())
        .contains("veranderde wat", "het aantal plaatsen", "de naam")
        .doesNotContain(": capacity");
  }

  @Test
  void aMistakeInBetweenDoesNotHideWhatTheFirstChanged() {
    OrganisationCode code = partners.welfare();
    String page = "/organisation/services/" + code + "-participation";
    Form first = Form.of(hub, code + "-beheerder");
    Form second = Form.of(hub, code + "-beheerder");
    Map<String, String> hers = Form.fields(first.open(page));
    Map<String, String> his = Form.fields(second.open(page));
    hers.put("capacity", "31");
    hers.put("channel", "front-office");
    assertThat(first.post(page, hers).status()).isEqualTo(200);

    his.put("nameNl", "");
    Browser.Page mistaken = second.post(page, his);
    assertThat(mistaken.status()).isEqualTo(422);
    Map<String, String> mended = Form.fields(mistaken);
    mended.put("nameNl", "Samen wandelen");
    Browser.Page late = second.post(page, mended);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body()).contains("Aantal plaatsen: 31");
    assertThat(Form.fields(late))
        .as("what the form does not show is as it is now")
        .containsEntry("channel", "front-office");
  }

  @Test
  void aTrialOfAnAddressIsInTheLogAndNotForEver() {
    OrganisationCode code = partners.welfare();
    Form admin = Form.of(hub, code + "-beheerder");
    receiver.answer(503);
    Map<String, String> form = Form.fields(admin.open("/organisation/channel"));
    form.put("kind", "webhook");
    form.put("webhook", receiver.url());
    for (int i = 0; i < 20; i++) {
      form.put("once", UUID.randomUUID().toString());
      assertThat(admin.post("/organisation/channel", form).body()).contains("gaat iets mis");
    }
    int before = receiver.posts().size();
    form.put("once", UUID.randomUUID().toString());
    assertThat(admin.post("/organisation/channel", form).body())
        .contains("vaak achter elkaar", receiver.url());
    assertThat(receiver.posts()).hasSize(before);
    Form officer = Form.of(hub, code + "-privacy");
    assertThat(officer.open("/privacy?kind=administration").body())
        .contains("probeerde een nieuw adres")
        .doesNotContain(receiver.url());
  }

  @Test
  void itsSystemGetsASecretThatIsShownOnce() {
    OrganisationCode code = partners.welfare();
    Visitor admin = Visitor.at(hub).signIn(code + "-beheerder", "/organisation/accounts");
    admin.look("organisation-accounts").page().getByText("Een nieuw geheim maken").click();
    admin.press("Maak een nieuw geheim");
    String secret = admin.page().locator("#secret").innerText();
    assertThat(accounts.accepts(code, secret)).isTrue();
    assertThat(accounts.accepts(code, "demo-" + code)).isFalse();
    assertThat(admin.go("/organisation/accounts").main()).doesNotContain(secret);
    admin.page().getByText("Het account beëindigen").click();
    admin.press("Beëindig het account");
    assertThat(admin.main()).contains("Het account is beëindigd", "nog geen account");
    assertThat(accounts.secretHash(code)).isEmpty();
    admin.press("Maak een account");
    assertThat(accounts.accepts(code, admin.page().locator("#secret").innerText())).isTrue();
  }

  @Test
  void nobodyGetsAtAnothers() {
    OrganisationCode code = partners.welfare();
    Browser admin = new Browser();
    admin.signIn(
        hub.url().resolve("/organisation"), code + "-beheerder", "demo-" + code + "-beheerder");
    for (String page :
        List.of(
            "/services/st-woej-participation",
            "/channel/tests/8f0c1c5e-0000-4000-8000-000000000000")) {
      assertThat(admin.open(hub.url().resolve("/organisation" + page)).status()).isEqualTo(404);
    }
    String others = test("st-woej");
    assertThat(admin.open(hub.url().resolve("/organisation/channel/tests/" + others)).status())
        .isEqualTo(404);
    Partner own = hub.partner("lv-admin");
    assertThat(
            own.post(
                    "/admin/organisations/lv/accounts",
                    "{\"role\": \"privacy-officer\"}",
                    "Content-Type",
                    "application/json")
                .status())
        .isEqualTo(403);
    for (String who : List.of("lv-medewerker", "lv-operator", "lv-privacy")) {
      Browser browser = new Browser();
      browser.signIn(hub.url().resolve("/"), who, "demo-" + who);
      for (String page :
          List.of("", "/channel", "/accounts", "/import", "/services/new", "/services/lv-x")) {
        assertThat(browser.open(hub.url().resolve("/organisation" + page)).status())
            .as(who + page)
            .isEqualTo(403);
      }
    }
  }

  private String test(String organisation) {
    return hub.partner("lv-operator")
        .post(
            "/admin/organisations/" + organisation + "/test-messages",
            "",
            "Content-Type",
            "application/json",
            "Accept",
            "*/*")
        .body()
        .replaceFirst(".*\"message\":\"([^\"]+)\".*", "$1");
  }

  private static Visitor choose(Visitor admin, String kind) {
    admin
        .page()
        .getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(kind))
        .first()
        .check();
    return admin;
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }

  private static String document() {
    return """
    {"services": [{"name": "Samen eten", "schedules": [{"byday": "MO"}],
      "attributes": [{"taxonomy_term": {"code": "voluntary-work",
        "taxonomy": "https://eenplan.example/fhir/CodeSystem/purpose"}}]}]}
    """;
  }
}
