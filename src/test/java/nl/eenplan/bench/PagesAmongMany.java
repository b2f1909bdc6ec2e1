package nl.eenplan.bench;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nl.eenplan.Browser;
import nl.eenplan.Browser.Page;
import nl.eenplan.EenplanApplication;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.util.HtmlUtils;

/**
 * Each page of the portal that can be reached by links, asked for again and again by who may see
 * it, with 100,000 clients and 500,000 entries in the log ({@code -Dclients}, {@code -Dentries}).
 * The time is that of the whole answer, at a browser on the same machine. With {@code -Dagain=true}
 * it uses what an earlier run filled.
 */
final class PagesAmongMany {

  private static final int TIMES = 40;
  private static final int WARM_UP = 20;
  private static final int MANY_ROWS = 90_000;
  private static final Pattern LINK = Pattern.compile("<a\\b[^>]*\\bhref=\"(/[^\"#]*)");
  private static final Pattern ID =
      Pattern.compile(
          "[0-9a-f]{8}-[0-9a-f-]{27}|(?<==)[^&]+|(?<=/(partners|rows|services)/)(?!new)[^/?]+");

  /** The privacy officer last: what they look at is in the log itself. */
  private static final List<String> WHO =
      List.of("st-woej-medewerker", "lv-medewerker", "lv-beheerder", "lv-operator", "lv-privacy");

  private PagesAmongMany() {}

  static void main() throws Exception {
    Path folder = Path.of("target/bench/pages");
    boolean again = Boolean.getBoolean("again") && Files.exists(folder);
    if (!again) {
      FileSystemUtils.deleteRecursively(folder);
    }
    URI url = URI.create("http://localhost:8233");
    try (ConfigurableApplicationContext hub =
            SpringApplication.run(
                EenplanApplication.class,
                "--spring.profiles.active=demo",
                "--server.port=8233",
                "--eenplan.public-url=" + url,
                "--eenplan.broker-port=61233",
                "--eenplan.data-dir=" + folder.toAbsolutePath());
        PartnerSystem lv = new PartnerSystem(url, "lv")) {
      ManyClients many = new ManyClients(hub);
      if (!again) {
        for (int i = 0; i < 60; i++) {
          lv.post("/fhir", ReferralMessages.transaction(i));
        }
        many.fill();
      }
      many.entries();
      Figures figures = new Figures();
      for (String table : List.of("person", "referral", "consent", "ledger_entry", "outbox")) {
        figures.add("Rows of " + table, "%,d", many.count(table));
      }
      for (String who : WHO) {
        walk(url, who, many, figures);
      }
      figures.print("Pages, among %,d clients".formatted(many.count("client")));
    }
  }

  /** From link to link, one of each kind. */
  private static void walk(URI url, String who, ManyClients many, Figures figures) {
    Browser browser = new Browser();
    browser.signIn(url.resolve("/"), who, "demo-" + who);
    Map<String, String> seen = new LinkedHashMap<>();
    Deque<String> toDo = new ArrayDeque<>(List.of("/"));
    seen.put("/", "/");
    while (!toDo.isEmpty()) {
      String address = toDo.poll();
      Page page = browser.open(url.resolve(address));
      LINK.matcher(page.body())
          .results()
          .map(link -> HtmlUtils.htmlUnescape(link.group(1)))
          .filter(link -> !link.contains("lang=") && !link.startsWith("/assets"))
          .filter(link -> seen.putIfAbsent(kind(link), link) == null)
          .forEach(toDo::add);
      Map<String, Long> before = many.readInFull();
      String time = time(browser, url, address);
      figures.add(
          who + ", `" + kind(address) + "`",
          "%s%s%s",
          time,
          unless200(page),
          unlessByIndex(before, many.readInFull()));
    }
  }

  /** PostgreSQL counts up to a second behind, so the page before may be meant. */
  private static String unlessByIndex(Map<String, Long> before, Map<String, Long> after) {
    return after.entrySet().stream()
        .filter(table -> table.getValue() - before.getOrDefault(table.getKey(), 0L) > MANY_ROWS)
        .map(table -> ", reads all of " + table.getKey())
        .collect(Collectors.joining());
  }

  private static String kind(String address) {
    return ID.matcher(address).replaceAll("…");
  }

  private static String unless200(Page page) {
    return page.status() == 200 ? "" : ", status " + page.status();
  }

  private static String time(Browser browser, URI url, String address) {
    long[] nanos = new long[TIMES];
    for (int i = -WARM_UP; i < TIMES; i++) {
      long began = System.nanoTime();
      browser.step(url.resolve(address));
      nanos[Math.max(0, i)] = System.nanoTime() - began;
    }
    return Load.result(nanos);
  }
}
