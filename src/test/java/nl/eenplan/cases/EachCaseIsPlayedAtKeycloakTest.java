package nl.eenplan.cases;

import nl.eenplan.browser.BrowserTest;
import nl.eenplan.production.Production;
import nl.eenplan.production.ProductionTest;

/** By people who sign in at a real Keycloak; there it is always today. */
@ProductionTest
@BrowserTest
class EachCaseIsPlayedAtKeycloakTest extends EachCase {

  EachCaseIsPlayedAtKeycloakTest(Production production) {
    super(Stage.at(production));
  }
}
