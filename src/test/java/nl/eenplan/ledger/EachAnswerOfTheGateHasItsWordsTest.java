package nl.eenplan.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Stream;
import nl.eenplan.disclosure.Decision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who adds a reason to refuse, says in both languages what it is and what would change it. */
class EachAnswerOfTheGateHasItsWordsTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "_en"})
  void inDutchAndInEnglish(String language) {
    assertThat(words("log" + language))
        .containsAll(
            Arrays.stream(Entry.Outcome.values())
                .map(outcome -> "log.outcome." + outcome.code())
                .toList())
        .containsAll(
            Arrays.stream(Decision.Reason.values())
                .map(reason -> "log.reason." + reason.code())
                .toList());
    assertThat(words("privacy" + language))
        .containsAll(
            Arrays.stream(Decision.Reason.values())
                .flatMap(reason ->
                    Stream.of(
                        "privacy.change." + reason.code(),
                        "privacy.recalls.because." + reason.code()))
                .toList());
  }

  private static Set<String> words(String file) {
    return ResourceBundle.getBundle("messages/" + file).keySet();
  }
}
