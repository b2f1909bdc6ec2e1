package nl.eenplan.identity.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ObjectInputStream;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import nl.eenplan.Browser;
import nl.eenplan.Browser.Page;
import nl.eenplan.Hub;
import nl.eenplan.HubTest;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.organisation.OrganisationKind;
import nl.eenplan.organisation.Organisations;
import nl.eenplan.organisation.PartnerAccounts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.SerializationUtils;

/** With the demo's own provider; {@code keycloak} has the same with a real one. */
@HubTest
class APersonSignsInAndOutTest {

  private static final String COOKIE = "eenplan-session";

  private final Hub hub;
  private final Organisations organisations;
  private final PartnerAccounts accounts;
  private final JdbcClient database;
  private final Browser browser = new Browser();

  APersonSignsInAndOutTest(
      Hub hub, Organisations organisations, PartnerAccounts accounts, JdbcClient database) {
    this.database = database;
    this.hub = hub;
    this.organisations = organisations;
    this.accounts = accounts;
  }

  @AfterEach
  void backToToday() {
    hub.clock().reset();
  }

  @Test
  void whoIsUnknownIsSentToTheIssuerWithAProofKey() {
    Page closed = browser.step(at("/"));
    assertThat(closed.location()).isEqualTo(at("/oauth2/authorization/eenplan"));

    URI issuer = browser.step(closed.location()).location();
    assertThat(issuer.getPath()).isEqualTo("/oauth2/authorize");
    assertThat(issuer.getQuery())
        .contains("code_challenge_method=S256", "client_id=eenplan-portal", "scope=openid profile");

    assertThat(browser.open(at("/")).body()).contains("Inloggen in de demo", "Wachtwoord");
  }

  @Test
  void afterSigningInThePageSaysWhoOneIs() {
    browser.step(browser.step(at("/")).location());
    String before = browser.cookie(COOKIE);
    Page page = signIn("lv-medewerker");

    assertThat(page.address()).isEqualTo(at("/"));
    assertThat(page.body())
        .contains("lang=\"nl\"", "Medewerker (demo)", "Gemeente Leidschendam-Voorburg")
        .contains("<li>Medewerker</li>")
        .doesNotContain("Logboek", "??");
    assertThat(before).isNotEmpty().isNotEqualTo(browser.cookie(COOKIE));
    assertThat(browser.received()).contains("Path=/; HttpOnly; SameSite=Lax");
  }

  @Test
  void thePagesSpeakEnglishToo() {
    assertThat(browser.inLanguage("en").open(at("/")).body()).contains("Log in to the demo");
    assertThat(signIn("st-woej-coordinator").body())
        .contains("lang=\"en\"", "St. WOEJ", "<li>MDT coordinator</li>", "Log out")
        .doesNotContain("??");
  }

  @Test
  void aWrongPasswordAndAnUnknownNameGetTheSameAnswer() {
    String wrong = browser.signIn(at("/"), "lv-medewerker", "demo-lv").body();
    String unknown = new Browser().signIn(at("/"), "nobody-medewerker", "demo-lv").body();
    assertThat(wrong).contains("horen niet bij elkaar");
    assertThat(withoutTokens(unknown)).isEqualTo(withoutTokens(wrong));
  }

  /** The provider and the hub are one program with one session. */
  @Test
  void aLogInAtTheProvidersFormIsNoLogInAtTheHub() {
    Page form = browser.open(at("/demo/log-in"));
    Page known =
        browser.submit(form, Map.of("username", "lv-privacy", "password", "demo-lv-privacy"));
    assertThat(known.body()).contains("In Eenplan bent u nog niet ingelogd");

    assertThat(browser.step(at("/")).location()).isEqualTo(at("/oauth2/authorization/eenplan"));
    assertThat(browser.step(at("/privacy")).location())
        .isEqualTo(at("/oauth2/authorization/eenplan"));
    assertThat(browser.step(at("/fhir/Patient/x")).status()).isEqualTo(401);
  }

  @Test
  void aSessionOpensNoDoorOfSystemsAndATokenNoPage() {
    signIn("lv-medewerker");
    assertThat(browser.step(at("/fhir/Patient/x")).status()).isEqualTo(401);

    String token = hub.partner("lv").token();
    Page page = new Browser().step(at("/"), "Authorization", "Bearer " + token);
    assertThat(page.location()).isEqualTo(at("/oauth2/authorization/eenplan"));
  }

  @Test
  void loggingOutEndsItHereAndAtTheIssuer() {
    Page page = signIn("lv-medewerker");
    String session = browser.cookie(COOKIE);

    Page out = browser.submit(page, Map.of());

    assertThat(out.address()).isEqualTo(at("/signed-out"));
    assertThat(out.body()).contains("U bent uitgelogd");
    assertThat(page.header("Cache-Control")).contains("no-store");
    browser.putCookie(COOKIE, session);
    assertThat(browser.open(at("/")).body()).contains("Wachtwoord");
  }

