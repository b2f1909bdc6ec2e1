package nl.eenplan.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.eenplan.disclosure.Decision;
import nl.eenplan.disclosure.Judgement;
import nl.eenplan.policy.CasesReader.Case;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the cases beside the policies say is what the gate decides. */
class PolicyCasesTest {

  private static final Path FOLDER = Path.of("consent-policies");

  private final PolicyFolder policies = PolicyReader.read(FOLDER);

  @TestFactory
  Stream<DynamicNode> everyCaseIsDecidedAsWritten() throws Exception {
    return cases().stream().collect(Collectors.groupingBy(Case::file)).entrySet().stream()
        .map(file ->
            dynamicContainer(
                file.getKey(),
                file.getValue().stream()
                    .map(c -> dynamicTest(c.name(), () -> decidesAsWritten(c)))));
  }

  private void decidesAsWritten(Case written) {
    Decision decision = Judgement.decide(written.question(), policies.table(), written.known());
    String place = written.file() + ", line " + written.line();
    switch (decision) {
      case Decision.Permit permit -> {
        assertThat(written.verdict()).as(place).isEqualTo("permit");
        assertThat(permit.released().codes()).as(place).isEqualTo(written.released().codes());
      }
      case Decision.Refuse refuse -> {
        assertThat("refuse").as(place + ": " + refuse.reason()).isEqualTo(written.verdict());
        assertThat(refuse.reason().code()).as(place).isEqualTo(written.reason());
      }
      case Decision.Review _ -> assertThat("review").as(place).isEqualTo(written.verdict());
    }
    assertThat(decision.ground()).as(place).isIn(written.row(), Optional.empty());
  }

  @Test
  void everyRowHasACaseThatPermitsAndOneThatRefuses() throws Exception {
    List<Case> cases = cases();
    for (String verdict : List.of("permit", "refuse")) {
      Set<String> rows =
          policies.table().rows().stream()
              .filter(row -> verdict.equals("refuse") || row.off().isEmpty())
              .map(PolicyRow::id)
              .collect(Collectors.toCollection(TreeSet::new));
      cases.stream()
          .filter(c -> c.verdict().equals(verdict))
          .flatMap(c -> c.row().stream())
          .forEach(row -> rows.remove(row.id()));
      assertThat(rows).as("rows without a case that ends in " + verdict).isEmpty();
    }
  }

  @Test
  void everyFileWithRowsHasItsCases() throws Exception {
    assertThat(cases().stream().map(c -> c.file().replace(".cases.yaml", "")).distinct())
        .containsAll(
            policies.table().rows().stream().map(row -> row.purpose().code()).distinct().toList());
  }

  @Test
  void everyPurposeHasAFile() {
    assertThat(policies.files().stream().map(PolicyFile::purpose))
        .containsExactlyInAnyOrderElementsOf(policies.vocabulary().purposes());
  }

  private List<Case> cases() throws Exception {
    return new CasesReader(policies).read(FOLDER);
  }
}
