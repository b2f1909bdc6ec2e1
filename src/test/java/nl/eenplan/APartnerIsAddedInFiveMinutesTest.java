package nl.eenplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's chapter on a new partner, pasted in a shell. */
@HubTest
class APartnerIsAddedInFiveMinutesTest {

  private static final Pattern SHORTHAND = Pattern.compile("```sh\n(HUB=.*?)```", Pattern.DOTALL);
  private static final Pattern BLOCK = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);

  private final Hub hub;

  APartnerIsAddedInFiveMinutesTest(Hub hub) {
    this.hub = hub;
  }

  @Test
  void theChapterShowsWhatItSays(@TempDir Path folder) throws Exception {
    String said = run(folder);

    assertThat(said)
        .contains("\"code\":\"de-brug\"", "\"kind\":\"queue\"", "\"state\":\"closed\"")
        .contains("\"account\":\"de-brug-privacy\"")
        .contains("\"resourceType\":\"Organization\"", "Buurthuis De Brug")
        .contains("\"kind\":\"webhook\",\"address\":\"http://localhost:")
        .contains("\"event\":\"test\",\"state\":\"acknowledged\",\"attempts\":")
        .contains("[eenplan=(\"@method\" \"@target-uri\" \"content-type\" \"content-digest\")")
        .contains("\"specversion\":\"1.0\"", "\"type\":\"nl.eenplan.test\"");
    theOfficersOfBothSidesFindItInTheLog();
  }

  private void theOfficersOfBothSidesFindItInTheLog() {
    String query = "/fhir/AuditEvent?subtype=administration&date=le" + hub.today() + "&_count=50";
    assertThat(hub.partner("lv-privacy").get(query).body())
        .contains("organisation-entered", "account-opened", "channel-chosen", "test-sent");
  }

  private String run(Path folder) throws IOException, InterruptedException {
    String readme = Files.readString(Path.of("README.md"));
    List<String> blocks = BLOCK.matcher(readme).results().map(block -> block.group(1)).toList();
    assertThat(blocks).hasSize(3);
    String shorthand = SHORTHAND.matcher(readme).results().findFirst().orElseThrow().group(1);
    String script =
        (shorthand + String.join("echo\n", blocks))
            .replace("http://localhost:8080", hub.url().toString())
            .replace("9090", String.valueOf(freePort()))
            .replace("/tmp/", folder + "/");
    Path file = Files.writeString(folder.resolve("chapter.sh"), script);
    Path out = folder.resolve("out.txt");
    Process shell =
        new ProcessBuilder("bash", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    boolean ended = shell.waitFor(90, TimeUnit.SECONDS);
    if (!ended) {
      shell.descendants().forEach(ProcessHandle::destroy);
      shell.destroy();
    }
    assertThat(ended).as(Files.readString(out)).isTrue();
    return Files.readString(out);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
