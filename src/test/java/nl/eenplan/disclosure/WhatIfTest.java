package nl.eenplan.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import nl.eenplan.disclosure.WhatIf.Answer;
import nl.eenplan.disclosure.WhatIf.Past;
import nl.eenplan.policy.PolicyFolder;
import nl.eenplan.policy.PolicyReader;
import nl.eenplan.policy.PolicyTable;
import nl.eenplan.policy.Released;
import org.junit.jupiter.api.Test;

/** Of random decisions: what the policies in force decided, and what without one row they would. */
class WhatIfTest {

  private static final String ROW = "participation.municipality-to-welfare";

  private final PolicyFolder policies = PolicyReader.read(Path.of("consent-policies"));
  private final PolicyTable inForce = policies.table();
  private final PolicyTable candidate =
      new PolicyTable(
          "candidate", inForce.rows().stream().filter(row -> !row.id().equals(ROW)).toList());
  private final Draw draw = new Draw(policies, 20261122);

  @Test
  void theSamePoliciesDecideTheSame() {
    WhatIf.Report report = WhatIf.compare(decided(300), inForce, inForce);
    assertThat(report.judged()).isEqualTo(300);
    assertThat(report.otherwise()).isEmpty();
    assertThat(report.notReproducible()).isEmpty();
    assertThat(report.newlyReleased()).isEmpty();
    assertThat(report.noLongerReleased()).isEmpty();
  }

  @Test
  void withoutARowItsDecisionsTurnOutOtherwise() {
    WhatIf.Report report = WhatIf.compare(decided(3000), inForce, candidate);
    assertThat(report.otherwise()).isNotEmpty();
    assertThat(report.otherwise())
        .allSatisfy(other -> {
          assertThat(other.reproducible()).isTrue();
          assertThat(other.candidate().reason()).contains("no-ground");
          assertThat(Judgement.decide(other.past().question(), inForce, other.past().known()))
              .extracting(decision -> decision.ground().orElseThrow().id())
              .isEqualTo(ROW);
        });
    assertThat(report.newlyReleased()).isEmpty();
    assertThat(report.noLongerReleased())
        .isNotEmpty()
        .isSubsetOf(Released.by(inForce.rows()))
        .doesNotContainAnyElementsOf(Released.by(candidate.rows()));
    assertThat(WhatIf.compare(decided(1), candidate, inForce).newlyReleased())
        .isEqualTo(report.noLongerReleased());
  }

  @Test
  void whatThePoliciesInForceDoNotDecideIsNotReproducible() {
    Past past = decided(1).getFirst();
    Past forged =
        new Past(
            past.entry(),
            past.question(),
            past.known(),
            new Answer(past.answered().outcome(), Optional.of("?"), past.answered().released()));
    WhatIf.Report report = WhatIf.compare(List.of(forged), inForce, inForce);
    assertThat(report.notReproducible()).containsExactly(past.entry());
    assertThat(report.otherwise().getFirst().reproducible()).isFalse();
  }

  private List<Past> decided(int times) {
    return IntStream.range(0, times)
        .mapToObj(n -> {
          Question question = draw.question();
          Circumstances known = draw.circumstances(question);
          Answer answer = Answer.of(Judgement.decide(question, inForce, known));
          return new Past(new UUID(0, n), question, known, answer);
        })
        .toList();
  }
}
