package nl.eenplan.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Articles of the law as people write them: {@code art. 5.1.2(2), 5.3.3} is, in Dutch, artikel
 * 5.1.2, tweede lid, en artikel 5.3.3. Systems keep the short form.
 */
public final class Articles {

  private static final String ONE =
      "(\\d+(?:[.:]\\d+)*)(?:\\(([1-9])\\)| lid ([1-9]))?(?:\\(([a-z])\\)| ([a-z])\\b)?";

  private static final Pattern ARTICLE = Pattern.compile(ONE);
  private static final Pattern LIST = Pattern.compile("\\bart\\. " + ONE + "(?:, " + ONE + ")*");

  private static final List<String> ORDINALS =
      List.of(
          "eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste",
          "negende");

  private Articles() {}

  /** A text with all articles in it written in full. */
  public static String written(String text, Locale locale) {
    return locale.getLanguage().equals("en")
        ? text.replaceAll("\\bart\\. (?=\\d)", "article ")
        : LIST.matcher(text).replaceAll(list -> Matcher.quoteReplacement(dutch(list.group())));
  }

  private static String dutch(String list) {
    return Arrays.stream(list.substring("art. ".length()).split(", "))
        .map(one -> ARTICLE.matcher(one).replaceFirst(Articles::article))
        .collect(Collectors.joining(", en "));
  }

  private static String article(MatchResult found) {
    return "artikel "
        + found.group(1)
        + first(found, 2, 3)
            .map(digit -> ", " + ORDINALS.get(Integer.parseInt(digit) - 1) + " lid")
            .orElse("")
        + first(found, 4, 5).map(letter -> ", onder " + letter).orElse("");
  }

  private static Optional<String> first(MatchResult found, int one, int other) {
    return Optional.ofNullable(found.group(one)).or(() -> Optional.ofNullable(found.group(other)));
  }
}
