package nl.eenplan.cases;

import static nl.eenplan.cases.Desk.asks;
import static nl.eenplan.cases.Desk.saysNo;
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
 * Carla wants paid work. Jobstap may know what an employer has to take into account, without the
 * cause; UWV may know nothing.
 */
final class RefusesOne {

  private static final String LV = "lv-medewerker";
  private static final String JOBSTAP = "jobstap-medewerker";
  private static final String UWV = "uwv-medewerker";
  private static final String OFFICER = "lv-privacy";
  private static final String CAUSE = "Alcoholgeschiedenis, herstelt van een depressie";
  private static final String NO = "Ik wil niet in een register";

  private final Stage stage;
  private final Client carla = Client.named("Carla", "Bedachtzaam", "1978-05-23");
  private final Canaries canaries =
      new Canaries()
          .never("BSN", carla.bsn())
          .never("addiction", "Alcohol")
          .never("health", "depressie")
          .never("what she refuses", NO);

  RefusesOne(Stage stage) {
    this.stage = stage;
  }

  void play() {
    Visitor lv = stage.enter(LV, "/clients");
    String client = writesDown(lv, carla, "A5b");
    saysYes(
        lv,
        "reintegration",
        "Jobstap",
        CAUSE,
        List.of("hoeveel werk iemand aankan", "welke steun nodig is"));
    saysNo(lv.go("/clients/" + client), "UWV", NO);
    assertThat(lv.main()).contains("De weigering is vastgelegd", "UWV");

    String referral = isReferredToJobstap(lv.go("/clients/" + client));
    uwvIsRefused(lv.go("/clients/" + client));
    theAttemptIsInTheLog(client);
    aMonthIsMissed(referral);

    stage.neverReached(canaries, JOBSTAP);
    Visitor uwv = stage.enter(UWV, "/inbox");
    uwv.go("/clients/" + client).go(referral);
    assertThat(uwv.main()).contains("bestaat niet");
    stage.neverReached(
        canaries.neverOf(carla).never("name", carla.family()).never("phone", carla.phone()), UWV);
  }

  private String isReferredToJobstap(Visitor lv) {
    wantsTo(lv, "Op weg naar werk", "Jobstap");
    asks(
        lv,
        "Wil met een leerwerktraject naar betaald werk",
        Map.of(
            "hoeveel werk iemand aankan", "Vier dagdelen per week",
            "welke steun nodig is", "Vaste begeleider op de werkvloer"));
    lv.press("Versturen naar Jobstap");
    String referral = lv.address();
    Visitor jobstap = stage.enter(JOBSTAP, "/inbox?filter=new&sort=-updated");
    jobstap.follow(carla.given() + " " + carla.family());
    assertThat(jobstap.address()).isEqualTo(referral);
    assertThat(jobstap.main())
        .contains("leerwerktraject", "Vier dagdelen per week", "Vaste begeleider", carla.phone());
    step(jobstap, "Aannemen");
    step(jobstap, "Eerste contact of afspraak melden");
    return referral;
  }

  private void uwvIsRefused(Visitor lv) {
    wantsTo(lv, "Opname in het doelgroepregister", "UWV");
    stage.look(lv, "refer-refused");
    assertThat(lv.main())
        .contains("de cliënt wil dit niet", today(lv), "Zoek samen een andere weg")
        .contains("Kies een andere organisatie", "Kies een ander doel")
        .doesNotContain("Bekijken wat er gaat");
  }

  /** The day as pages write it, such as {@code 5 oktober 2026}. */
  private static String today(Visitor visitor) {
    return visitor
        .page()
        .evaluate(
            "new Intl.DateTimeFormat('nl-NL', {dateStyle: 'long',"
                + " timeZone: 'Europe/Amsterdam'}).format(new Date())")
        .toString();
  }

  private void theAttemptIsInTheLog(String client) {
    Visitor officer = stage.enter(OFFICER, "/privacy");
    officer.fill("Zoek een cliënt, een verwijzing of een gebruiker", carla.bsn()).press("Zoek");
    assertThat(officer.address()).contains(client);
    officer.follow("wat UWV zou krijgen");
    assertThat(officer.main()).contains("UWV", "opname in het doelgroepregister", "SUWI");
    stage.neverReached(new Canaries().never("name", carla.family()), OFFICER);
  }

  /** By the clock, so at the demo only. */
  private void aMonthIsMissed(String referral) {
    Visitor jobstap = stage.enter(JOBSTAP, referral);
    step(jobstap, "Voortgang melden", "report", "Loopt goed");
    assertThat(stage.enter(LV, referral).main()).contains("Loopt goed");
    if (!stage.timePasses()) {
      return;
    }
    stage.pass(Duration.ofDays(32));
    jobstap = stage.enter(JOBSTAP, referral);
    stage.says(jobstap, "Melding over voortgang gemist");
    assertThat(jobstap.go("/").main()).contains("Te laat");
    Visitor lv = stage.enter(LV, referral);
    assertThat(lv.main()).doesNotContain("Melding over voortgang te laat");
    stage.pass(Duration.ofDays(7));
    lv = stage.enter(LV, referral);
    stage.says(lv, "Melding over voortgang te laat");
  }
}
