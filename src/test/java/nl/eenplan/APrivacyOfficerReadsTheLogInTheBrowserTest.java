package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nl.eenplan.browser.BrowserTest;
import nl.eenplan.browser.Visitor;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.junit.jupiter.api.Test;

/**
 * Mieke says yes to St. WOEJ and nothing to Reakt. Her municipality's privacy officer wants to know
 * what went, what not, and why.
 */
@HubTest
@BrowserTest
class APrivacyOfficerReadsTheLogInTheBrowserTest {

  private final Hub hub;
  private final Client mieke = Client.mieke();
  private final Canaries canaries = new Canaries();
  private final Fhir lv;

  APrivacyOfficerReadsTheLogInTheBrowserTest(Hub hub) {
    this.hub = hub;
    this.lv = new Fhir(hub.partner("lv"));
  }

  private Fhir.Sent aReferralAndARefusedOne() {
    Patient patient = Said.patient(mieke);
    ServiceRequest order =
        Said.order(
            urn(1),
            "participation",
            "Wil onder de mensen komen",
            Said.note("wishes", "Houdt van handwerken"),
            Said.note("health", "Is snel moe"));
    canaries.neverOf(mieke).never("name", mieke.family()).never("a wish", "handwerken");
    canaries.hideIn(patient).hideIn(order);
    Fhir.Sent sent =
        lv.send(
            patient,
            Said.consent(
                urn(1),
                "participation",
                List.of("st-woej"),
                "identity",
                "contact",
                "referral-question",
                "wishes"),
            order,
            Said.task(urn(1), urn(3), "st-woej"));
    new Fhir(hub.partner("st-woej")).read(Patient.class, sent.patient());
    assertThat(
            lv.tryCreate(Said.task(sent.patient(), sent.order(), "voorschoten-voor-elkaar"))
                .status())
        .isEqualTo(403);
    return sent;
  }

  @Test
  void whatWentAndWhatNotIsExplained() {
    Fhir.Sent sent = aReferralAndARefusedOne();
    Visitor officer = Visitor.at(hub).signIn("lv-privacy", "/privacy").look("privacy-log");

    officer.fill("Zoek een cliënt, een verwijzing of een gebruiker", mieke.bsn()).press("Zoek");
    assertThat(officer.address()).isEqualTo("/privacy?client=" + Fhir.id(sent.patient()));
    assertThat(officer.main())
        .contains("Gemeente Leidschendam-Voorburg mag een cliënt doorverwijzen naar")
        .contains("St. WOEJ las gegevens van Gemeente Leidschendam-Voorburg: naam, geboortejaar")
        .contains("Dat mocht niet: er is geen toestemming.");

    officer.follow("Dat mocht niet").look("privacy-entry-refused");
    assertThat(officer.main())
        .contains("Het doel: meedoen")
        .contains("de cliënt gaf geen toestemming voor dit doel")
        .contains("Toestemming van de cliënt, voor deze ontvanger en dit doel.")
        .contains("Dat mag alleen als de cliënt daarvoor uitdrukkelijk toestemming geeft.")
        .contains("Wmo 2015 artikel 5.1.2, tweede lid, en artikel 5.3.3");

    officer.follow("Alles over deze cliënt");
    assertThat(officer.address()).startsWith("/privacy?about=");
    officer.follow("doorverwijzen naar St. WOEJ").look("privacy-entry-permitted");
    assertThat(officer.main())
        .contains("Mag voor dit doel nooit mee.", "burgerservicenummer (BSN)", "gezondheid")
        .contains("Gezegd in een gesprek door: de cliënt")
        .contains(Fhir.id(sent.consent()) + ", versie 1");
    officer.follow("participation.municipality-to-welfare").look("policies-row");
    assertThat(officer.main()).contains("Nooit voor dit doel, wat iemand ook toestaat");

    assertThat(canaries.foundIn(officer.received())).isEmpty();
  }

  @Test
  void itIsNarrowedAndWhatIsNotThereIsSaid() {
    Fhir.Sent sent = aReferralAndARefusedOne();
    Visitor officer = Visitor.at(hub).signIn("lv-privacy", "/privacy");

    officer.go("/privacy?subject=" + Fhir.id(sent.task()) + "&withheld=health&outcome=permitted");
    assertThat(officer.main())
        .contains("St. WOEJ")
        .doesNotContain("Dat mocht niet", "stuurde een verwijzing");
    officer.follow("Alleen deze verwijzing");
    assertThat(officer.address()).isEqualTo("/privacy?withheld=health&outcome=permitted");
    officer.go("/privacy?from=2020-01-01&until=2020-02-01").look("privacy-log-empty");
    assertThat(officer.main()).contains("Geen regels gevonden");
    officer.go("/privacy?from=gisteren");
    assertThat(officer.main()).contains("Dit is geen datum");

    officer.fill("Zoek een cliënt, een verwijzing of een gebruiker", "999999999").press("Zoek");
    assertThat(officer.main()).contains("Dit burgerservicenummer klopt niet");
    officer.fill("Zoek een cliënt, een verwijzing of een gebruiker", "niemand").press("Zoek");
    assertThat(officer.main()).contains("Dit komt in het logboek van uw organisatie niet voor");
    officer.fill("Zoek een cliënt, een verwijzing of een gebruiker", "lv-privacy").press("Zoek");
    assertThat(officer.address()).startsWith("/privacy?by=").doesNotContain("lv-privacy");
    assertThat(officer.main()).contains("zocht in het logboek");
    officer.go("/privacy");
    assertThat(officer.main()).doesNotContain("zocht in het logboek");
  }

  @Test
  void itGoesOnPageAfterPageInBothDirections() {
    Visitor officer = Visitor.at(hub).signIn("lv-privacy", "/privacy");
    for (int i = 0; i < 30; i++) {
      officer.go("/privacy?kind=search");
    }
    List<String> first =
        officer.page().locator("#log a[href*='/entries/']").all().stream()
            .map(link -> link.getAttribute("href"))
            .toList();
    assertThat(first).hasSize(25);
    officer.follow("Volgende");
    List<String> second =
        officer.page().locator("#log a[href*='/entries/']").all().stream()
            .map(link -> link.getAttribute("href"))
            .toList();
    assertThat(second).isNotEmpty().doesNotContainAnyElementsOf(first);
    officer.follow("Wanneer");
    assertThat(officer.address()).contains("sort=time");
    String oldest = officer.page().locator("#log time").first().getAttribute("datetime");
    String next = officer.page().locator("#log time").nth(1).getAttribute("datetime");
    assertThat(oldest).isLessThan(next);
  }

  @Test
  void nobodyElseSeesAnythingOfIt() {
    Fhir.Sent sent = aReferralAndARefusedOne();
    Visitor worker = Visitor.at(hub).signIn("lv-medewerker");
    for (String path :
        List.of("/privacy", "/privacy?client=" + Fhir.id(sent.patient()), "/privacy/reviews")) {
      assertThat(worker.go(path).main()).contains("Dit mag u hier niet zien");
    }
    Visitor other = Visitor.at(hub).signIn("wassenaar-privacy", "/privacy");
    other.go("/privacy?client=" + Fhir.id(sent.patient()));
    assertThat(other.main()).contains("Geen regels gevonden");
    other.go("/privacy?subject=" + Fhir.id(sent.task()));
    assertThat(other.main()).contains("Geen regels gevonden");
  }
}
