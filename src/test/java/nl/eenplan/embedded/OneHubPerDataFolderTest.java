package nl.eenplan.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nl.eenplan.Hub;
import nl.eenplan.HubTest;
import nl.eenplan.problem.CannotStartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@HubTest
class OneHubPerDataFolderTest {

  private final Hub hub;

  OneHubPerDataFolderTest(Hub hub) {
    this.hub = hub;
  }

  @Test
  void aSecondHubSaysSoAndStops() throws IOException, InterruptedException {
    Started second = start("demo", "--eenplan.data-dir=" + hub.dataFolder().toAbsolutePath());

    assertThat(second.exitCode()).isEqualTo(1);
    assertThat(second.output())
        .contains("Another hub is already running on the data folder")
        .contains("--eenplan.data-dir=")
        .doesNotContain("\tat ");
  }

  @Test
  void theDemoStaysOutOfAnotherDatabase(@TempDir Path folder)
      throws IOException, InterruptedException {
    Started start =
        start(
            "demo",
            "--spring.datasource.url=jdbc:postgresql://localhost:1/x",
            "--eenplan.data-dir=" + folder);

    assertThat(start.exitCode()).isEqualTo(1);
    assertThat(start.output()).contains("eenplan.demo.allow-external-database");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void withoutIssuerOnlyTheDemoStarts(@TempDir Path folder)
      throws IOException, InterruptedException {
    Started start = start("none", "--eenplan.data-dir=" + folder);

    assertThat(start.exitCode()).isEqualTo(1);
    assertThat(start.output()).contains("No identity provider is set", "--eenplan.issuer=");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFolderThatWasGivenBackCanBeTaken(@TempDir Path folder) throws IOException {
    try (DataFolder taken = DataFolder.take(folder)) {
      assertThatThrownBy(() -> DataFolder.take(folder)).isInstanceOf(CannotStartException.class);
      taken.writeSecret("secret", "x");
    }
    DataFolder.take(folder).close();

    assertThat(Files.readString(folder.resolve("secret"))).isEqualTo("x");
  }

  @Test
  void aProcessThatIsNoPostgresIsLeftAlone(@TempDir Path cluster)
      throws IOException, InterruptedException {
    Path pidFile = cluster.resolve("postmaster.pid");
    Files.write(pidFile, List.of(Long.toString(ProcessHandle.current().pid()), cluster.toString()));

    OrphanedPostgres.stop(cluster);

    assertThat(pidFile).doesNotExist();
  }

  private record Started(int exitCode, String output) {}

  private static Started start(String profile, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "nl.eenplan.EenplanApplication",
            "--spring.profiles.active=" + profile,
            "--server.port=0",
            "--eenplan.broker-port=0");
    builder.command().addAll(List.of(arguments));
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Started(process.waitFor(), output);
  }
}
