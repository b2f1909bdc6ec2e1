package nl.eenplan.client;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A name as people look for it: without accents, capitals and the small words before a surname. */
final class NameWords {

  /** What a word is known by, as far as it is that long. */
  private static final List<Integer> BEGINNINGS = List.of(3, 5);

  private static final int MOST = 12;
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}]+");

  /** In front of half of all surnames: they find nobody. */
  private static final Set<String> SMALL =
      Set.of("van", "de", "der", "den", "het", "ten", "ter", "te", "el", "al", "von", "la", "le");

  private NameWords() {}

  static List<String> of(String text) {
    String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
    return Arrays.stream(BETWEEN.split(plain.toLowerCase(Locale.ROOT)))
        .filter(word -> word.length() > 1 && !SMALL.contains(word))
        .distinct()
        .limit(MOST)
        .toList();
  }

  static List<String> of(Facts facts) {
    return facts
        .values(Fact.PersonName.class)
        .flatMap(name ->
            Stream.of(name.given().stream(), name.family().stream(), name.text().stream())
                .flatMap(part -> part))
        .flatMap(part -> of(part).stream())
        .distinct()
        .limit(MOST)
        .toList();
  }

  /** Whether each word that was typed begins a word of the name. */
  static boolean match(List<String> typed, Facts facts) {
    List<String> name = of(facts);
    return typed.stream().allMatch(begin -> name.stream().anyMatch(w -> w.startsWith(begin)));
  }

  /** All that a word of a name is kept under. */
  static Stream<String> beginnings(String word) {
    return word.length() < BEGINNINGS.getFirst()
        ? Stream.of(word)
        : BEGINNINGS.stream().filter(n -> n <= word.length()).map(n -> word.substring(0, n));
  }

  /** The closest of them to what was typed. */
  static String beginning(String typed) {
    return beginnings(typed).reduce(typed, (shorter, longer) -> longer);
  }
}
