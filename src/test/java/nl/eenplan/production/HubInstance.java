package nl.eenplan.production;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One hub in a JVM of its own. Secrets come to it in files, the rest in its environment. */
public final class HubInstance implements AutoCloseable {

  private final Path folder;
  private final int port = Child.freePort();
  private final int management = Child.freePort();
  private Child process;

  HubInstance(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  void start(Map<String, String> settings, Map<String, String> secrets)
      throws IOException, InterruptedException {
    Path files = Files.createDirectories(folder.resolve("secrets"));
    for (Map.Entry<String, String> secret : secrets.entrySet()) {
      Files.writeString(files.resolve(secret.getKey()), secret.getValue());
    }
    ProcessBuilder hub =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx320m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "nl.eenplan.EenplanApplication"));
    hub.environment().putAll(settings);
    hub.environment().put("SPRING_CONFIG_IMPORT", "configtree:" + files + "/");
    hub.environment().put("EENPLAN_DATA_DIR", folder.resolve("data").toString());
    hub.environment().put("SERVER_TOMCAT_MBEANREGISTRY_ENABLED", "true");
    hub.environment().put("SERVER_PORT", Integer.toString(port));
    hub.environment().put("SERVER_ADDRESS", "127.0.0.1");
    hub.environment().put("MANAGEMENT_SERVER_PORT", Integer.toString(management));
    process =
        Child.start(hub, folder.resolve("console.log"))
            .awaitReady(URI.create(management() + "/actuator/health/readiness"));
  }

  /** Such as {@code http://localhost:40123}. */
  public URI url() {
    return URI.create("http://localhost:" + port);
  }

  /** Where the monitoring looks. */
  public URI management() {
    return URI.create("http://localhost:" + management);
  }

  /** What it said, all of it. */
  public String log() throws IOException {
    return Files.readString(folder.resolve("console.log"));
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}
