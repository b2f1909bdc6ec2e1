package nl.eenplan.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a process costs, as Linux tells it. */
final class ProcessFigures {

  private static final Duration TICK = Duration.ofMillis(10);

  private ProcessFigures() {}

  /** CPU time of a process so far; zero when it has ended. */
  static Duration cpu(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElse(Duration.ZERO);
  }

  /** The same with the children that it has now. */
  static Duration cpuWithChildren(long pid) {
    return ProcessHandle.of(pid).stream()
        .flatMap(ProcessHandle::children)
        .map(child -> cpu(child.pid()))
        .reduce(cpu(pid), Duration::plus);
  }

  /** CPU time of all cores since the machine started, by whomever. */
  static Duration busy() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
      String[] ticks = lines.findFirst().orElseThrow().split(" +");
      // user, nice, system; then idle and waiting for a disk, which is no work; then interrupts.
      long busy = IntStream.of(1, 2, 3, 6, 7).mapToLong(at -> Long.parseLong(ticks[at])).sum();
      return TICK.multipliedBy(busy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Resident memory now, in MiB. */
  static long residentMib(long pid) {
    return kib(status(pid), "VmRSS") / 1024;
  }

  /** The most resident memory so far, in MiB. */
  static long mostResidentMib(long pid) {
    return kib(status(pid), "VmHWM") / 1024;
  }

  private static Path status(long pid) {
    return Path.of("/proc", Long.toString(pid), "status");
  }

  /** A value in one of the files of {@code /proc} that count in kB. */
  static long kib(Path file, String name) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name + ":"))
          .map(line -> line.replaceAll("\\D", ""))
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
