package nl.eenplan.portal.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;

/**
 * What is wrong in a policy file, in Dutch: {@code policy-errors-nl.tsv} has each English sentence
 * with {@code %s} for what it names, a tab, and the Dutch one.
 */
final class InDutch {

  private static final List<Sentence> SENTENCES = sentences();

  private record Sentence(Pattern english, String dutch) {

    Optional<String> say(String words) {
      Matcher found = english.matcher(words);
      if (!found.matches()) {
        return Optional.empty();
      }
      String said = dutch;
      for (int i = 1; i <= found.groupCount(); i++) {
        said = said.replaceFirst("%s", Matcher.quoteReplacement(found.group(i)));
      }
      return Optional.of(said);
    }
  }

  private InDutch() {}

  /** The first that fits; the words themselves when none does. */
  static String say(String english) {
    return SENTENCES.stream()
        .flatMap(sentence -> sentence.say(english).stream())
        .findFirst()
        .orElse(english);
  }

  private static List<Sentence> sentences() {
    try {
      return new ClassPathResource("policy-errors-nl.tsv")
          .getContentAsString(StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t"))
          .map(both -> new Sentence(pattern(both[0]), both[1]))
          .toList();
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  private static Pattern pattern(String english) {
    return Pattern.compile(
        Arrays.stream(english.split("%s", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining("(.*)")));
  }
}
