package nl.eenplan.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import nl.eenplan.disclosure.Decision;
import org.junit.jupiter.api.Test;

/** Who adds a reason to refuse, says in both languages what it is and what would change it. */
class EachAnswerOfTheGateHasItsWordsTest {

  @Test
  void inDutchAndInEnglish() {
    for (String bundle : new String[] {"messages", "messages_en"}) {
      ResourceBundle words = ResourceBundle.getBundle(bundle);
      assertThat(words.keySet())
          .as(bundle)
          .containsAll(
              Arrays.stream(Entry.Outcome.values())
                  .map(outcome -> "log.outcome." + outcome.code())
                  .toList())
          .containsAll(
              Arrays.stream(Decision.Reason.values())
                  .flatMap(reason ->
                      Stream.of(
                          "log.reason." + reason.code(),
                          "privacy.change." + reason.code(),
                          "privacy.recalls.because." + reason.code()))
                  .toList());
    }
  }
}
