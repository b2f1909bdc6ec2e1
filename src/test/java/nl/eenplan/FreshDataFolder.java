package nl.eenplan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** Gives each run of the tests an empty data folder, and clears those of runs that have ended. */
final class FreshDataFolder
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  private static final String PREFIX = "hub-";

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    Path target = Path.of("target");
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(target, PREFIX + "*")) {
      for (Path folder : folders) {
        long owner = Long.parseLong(folder.getFileName().toString().substring(PREFIX.length()));
        if (ProcessHandle.of(owner).isEmpty()) {
          FileSystemUtils.deleteRecursively(folder);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Path own = target.resolve(PREFIX + ProcessHandle.current().pid());
    TestPropertyValues.of("eenplan.data-dir=" + own, "eenplan.mail.port=" + freePort())
        .applyTo(context);
  }

  /** Where a test may start a mail server. */
  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
