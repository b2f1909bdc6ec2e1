package nl.eenplan;

import static nl.eenplan.Fhir.urn;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nl.eenplan.Fhir.Sent;
import nl.eenplan.browser.BrowserTest;
import nl.eenplan.browser.Visitor;
import nl.eenplan.organisation.OrganisationCode;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;

/** A partner answers what the municipality asks for Mieke, by its pages alone. */
@HubTest
@BrowserTest
class APartnerWorksInTheBrowserTest {

  private final Hub hub;
  private final Client mieke =
      Client.named("Mieke", "Verzonnen" + Client.mieke().bsn().substring(4), "1978-03-14");
  private final Canaries canaries = new Canaries().neverOf(mieke);
  private final Fhir consultant;
  private final OrganisationCode partner;
  private final String worker;

  APartnerWorksInTheBrowserTest(Hub hub, NewPartner partners) {
    this.hub = hub;
    this.partner = partners.welfare();
    this.worker = partner + "-medewerker";
    this.consultant = new Fhir(hub.partner("lv"));
  }

  @Test
  void fromTheInboxToTheOutcome() {
    Sent sent = referred();
    String page = "/referrals/" + Fhir.id(sent.task());
    Visitor woej = Visitor.at(hub).signIn(worker).look("today");
    woej.go("/inbox?filter=new&sort=-updated").look("inbox");
    assertThat(woej.main()).contains(mieke.family(), "Gemeente Leidschendam-Voorburg");
    woej.follow(mieke.family()).look("referral-new");
    assertThat(woej.address()).isEqualTo(page);
    assertThat(woej.main())
        .contains("Wil weer onder de mensen komen", "Houdt van handwerken", mieke.phone())
        .contains("Wat er niet bij staat", "Nummer van deze verwijzing");

    step(woej, "Afwijzen").press("Afwijzen");
    assertThat(woej.main()).contains("Maak hier nog een keuze");
    woej.lookHere("referral-mistake");
    step(woej.go(page), "Aannemen").page().locator("#accept-words").fill("Ze is welkom");
    woej.press("Aannemen");
    assertThat(woej.main()).contains("Gelukt", "Aangenomen", "Ze is welkom");

    step(woej, "Eerste contact").press("Eerste contact of afspraak melden");
    assertThat(woej.main()).contains("Bezig", "meldde het eerste contact");
    Task seen = consultant.read(Task.class, sent.task());
    assertThat(seen.getStatus()).isEqualTo(Task.TaskStatus.INPROGRESS);
    assertThat(seen.hasBusinessStatus()).as("the term is met").isFalse();

    step(woej, "Afronden met een uitkomst");
    woej.page().getByLabel("Wat is er bereikt?").selectOption("participates");
    woej.page().locator("#outcome-ladder").selectOption("2");
    woej.page().locator("#outcome-words").fill("Is bij de vrouwenclub");
    woej.press("Afronden met een uitkomst").look("referral-done");
    assertThat(woej.main()).contains("Afgerond", "doet mee", "Trede 2");
    seen = consultant.read(Task.class, sent.task());
    assertThat(Said.outputs(seen, "outcome")).containsExactly("participates");
    assertThat(Said.outputs(seen, "progress"))
        .containsExactly("Ze is welkom", "Is bij de vrouwenclub");
    assertThat(Said.outputs(seen, "ladder-step")).containsExactly("2");
    assertThat(canaries.foundIn(woej.received())).isEmpty();
    Visitor lv = Visitor.at(hub).signIn("lv-medewerker", page);
    assertThat(lv.main())
        .contains(
            "Is bij de vrouwenclub", "Gelezen door Buurthuis " + partner, "Energetische klachten")
        .contains("Buurthuis " + partner + " nam de verwijzing aan")
        .doesNotContain("Bericht aangekomen");
    assertThat(whatWent(lv))
        .as("exactly what it can read")
        .contains("Dit ging mee", "Houdt van handwerken", mieke.phone())
        .doesNotContain("Energetische", "Bijstand", mieke.street(), mieke.bsn());
    step(lv, "Dit bleef bij u");
    assertThat(whatWent(lv)).contains("gezondheid").doesNotContain("Energetische");
  }

  @Test
  void byTheKeyboardAlone() {
    Sent sent = referred();
    Visitor woej = Visitor.at(hub).signIn(worker, "/inbox?filter=new&sort=-updated");
    woej.tabToAndFollow(mieke.family());
    tabToStep(woej, "Aannemen").tabToAndPress("Aannemen");
    tabToStep(woej, "Eerste contact").tabToAndPress("Eerste contact of afspraak melden");
    assertThat(consultant.read(Task.class, sent.task()).getStatus())
        .isEqualTo(Task.TaskStatus.INPROGRESS);
  }

  @Test
  void theSecondSeesWhatTheFirstDidAndKeepsItsTyping() {
    Sent sent = referred();
    String page = "/referrals/" + Fhir.id(sent.task());
    Visitor first = Visitor.at(hub).signIn(worker, page);
    Visitor second = Visitor.at(hub).signIn(worker, page);
    step(first, "Aannemen").press("Aannemen");
    step(second, "Afwijzen").page().locator("#decline-words").fill("Wij zitten vol");
    second.page().locator("#decline-reason").selectOption("no-capacity");
    second.press("Afwijzen");
    assertThat(second.main()).contains("Iemand anders was u net voor", "Wij zitten vol");
    second.lookHere("referral-second");
  }

