package nl.eenplan.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.Map;
import nl.eenplan.Browser;
import nl.eenplan.Hub;
import nl.eenplan.HubTest;
import org.junit.jupiter.api.Test;

/** A form whose session has ended comes back to who sent it, and nobody else's does. */
@HubTest
@BrowserTest
class NothingTypedIsLostTest {

  private static final String TYPED = "Ze komt \"morgen\" <b>weer</b>, zei ze\n& belt";

  private final Hub hub;

  NothingTypedIsLostTest(Hub hub) {
    this.hub = hub;
  }

  @Test
  void whoLogsInAgainSendsItOnce() {
    Visitor woej = Visitor.at(hub).signIn("st-woej-medewerker");
    typeAndStayAway(woej);

    woej.page().locator("#later").click();
    woej.settle().lookHere("send-again-logged-out");
    assertThat(woej.main()).contains("Wat u typte, is er nog");
    assertThat(woej.page().evaluate("document.activeElement.tagName")).isEqualTo("H1");
    woej.press("Ik ben ingelogd, ga verder");
    assertThat(woej.main()).as("not yet").contains("Log eerst opnieuw in");

    Page tab = woej.page().waitForPopup(() -> woej.follow("Log eerst opnieuw in"));
    tab.waitForLoadState();
    tab.locator("#username").fill("st-woej-medewerker");
    tab.locator("#password").fill("demo-st-woej-medewerker");
    tab.locator("#password").press("Enter");
    tab.locator("#roles").waitFor();

    woej.press("Ik ben ingelogd, ga verder").lookHere("send-again");
    assertThat(woej.main()).contains("nog niet verstuurd");
    assertThat(woej.page().locator("main input[name=remark]").inputValue()).isEqualTo(TYPED);
    assertThat(woej.page().locator("main input[name=_csrf]").count()).as("a new one").isEqualTo(1);
  }

  @Test
  void aFormOfAnotherSiteIsNoFormOfOurs() {
    Browser browser = new Browser();
    Browser.Page page = browser.post(URI.create(hub.url() + "/inbox"), Map.of("remark", TYPED));
    assertThat(page.status()).isEqualTo(403);
    assertThat(page.body()).doesNotContain("morgen");
  }

  @Test
  void nobodyGetsThereByTheAddress() {
    assertThat(new Browser().open(URI.create(hub.url() + "/send-again")).status()).isEqualTo(405);
  }

  @Test
  void whoLogsOutTooLateIsLoggedOut() {
    Visitor woej = Visitor.at(hub).signIn("st-woej-medewerker");
    woej.page().context().clearCookies();
    woej.press("Uitloggen");
    assertThat(woej.address()).isEqualTo("/signed-out");
  }

  /** A form like those of the pages, since this is about all of them. */
  private static void typeAndStayAway(Visitor visitor) {
    visitor
        .page()
        .evaluate(
            """
            typed => {
              const form = document.querySelector('form[action="/logout"]').cloneNode(true);
              form.action = '/inbox';
              const area = document.createElement('textarea');
              area.name = 'remark';
              area.value = typed;
              form.append(area);
              form.querySelector('button').id = 'later';
              document.querySelector('main').append(form);
            }
            """,
            TYPED);
    visitor.page().context().clearCookies();
  }
}
