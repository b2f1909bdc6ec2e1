package nl.eenplan.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, as the table that stands in {@code src/docs/benchmarks.md}. */
final class Figures {

  private static final long KIB_PER_GIB = 1 << 20;

  private final Map<String, String> rows = new LinkedHashMap<>();

  void add(String what, String format, Object... values) {
    String figure = String.format(Locale.ROOT, format, values);
    rows.put(what, figure);
    System.out.println(what + ": " + figure);
  }

  void print(String title) {
    StringBuilder table = new StringBuilder("\n### ").append(title).append("\n\n");
    table.append(machine()).append("\n\n| What | Figure |\n|---|---|\n");
    rows.forEach((what, figure) ->
        table.append("| ").append(what).append(" | ").append(figure).append(" |\n"));
    System.out.println(table);
  }

  private static String machine() {
    return String.format(
        Locale.ROOT,
        "%s, commit %s, %d cores, %d GiB, JDK %s, %s",
        LocalDate.now(ZoneOffset.UTC),
        commit(),
        Runtime.getRuntime().availableProcessors(),
        ProcessFigures.kib(Path.of("/proc/meminfo"), "MemTotal") / KIB_PER_GIB,
        Runtime.version(),
        System.getProperty("os.name"));
  }

  /** The commit that was measured; a star behind it when files were changed since. */
  private static String commit() {
    String commit = git("rev-parse", "--short", "HEAD");
    return git("status", "--porcelain").isEmpty() ? commit : commit + "*";
  }

  private static String git(String... arguments) {
    try {
      ProcessBuilder git = new ProcessBuilder("git");
      git.command().addAll(List.of(arguments));
      Process process = git.redirectErrorStream(true).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException noGit) {
      return "unknown";
    }
  }
}
