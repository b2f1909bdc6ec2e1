package nl.eenplan.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import nl.eenplan.organisation.Organisation;
import nl.eenplan.policy.PolicyReader;
import nl.eenplan.policy.Vocabulary;
import org.junit.jupiter.api.Test;

/** Who reads the policies finds each organisation of the demo with its kind. */
class EveryOrganisationIsNamedWithItsKindTest {

  @Test
  void inTheVocabulary() {
    Vocabulary words = PolicyReader.read(Path.of("consent-policies")).vocabulary();
    for (Organisation organisation : DemoOrganisations.organisations()) {
      assertThat(words.suchAs(organisation.kind()))
          .contains(organisation.name().replace("Gemeente ", ""));
    }
  }
}
