package nl.eenplan.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import nl.eenplan.Hub;
import nl.eenplan.HubTest;
import org.junit.jupiter.api.Test;

/** A browser that was left behind shows nothing any more. */
@HubTest
@BrowserTest
class NobodyReadsAfterLoggingOutTest {

  private final Hub hub;

  NobodyReadsAfterLoggingOutTest(Hub hub) {
    this.hub = hub;
  }

  @Test
  void withTheBackButtonOrInAnotherTab() {
    Visitor lv = Visitor.at(hub).signIn("lv-medewerker");
    Page tab = lv.page().context().newPage();
    tab.navigate(hub.url() + "/");
    assertThat(tab.content()).contains("Medewerker (demo)");

    lv.press("Uitloggen");
    lv.page().goBack();
    lv.settle();
    tab.reload();

    assertThat(lv.page().content()).contains("Wachtwoord").doesNotContain("Medewerker (demo)");
    assertThat(tab.content()).contains("Wachtwoord").doesNotContain("Medewerker (demo)");
  }
}
