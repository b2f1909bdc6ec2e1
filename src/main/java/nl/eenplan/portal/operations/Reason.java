package nl.eenplan.portal.operations;

import java.util.Set;

/**
 * Why something did not arrive.
 *
 * @param code such as {@code http-503}
 */
public record Reason(String code) {

  private static final Set<String> OWN_WORDS =
      Set.of(
          "http-401",
          "http-403",
          "http-404",
          "http-410",
          "http-429",
          "timeout",
          "tried-too-often",
          "tls",
          "not-reached",
          "private-address",
          "https-only",
          "not-a-url");

  /** The text in plain words: {@code operations.reason.<key>}. */
  public String key() {
    return OWN_WORDS.contains(code)
        ? code
        : code.matches("http-[345]..") ? code.substring(0, 6) : "other";
  }
}
