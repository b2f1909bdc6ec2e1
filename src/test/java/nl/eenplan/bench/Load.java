package nl.eenplan.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that do the same thing at the same time, for a while. */
final class Load {

  /** One thing that a client does; false, or an exception, when it went wrong. */
  @FunctionalInterface
  interface Action {
    boolean run() throws IOException, InterruptedException;
  }

  private static final int MOST = 2_000_000;

  private final Action action;
  private final long[] nanos = new long[MOST];
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicInteger errors = new AtomicInteger();

  private Load(Action action) {
    this.action = action;
  }

  /**
   * What came of it.
   *
   * @param nanos how long each took that went well, the shortest first
   * @param seconds from the first start to the last end
   */
  record Result(long[] nanos, int errors, double seconds) {
    double perSecond() {
      return nanos.length / seconds;
    }

    /** The longest that this share of all took, in ms. */
    double millis(double percent) {
      if (nanos.length == 0) {
        return Double.NaN;
      }
      int place = (int) Math.ceil(nanos.length * percent / 100) - 1;
      return nanos[Math.max(0, place)] / 1e6;
    }

    String latencies() {
      return "p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, %d errors"
          .formatted(millis(50), millis(95), millis(99), errors);
    }
  }

  /** Each client goes on as soon as it has its answer. */
  static Result closed(int clients, Duration time, Action action) {
    Load load = new Load(action);
    long began = System.nanoTime();
    long end = began + time.toNanos();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int client = 0; client < clients; client++) {
        threads.submit(() -> {
          while (System.nanoTime() < end) {
            load.once(System.nanoTime());
          }
        });
      }
    }
    return load.result(began);
  }

  /** So many begin each second, whether or not the ones before have ended. */
  static Result paced(int perSecond, Duration time, Action action) throws InterruptedException {
    Load load = new Load(action);
    long began = System.nanoTime();
    long count = perSecond * time.toSeconds();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long i = 0; i < count; i++) {
        long due = began + i * 1_000_000_000L / perSecond;
        Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
        threads.submit(() -> load.once(due));
      }
    }
    return load.result(began);
  }

  private void once(long began) {
    try {
      if (action.run()) {
        nanos[done.getAndIncrement()] = System.nanoTime() - began;
      } else {
        errors.incrementAndGet();
      }
    } catch (IOException e) {
      errors.incrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Result result(long began) {
    double seconds = (System.nanoTime() - began) / 1e9;
    long[] sorted = Arrays.copyOf(nanos, done.get());
    Arrays.sort(sorted);
    return new Result(sorted, errors.get(), seconds);
  }

  /** The latencies of what was measured elsewhere. */
  static String result(long[] nanos) {
    Arrays.sort(nanos);
    return new Result(nanos, 0, 1).latencies();
  }
}
