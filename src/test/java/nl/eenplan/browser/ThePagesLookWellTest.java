package nl.eenplan.browser;

import static org.assertj.core.api.Assertions.assertThat;

import nl.eenplan.Hub;
import nl.eenplan.HubTest;
import org.junit.jupiter.api.Test;

/** The pages on which everybody comes. */
@HubTest
@BrowserTest
class ThePagesLookWellTest {

  private final Hub hub;

  ThePagesLookWellTest(Hub hub) {
    this.hub = hub;
  }

  @Test
  void toSignInAndOut() {
    Visitor woej = Visitor.at(hub).go("/signed-out").look("signed-out").go("/").look("log-in");
    woej.signIn("st-woej-medewerker").look("start");
    assertThat(woej.main()).contains("St. WOEJ");
    woej.press("Uitloggen");
    assertThat(woej.address()).isEqualTo("/signed-out");
  }

  @Test
  void toSignInAndOutByKeyboardAlone() {
    Visitor lv = Visitor.at(hub).go("/");
    lv.tabToAndType("Naam", "lv-medewerker").tabToAndType("Wachtwoord", "demo-lv-medewerker");
    lv.tabToAndPress("Inloggen");
    assertThat(lv.main()).contains("Gemeente Leidschendam-Voorburg");
    assertThat(lv.tabToAndPress("Uitloggen").main()).contains("U bent uitgelogd");
  }

  @Test
  void everyByteIsKept() {
    Visitor lv = Visitor.at(hub).signIn("lv-medewerker");
    assertThat(lv.received())
        .contains("Inloggen in de demo", "Medewerker (demo)", "content-security-policy")
        .contains("/oauth2/authorize", ":focus-visible");
  }
}
