package nl.eenplan.identity.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import nl.eenplan.Browser;
import nl.eenplan.Browser.Page;
import nl.eenplan.Hub;
import nl.eenplan.HubTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@HubTest
class TheLogNeedsAFreshLogInTest {

  private final Hub hub;
  private final Browser browser = new Browser();

  TheLogNeedsAFreshLogInTest(Hub hub) {
    this.hub = hub;
  }

  @AfterEach
  void backToToday() {
    hub.clock().reset();
  }

  @Test
  void anOfficerWhoSignedInLongAgoGivesThePasswordOnceMore() {
    assertThat(signIn("lv-privacy").body()).contains(">Logboek</h1>");

    hub.clock().advance(Duration.ofMinutes(20));
    assertThat(browser.step(at("/")).status()).as("other pages stay open").isEqualTo(200);
    URI again = browser.step(at("/privacy")).location();
    assertThat(browser.step(again).location().getQuery()).contains("max_age=900");
    Page form = browser.open(at("/privacy"));
    assertThat(form.body()).contains("Wachtwoord");
    hub.clock().reset();
    Page log =
        browser.submit(form, Map.of("username", "lv-privacy", "password", "demo-lv-privacy"));

    assertThat(log.address()).isEqualTo(at("/privacy"));
    assertThat(log.body()).contains(">Logboek</h1>");
  }

  @Test
  void nobodyElseGetsThereAndIsNotAskedForAPasswordInVain() {
    for (String user : new String[] {"lv-medewerker", "lv-beheerder", "lv-operator"}) {
      Browser other = new Browser();
      Page page = other.signIn(at("/privacy"), user, "demo-" + user);
      assertThat(page.status()).as(user).isEqualTo(403);
      assertThat(page.body()).contains("Dit mag u hier niet zien");
    }
  }

  @Test
  void anOfficersLogInIsInTheLog() {
    String query = "/fhir/AuditEvent?subtype=log-in&_count=100";
    String user = "\"altId\":\"schuldhulp-privacy\"";
    assertThat(hub.partner("schuldhulp-privacy").get(query).body()).doesNotContain(user);

    signIn("schuldhulp-privacy");
    new Browser().signIn(at("/"), "schuldhulp-medewerker", "demo-schuldhulp-medewerker");

    assertThat(hub.partner("schuldhulp-privacy").get(query).body())
        .contains("\"110114\"", user)
        .doesNotContain("schuldhulp-medewerker");
    assertThat(hub.partner("lv-privacy").get(query).body()).doesNotContain(user);
  }

  private Page signIn(String user) {
    return browser.signIn(at("/privacy"), user, "demo-" + user);
  }

  private URI at(String path) {
    return hub.url().resolve(path);
  }
}
