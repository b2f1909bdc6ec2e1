package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import java.util.List;
import nl.eenplan.Fhir.Sent;
import nl.eenplan.browser.BrowserTest;
import nl.eenplan.browser.Visitor;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.junit.jupiter.api.Test;

/** A privacy officer judges, sees what ends and what has to go, and asks what if. */
@HubTest
@BrowserTest
class APrivacyOfficerGuardsInTheBrowserTest {

  private static final String REASON = "Eet niet meer, zegt zijn buurman";
  private static final String ACUTE = "Buren ruiken gas sinds vanmiddag";

  private final Hub hub;
  private final Fhir lv;

  APrivacyOfficerGuardsInTheBrowserTest(Hub hub) {
    this.hub = hub;
    this.lv = new Fhir(hub.partner("lv"));
  }

  private Visitor officer(String path) {
    return Visitor.at(hub).signIn("lv-privacy", path);
  }

  private Sent emergency() {
    Client samuel = Client.named("Samuel", "Verzonnenstad", "1978-02-11");
    ServiceRequest order =
        Said.emergency(
            Said.order(
                urn(1),
                "acute-concern",
                "Wil weten hoe het gaat",
                Said.note("concern", "Doet de deur niet open")),
            REASON,
            ACUTE);
    List<String> places =
        lv.send(
            Fhir.transaction(
                Said.patient(samuel), order, Said.task(urn(1), urn(2), "meldpunt-bezorgd")));
    return new Sent(places.get(0), "", places.get(1), places.get(2));
  }

  @Test
  void anEmergencyIsJudgedOnceAndWhatFollowsIsSaidBefore() {
    Sent sent = emergency();
    Fhir meldpunt = new Fhir(hub.partner("meldpunt-bezorgd"));
    meldpunt.read(Patient.class, sent.patient());
    String address = "/privacy/reviews/" + Fhir.id(sent.task());
    Visitor officer = officer("/privacy/reviews").look("privacy-reviews");
    assertThat(officer.page().content()).contains(address);

    officer.go(address).look("privacy-review");
    assertThat(officer.main())
        .contains(REASON, ACUTE, "Meldpunt Bezorgd", "te beoordelen")
        .contains("de ontvanger ziet meteen niets meer", "U oordeelt één keer");
    officer.press("Oordeel vastleggen").lookHere("privacy-review-wrong");
    assertThat(officer.main()).contains("Maak hier nog een keuze.", "Vul dit nog in.");

    officer.page().getByLabel("niet terecht").check();
    officer.page().locator("#note").fill("Er was geen gevaar voor zijn leven");
    officer.press("Oordeel vastleggen").lookHere("privacy-review-judged");
    assertThat(officer.main())
        .contains("Uw oordeel is vastgelegd.", "niet terecht", "Er was geen gevaar")
        .doesNotContain("Oordeel vastleggen");
    assertThat(meldpunt.tryRead(sent.patient()).status()).isEqualTo(404);

    officer.page().getByLabel("Ja, de cliënt heeft het gehoord").check();
    officer.page().locator("#on").fill("2020-01-01");
    officer.page().locator("#words").fill("In een gesprek met een tolk");
    officer.press("Vastleggen");
    assertThat(officer.main()).contains("Kies een dag vanaf het noodgeval");
    assertThat(officer.page().locator("#words").inputValue()).contains("tolk");
    officer.page().locator("#on").fill(hub.today());
    officer.press("Vastleggen");
    assertThat(officer.main()).contains("klaar", "In een gesprek met een tolk");
    assertThat(officer.go("/privacy?emergency=true&subject=" + Fhir.id(sent.task())).main())
        .contains("Het noodgeval is beoordeeld: niet terecht.", "noemde een vitaal belang");

    for (String other : List.of("wassenaar-privacy", "meldpunt-bezorgd-privacy")) {
      Visitor stranger = Visitor.at(hub).signIn(other, address);
      assertThat(stranger.main()).contains("Dit bestaat niet").doesNotContain(REASON);
    }
  }

