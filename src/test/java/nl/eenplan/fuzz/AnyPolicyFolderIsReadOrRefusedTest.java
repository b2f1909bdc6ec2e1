package nl.eenplan.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nl.eenplan.policy.InvalidPolicies;
import nl.eenplan.policy.PolicyError;
import nl.eenplan.policy.PolicyReader;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in a policy file: it is read, or refused with the file and the line. */
class AnyPolicyFolderIsReadOrRefusedTest {

  private static final Path REAL = Path.of("consent-policies");
  private static final List<String> FILES = List.of("vocabulary.yaml", "participation.yaml");

  @TempDir static Path folder;

  @FuzzTest(maxDuration = "10s")
  void withFileAndLine(boolean vocabulary, @NotNull @WithSize(max = 4) List<@NotNull Edit> edits)
      throws IOException {
    String spoilt = FILES.get(vocabulary ? 0 : 1);
    for (String file : FILES) {
      byte[] sound = Files.readAllBytes(REAL.resolve(file));
      Files.write(folder.resolve(file), file.equals(spoilt) ? Edit.all(edits, sound) : sound);
    }
    if (catchThrowable(() -> PolicyReader.read(folder)) instanceof Throwable refused) {
      assertThat(refused).isInstanceOf(InvalidPolicies.class);
      List<PolicyError> errors = ((InvalidPolicies) refused).errors();
      assertThat(errors).isNotEmpty();
      for (PolicyError error : errors) {
        assertThat(error.file()).isIn(FILES);
        assertThat(error.line()).isBetween(1, lines(error.file()));
        assertThat(error.problem()).isNotBlank();
        assertThat(error.cure()).isNotBlank();
      }
    }
  }

  /** With every mark that YAML 1.1 knows as the end of a line. */
  private static int lines(String file) throws IOException {
    String text = new String(Files.readAllBytes(folder.resolve(file)), StandardCharsets.UTF_8);
    return text.split("\r\n|[\n\r\u0085\u2028\u2029]", -1).length;
  }
}
