package nl.eenplan.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The hub starts with sound policies only, and says when a lawyer should look again. */
@ExtendWith(OutputCaptureExtension.class)
class PolicyConfigurationTest {

  private final ApplicationContextRunner hub =
      new ApplicationContextRunner().withUserConfiguration(PolicyConfiguration.class);

  @Test
  void theTableAndTheWordsAreThere(CapturedOutput output) {
    at("2026-11-22T12:00:00Z")
        .run(context -> {
          assertThat(context).hasSingleBean(PolicyTable.class).hasSingleBean(Vocabulary.class);
          assertThat(output).contains("policy rows from").doesNotContain("reviewed");
        });
  }

  @Test
  void anOverdueReviewIsAWarning(CapturedOutput output) {
    at("2030-01-01T12:00:00Z")
        .run(context -> {
          assertThat(context).hasNotFailed();
          assertThat(output)
              .contains("participation.municipality-to-welfare should have been reviewed");
        });
  }

  @Test
  void withoutSoundPoliciesItDoesNotStart() {
    hub.withPropertyValues("eenplan.policies-dir=src/main/java")
        .run(context ->
            assertThat(context)
                .getFailure()
                .rootCause()
                .isInstanceOf(InvalidPolicies.class)
                .hasMessageContaining("vocabulary.yaml, line 1: the file is missing"));
  }

  private ApplicationContextRunner at(String moment) {
    Clock clock = Clock.fixed(Instant.parse(moment), ZoneOffset.UTC);
    return hub.withBean(Clock.class, () -> clock);
  }
}
