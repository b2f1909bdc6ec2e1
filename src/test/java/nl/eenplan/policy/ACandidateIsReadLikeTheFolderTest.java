package nl.eenplan.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Texts in the place of the files of the same name: as strict as the folder, and no more. */
class ACandidateIsReadLikeTheFolderTest {

  private static final String FILE = "voluntary-work.yaml";

  private final PolicyFolder folder = PolicyReader.read(Path.of("consent-policies"));

  @Test
  void theSameTextsGiveTheSamePolicies() {
    PolicyFolder same = PolicyReader.read(folder, Map.of(FILE, text()));
    assertThat(same.table().digest()).isEqualTo(folder.table().digest());
    assertThat(same.texts()).isEqualTo(folder.texts());
  }

  @Test
  void anotherTextGivesOtherPoliciesAndABlankOneNone() {
    PolicyFolder other =
        PolicyReader.read(
            folder, Map.of(FILE, text().replace("consent-lasts: P1Y", "consent-lasts: P2M")));
    assertThat(other.table().digest()).isNotEqualTo(folder.table().digest());
    PolicyFolder without = PolicyReader.read(folder, Map.of(FILE, " "));
    assertThat(without.table().rows()).hasSizeLessThan(folder.table().rows().size());
    assertThat(without.table().rows())
        .noneMatch(row -> row.purpose().code().equals("voluntary-work"));
  }

  @Test
  void whatIsNoFileOfPoliciesIsRefused() {
    for (String name : new String[] {"a.cases.yaml", "../a.yaml", "a.txt"}) {
      assertThatThrownBy(() -> PolicyReader.read(folder, Map.of(name, "x")))
          .isInstanceOf(InvalidPolicies.class)
          .hasMessageContaining("not one of policies");
    }
    String tooLarge = "#".repeat(4 * 1024 * 1024 + 1);
    assertThatThrownBy(() -> PolicyReader.read(folder, Map.of(FILE, tooLarge)))
        .isInstanceOf(InvalidPolicies.class)
        .hasMessageContaining("too large");
    assertThat(PolicyReader.read(folder, Map.of(FILE, text() + "#".repeat(9))).table().rows())
        .hasSameSizeAs(folder.table().rows());
  }

  @Test
  void theWordsHaveTheirLabels() {
    Vocabulary words = folder.vocabulary();
    assertThat(words.groups()).contains("identity", "life-domain");
    assertThat(words.group("identity")).map(Label::en).contains("who somebody is");
    assertThat(words.group("bsn")).isEmpty();
    assertThat(words.label(new Purpose("voluntary-work")).en()).isEqualTo("voluntary work");
    assertThat(words.label(new Purpose("nothing"))).isEqualTo(new Label("nothing", "nothing"));
  }

  private String text() {
    return folder.texts().get(FILE);
  }
}