  @Test
  void anOldTabAfterAWithdrawalShowsNothingMore() {
    Sent sent = referred();
    String page = "/referrals/" + Fhir.id(sent.task());
    Visitor woej = Visitor.at(hub).signIn(worker, page);
    step(woej, "Aannemen").press("Aannemen");
    step(woej, "Eerste contact").page().locator("#first-contact-words").fill("Belde haar zus");
    consultant.update(
        consultant.read(Consent.class, sent.consent()).setStatus(Consent.ConsentState.INACTIVE));
    int before = woej.received().length();
    woej.press("Eerste contact of afspraak melden");
    assertThat(woej.main()).contains("U mag deze gegevens niet meer zien").doesNotContain("zus");
    woej.lookHere("referral-closed");
    woej.press("Ik heb alles verwijderd");
    assertThat(woej.main()).contains("Bedankt", "bevestigd op");
    woej.look("referral-deleted").go("/inbox").go("/");
    Canaries gone =
        new Canaries()
            .never("name", mieke.family())
            .never("phone", mieke.phone())
            .never("question", "onder de mensen");
    assertThat(gone.foundIn(woej.received().substring(before))).isEmpty();
    Visitor lv = Visitor.at(hub).signIn("lv-medewerker", page).look("referral-recalled");
    assertThat(lv.main())
        .contains("Buurthuis " + partner, "bevestigd op", "heeft de gegevens verwijderd");
  }

  @Test
  void askedToStopItMayGoOn() {
    Sent sent = referred();
    String page = "/referrals/" + Fhir.id(sent.task());
    Visitor woej = Visitor.at(hub).signIn(worker, page);
    step(woej, "Aannemen").press("Aannemen");
    step(woej, "Eerste contact").press("Eerste contact of afspraak melden");
    step(woej, "Stilzetten").page().locator("#hold-reason").selectOption("waiting-list");
    assertThat(woej.press("Stilzetten").main()).contains("Staat stil", "wachtlijst");
    step(woej, "Hervatten").press("Hervatten");

    Visitor lv = Visitor.at(hub).signIn("lv-medewerker", page).look("referral-sent");
    step(lv, "Vragen om te stoppen").page().locator("#ask-to-stop-reason").selectOption("other");
    assertThat(lv.press("Vragen om te stoppen").main()).contains("U wacht op antwoord");
    step(woej.go(page).look("referral-stop"), "Niet stoppen");
    woej.page().locator("#go-on-answer").selectOption("nearly-done");
    assertThat(woej.press("Niet stoppen").main())
        .contains("Gelukt", "gaat door: stoppen kan nu niet");
    assertThat(lv.go(page).main()).contains("Bezig").doesNotContain("U wacht op antwoord");
  }

  @Test
  void aGuessedNumberIsNobodysReferral() {
    Visitor woej = Visitor.at(hub).signIn(worker, "/inbox");
    for (String guess : List.of("x", "00000000-0000-4000-8000-000000000000")) {
      assertThat(woej.go("/referrals/" + guess).main()).contains("bestaat niet");
      assertThat(woej.go("/groups/" + guess).main()).contains("bestaat niet");
    }
    woej.go("/inbox").page().locator("summary").first().click();
    woej.fill("Nummer", "<b>geheim</b>").press("Zoeken op nummer");
    assertThat(woej.main()).contains("Dit nummer vinden wij niet");
    woej.lookHere("inbox-not-found");
    woej.fill("Nummer", Fhir.id(referred().task()).substring(0, 8)).press("Zoeken op nummer");
    assertThat(woej.main()).contains("Wil weer onder de mensen komen");
  }

  private static String whatWent(Visitor lv) {
    return lv.page().locator("section[aria-labelledby='went-0']").innerText();
  }

  private static Visitor step(Visitor visitor, String name) {
    visitor.page().locator("summary").filter(having(name)).first().click();
    return visitor;
  }

  private static Visitor tabToStep(Visitor visitor, String name) {
    visitor.tabTo(visitor.page().locator("summary").filter(having(name)).first());
    visitor.page().keyboard().press("Enter");
    return visitor;
  }

  private static com.microsoft.playwright.Locator.FilterOptions having(String name) {
    return new com.microsoft.playwright.Locator.FilterOptions().setHasText(name);
  }

  private Sent referred() {
    Patient patient = Said.patient(mieke);
    Consent consent =
        Said.consent(
            urn(1),
            "participation",
            List.of(partner.value()),
            "identity",
            "contact",
            "referral-question",
            "wishes");
    ServiceRequest order =
        Said.order(
            urn(1),
            "participation",
            "Wil weer onder de mensen komen",
            Said.note("wishes", "Houdt van handwerken"),
            Said.note("health", "Energetische klachten"),
            Said.note("benefit", "Bijstand sinds 2014"));
    Task task = Said.task(urn(1), urn(3), partner.value());
    canaries
        .never("health", "Energetische")
        .never("benefit", "Bijstand")
        .never("street", mieke.street())
        .never("postal code", mieke.postalCode())
        .hideIn(patient)
        .hideIn(consent)
        .hideIn(order)
        .hideIn(task);
    return consultant.send(patient, consent, order, task);
  }
}
