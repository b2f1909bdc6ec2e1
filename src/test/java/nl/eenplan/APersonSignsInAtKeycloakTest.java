package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.util.Map;
import nl.eenplan.Browser.Page;
import nl.eenplan.production.HubInstance;
import nl.eenplan.production.Production;
import nl.eenplan.production.ProductionTest;
import org.junit.jupiter.api.Test;

/** The same pages and the same beans as with the demo's provider, and no demo. */
@ProductionTest
class APersonSignsInAtKeycloakTest {

  private static final String COOKIE = "__Host-eenplan-session";

  private final Production production;
  private final Browser browser = new Browser();

  APersonSignsInAtKeycloakTest(Production production) {
    this.production = production;
  }

  @Test
  void andIsKnownAtBothHubs() {
    Page page = signIn("lv-medewerker", "/");

    assertThat(page.address()).isEqualTo(at(production.one(), "/"));
    assertThat(page.body())
        .contains("Demo Medewerker", "Gemeente Leidschendam-Voorburg", "<li>Medewerker</li>");
    assertThat(page.header("Content-Security-Policy"))
        .contains(
            "form-action 'self' http://localhost:" + production.keycloak().issuer().getPort());
    assertThat(browser.received()).contains(COOKIE, "Secure; HttpOnly; SameSite=Lax");
    assertThat(browser.step(at(production.other(), "/")).body()).contains("Demo Medewerker");
  }

  @Test
  void andOutAgainHereAndThere() {
    Page page = signIn("st-woej-medewerker", "/");
    String session = browser.cookie(COOKIE);

    Page out = browser.submit(page, Map.of());

    assertThat(out.address()).isEqualTo(at(production.one(), "/signed-out"));
    browser.putCookie(COOKIE, session);
    assertThat(browser.step(at(production.other(), "/")).status()).isEqualTo(302);
    assertThat(browser.open(at(production.one(), "/")).body()).contains("kc-form-login");
  }

  @Test
  void andIsOutWhenKeycloakSaysSo() {
    signIn("lv-coordinator", "/");
    Browser colleague = new Browser();
    colleague.signIn(at(production.one(), "/"), "lv-beheerder", Production.PASSWORD);

    production.admin().logOut("lv-coordinator");

    await().atMost(Hub.SOON).until(() -> browser.step(at(production.one(), "/")).status() == 302);
    assertThat(colleague.step(at(production.one(), "/")).status()).isEqualTo(200);
  }

  @Test
  void anOfficerMayReadTheLogAndSomebodyElseMayNot() {
    assertThat(signIn("lv-privacy", "/privacy").body()).contains(">Logboek</h1>");
    Browser other = new Browser();
    Page refused =
        other.signIn(at(production.one(), "/privacy"), "lv-operator", Production.PASSWORD);
    assertThat(refused.status()).isEqualTo(403);
  }

  /** The hub asks by max_age; whether Keycloak listens is seen here. */
  @Test
  void keycloakAsksAgainWhenTheLogInIsTooOld() throws InterruptedException {
    signIn("st-woej-privacy", "/privacy");
    URI asking =
        browser.step(at(production.one(), "/oauth2/authorization/eenplan?fresh")).location();
    assertThat(asking.getQuery()).contains("max_age=900");
    assertThat(browser.step(asking).status()).as("it is fresh enough").isEqualTo(302);

    Thread.sleep(2_100); // Keycloak counts whole seconds
    URI stricter = URI.create(asking.toString().replace("max_age=900", "max_age=1"));
    assertThat(browser.step(stricter).body()).contains("kc-form-login");
  }

  @Test
  void whoBelongsToTwoOrganisationsCannotSayForWhichOneAndStaysOut() {
    production.admin().addToGroup("st-woej-privacy", "lv");
    Browser twofold = new Browser();
    Page page = twofold.signIn(at(production.one(), "/"), "st-woej-privacy", Production.PASSWORD);
    production.admin().removeFromGroup("st-woej-privacy", "lv");

    assertThat(page.address().getPath()).isEqualTo("/signed-out");
    assertThat(page.body()).contains("Het inloggen is niet gelukt");
  }

  private Page signIn(String user, String path) {
    return browser.signIn(at(production.one(), path), user, Production.PASSWORD);
  }

  private static URI at(HubInstance hub, String path) {
    return hub.url().resolve(path);
  }
}
