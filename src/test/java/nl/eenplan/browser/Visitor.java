package nl.eenplan.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.WaitForOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Proxy;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.UnaryOperator;
import nl.eenplan.Hub;
import nl.eenplan.production.Production;

/**
 * Somebody at a browser, who signs in and uses the pages. A story in ten lines:
 *
 * <pre>{@code
 * @HubTest
 * @BrowserTest
 * class APartnerAnswersInTheBrowserTest {
 *   APartnerAnswersInTheBrowserTest(Hub hub) { this.hub = hub; }
 *
 *   @Test
 *   void itAccepts() {
 *     Visitor woej = Visitor.at(hub).signIn("st-woej-medewerker").go("/inbox").look("inbox");
 *     woej.follow("Mieke").fill("Toelichting", "Ze is welkom").press("Accepteren");
 *     assertThat(woej.main()).contains("Geaccepteerd");         // AssertJ, the text at this moment
 *     assertThat(canaries.foundIn(woej.received())).isEmpty();  // every byte that ever came
 *   }
 * }
 * }</pre>
 *
 * <p>{@link #look} is what every page must pass; call it once for each page and each state of it
 * that looks different, with a name that no other has. {@link #page()} gives all of Playwright;
 * call {@link #settle()} after using it. Everything here waits by itself; do not sleep. Visitors
 * leave when the test method ends, and then the browser may have complained of nothing.
 */
public final class Visitor {

  private static final int MOST_BYTES = 150_000;
  private static final int MOST_TABS = 150;
  private static final Set<String> PARTS_OF_A_PAGE =
      Set.of("stylesheet", "script", "image", "font");

  /** The paths of all pages that had a look in this run. */
  static final Set<String> LOOKED = new ConcurrentSkipListSet<>();

  private final URI hub;
  private final UnaryOperator<String> password;
  private final Wire wire = new Wire();
  private final List<String> complaints = new ArrayList<>();
  private final BrowserContext context;
  private final Page page;
  private String language = "nl";
  private int width = 1280;

