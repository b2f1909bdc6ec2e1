package nl.eenplan.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nl.eenplan.problem.CannotStartException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL that outlived a hub that was killed. It would keep the next one from starting. The
 * caller holds the data folder, so no living hub uses it.
 */
final class OrphanedPostgres {

  private static final Logger LOG = LoggerFactory.getLogger(OrphanedPostgres.class);
  private static final long PATIENCE_SECONDS = 30;

  private OrphanedPostgres() {}

  /**
   * Stops the server of this cluster if one runs, by "fast" shutdown: transactions in progress are
   * rolled back, what was committed is flushed.
   *
   * @throws CannotStartException when it does not stop in time
   */
  static void stop(Path cluster) throws IOException, InterruptedException {
    Path pidFile = cluster.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    Optional<ProcessHandle> named = process(Files.readAllLines(pidFile));
    Optional<ProcessHandle> orphan = named.filter(process -> serves(process, cluster));
    if (orphan.isPresent()) {
      stop(orphan.get());
    } else if (named.isPresent()) {
      LOG.info("{} names a process that is no PostgreSQL of ours: removed", pidFile);
      Files.delete(pidFile);
    }
  }

  private static Optional<ProcessHandle> process(List<String> pidFile) {
    try {
      return pidFile.isEmpty()
          ? Optional.empty()
          : ProcessHandle.of(Long.parseLong(pidFile.getFirst().strip()));
    } catch (NumberFormatException damaged) {
      return Optional.empty();
    }
  }

  /** A process id may have been given to another program since: look at what it runs, and where. */
  private static boolean serves(ProcessHandle process, Path cluster) {
    ProcessHandle.Info info = process.info();
    return info.command().filter(command -> command.endsWith("/postgres")).isPresent()
        && info.arguments().map(List::of).orElse(List.of()).contains(cluster.toString());
  }

  private static void stop(ProcessHandle postgres) throws IOException, InterruptedException {
    LOG.warn("PostgreSQL {} of a hub that was killed still runs: stopping it", postgres.pid());
    new ProcessBuilder("kill", "-INT", Long.toString(postgres.pid())).start().waitFor();
    try {
      postgres.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new CannotStartException(
          "PostgreSQL " + postgres.pid() + " of a hub that was killed does not stop.",
          "Stop that process by hand and start again.");
    }
  }
}
