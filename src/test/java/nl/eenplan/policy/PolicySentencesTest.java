package nl.eenplan.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * {@code consent-policies/sentences.md} says in plain words what the rows say. {@code mvn -q test
 * -Dtest=PolicySentencesTest -Dsentences=apply} writes it anew.
 */
class PolicySentencesTest {

  private static final Path FOLDER = Path.of("consent-policies");
  private static final Path PAGE = FOLDER.resolve("sentences.md");
  private static final Locale NL = Locale.of("nl");

  private final PolicyFolder policies = PolicyReader.read(FOLDER);
  private final PolicySentences sentences = new PolicySentences(policies.vocabulary());

  @Test
  void thePageSaysWhatTheRowsSay() throws Exception {
    StringBuilder page =
        new StringBuilder(
            """
            # Wat mag worden gedeeld - what may be shared

            Written by the build from the rows in this folder; do not edit. What is not here, may not.
            """);
    for (PolicyRow row : policies.table().rows()) {
      page.append("\n## ").append(row.id()).append("\n\n");
      page.append(sentences.of(row, NL)).append("\n\n");
      page.append("_").append(sentences.of(row, Locale.ENGLISH)).append("_\n");
    }
    if ("apply".equals(System.getProperty("sentences"))) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("not what the rows say; run: mvn -q test -Dtest=PolicySentencesTest -Dsentences=apply")
        .isEqualTo(page.toString());
  }

  @Test
  void aPrivacyOfficerReadsWhetherStWoejGetsTheBsn() {
    PolicyRow row = policies.table().row("participation.municipality-to-welfare").orElseThrow();
    assertThat(sentences.of(row, NL))
        .startsWith("Een gemeente mag een welzijnsorganisatie dit laten weten: naam, geboortejaar,")
        .contains("alleen als de cliënt daarvoor uitdrukkelijk toestemming geeft")
        .containsPattern("Nooit, wat iemand ook toestaat: [^.]*burgerservicenummer \\(BSN\\)")
        .contains("hoogstens 1 jaar");
    assertThat(sentences.of(row, Locale.ENGLISH))
        .startsWith("A municipality may let a welfare organisation know: name, year of birth,");
  }
}