  @Test
  void anotherSiteCannotLogSomebodyOut() {
    signIn("lv-medewerker");
    assertThat(browser.post(at("/logout"), Map.of()).status()).isEqualTo(403);
    assertThat(browser.step(at("/")).status()).isEqualTo(200);
  }

  @Test
  void aSessionEndsAfterAWorkingDayHoweverBusyItIs() {
    signIn("lv-medewerker");
    hub.clock().advance(Duration.ofHours(9));
    assertThat(browser.step(at("/")).status()).isEqualTo(200);
    hub.clock().advance(Duration.ofHours(1).plusMinutes(1));
    assertThat(browser.step(at("/")).location()).isEqualTo(at("/oauth2/authorization/eenplan"));
  }

  @Test
  void aSessionThatIsLeftAloneEndsAfterHalfAnHour() {
    signIn("lv-medewerker");
    letPass(Duration.ofMinutes(29));
    assertThat(browser.step(at("/")).status()).isEqualTo(200);
    letPass(Duration.ofMinutes(31));
    assertThat(browser.step(at("/")).location()).isEqualTo(at("/oauth2/authorization/eenplan"));
  }

  /** Written by another release, or by somebody who should not: its user logs in again. */
  @Test
  void aSessionThatCannotBeReadIsNone() {
    signIn("lv-medewerker");
    byte[] intruder = Objects.requireNonNull(SerializationUtils.serialize(new Intruder()));
    database
        .sql("update browser_session_attributes set attribute_bytes = ?")
        .param(intruder)
        .update();
    assertThat(browser.step(at("/")).location()).isEqualTo(at("/oauth2/authorization/eenplan"));
    database.sql("update browser_session_attributes set attribute_bytes = 'x'").update();
    assertThat(browser.step(at("/")).location()).isEqualTo(at("/oauth2/authorization/eenplan"));
  }

  /** Sessions keep to real time, so it is they that move. */
  private void letPass(Duration time) {
    database
        .sql(
            """
            update browser_session
            set last_access_time = last_access_time - :millis, expiry_time = expiry_time - :millis
            """)
        .param("millis", time.toMillis())
        .update();
  }

  /** Not of the classes that a session may hold. */
  private static final class Intruder implements Serializable {
    private void readObject(ObjectInputStream stream) {
      throw new AssertionError("made from what was in the database");
    }
  }

  @Test
  void aPartOfAPageIsToldToAskForTheWhole() {
    Page part = browser.step(at("/privacy"), "HX-Request", "true");
    assertThat(part.status()).isEqualTo(401);
    assertThat(part.header("HX-Refresh")).isEqualTo("true");
  }

  @Test
  void anAnswerThatNobodyAskedForIsRefusedInPlainWords() {
    Page page = browser.open(at("/login/oauth2/code/eenplan?code=stolen&state=guessed"));
    assertThat(page.address().getPath()).isEqualTo("/signed-out");
    assertThat(page.body()).contains("Het inloggen is niet gelukt", "Probeer het gerust opnieuw");
  }

  @Test
  void whoseOrganisationHasLeftSeesThatAndNothingElse() {
    OrganisationCode code = new OrganisationCode("gone-partner");
    organisations.add(gone(code, Optional.empty()));
    accounts.open(code, "demo-gone-partner");
    assertThat(signIn("gone-partner-privacy").body()).contains("Weggegaan");
    assertThat(browser.step(at("/privacy")).status()).isEqualTo(200);

    LocalDate today = LocalDate.ofInstant(hub.clock().instant(), hub.clock().getZone());
    organisations.add(gone(code, Optional.of(today.minusDays(2))));

    assertThat(browser.open(at("/")).body())
        .contains("doet nu niet mee")
        .doesNotContain("Weggegaan");
    Page refused = browser.open(at("/privacy"));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body()).contains("Dit mag u hier niet zien").doesNotContain("??");
  }

  @Test
  void aPageLoadsOnlyWhatIsTheHubsOwn() {
    Page page = signIn("lv-medewerker");
    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .contains("form-action 'self' " + hub.url())
        .doesNotContain("unsafe");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
    assertThat(page.header("Permissions-Policy")).contains("camera=()");
    assertThat(page.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    assertThat(page.body()).doesNotContain("<script>", "<style", "style=", "onclick=");
    assertThat(browser.step(at("/assets/eenplan.css")).status()).isEqualTo(200);
  }

  private Page signIn(String user) {
    return browser.signIn(at("/"), user, "demo-" + user);
  }

  private URI at(String path) {
    return hub.url().resolve(path);
  }

  private static String withoutTokens(String body) {
    return body.replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "");
  }

  private static Organisation gone(OrganisationCode code, Optional<LocalDate> last) {
    return new Organisation(
        code,
        "Weggegaan",
        new OrganisationKind("welfare"),
        Optional.empty(),
        "00000099000000902000",
        LocalDate.of(2020, 1, 1),
        last);
  }
}
