package nl.eenplan.exchange.delivery;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import nl.eenplan.exchange.Channel;
import nl.eenplan.exchange.Notice;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.organisation.OrganisationCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Empties the lanes, each on a thread of its own, so that a partner that is slow or down costs the
 * others nothing.
 */
@Component("carriers")
public class Carriers implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Carriers.class);

  private static final int BATCH = 100;
  private static final int TOGETHER = 1000;

  /** After Camel's own, so that its routes are there from the first notice to the last. */
  private static final int PHASE = Integer.MAX_VALUE - 50;

  private final Lanes lanes;
  private final Waiting waiting;
  private final Asking asking;
  private final Courier courier;
  private final Transactions transactions;
  private final DeliverySettings settings;
  private final Set<OrganisationCode> mine = ConcurrentHashMap.newKeySet();

  /** Deliveries leave most connections to those who come in. */
  private final Semaphore database = new Semaphore(4, true);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean active;

  Carriers(
      Lanes lanes,
      Waiting waiting,
      Asking asking,
      Courier courier,
      Transactions transactions,
      DeliverySettings settings) {
    this.lanes = lanes;
    this.waiting = waiting;
    this.asking = asking;
    this.courier = courier;
    this.transactions = transactions;
    this.settings = settings;
  }

  /** Begins with each lane in which something is due; returns at once. */
  public void begin() {
    if (!active) {
      return;
    }
    UUID holder = UUID.randomUUID();
    for (Lane lane : inTurn(() -> lanes.take(List.copyOf(mine), holder))) {
      mine.add(lane.partner());
      threads.execute(() -> {
        try {
          empty(lane);
        } finally {
          mine.remove(lane.partner());
        }
      });
    }
  }

  /** Makes dead letters of what was tried for too long. */
  public void giveUp() {
    transactions.run(() -> {
      waiting.giveUp();
      return true;
    });
  }

  private void empty(Lane taken) {
    Lane lane = taken;
    boolean told = false;
    boolean emptied = false;
    try {
      boolean goesOn = true;
      while (goesOn && active) {
        Asking.Answer answer = ask(lane);
        emptied = answer.found() == 0;
        goesOn = !emptied;
        if (!answer.going().isEmpty()) {
          goesOn =
              lane.channel().together() ? together(lane, answer, told) : eachApart(lane, answer);
          told = goesOn;
          lane = lane.open();
        }
      }
    } catch (RuntimeException e) {
      LOG.warn("Deliveries to {} were broken off: {}", lane.partner(), e.getClass().getName());
    }
    release(lane, emptied);
  }

  private Asking.Answer ask(Lane lane) {
    int most = lane.channel().together() ? TOGETHER : lane.isDoubted() ? 1 : BATCH;
    return inTurn(
        () -> lanes.keep(lane) ? asking.about(lane, most) : new Asking.Answer(0, List.of()));
  }

  private boolean eachApart(Lane lane, Asking.Answer answer) {
    Round round = new Round(courier, lane, () -> active);
    round.send(answer.going(), width(lane));
    settle(lane, round, round.arrived());
    return round.blocked().isEmpty();
  }

  /** The events of a subscription are numbered, so they go one after the other. */
  private int width(Lane lane) {
    return lane.channel().kind().equals(Channel.SUBSCRIPTION) ? 1 : settings.width();
  }

  /**
   * One message tells of all that waits.
   *
   * @param told whether one went out just now: then there is no need for another
   */
  private boolean together(Lane lane, Asking.Answer answer, boolean told) {
    Round round = new Round(courier, lane, () -> active);
    if (!told) {
      round.send(answer.going().subList(0, 1), 1);
    }
    boolean arrived = told || !round.arrived().isEmpty();
    List<UUID> all = answer.going().stream().map(Notice::id).toList();
    settle(lane, round, arrived ? Map.of("sent", all) : Map.of());
    return arrived;
  }

  private void settle(Lane lane, Round round, Map<String, List<UUID>> arrived) {
    inTurn(() -> {
      arrived.forEach((state, notices) -> {
        if (lane.channel().together()) {
          waiting.over(notices, state);
        } else {
          waiting.left(notices, state);
        }
      });
      if (!arrived.isEmpty()) {
        lanes.delivered(lane);
      }
      round
          .refused()
          .forEach(refused -> waiting.refused(refused.notice(), refused.failure().orElseThrow()));
      round
          .blocked()
          .ifPresent(blocked -> {
            DeliveryFailed failure = blocked.failure().orElseThrow();
            if (!lane.isDoubted()) {
              LOG.warn("{} is not reached: {}", lane.partner(), failure.reason());
            }
            waiting.failed(blocked.notice(), failure);
            lanes.failed(arrived.isEmpty() ? lane : lane.open(), failure);
          });
      return true;
    });
  }

  /** When the database cannot be reached either, the lease ends by itself. */
  private void release(Lane lane, boolean emptied) {
    try {
      inTurn(() -> {
        lanes.release(lane, emptied);
        return true;
      });
    } catch (RuntimeException e) {
      LOG.warn("The lane of {} was not released: {}", lane.partner(), e.getClass().getName());
    }
  }

  private <T> T inTurn(Supplier<T> work) {
    database.acquireUninterruptibly();
    try {
      return transactions.run(work);
    } finally {
      database.release();
    }
  }

  @Override
  public void start() {
    active = true;
  }

  /** What is under way is finished, for it cannot be called back. */
  @Override
  public void stop() {
    active = false;
    threads.shutdown();
    try {
      threads.awaitTermination(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return active;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
