package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tour in the README, run as a newcomer would: by pasting it, line by line, in a shell. */
@HubTest
class TheReadmeIsTrueTest {

  private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  private final Hub hub;

  TheReadmeIsTrueTest(Hub hub) {
    this.hub = hub;
  }

  @Test
  void theTourShowsWhatItSays(@TempDir Path folder) throws Exception {
    String said = run(folder, tour(folder));

    assertThat(said)
        .contains("\"valueCode\":\"refuse\"", "\"valueCode\":\"no-consent\"")
        .contains("\"valueCode\":\"permit\"")
        .contains("transaction-response")
        .contains("\"birthDate\":\"1978\"")
        .contains("\"status\":\"completed\"", "participates")
        .contains("AuditEvent", "participation.municipality-to-welfare")
        .contains("deletion-request", "\"code\":\"confirmed\"")
        .contains("\"type\":\"released\",\"valueString\":\"identity.name\"");
    assertThat(said.stripTrailing()).endsWith(lastAnswer());
    assertThat(said).doesNotContain("999911004", "Snel moe", "Fazantlaan", "1978-03-14");
  }

  /** The README's blocks, with this hub's address and this test's folder. */
  private String tour(Path folder) throws IOException {
    List<String> blocks =
        BLOCK
            .matcher(Files.readString(Path.of("README.md")))
            .results()
            .map(block -> block.group(1))
            .toList();
    assertThat(blocks).hasSizeGreaterThan(8);
    return String.join("echo\n", blocks)
        .replace("http://localhost:8080", hub.url().toString())
        .replace("/tmp/", folder + "/");
  }

  private static String run(Path folder, String script) throws Exception {
    Path file = Files.writeString(folder.resolve("tour.sh"), script);
    Path out = folder.resolve("out.txt");
    Process shell =
        new ProcessBuilder("bash", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readString(out);
  }

  private static String lastAnswer() {
    return "\"diagnostics\":\"This does not exist, or is not yours to see.\"}]}";
  }
}
