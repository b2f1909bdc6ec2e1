package nl.eenplan.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import nl.eenplan.disclosure.CedarOracle.Answer;
import nl.eenplan.disclosure.Decision.Permit;
import nl.eenplan.disclosure.Decision.Refuse;
import nl.eenplan.disclosure.Decision.Review;
import nl.eenplan.policy.PolicyFolder;
import nl.eenplan.policy.PolicyReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The policies written out a second time, in Cedar, give the same answer to random questions about
 * random consents: 200,000 in every build, and as many as {@code -Dquestions} says.
 */
class TheGateAgreesWithAnOracleTest {

  private static final int QUESTIONS = Integer.getInteger("questions", 200_000);
  private static final int SERIES = 16;
  private static final long SEED = 20261122;

  @Test
  void aboutThePoliciesAsTheyAreShipped() throws Exception {
    assertThat(answersOnWhichBothAgree(Path.of("consent-policies")))
        .containsKeys("permit", "refuse", "no-ground", "no-agreement", "wrong-basis");
  }

  @Test
  void aboutEveryKindOfRow(@TempDir Path folder) throws Exception {
    EveryKindOfRow.writeTo(folder, SEED);
    assertThat(answersOnWhichBothAgree(folder))
        .containsKeys("permit", "refuse", "review", "no-ground", "no-agreement", "wrong-basis");
  }

  /** How often each verdict was given. */
  private static Map<String, Integer> answersOnWhichBothAgree(Path folder) throws Exception {
    PolicyFolder policies = PolicyReader.read(folder);
    CedarOracle oracle = new CedarOracle(folder);
    Map<String, Integer> answers = new ConcurrentHashMap<>();
    IntStream.range(0, SERIES)
        .parallel()
        .forEach(series -> {
          Draw draw = new Draw(policies, SEED + series);
          for (int n = 0; n < QUESTIONS / 2 / SERIES; n++) {
            Question question = draw.question();
            Circumstances known = draw.circumstances(question);
            Answer answer = oracle.ask(question, known);
            assertThat(answerOf(Judgement.decide(question, policies.table(), known)))
                .as("series %d, question %d: %s, knowing %s", series, n, question, known)
                .isEqualTo(answer);
            answers.merge(answer.verdict(), 1, Integer::sum);
          }
        });
    return answers;
  }

  private static Answer answerOf(Decision decision) {
    return switch (decision) {
      case Permit permit -> new Answer("permit", Set.copyOf(permit.released().codes()));
      case Review _ -> new Answer("review", Set.of());
      case Refuse refuse -> new Answer(reason(refuse.reason()), Set.of());
    };
  }

  /** The oracle tells no more of why than where there is no ground at all. */
  private static String reason(Decision.Reason reason) {
    return switch (reason) {
      case NO_AGREEMENT, NO_GROUND, WRONG_BASIS -> reason.code();
      case NO_EMERGENCY_GROUND -> "no-ground";
      default -> "refuse";
    };
  }
}
