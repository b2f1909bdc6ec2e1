package nl.eenplan.cases;

import nl.eenplan.Hub;
import nl.eenplan.HubTest;
import nl.eenplan.browser.BrowserTest;

/** With the demo's own people, and with time that passes. */
@HubTest
@BrowserTest
class EachCaseIsPlayedAtTheDemoTest extends EachCase {

  EachCaseIsPlayedAtTheDemoTest(Hub hub) {
    super(Stage.at(hub));
  }
}