  @Test
  void afterAWithdrawalSheSeesWhenItEndedWhenItWasToldAndWhenItWasDeleted() {
    Client saskia = Client.named("Saskia", "Fictief", "1985-07-19");
    Sent sent =
        lv.send(
            Said.patient(saskia),
            Said.consent(urn(1), "reintegration", List.of("360voorwerk")),
            Said.order(urn(1), "reintegration", "Wil weer aan het werk"),
            Said.task(urn(1), urn(3), "360voorwerk"));
    Fhir bureau = new Fhir(hub.partner("360voorwerk"));
    bureau.read(Patient.class, sent.patient());
    Consent consent = lv.read(Consent.class, sent.consent());
    lv.update(consent.setStatus(ConsentState.INACTIVE));

    Visitor officer = officer("/privacy/recalls");
    String row = "tr:has(a[href*='" + Fhir.id(sent.task()) + "'])";
    assertThat(officer.page().locator(row).innerText())
        .contains("360voorWerk", "Toestemming ingetrokken", "wacht op bevestiging");
    await()
        .atMost(Hub.SOON)
        .untilAsserted(() ->
            assertThat(
                    officer.go("/privacy/recalls").page().locator(row + " td").nth(3).innerText())
                .contains(" om "));

    bureau.operate(sent.task(), "confirm-deletion");
    officer.go("/privacy/recalls").look("privacy-recalls");
    assertThat(officer.page().locator(row).innerText()).contains("bevestigd");
    assertThat(officer.page().locator(row + " td").nth(4).innerText()).contains(" om ");
    officer.page().locator(row + " a").click();
    officer.settle();
    assertThat(officer.main())
        .containsSubsequence(
            "De cliënt trok de toestemming in",
            "Eenplan vroeg 360voorWerk om de gegevens te verwijderen",
            "360voorWerk heeft bevestigd dat de gegevens zijn verwijderd");
    assertThat(officer.received()).doesNotContain(saskia.family(), saskia.bsn());

    Visitor theirs = Visitor.at(hub).signIn("360voorwerk-privacy", "/privacy/recalls");
    assertThat(theirs.page().locator(row).innerText()).contains("bevestigd");
    Visitor stranger = Visitor.at(hub).signIn("wassenaar-privacy", "/privacy/recalls");
    assertThat(stranger.page().locator(row).count()).isZero();
  }

  @Test
  void whatEndsWithinSixtyDaysIsThere() {
    Client mieke = Client.mieke();
    Consent soon = Said.consent(urn(1), "participation", List.of("st-woej"), "identity");
    soon.getProvision()
        .setPeriod(
            new Period()
                .setEnd(java.util.Date.from(hub.clock().instant().plusSeconds(20 * 86_400L))));
    List<String> places =
        lv.send(
            Fhir.transaction(
                Said.patient(mieke),
                soon,
                Said.consent(urn(1), "voluntary-work", List.of("st-woej"), "identity")));
    Visitor officer = officer("/privacy/consents").look("privacy-consents");
    assertThat(officer.page().content())
        .contains("subject=" + Fhir.id(places.get(1)))
        .doesNotContain("subject=" + Fhir.id(places.get(2)));
    lv.update(lv.read(Consent.class, places.get(1)).setStatus(ConsentState.INACTIVE));
    assertThat(officer.go("/privacy/consents").page().content())
        .doesNotContain("subject=" + Fhir.id(places.get(1)));
    assertThat(officer.received()).doesNotContain(mieke.family(), mieke.bsn());
  }

  @Test
  void whatIfAskedAboutOneRowTellsWhichDecisionsWouldDiffer() {
    Sent sent =
        lv.send(
            Said.patient(Client.mieke()),
            Said.consent(
                urn(1),
                "participation",
                List.of("st-woej"),
                "identity",
                "contact",
                "referral-question",
                "wishes"),
            Said.order(
                urn(1), "participation", "Wil mee gaan doen", Said.note("wishes", "Schildert")),
            Said.task(urn(1), urn(3), "st-woej"));
    Visitor officer = officer("/privacy/what-if").look("privacy-what-if");
    Page page = officer.page();
    page.getByLabel("Begin met een bestand van nu")
        .selectOption(new SelectOption().setLabel("participation.yaml"));
    officer.press("Neem de tekst over");
    String text = page.locator("#text").inputValue();
    assertThat(text).contains("participation.municipality-to-welfare");

    page.locator("#text")
        .fill(text.replaceFirst("release: \\[identity.name", "release: [schoenmaat"));
    officer.press("Reken door").lookHere("privacy-what-if-wrong");
    assertThat(officer.main())
        .contains("participation.yaml, regel", "Zo lost u het op", "schoenmaat");

    page.locator("#text")
        .fill(text.replaceFirst("referral-question, wishes,", "referral-question,"));
    page.locator("#from").fill(hub.today());
    page.locator("#until").fill("2199-01-01");
    officer.press("Reken door");
    page.getByText("Verwijderen en opnieuw vragen").waitFor();
    officer.look("privacy-what-if-run");
    assertThat(officer.main())
        .contains("Anders vallen uit", "Mag dan niet meer", "wensen: van een gemeente aan een wel");
    assertThat(page.locator("#run a[href*='/entries/']").count()).isPositive();
    officer.follow("Regel ");
    assertThat(officer.main()).contains("Een regel uit het logboek");
    assertThat(sent.task()).isNotEmpty();

    officer.go("/privacy/what-if").press("Verwijderen en opnieuw vragen");
    assertThat(officer.main()).contains("Begin met een bestand van nu");
  }
}
