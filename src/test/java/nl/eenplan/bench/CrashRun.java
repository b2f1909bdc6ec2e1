package nl.eenplan.bench;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Kills a hub at random moments under load (SIGKILL: PostgreSQL lives on as an orphan, the broker
 * dies with it), starts it again on the same folder, and looks for what it forgot.
 *
 * <p>A message that got no answer is in doubt: it may be there or not, but not by half. It is sent
 * again, and then it has to be there once. Half of the rounds nobody listens to the queue, so that
 * the notices of that round have to outlive the broker.
 *
 * <p>Properties: {@code kills} (5), {@code seed} (by default another each time), {@code hub.jvm}.
 */
final class CrashRun {

  private static final int CLIENTS = 16;
  private static final Duration SHORTEST = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HubProcess hub;
  private final int kills;
  private final Duration longest;
  private final RandomGenerator random;
  private final AtomicInteger number = new AtomicInteger();
  private final Map<Integer, String> acknowledged = new ConcurrentHashMap<>();
  private final Queue<Integer> inDoubt = new ConcurrentLinkedQueue<>();
  private final List<String> faults = new ArrayList<>();
  private int sentAgain;

  /**
   * @param longest the most load before a kill, from the first answer on
   */
  private CrashRun(HubProcess hub, int kills, Duration longest, long seed) {
    this.hub = hub;
    this.kills = kills;
    this.longest = longest;
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  static void main() throws Exception {
    HubProcess.sayLittle();
    String seed = System.getProperty("seed", "random");
    Verdict verdict =
        run(
            Path.of("target/bench/crash"),
            Integer.getInteger("kills", 5),
            Duration.ofSeconds(4),
            seed.equals("random") ? System.nanoTime() : Long.parseLong(seed));
    System.exit(verdict.isClean() ? 0 : 1);
  }

  /** Runs it on an empty folder; see the properties. */
  static Verdict run(Path folder, int kills, Duration longest, long seed) throws Exception {
    System.out.println("Kills: " + kills + ", seed: " + seed);
    try (HubProcess hub = HubProcess.on(folder)) {
      Verdict verdict = new CrashRun(hub, kills, longest, seed).run();
      System.out.println(verdict);
      return verdict;
    }
  }

  /**
   * What was found. All but the first three and the repeated notices has to be 0.
   *
   * @param acknowledged referrals that the hub said it had
   * @param sentAgain of those: in doubt after a kill, and sent again
   * @param leftInDoubt without a BSN, so not sent again, and there or not, but whole
   * @param lost acknowledged, and not there, or not in the inbox of the target
   * @param notWhole there by half, or twice
   * @param withoutNotice acknowledged, and no notice came
   * @param toldTwice told of by two notices with different ids
   * @param withoutLog acknowledged, and an entry is missing
   * @param repeatedNotices that came again with the same id, as they may
   * @param faults answers and events that should not have been
   */
  record Verdict(
      int acknowledged,
      int sentAgain,
      int leftInDoubt,
      long lost,
      long notWhole,
      long withoutNotice,
      long toldTwice,
      long withoutLog,
      int repeatedNotices,
      List<String> faults) {

    boolean isClean() {
      return acknowledged > 0
          && lost + notWhole + withoutNotice + toldTwice + withoutLog == 0
          && faults.isEmpty();
    }
  }

  private Verdict run() throws Exception {
    hub.start();
    try (PartnerSystem lv = new PartnerSystem(hub.url(), "lv");
        PartnerSystem woej = new PartnerSystem(hub.url(), "st-woej");
        PartnerSystem officer = new PartnerSystem(hub.url(), "lv-privacy");
        NoticeListener notices = new NoticeListener(hub.broker())) {
      for (int kill = 1; kill <= kills; kill++) {
        crash(lv, notices);
        System.out.printf("Kill %d: %d acknowledged so far%n", kill, acknowledged.size());
      }
      notices.listen(true);
      await(notices);
      return judge(Kept.by(lv, woej, officer), notices);
    }
  }

  private void crash(PartnerSystem lv, NoticeListener notices) throws Exception {
    notices.listen(random.nextBoolean());
    long load = random.nextLong(SHORTEST.toMillis(), longest.toMillis());
    int before = acknowledged.size();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int client = 0; client < CLIENTS; client++) {
        clients.submit(() -> sendUntilItDies(lv));
      }
      while (acknowledged.size() == before && hub.isAlive()) {
        Thread.sleep(10);
      }
      Thread.sleep(load);
      hub.kill();
    }
    hub.start();
    sendAgain(lv);
  }

  /** Ends with the first message that gets no answer. */
  private void sendUntilItDies(PartnerSystem lv) {
    boolean alive = true;
    while (alive) {
      int next = number.getAndIncrement();
      try {
        send(lv, next);
      } catch (IOException killed) {
        inDoubt.add(next);
        alive = false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        alive = false;
      }
    }
  }

  private void sendAgain(PartnerSystem lv) throws IOException, InterruptedException {
    for (Integer doubtful : List.copyOf(inDoubt)) {
      if (ReferralMessages.hasBsn(doubtful)) {
        send(lv, doubtful);
        inDoubt.remove(doubtful);
        sentAgain++;
      }
    }
  }

  private void send(PartnerSystem lv, int which) throws IOException, InterruptedException {
    HttpResponse<String> answer = lv.post("/fhir", ReferralMessages.transaction(which));
    if (answer.statusCode() == 200) {
      acknowledged.put(which, ReferralMessages.task(answer.body()));
    } else {
      fault(which + ": " + answer.statusCode() + " " + answer.body());
    }
  }

  private synchronized void fault(String fault) {
    faults.add(fault);
  }

  private void await(NoticeListener notices) throws InterruptedException, JMSException {
    long began = System.nanoTime();
    while (acknowledged.values().stream().anyMatch(task -> notices.submitted(task) == 0)
        && System.nanoTime() - began < PATIENCE.toNanos()) {
      Thread.sleep(100);
    }
  }

  private Verdict judge(Kept kept, NoticeListener notices) {
    return new Verdict(
        acknowledged.size(),
        sentAgain,
        inDoubt.size(),
        acknowledged.entrySet().stream()
            .filter(entry ->
                !kept.task(entry.getKey()).equals(entry.getValue())
                    || !kept.isInInbox(entry.getValue()))
            .count(),
        kept.notWhole(),
        acknowledged.values().stream().filter(task -> notices.submitted(task) == 0).count(),
        kept.numbers().stream().filter(n -> notices.submitted(kept.task(n)) > 1).count(),
        acknowledged.values().stream().filter(task -> !kept.isLogged(task)).count(),
        notices.messages() - notices.events(),
        List.copyOf(faults));
  }
}
