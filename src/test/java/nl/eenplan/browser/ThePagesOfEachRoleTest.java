package nl.eenplan.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.Media;
import java.util.List;
import nl.eenplan.Hub;
import nl.eenplan.HubTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the tabs of a role lead to. */
@HubTest
@BrowserTest
class ThePagesOfEachRoleTest {

  private static final String TABS = "header ~ nav a";
  private static final String OF_NO_USE_ON_PAPER =
      "nav:visible, button:visible, details:has(form):visible, [type=submit]:visible,"
          + " .utrecht-skip-link:visible";

  private final Hub hub;

  ThePagesOfEachRoleTest(Hub hub) {
    this.hub = hub;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lv-medewerker",
        "lv-coordinator",
        "lv-privacy",
        "lv-beheerder",
        "lv-operator",
        "st-woej-medewerker"
      })
  void areReadWithoutScriptsAndPrintWithoutButtons(String who) {
    Visitor visitor = Visitor.at(hub).signIn(who);
    Visitor plain = Visitor.withoutScripts(hub).signIn(who);
    for (String address : tabs(visitor)) {
      assertThat(whatThereIs(plain.go(address)))
          .as(address)
          .isNotEmpty()
          .isEqualTo(whatThereIs(visitor.go(address)));
      assertThat(visitor.page().locator(TABS + "[aria-current=page]").count())
          .as("tabs that say that they are this one, at %s", address)
          .isEqualTo(1);
      visitor.page().emulateMedia(new EmulateMediaOptions().setMedia(Media.PRINT));
      assertThat(visitor.page().locator(OF_NO_USE_ON_PAPER).allInnerTexts()).as(address).isEmpty();
      visitor.page().emulateMedia(new EmulateMediaOptions().setMedia(Media.SCREEN));
    }
  }

  /** The first thing that Tab reaches on each page. */
  @ParameterizedTest
  @ValueSource(strings = {"lv-medewerker", "lv-privacy", "lv-operator"})
  void letKeyboardUsersSkipTheTabs(String who) {
    Visitor visitor = Visitor.at(hub).signIn(who);
    for (String address : tabs(visitor)) {
      visitor.go(address).page().keyboard().press("Tab");
      visitor.page().keyboard().press("Enter");
      assertThat(visitor.page().evaluate("document.activeElement.id"))
          .as(address)
          .isEqualTo("main");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "lv-privacy, Gegevens die partners nog moeten verwijderen, /privacy/recalls",
    "lv-beheerder, Diensten zonder vrije plaats, /organisation",
    "lv-operator, Partners die niet bereikt worden, /operations?show=trouble"
  })
  void sayAtTheStartWhatWaits(String who, String what, String where) {
    Visitor visitor = Visitor.at(hub).signIn(who);
    visitor.follow(what);
    assertThat(visitor.address()).isEqualTo(where);
    assertThat(visitor.main()).doesNotContain("bestaat niet");
  }

  /** What does not change with what happens meanwhile. */
  private static List<String> whatThereIs(Visitor visitor) {
    return visitor.page().locator("main :is(h1, h2, h3, th, label, legend)").allInnerTexts();
  }

  private static List<String> tabs(Visitor visitor) {
    List<String> tabs =
        visitor.page().locator(TABS).all().stream().map(tab -> tab.getAttribute("href")).toList();
    assertThat(tabs).contains("/");
    return tabs;
  }
}
