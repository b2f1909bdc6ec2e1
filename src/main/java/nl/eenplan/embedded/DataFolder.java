package nl.eenplan.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import nl.eenplan.problem.CannotStartException;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which everything embedded keeps its data. It is ours alone for as long as the hub
 * runs: whoever needs it, takes this bean first, so a second start touches nothing.
 */
public final class DataFolder implements AutoCloseable {

  private static final FileAttribute<?> ONLY_THIS_USER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path path;
  private final FileChannel lock;

  private DataFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes the folder if needed, for this user only, and takes it. The operating system gives it
   * back when the process ends, however it ends.
   *
   * @throws CannotStartException when another hub has it, or it cannot be written
   */
  static DataFolder take(Path folder) {
    Path path = folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(path, ONLY_THIS_USER);
      FileChannel channel =
          FileChannel.open(
              path.resolve("eenplan.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new CannotStartException(
            "Another hub is already running on the data folder " + path + ".",
            "Stop that hub, or give this one a folder of its own with --eenplan.data-dir=...");
      }
      return new DataFolder(path, channel);
    } catch (IOException e) {
      throw new CannotStartException(
          "The data folder " + path + " cannot be written: " + e.getMessage() + ".",
          "Give a folder that this user can write with --eenplan.data-dir=...");
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  /** A file or folder in the data folder; it need not exist. */
  public Path resolve(String name) {
    return path.resolve(name);
  }

  /**
   * Writes a file that only this user can read, all or nothing.
   *
   * @throws UncheckedIOException when it cannot be written
   */
  public void writeSecret(String name, String content) {
    try {
      Path draft = path.resolve(name + ".draft");
      Files.deleteIfExists(draft);
      Files.createFile(
          draft,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (FileChannel file = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        file.write(StandardCharsets.UTF_8.encode(content));
        file.force(true);
      }
      Files.move(draft, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
