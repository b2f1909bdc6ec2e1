package nl.eenplan.browser;

import static org.assertj.core.api.Assertions.assertThat;

import nl.eenplan.production.Production;
import nl.eenplan.production.ProductionTest;
import org.junit.jupiter.api.Test;

/** The same visitor, pages and checks, with a real Keycloak and without the demo. */
@ProductionTest
@BrowserTest
class ThePagesAreTheSameAtKeycloakTest {

  private final Production production;

  ThePagesAreTheSameAtKeycloakTest(Production production) {
    this.production = production;
  }

  @Test
  void fromSigningInToSigningOut() {
    Visitor woej = Visitor.at(production).signIn("st-woej-medewerker").look("start-keycloak");
    assertThat(woej.main()).contains("St. WOEJ");
    woej.press("Uitloggen").look("signed-out-keycloak");
    woej.page().goBack();
    assertThat(woej.settle().page().locator("#kc-form-login").count()).isEqualTo(1);
  }
}
