package nl.eenplan.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.eenplan.Hub;
import nl.eenplan.ThisMachine;

/** The one browser of all tests, and who sits at it. To be used by one thread only. */
final class Chromium implements AutoCloseable {

  private static final List<Visitor> VISITORS = new ArrayList<>();
  private static Chromium started;

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  static Optional<Path> program() {
    return ThisMachine.program("chromium", "chromium-browser", "google-chrome");
  }

  static Chromium start() {
    Path program =
        program().orElseThrow(() -> new IllegalStateException("Chromium is not on the PATH"));
    Playwright playwright =
        Playwright.create(
            new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    PlaywrightAssertions.setDefaultAssertionTimeout(Hub.SOON.toMillis());
    // Run as root, as build servers do, it has no sandbox; and their /dev/shm is small.
    LaunchOptions options =
        new LaunchOptions()
            .setExecutablePath(program)
            .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage"));
    started = new Chromium(playwright, playwright.chromium().launch(options));
    return started;
  }

  /** A window with cookies of its own. */
  static BrowserContext open(Visitor visitor, Browser.NewContextOptions options) {
    VISITORS.add(visitor);
    BrowserContext context = started.browser.newContext(options);
    context.setDefaultTimeout(Hub.SOON.toMillis());
    return context;
  }

  /** The test has ended: what a browser complained of is a failure too. */
  static void seeOut(boolean failed, String test) {
    List<Visitor> leaving = List.copyOf(VISITORS);
    VISITORS.clear();
    try {
      if (failed) {
        leaving.forEach(visitor -> visitor.leaveATrace(test));
      } else {
        leaving.forEach(Visitor::assertNoComplaints);
      }
    } finally {
      leaving.forEach(Visitor::close);
    }
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
