package nl.eenplan.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is looked at on every page, and the pictures that are kept of it. */
final class Look {

  /** Before anything of the page: counts what moves while somebody reads, in {@code shifted}. */
  static final String WATCH =
      """
      window.shifted = 0;
      new PerformanceObserver(list => list.getEntries()
        .filter(entry => !entry.hadRecentInput)
        .forEach(entry => window.shifted += entry.value))
        .observe({type: 'layout-shift', buffered: true});
      """;

  static final Path PICTURES = Path.of("target", "screenshots");

  /** Of WCAG 2.2, the levels A and AA. */
  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

  /** What is wider than the window, and no part of something that scrolls by itself. */
  private static final String TOO_WIDE =
      """
      () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? []
        : [...document.body.querySelectorAll('*')]
          .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
          .map(e => e.tagName.toLowerCase() + (e.id ? '#' + e.id : '')
            + (e.className ? '.' + e.className : ''))
          .slice(0, 8)
      """;

  /** A mistake in the list above a form that leads nowhere, or does not say where. */
  private static final String NAMELESS =
      """
      () => [...document.querySelectorAll('.utrecht-alert a[href^="#"]')]
        .filter(a => !document.getElementById(a.hash.slice(1))
          || document.getElementById(a.hash.slice(1) + '-wrong')?.innerText === a.innerText)
        .map(a => a.hash + ' ' + a.innerText)
      """;

  private final Page page;
  private final String name;
  private final List<String> faults = new ArrayList<>();

  Look(Page page, String name) {
    this.page = page;
    this.name = name;
  }

  /** The page as it is now. */
  void at(int width, String language) {
    String where = name + "-" + width + "-" + language;
    if (!language.equals(page.locator("html").getAttribute("lang"))) {
      faults.add(where + ": is in " + page.locator("html").getAttribute("lang"));
    }
    if (page.content().contains("??")) {
      faults.add(
          where
              + ": a text is missing: "
              + page.content().replaceAll("(?s).*(\\?\\?.{0,60}).*", "$1"));
    }
    if (page.locator("h1").count() != 1) {
      faults.add(where + ": has " + page.locator("h1").count() + " h1");
    }
    if (page.evaluate("window.shifted") instanceof Number shifted && shifted.doubleValue() > 0) {
      faults.add(where + ": moves while it loads, by " + shifted);
    }
    if (page.evaluate(TOO_WIDE) instanceof List<?> wide && !wide.isEmpty()) {
      faults.add(where + ": scrolls sideways, by " + wide);
    }
    if (page.evaluate(NAMELESS) instanceof List<?> nameless && !nameless.isEmpty()) {
      faults.add(where + ": mistakes that do not name their field: " + nameless);
    }
    check(where, axe().withTags(RULES));
    page.screenshot(
        new ScreenshotOptions()
            .setPath(PICTURES.resolve(where + ".png"))
            .setAnimations(ScreenshotAnimations.DISABLED)
            .setFullPage(true));
  }

  /** The contrast when the system is set to dark. */
  void inTheDark() {
    page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    check(name + ", dark", axe().withRules(List.of("color-contrast")));
    page.screenshot(new ScreenshotOptions().setPath(PICTURES.resolve(name + "-dark.png")));
    page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
  }

  void atMost(int bytes, int transferred) {
    if (transferred > bytes) {
      faults.add(name + ": first view takes " + transferred + " bytes, at most " + bytes);
    }
  }

  void assertGood() {
    assertThat(faults).as("what is wrong with %s", page.url()).isEmpty();
  }

  private AxeBuilder axe() {
    return new AxeBuilder(page).setLegacyMode(true);
  }

  /** Axe leaves empty styles behind, which no page of ours has, and htmx would copy them. */
  private void check(String where, AxeBuilder axe) {
    List<Rule> violations = axe.analyze().getViolations();
    page.evaluate(
        "document.querySelectorAll('[style=\"\"]').forEach(e => e.removeAttribute('style'))");
    for (Rule rule : violations) {
      rule.getNodes()
          .forEach(node ->
              faults.add(
                  where
                      + ": "
                      + rule.getId()
                      + ", "
                      + rule.getHelp()
                      + "\n    at "
                      + node.getTarget()
                      + " "
                      + node.getHtml()));
    }
  }
}