  private Visitor(URI hub, UnaryOperator<String> password, boolean scripts) {
    this.hub = hub;
    this.password = password;
    context =
        Chromium.open(
            this,
            new NewContextOptions()
                .setProxy(new Proxy(wire.address()).setBypass("<-loopback>"))
                .setJavaScriptEnabled(scripts)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("nl-NL")
                .setTimezoneId("Europe/Amsterdam")
                .setViewportSize(width, 900));
    context.addInitScript(Look.WATCH);
    page = context.newPage();
    page.onConsoleMessage(message -> {
      if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
        complaints.add(message.text());
      }
    });
    page.onPageError(complaints::add);
    page.onResponse(this::mayFail);
  }

  /** At the hub that the tests share, with the demo's own people. */
  public static Visitor at(Hub hub) {
    return new Visitor(hub.url(), user -> "demo-" + user, true);
  }

  public static Visitor withoutScripts(Hub hub) {
    return new Visitor(hub.url(), user -> "demo-" + user, false);
  }

  /** At the hub that signs people in by Keycloak. */
  public static Visitor at(Production production) {
    return new Visitor(production.one().url(), user -> Production.PASSWORD, true);
  }

  /** Such as {@code st-woej-medewerker}. */
  public Visitor signIn(String user) {
    return signIn(user, "/");
  }

  /** Asks for a page as a stranger, and gets there by signing in. */
  public Visitor signIn(String user, String path) {
    go(path);
    page.locator("#username").fill(user);
    page.locator("#password").fill(password.apply(user));
    page.locator("#password").press("Enter");
    return settle();
  }

  /** Opens an address of the hub, such as {@code /inbox?state=new}. */
  public Visitor go(String path) {
    page.navigate(hub.resolve(path).toString());
    return settle();
  }

  /** The button with that name. */
  public Visitor press(String button) {
    page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(button).setExact(true)).click();
    return settle();
  }

  /** The link in whose name that is; the first when there are more. */
  public Visitor follow(String link) {
    page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(link)).first().click();
    return settle();
  }

  /** The field with that label. */
  public Visitor fill(String label, String text) {
    page.getByLabel(label).fill(text);
    return this;
  }

  /** What somebody reads now on the page itself, without its header and footer. */
  public String main() {
    return page.locator("main").innerText();
  }

  public Page page() {
    return page;
  }

  /** The path and what comes after it, such as {@code /inbox?state=new}. */
  public String address() {
    return page.url().substring(hub.toString().length());
  }

  /** Waits until all has come that was asked for. */
  public Visitor settle() {
    do {
      page.waitForTimeout(20);
    } while (!wire.isQuiet());
    page.waitForLoadState();
    page.locator(".htmx-request, .htmx-swapping, .htmx-settling")
        .first()
        .waitFor(new WaitForOptions().setState(WaitForSelectorState.DETACHED));
    return this;
  }

  /** From the next page on; {@code nl} or {@code en}. */
  public Visitor inLanguage(String code) {
    language = code;
    wire.ask(code);
    return this;
  }

  /** In CSS pixels: 1280 is a desk, 320 the smallest telephone, or a desk at 400 %. */
  public Visitor wide(int pixels) {
    width = pixels;
    page.setViewportSize(pixels, 900);
    page.evaluate(
        "() => new Promise(painted => requestAnimationFrame(() =>"
            + " requestAnimationFrame(painted)))");
    return this;
  }

  /**
   * Whether the page is fit to be seen: on a desk and on a telephone, in both languages, light and
   * dark, for axe-core (WCAG 2.2 A and AA), without moving, within 150 kB. Pictures of it go to
   * {@code target/screenshots}. The page is loaded again, so what was typed is lost; see {@link
   * #lookHere}.
   */
  public Visitor look(String name) {
    LOOKED.add(address().replaceAll("[?#].*", ""));
    Look look = new Look(page, name);
    forgetWhatWasLoaded();
    for (String each : List.of(language.equals("nl") ? "en" : "nl", language)) {
      for (int pixels : List.of(320, 1280)) {
        look.atMost(MOST_BYTES, inLanguage(each).wide(pixels).reload());
        look.at(pixels, each);
      }
    }
    look.inTheDark();
    look.assertGood();
    assertNoComplaints();
    return this;
  }

  /** The same of what cannot be loaded again, such as a form with errors: in this language only. */
  public Visitor lookHere(String name) {
    LOOKED.add(address().replaceAll("[?#].*", ""));
    Look look = new Look(page, name);
    for (int pixels : List.of(1280, 320)) {
      look.at(wide(pixels).width, language);
    }
    wide(1280);
    look.inTheDark();
    look.assertGood();
    assertNoComplaints();
    return this;
  }

  /**
   * Goes there by the Tab key alone. On the way everything that has the focus must be seen to have
   * it.
   */
  public Visitor tabTo(Locator there) {
    for (int i = 0; i < MOST_TABS; i++) {
      page.keyboard().press("Tab");
      assertThat(page.evaluate(FOCUS)).as("what has the focus must show it").isEqualTo("");
      if (Boolean.TRUE.equals(there.evaluate("e => e === document.activeElement"))) {
        return this;
      }
    }
    throw new AssertionError("the Tab key does not reach " + there);
  }

  /** Goes to the button by Tab and presses Enter. */
  public Visitor tabToAndPress(String button) {
    tabTo(page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(button).setExact(true)));
    return press();
  }

  /** Goes to the link by Tab and presses Enter. */
  public Visitor tabToAndFollow(String link) {
    tabTo(page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(link)).first());
    return press();
  }

  /** Goes to the field by Tab and types. */
  public Visitor tabToAndType(String label, String text) {
    tabTo(page.getByLabel(label));
    page.keyboard().type(text);
    return this;
  }

  /** The bytes that it took. */
  private int reload() {
    int before = wire.passed().size();
    page.reload();
    settle();
    return wire.passed().stream().skip(before).mapToInt(Wire.Passed::size).sum();
  }

  private Visitor press() {
    page.keyboard().press("Enter");
    return settle();
  }

  /** Every byte that ever reached this browser, headers and addresses included, as UTF-8. */
  public String received() {
    return wire.received();
  }

  void assertNoComplaints() {
    List<String> all = new ArrayList<>(complaints);
    complaints.clear();
    wire.outside().forEach(host -> all.add("something was asked of " + host));
    wire.passed().stream()
        .filter(passed -> passed.isPage() && passed.address().getPort() == hub.getPort())
        .flatMap(passed -> Strict.faults(passed).stream())
        .distinct()
        .forEach(all::add);
    assertThat(all).as("what the browser complained of, last at %s", page.url()).isEmpty();
  }

  void leaveATrace(String test) {
    page.screenshot(
        new ScreenshotOptions().setPath(Look.PICTURES.resolve("failed-" + test + ".png")));
  }

  void close() {
    context.close();
    wire.close();
  }

  private void forgetWhatWasLoaded() {
    var devTools = context.newCDPSession(page);
    devTools.send("Network.clearBrowserCache");
    devTools.detach();
  }

  /** A page may answer 404 or 422; what it is made of may not. */
  private void mayFail(Response response) {
    if (response.status() >= 400 && PARTS_OF_A_PAGE.contains(response.request().resourceType())) {
      complaints.add(response.status() + " for " + response.url());
    }
  }

  /** What is wrong with how the focus is shown; empty when nothing is. */
  private static final String FOCUS =
      """
      () => {
        const e = document.activeElement;
        if (!e || e === document.body) return '';
        const style = getComputedStyle(e), box = e.getBoundingClientRect();
        const shown = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1)
          || style.boxShadow !== 'none';
        const seen = box.width > 0 && box.bottom > 0 && box.top < innerHeight
          && box.right > 0 && box.left < innerWidth;
        return shown && seen ? '' : e.outerHTML.slice(0, 200);
      }
      """;
}
