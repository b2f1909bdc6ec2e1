package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code fhir-kit-client} from npm closes a loop. Without Node this says so and is skipped; with
 * {@code EENPLAN_CI=true} in the environment that is a failure.
 */
@HubTest
class AnIndependentFhirClientClosesALoopTest {

  private static final Path SOURCE = Path.of("src/test/node");

  private final Hub hub;

  AnIndependentFhirClientClosesALoopTest(Hub hub) {
    this.hub = hub;
  }

  @Test
  void aClientThatKnowsNothingOfThisHub(@TempDir Path folder) throws Exception {
    boolean there =
        ThisMachine.program("node").isPresent() && ThisMachine.program("npm").isPresent();
    Assumptions.assumeFalse(ThisMachine.leavesOut(getClass(), "Node", there));
    for (String file : List.of("package.json", "package-lock.json", "close-the-loop.mjs")) {
      Files.copy(SOURCE.resolve(file), folder.resolve(file));
    }
    run(folder, Map.of(), "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");

    String said =
        run(
            folder,
            Map.of(
                "HUB", hub.url().toString(),
                "LV", hub.partner("lv").token(),
                "WOEJ", hub.partner("st-woej").token(),
                "BSN", Client.mieke().bsn()),
            "node",
            "close-the-loop.mjs");

    assertThat(said)
        .contains("inbox 1", "name Verzonnen, identifiers 0", "closed completed participates");
  }

  private static String run(Path folder, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    boolean ended = process.waitFor(180, TimeUnit.SECONDS);
    process.destroyForcibly();
    String said = Files.readString(out);
    assertThat(ended && process.exitValue() == 0).as(said).isTrue();
    return said;
  }
}
