package nl.eenplan.cases;

import static nl.eenplan.cases.Desk.asks;
import static nl.eenplan.cases.Desk.choose;
import static nl.eenplan.cases.Desk.open;
import static nl.eenplan.cases.Desk.saysYes;
import static nl.eenplan.cases.Desk.step;
import static nl.eenplan.cases.Desk.wantsTo;
import static nl.eenplan.cases.Desk.writesDown;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import nl.eenplan.Canaries;
import nl.eenplan.Client;
import nl.eenplan.browser.Visitor;

/**
 * Mieke has been at home for years. Her consultant refers her to St. WOEJ, where she joins the
 * women's club, and St. WOEJ refers her on to Reakt, with her own consent.
 */
final class FirstStep {

  private static final String LV = "lv-medewerker";
  private static final String WOEJ = "st-woej-medewerker";
  private static final String REAKT = "reakt-medewerker";
  private static final String TO_HER_CONSULTANT = "Energetische klachten, zegt de huisarts";
  private static final String TO_ST_WOEJ = "Reakt mag weten dat ik wil sporten";

  private final Stage stage;
  private final Client mieke = Client.named("Mieke", "Doorgánger", "1978-03-14");
  private final Canaries canaries =
      new Canaries()
          .neverOf(mieke)
          .never("street", mieke.street())
          .never("postal code", mieke.postalCode())
          .never("health", "Energetische")
          .never("group", "Groep A1");

  FirstStep(Stage stage) {
    this.stage = stage;
  }

  void play() {
    Visitor lv = stage.enter(LV, "/clients");
    writesDown(lv, mieke, "A1");
    saysYes(
        lv,
        "participation",
        "St. WOEJ",
        TO_HER_CONSULTANT,
        List.of("geboortejaar", "wensen", "praktische grenzen"));
    assertThat(lv.main()).contains("De toestemming is vastgelegd", TO_HER_CONSULTANT);
    isReferredToStWoej(lv);
    String first = lv.address();

    Visitor woej = stage.enter(WOEJ, "/inbox?filter=new&sort=-updated");
    woej.follow(mieke.given() + " " + mieke.family());
    assertThat(woej.address()).isEqualTo(first);
    assertThat(woej.main())
        .contains("Wil weer onder de mensen komen", "Schildert graag", "Twee uur achter elkaar")
        .contains(mieke.phone(), mieke.birthYear(), "Gemeente Leidschendam-Voorburg");
    open(woej, "Aannemen").page().locator("#accept-words").fill("Ze is welkom");
    woej.press("Aannemen");
    stage.says(lv, "Aangenomen", "Ze is welkom", "Gelezen door St. WOEJ");

    stage.pass(Duration.ofDays(5));
    woej = stage.enter(WOEJ, first);
    step(woej, "Eerste contact of afspraak melden");
    lv = stage.enter(LV, first);
    assertThat(lv.main())
        .contains("Bezig", "meldde het eerste contact")
        .doesNotContain("te laat", "Te laat", "geen eerste contact op tijd");

    stage.pass(Duration.ofDays(30));
    woej = stage.enter(WOEJ, first);
    open(woej, "Afronden met een uitkomst");
    woej.page().getByLabel("Wat is er bereikt?").selectOption("participates");
    woej.page().locator("#outcome-ladder").selectOption("2");
    woej.page().locator("#outcome-words").fill("Is bij de vrouwenclub");
    woej.press("Afronden met een uitkomst");
    lv = stage.enter(LV, first);
    assertThat(lv.main()).contains("Afgerond", "doet mee", "Trede 2", "Is bij de vrouwenclub");

    sheGoesOnToReakt(woej, first);
    stage.neverReached(new Canaries().never("her words to St. WOEJ", TO_ST_WOEJ), LV);
    assertThat(stage.enter(LV, first).main()).doesNotContain("Reakt");
  }

  private void isReferredToStWoej(Visitor lv) {
    lv.go("/clients").fill("Naam of BSN", mieke.bsn()).press("Zoeken");
    wantsTo(lv, "Meedoen: activiteiten en ontmoeting", "St. WOEJ");
    asks(
        lv,
        "Wil weer onder de mensen komen",
        Map.of("wensen", "Schildert graag", "praktische grenzen", "Twee uur achter elkaar"));
    assertThat(lv.main())
        .contains("Dit gaat mee", "Schildert graag", "Dit blijft bij u", "burgerservicenummer")
        .doesNotContain(mieke.bsn(), mieke.street());
    lv.press("Versturen naar St. WOEJ");
    stage.says(lv, "Eerste contact", "St. WOEJ is aan zet", "Bericht verstuurd naar St. WOEJ");
  }

  /** St. WOEJ writes down what it heard from herself; a Wmo decision is not needed here. */
  private void sheGoesOnToReakt(Visitor woej, String first) {
    woej.go(first).follow("Geef de verwijzing door");
    stage.look(woej, "client-referred-on");
    woej.fill("Voornaam", mieke.given()).fill("Achternaam", mieke.family());
    woej.fill("Telefoon", mieke.phone()).press("Bewaren");
    choose(woej, "Dagbesteding");
    woej.press("Verder");
    assertThat(woej.main())
        .contains("u hoeft niets vooraf aan te vragen: dat staat in het contract");
    choose(woej, "Reakt");
    woej.press("Verder").press("Praat met de cliënt en leg de toestemming vast");
    choose(woej, "Ja, dit mag worden gedeeld");
    Desk.inATalk(woej, TO_ST_WOEJ);
    asks(woej, "Wil sporten", Map.of());
    String number = first.substring("/referrals/".length(), "/referrals/".length() + 8);
    woej.press("Versturen naar Reakt");
    String second = woej.address();
    assertThat(woej.main()).contains("Reakt", "Volgt op verwijzing " + number);

    Visitor reakt = stage.enter(REAKT, second);
    assertThat(reakt.main())
        .contains("Wil sporten", "St. WOEJ", mieke.phone())
        .doesNotContain("Volgt op", "Leidschendam");
    step(reakt, "Aannemen");
    stage.says(woej, "Aangenomen");
    stage.neverReached(canaries, WOEJ);
    stage.neverReached(
        canaries
            .never("her consultant", "Gemeente Leidschendam-Voorburg")
            .never("the first question", "onder de mensen")
            .never("the first referral", first.substring("/referrals/".length()))
            .never("her words", TO_ST_WOEJ),
        REAKT);
  }
}
