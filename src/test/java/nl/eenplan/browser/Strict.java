package nl.eenplan.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What holds for every page that the hub sends, whatever it is of. */
final class Strict {

  private static final List<String> HEADERS =
      List.of(
          "content-security-policy: default-src 'none'; script-src 'self'; style-src 'self'",
          "x-content-type-options: nosniff",
          "x-frame-options: DENY",
          "referrer-policy: same-origin",
          "cross-origin-opener-policy: same-origin",
          "permissions-policy: camera=()");

  private static final Map<String, Pattern> NEVER =
      Map.of(
          "a script inside the page", Pattern.compile("<script(?![^>]*\\bsrc=)"),
          "a style inside the page", Pattern.compile("<style|<[^>]*\\sstyle\\s*="),
          "a script inside a tag", Pattern.compile("<[^>]*\\son[a-z]+\\s*="),
          "something from elsewhere", Pattern.compile("\\b(src|srcset)=\"(https?:)?//"));

  private Strict() {}

  static List<String> faults(Wire.Passed page) {
    List<String> faults = new ArrayList<>();
    String where = page.address().getPath() + ": ";
    HEADERS.stream()
        .filter(header -> !page.headers().contains(header))
        .forEach(header -> faults.add(where + "has no " + header));
    if (!page.headers().matches("(?s).*cache-control: [^\n]*no-store.*")) {
      faults.add(where + "may be kept by a cache");
    }
    String text = page.text();
    NEVER.forEach((what, pattern) ->
        pattern
            .matcher(text)
            .results()
            .forEach(found -> faults.add(where + what + ": " + found.group())));
    return faults;
  }
}
