package nl.eenplan.cases;

import static nl.eenplan.cases.Desk.asks;
import static nl.eenplan.cases.Desk.invites;
import static nl.eenplan.cases.Desk.saysYes;
import static nl.eenplan.cases.Desk.step;
import static nl.eenplan.cases.Desk.stepBecause;
import static nl.eenplan.cases.Desk.wantsTo;
import static nl.eenplan.cases.Desk.writesDown;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import nl.eenplan.Canaries;
import nl.eenplan.Client;
import nl.eenplan.browser.Visitor;

/**
 * Kees would rather keep things as they are (group C). He is invited three times, the third time by
 * registered letter, and his sport track ends before it began; Hind is invited twice.
 */
final class DoesNotCome {

  private static final String LV = "lv-medewerker";
  private static final String WOEJ = "st-woej-medewerker";

  private final Stage stage;
  private final Client kees = Client.named("Kees", "Thuisblijver", "1989-04-05");
  private final Client hind = Client.named("Hind", "Thuisblijver", "1990-05-06");
  private final Canaries canaries =
      new Canaries()
          .neverOf(kees)
          .neverOf(hind)
          .never("group", "C1: wil")
          .never("a note", "moeder")
          .never("her note", "zieke kat");

  DoesNotCome(Stage stage) {
    this.stage = stage;
  }

  void play() {
    Visitor lv = stage.enter(LV, "/clients");
    String second = isReferred(lv, hind, "A1");
    invites(lv, "Haar zieke kat ging voor");
    assertThat(lv.main()).contains("Uitnodiging 1 van 2");
    invites(lv, "Nog een brief");
    assertThat(lv.main()).contains("Uitnodiging 2 van 2", "Dan gaat het terug naar de verwijzer");

    String first = isReferred(lv, kees, "C1");
    invites(lv, "Zijn moeder zei dat hij niet durft");
    assertThat(lv.main()).contains("Uitnodiging 1 van 3", "Nodig dan nog een keer uit");
    invites(lv, "Tweede brief");
    assertThat(lv.main()).contains("Uitnodiging 2 van 3", "Stuur de volgende aangetekend");
    invites(lv, "Aangetekende brief");
    assertThat(lv.main()).contains("Uitnodiging 3 van 3", "Aangetekende brief");

    Visitor woej = stage.enter(WOEJ, first);
    assertThat(woej.main()).contains(kees.family()).doesNotContain("Uitnodiging 3");
    step(woej, "Aannemen");
    stepBecause(woej, "Melden dat het niet lukt", "cannot-deliver", "did-not-start");
    assertThat(woej.go(second).main()).contains(hind.family());

    assertThat(lv.go(first).main()).contains("Niet gelukt", "niet begonnen", "Uitnodiging 3 van 3");
    stage.says(lv, "Bericht verstuurd naar Gemeente Leidschendam-Voorburg", "Het lukte niet");
    assertThat(lv.go("/referrals?state=returned").main()).contains(kees.family(), "Niet gelukt");
    stage.neverReached(canaries, WOEJ);
  }

  private String isReferred(Visitor lv, Client client, String group) {
    String id = writesDown(lv, client, group);
    saysYes(lv, "participation", "St. WOEJ", "Sporten is goed", List.of());
    wantsTo(lv.go("/clients/" + id), "Meedoen: activiteiten en ontmoeting", "St. WOEJ");
    asks(lv, "Sporten in een groep", Map.of());
    lv.press("Versturen naar St. WOEJ");
    return lv.address();
  }
}
