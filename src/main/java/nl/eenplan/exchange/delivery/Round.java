package nl.eenplan.exchange.delivery;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import nl.eenplan.exchange.Notice;

/**
 * Sends some notices of one lane: clients side by side, those of one client in order. It stops at
 * the first sign that the partner is down, and when the gate's answers grow old; what it did not
 * touch waits for the next round.
 */
final class Round {

  /** As long as a permission to tell something is used without asking again. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final Courier courier;
  private final Lane lane;
  private final BooleanSupplier goesOn;
  private final long end = System.nanoTime() + FRESH.toNanos();
  private final Queue<Result> results = new ConcurrentLinkedQueue<>();
  private final Queue<Result> blocked = new ConcurrentLinkedQueue<>();

  Round(Courier courier, Lane lane, BooleanSupplier goesOn) {
    this.courier = courier;
    this.lane = lane;
    this.goesOn = goesOn;
  }

  /**
   * What became of a notice.
   *
   * @param failure why it did not arrive; empty when it did
   * @param state {@code sent} or {@code acknowledged}; empty when it did not arrive
   */
  record Result(Notice notice, Optional<DeliveryFailed> failure, String state) {}

  /**
   * @param width how many at a time
   */
  void send(List<Notice> notices, int width) {
    Collection<List<Notice>> clients =
        notices.stream()
            .collect(
                Collectors.groupingBy(Notice::inOrderWith, LinkedHashMap::new, Collectors.toList()))
            .values();
    Semaphore places = new Semaphore(width);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (List<Notice> client : clients) {
        places.acquireUninterruptibly();
        threads.execute(() -> {
          try {
            inOrder(client);
          } finally {
            places.release();
          }
        });
      }
    }
  }

  private void inOrder(List<Notice> client) {
    for (Notice notice : client) {
      if (!blocked.isEmpty() || !goesOn.getAsBoolean() || System.nanoTime() > end) {
        return;
      }
      Result result = send(notice);
      result
          .failure()
          .filter(failure -> failure.blame() != DeliveryFailed.Blame.NOTICE)
          .ifPresentOrElse(failure -> blocked.add(result), () -> results.add(result));
      if (result.failure().isPresent()) {
        return;
      }
    }
  }

  private Result send(Notice notice) {
    try {
      return new Result(notice, Optional.empty(), courier.deliver(lane.channel(), notice));
    } catch (DeliveryFailed failure) {
      return new Result(notice, Optional.of(failure), "");
    }
  }

  /** The first that showed that the partner is not reached. */
  Optional<Result> blocked() {
    return Optional.ofNullable(blocked.peek());
  }

  /** What the partner takes others but not. */
  List<Result> refused() {
    return results.stream().filter(result -> result.failure().isPresent()).toList();
  }

  /** What arrived, by state. */
  Map<String, List<UUID>> arrived() {
    return results.stream()
        .filter(result -> result.failure().isEmpty())
        .collect(
            Collectors.groupingBy(
                Result::state,
                Collectors.mapping(result -> result.notice().id(), Collectors.toList())));
  }
}
