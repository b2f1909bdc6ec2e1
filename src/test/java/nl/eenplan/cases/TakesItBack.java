package nl.eenplan.cases;

import static nl.eenplan.cases.Desk.asks;
import static nl.eenplan.cases.Desk.saysYes;
import static nl.eenplan.cases.Desk.step;
import static nl.eenplan.cases.Desk.stepBecause;
import static nl.eenplan.cases.Desk.wantsTo;
import static nl.eenplan.cases.Desk.writesDown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import nl.eenplan.Canaries;
import nl.eenplan.Client;
import nl.eenplan.Hub;
import nl.eenplan.browser.Visitor;

/** Saskia takes her consent back while the bureau's system is off line and messages wait for it. */
final class TakesItBack {

  private static final String LV = "lv-medewerker";
  private static final String BUREAU = "360voorwerk-medewerker";
  private static final String OFFICER = "lv-privacy";

  private final Stage stage;
  private final Client saskia = Client.named("Saskia", "Wispelgras", "1985-07-19");

  TakesItBack(Stage stage) {
    this.stage = stage;
  }

  void play() throws Exception {
    Visitor lv = stage.enter(LV, "/clients");
    String client = writesDown(lv, saskia, "A5a");
    saysYes(lv, "reintegration", "360voorWerk", "Het bureau mag me bellen", List.of());
    String consent = lv.address();
    List<String> begun =
        List.of(
            isReferred(lv, client, "Wil weer aan het werk"),
            isReferred(lv, client, "Wil een training volgen"));
    Visitor bureau = stage.enter(BUREAU, begun.getFirst());
    for (String referral : begun) {
      step(bureau.go(referral), "Aannemen");
      step(bureau, "Eerste contact of afspraak melden");
    }

    try (Queue queue = stage.bureau()) {
      queue.take();
      for (String referral : begun) {
        stepBecause(lv.go(referral), "Vragen om te stoppen", "ask-to-stop", "other");
        waits(queue, referral, "ask-to-stop");
      }
      String last = isReferred(lv, client, "Wil een cursus Excel volgen");
      waits(queue, last, "submit");
      stage.says(lv.go(last), "Bericht verstuurd naar 360voorWerk");
      assertThat(bureau.go(last).main()).contains("Excel", saskia.phone());

      lv.go(consent).follow("Intrekken");
      assertThat(lv.main()).contains("360voorWerk", "de verwijzing wordt ingetrokken");
      lv.press("Ja, trek dit in");
      assertThat(lv.main()).contains("blijft ingetrokken", "Nog niet bevestigd");
      stage.look(lv, "consent-withdrawn-under-way");
      List<String> all = List.of(begun.get(0), begun.get(1), last);
      onlyThatTheGroundHasEnded(queue, all);
      theBureauSeesNothingMoreAndDeletes(bureau, client, consent, all);
      stage.says(lv.go(last), "heeft de gegevens verwijderd");
      assertThat(lv.main()).as("a code without words").doesNotContain("reason.");
      theOfficerSeesEachStepAndItsTime(last);
      aNewConsentSendsNothingByItself(queue, lv, client, all);
    }
  }

  private String isReferred(Visitor lv, String client, String question) {
    wantsTo(lv.go("/clients/" + client), "Op weg naar werk", "360voorWerk");
    asks(lv, question, Map.of());
    lv.press("Versturen naar 360voorWerk");
    return lv.address();
  }

  private static void waits(Queue queue, String referral, String... events) {
    await()
        .atMost(Hub.SOON)
        .untilAsserted(() -> assertThat(queue.waiting(number(referral))).containsExactly(events));
  }

  private void onlyThatTheGroundHasEnded(Queue queue, List<String> all) throws Exception {
    for (String referral : all) {
      waits(queue, referral, "ground-ended");
    }
    String taken = String.join("\n", queue.take());
    assertThat(everything().foundIn(taken)).isEmpty();
    assertThat(taken).contains(all.stream().map(TakesItBack::number).toList());
  }

  private void theBureauSeesNothingMoreAndDeletes(
      Visitor bureau, String client, String consent, List<String> all) {
    int before = stage.received(BUREAU).length();
    for (String referral : all) {
      assertThat(bureau.go(referral).main())
          .contains("Over wie dit gaat, ziet u hier niet", "Verwijder alles wat u hierdoor");
    }
    bureau.go("/inbox").go("/").go("/clients/" + client).go(consent).go(consent + "/letter");
    for (String referral : all) {
      bureau.go(referral).press("Ik heb alles verwijderd");
      assertThat(bureau.main()).contains("Bedankt", "bevestigd op");
    }
    assertThat(everything().foundIn(stage.received(BUREAU).substring(before))).isEmpty();
  }

  private Canaries everything() {
    return new Canaries()
        .neverOf(saskia)
        .never("name", saskia.family())
        .never("phone", saskia.phone())
        .never("question", "Wil een")
        .never("the first question", "Wil weer")
        .never("her words", "mag me bellen");
  }

  private void theOfficerSeesEachStepAndItsTime(String referral) {
    Visitor officer = stage.enter(OFFICER, "/privacy/recalls");
    String row = "tr:has(a[href*='" + number(referral) + "'])";
    for (int column : new int[] {2, 3, 4}) {
      assertThat(officer.page().locator(row + " td").nth(column).innerText()).contains(" om ");
    }
    assertThat(officer.page().locator(row).innerText())
        .contains("360voorWerk", "Toestemming ingetrokken", "bevestigd");
    officer.page().locator(row + " a").click();
    officer.settle();
    assertThat(officer.main())
        .containsSubsequence(
            "De cliënt trok de toestemming in",
            "Eenplan vroeg 360voorWerk om de gegevens te verwijderen",
            "360voorWerk heeft bevestigd dat de gegevens zijn verwijderd");
    stage.neverReached(new Canaries().neverOf(saskia).never("name", saskia.family()), OFFICER);
  }

  private void aNewConsentSendsNothingByItself(
      Queue queue, Visitor before, String client, List<String> all) throws Exception {
    stage.pass(Duration.ofDays(30));
    Visitor lv = stage.timePasses() ? stage.enter(LV, "/clients/" + client) : before;
    saysYes(lv.go("/clients/" + client), "reintegration", "360voorWerk", "Toch wel", List.of());
    Visitor bureau = stage.enter(BUREAU, "/inbox");
    for (String referral : all) {
      assertThat(bureau.go(referral).main()).doesNotContain(saskia.family(), "Wil ");
    }
    assertThat(lv.go(all.getLast()).main()).contains("Gestopt").doesNotContain("Doorgaan met");
    assertThat(lv.go(all.getFirst()).main()).contains("Er gaat niets vanzelf verder");
    String anew = isReferred(lv, client, "Wil toch graag verder");
    waits(queue, anew, "submit");
    assertThat(queue.take().toString())
        .doesNotContain(all.stream().map(TakesItBack::number).toList());
    assertThat(bureau.go(anew).main()).contains("toch graag verder", saskia.family());
  }

  private static String number(String address) {
    return address.substring("/referrals/".length());
  }
}
