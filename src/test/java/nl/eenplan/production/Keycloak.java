package nl.eenplan.production;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A real Keycloak with the realm of {@code docker/keycloak}. The build unpacks the distribution
 * beside Maven's repository, where it is made ready once and then only read: each run has a home of
 * its own, so that several can run on one machine.
 */
public final class Keycloak implements AutoCloseable {

  /** Who may administer it, as long as it runs. */
  static final String ADMIN = "admin";

  private static final List<String> BUILD =
      List.of("--db=dev-mem", "--health-enabled=true", "--cache=local");

  private final Path home;
  private final int port = Child.freePort();
  private Child process;

  private Keycloak(Path home) {
    this.home = home;
  }

  /** One that is not started yet; users and hubs will reach it at {@code localhost}. */
  static Keycloak in(Path home) {
    return new Keycloak(home);
  }

  /**
   * Starts it beside the caller.
   *
   * @param settings what the realm's file leaves open
   */
  CompletableFuture<Void> start(Map<String, String> settings) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            launch(settings);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
          }
        },
        Thread::startVirtualThread);
  }

  private void launch(Map<String, String> settings) throws IOException, InterruptedException {
    Path program = program();
    makeReady(program);
    Path imports = Files.createDirectories(home.resolve("data/import"));
    Files.copy(
        Path.of("docker/keycloak/eenplan-realm.json"), imports.resolve("eenplan-realm.json"));
    for (String shared : List.of("conf", "lib", "providers", "themes")) {
      Files.createSymbolicLink(home.resolve(shared), program.resolve(shared));
    }
    int health = Child.freePort();
    ProcessBuilder server =
        kc(
            program,
            "start",
            "--optimized",
            "--import-realm",
            "-Dkc.home.dir=" + home.toAbsolutePath(),
            "--http-enabled=true",
            "--http-host=127.0.0.1",
            "--http-port=" + port,
            "--http-management-port=" + health,
            "--hostname=http://localhost:" + port);
    server.environment().putAll(settings);
    server.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
    server.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN);
    process = Child.start(server, home.resolve("keycloak.log"));
    process.awaitReady(URI.create("http://127.0.0.1:" + health + "/health/ready"));
  }

  private static Path program() {
    Path program = Path.of(System.getProperty("keycloak.home", "no keycloak.home"));
    if (!Files.exists(program.resolve("bin/kc.sh"))) {
      throw new IllegalStateException(
          "Keycloak is not at "
              + program
              + ". Run the tests with Maven, which fetches it (177 MB) and unpacks it there.");
    }
    return program;
  }

  /** What Keycloak calls augmentation takes half a minute: once, and not by two runs at once. */
  private static void makeReady(Path program) throws IOException, InterruptedException {
    Path mark = program.resolve("ready-for-eenplan");
    try (FileChannel file =
            FileChannel.open(
                program.resolve("eenplan.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = file.lock()) {
      if (lock.isValid() && !Files.exists(mark)) {
        List<String> build = new ArrayList<>(List.of("build"));
        build.addAll(BUILD);
        Child.start(kc(program, build.toArray(String[]::new)), program.resolve("eenplan-build.log"))
            .awaitEnd();
        Files.createFile(mark);
      }
    }
  }

  private static ProcessBuilder kc(Path program, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add("bash");
    command.add(program.resolve("bin/kc.sh").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder process = new ProcessBuilder(command);
    Map<String, String> environment = process.environment();
    environment.remove("JAVA_TOOL_OPTIONS");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx320m");
    environment.put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1 -XX:-UseG1GC -XX:+UseSerialGC");
    return process;
  }

  /** The realm, as tokens name it. */
  public URI issuer() {
    return url().resolve("/realms/eenplan");
  }

  /** Where it is told what to do. */
  URI url() {
    return URI.create("http://localhost:" + port);
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}
