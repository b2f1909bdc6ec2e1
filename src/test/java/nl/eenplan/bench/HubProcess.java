package nl.eenplan.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.util.FileSystemUtils;

/**
 * A hub in a JVM of its own, as the run command starts it, that can be killed and started again on
 * the same folder and ports. The property {@code hub.jvm} holds the flags of its JVM.
 */
final class HubProcess implements AutoCloseable {

  private static final String JVM = "-Xmx320m -XX:+UseSerialGC";
  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private static final Duration POLL = Duration.ofMillis(50);

  private final Path folder;
  private final List<String> settings;
  private final int port = freePort();
  private final int brokerPort = freePort();
  private final Thread atExit = new Thread(this::end);
  private Process process;

  private HubProcess(Path folder, List<String> settings) {
    this.folder = folder.toAbsolutePath();
    this.settings = List.copyOf(settings);
  }

  /**
   * A hub that has not been started yet, on an empty folder.
   *
   * @param settings such as {@code --eenplan.broker-url=...}
   */
  static HubProcess on(Path folder, String... settings) throws IOException {
    FileSystemUtils.deleteRecursively(folder);
    Files.createDirectories(folder);
    HubProcess hub = new HubProcess(folder, List.of(settings));
    Runtime.getRuntime().addShutdownHook(hub.atExit);
    return hub;
  }

  /** That a connection breaks when a hub ends is no news here. */
  static void sayLittle() {
    LoggingSystem.get(HubProcess.class.getClassLoader())
        .setLogLevel("org.apache.activemq", LogLevel.ERROR);
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @return how long that took
   * @throws IOException when it does not get ready; what it said is in {@link #log()}
   */
  Duration start() throws IOException, InterruptedException {
    long began = System.nanoTime();
    process =
        new ProcessBuilder(command())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
            .start();
    while (!isReady()) {
      if (!process.isAlive() || since(began).compareTo(PATIENCE) > 0) {
        throw new IOException("the hub did not get ready, see " + log());
      }
      Thread.sleep(POLL);
    }
    return since(began);
  }

  /** SIGKILL: no hook runs, nothing is flushed. Its PostgreSQL lives on, as after a real crash. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /**
   * Ends it as Ctrl-C does.
   *
   * @return how long that took
   */
  Duration stop() throws IOException, InterruptedException {
    long began = System.nanoTime();
    process.destroy();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IOException("the hub does not stop, see " + log());
    }
    return since(began);
  }

  URI url() {
    return URI.create("http://localhost:" + port);
  }

  URI broker() {
    return URI.create("tcp://127.0.0.1:" + brokerPort);
  }

  /** What it wrote on its console, of all starts. */
  Path log() {
    return folder.resolve("console.log");
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** The PostgreSQL that it brought with it. */
  long postgresPid() throws IOException {
    Path file = folder.resolve("data/postgres/postmaster.pid");
    return Long.parseLong(Files.readAllLines(file).getFirst().strip());
  }

  /** The PostgreSQL that it brought with it, as its superuser. */
  Connection database() throws IOException, SQLException {
    Path data = folder.resolve("data");
    String port = Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(3).strip();
    String password = Files.readString(data.resolve("postgres.secret"));
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:" + port + "/eenplan", "postgres", password);
  }

  /** Ends what runs of it, whatever state it is in. */
  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    end();
  }

  private void end() {
    try {
      if (process != null) {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
          kill();
        }
      }
      if (Files.exists(folder.resolve("data/postgres/postmaster.pid"))) {
        ProcessHandle.of(postgresPid()).ifPresent(ProcessHandle::destroy);
      }
    } catch (InterruptedException | IOException e) {
      System.err.println("What is left of the hub on " + folder + " must be ended by hand: " + e);
    }
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("hub.jvm", JVM).split(" ")));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("nl.eenplan.EenplanApplication");
    command.add("--spring.profiles.active=demo");
    command.add("--server.port=" + port);
    command.add("--eenplan.broker-port=" + brokerPort);
    command.add("--eenplan.data-dir=" + folder.resolve("data"));
    command.addAll(settings);
    return command;
  }

  private boolean isReady() {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI readiness = url().resolve("/actuator/health/readiness");
      HttpRequest request =
          HttpRequest.newBuilder(readiness).timeout(Duration.ofSeconds(5)).build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
