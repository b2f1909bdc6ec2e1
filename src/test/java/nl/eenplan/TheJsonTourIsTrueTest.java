package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plain curl user closes a loop, by pasting the tour of the NL API line by line. */
@HubTest
class TheJsonTourIsTrueTest {

  private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  private final Hub hub;

  TheJsonTourIsTrueTest(Hub hub) {
    this.hub = hub;
  }

  @Test
  void theTourShowsWhatItSays(@TempDir Path folder) throws Exception {
    String tour =
        BLOCK
            .matcher(Files.readString(Path.of("src/docs/json.md")))
            .results()
            .map(block -> block.group(1))
            .collect(Collectors.joining("echo\n"))
            .replace("http://localhost:8080", hub.url().toString())
            .replace("/tmp/", folder + "/");
    Path out = folder.resolve("out.txt");
    Process shell =
        new ProcessBuilder("bash", Files.writeString(folder.resolve("tour.sh"), tour).toString())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertThat(shell.waitFor(120, TimeUnit.SECONDS)).isTrue();
    String said = Files.readString(out);

    assertThat(said)
        .contains("\"code\":\"no-consent\"")
        .contains("\"verdict\":\"permit\"")
        .contains("Joost wil weer onder de mensen komen", "Zingt graag")
        .contains("200\n200\n200\n")
        .contains("\"state\":\"completed\"", "participates", "Zingt in een koor")
        .contains("\"status\":\"withdrawn\"")
        .doesNotContain("999990019");
    assertThat(said.substring(0, said.indexOf("completed")))
        .as("what St. WOEJ reads")
        .doesNotContain("Slaapt slecht");
    assertThat(said.stripTrailing()).endsWith("or is not yours to see.\"}}");
  }
}
