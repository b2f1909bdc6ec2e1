package nl.eenplan;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which programs are here that some tests need, and no build brings. */
public final class ThisMachine {

  private ThisMachine() {}

  /** Where the first of these is that is here. */
  public static Optional<Path> program(String... names) {
    return List.of(names).stream()
        .flatMap(name ->
            List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Whether a test that lacks a program has to be left out; says so loudly. With {@code
   * EENPLAN_CI=true} in the environment none is: it runs, and fails.
   */
  public static boolean leavesOut(Class<?> test, String program, boolean isHere) {
    if (isHere || Boolean.parseBoolean(System.getenv("EENPLAN_CI"))) {
      return false;
    }
    System.err.println("NOT RUN, since " + program + " is not here: " + test.getSimpleName());
    return true;
  }
}
