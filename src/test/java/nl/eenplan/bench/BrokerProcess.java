package nl.eenplan.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.store.kahadb.KahaDBPersistenceAdapter;
import org.springframework.util.FileSystemUtils;

/**
 * A broker in a JVM of its own, as in production, that can be killed while the hub lives: the
 * embedded one dies only with the hub.
 */
final class BrokerProcess implements AutoCloseable {

  private final Path folder;
  private final int port = HubProcess.freePort();
  private final Thread atExit = new Thread(this::kill);
  private Process process;

  private BrokerProcess(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  /** A broker that has not been started yet, on an empty folder. */
  static BrokerProcess on(Path folder) throws IOException {
    FileSystemUtils.deleteRecursively(folder);
    Files.createDirectories(folder);
    BrokerProcess broker = new BrokerProcess(folder);
    Runtime.getRuntime().addShutdownHook(broker.atExit);
    return broker;
  }

  URI address() {
    return URI.create("tcp://127.0.0.1:" + port);
  }

  /** Starts it and waits until it takes connections. */
  void start() throws IOException, InterruptedException {
    process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx128m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    BrokerProcess.class.getName(),
                    folder.toString(),
                    address().toString()))
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve("console.log").toFile()))
            .start();
    while (!takesConnections()) {
      if (!process.isAlive()) {
        throw new IOException("the broker did not start, see " + folder);
      }
      Thread.sleep(100);
    }
  }

  void kill() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    kill();
  }

  private boolean takesConnections() {
    try (var connection = new ActiveMQConnectionFactory(address()).createConnection()) {
      connection.start();
      return true;
    } catch (jakarta.jms.JMSException notYet) {
      return false;
    }
  }

  /** The broker itself: where it keeps its messages, and its address. */
  static void main(String[] arguments) throws Exception {
    KahaDBPersistenceAdapter store = new KahaDBPersistenceAdapter();
    store.setDirectory(Path.of(arguments[0], "messages").toFile());
    BrokerService broker = new BrokerService();
    broker.setUseJmx(false);
    broker.setAdvisorySupport(false);
    broker.setPersistenceAdapter(store);
    broker.addConnector(arguments[1]);
    broker.start();
    broker.waitUntilStopped();
  }
}
