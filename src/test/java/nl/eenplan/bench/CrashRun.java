package nl.eenplan.bench;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Kills a hub at random moments under load (SIGKILL: PostgreSQL lives on as an orphan, the embedded
 * broker dies with it), starts it again on the same folder, and looks for what it forgot. Then the
 * same with PostgreSQL, and with a broker in a process of its own, while the hub lives.
 *
 * <p>A message that got no answer is in doubt: it may be there or not, but not by half. It is sent
 * again, and then it has to be there once. Half of the rounds nobody listens to the queue, so that
 * the notices of that round have to outlive the broker.
 *
 * <p>Properties: {@code kills} (5) of the hub, {@code kills.postgres} and {@code kills.broker} (a
 * fifth of those), {@code seed} (by default another each time), {@code hub.jvm}.
 */
final class CrashRun {

  private static final int CLIENTS = 16;
  private static final Duration SHORTEST = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int OUTAGE = 503;

  private final HubProcess hub;
  private final BrokerProcess broker;
  private final Victim victim;
  private final int kills;
  private final Duration longest;
  private final RandomGenerator random;
  private final AtomicInteger number = new AtomicInteger();
  private final Map<Integer, String> acknowledged = new ConcurrentHashMap<>();
  private final Queue<Integer> inDoubt = new ConcurrentLinkedQueue<>();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private volatile boolean sending;
  private final AtomicInteger refused = new AtomicInteger();
  private int sentAgain;

  /**
   * @param longest the most load before a kill, from the first answer on
   */
  private CrashRun(
      HubProcess hub, BrokerProcess broker, Victim victim, int kills, Duration longest, long seed) {
    this.hub = hub;
    this.broker = broker;
    this.victim = victim;
    this.kills = kills;
    this.longest = longest;
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  static void main() throws Exception {
    HubProcess.sayLittle();
    String given = System.getProperty("seed", "random");
    long seed = given.equals("random") ? System.nanoTime() : Long.parseLong(given);
    int kills = Integer.getInteger("kills", 5);
    Map<Victim, Integer> plan = new EnumMap<>(Victim.class);
    plan.put(Victim.HUB, kills);
    plan.put(Victim.POSTGRES, Integer.getInteger("kills.postgres", kills / 5));
    plan.put(Victim.BROKER, Integer.getInteger("kills.broker", kills / 5));
    Map<Victim, Verdict> verdicts = new EnumMap<>(Victim.class);
    for (Victim victim : plan.keySet()) {
      if (plan.get(victim) > 0) {
        Path folder = Path.of("target/bench/crash", victim.name().toLowerCase(Locale.ROOT));
        verdicts.put(victim, run(folder, victim, plan.get(victim), Duration.ofSeconds(4), seed));
      }
    }
    verdicts.forEach((victim, verdict) -> verdict.print(victim, plan.get(victim)));
    System.exit(verdicts.values().stream().allMatch(Verdict::isClean) ? 0 : 1);
  }

  /** Runs it on an empty folder; see the properties. */
  static Verdict run(Path folder, Victim victim, int kills, Duration longest, long seed)
      throws Exception {
    System.out.println(victim + ", kills: " + kills + ", seed: " + seed);
    try (BrokerProcess broker = BrokerProcess.on(folder.resolve("broker"));
        HubProcess hub =
            victim == Victim.BROKER
                ? HubProcess.on(
                    folder.resolve("hub"),
                    "--eenplan.broker-url=failover:(" + broker.address() + ")?timeout=3000")
                : HubProcess.on(folder.resolve("hub"))) {
      Verdict verdict = new CrashRun(hub, broker, victim, kills, longest, seed).run();
      System.out.println(verdict);
      return verdict;
    }
  }

  /**
   * What was found. All but the first three and the repeated notices has to be 0.
   *
   * @param acknowledged referrals that the hub said it had
   * @param sentAgain of those: in doubt after a kill, and sent again
   * @param refused told to come again (503), of those that were in doubt
   * @param leftInDoubt without a BSN, so not sent again, and there or not, but whole
   * @param lost acknowledged, and not there, or not in the inbox of the target
   * @param notWhole there by half, or twice
   * @param withoutNotice acknowledged, and no notice came
   * @param toldTwice told of by two notices with different ids
   * @param withoutLog acknowledged, and an entry is missing
   * @param notices referrals of which a notice came
   * @param permits referrals of which the log says that a notice might go: as many
   * @param repeatedNotices that came again with the same id, as they may
   * @param faults answers and events that should not have been
   */
  record Verdict(
      int acknowledged,
      int sentAgain,
      int refused,
      int leftInDoubt,
      long lost,
      long notWhole,
      long withoutNotice,
      long toldTwice,
      long withoutLog,
      long notices,
      long permits,
      int repeatedNotices,
      List<String> faults) {

    boolean isClean() {
      return acknowledged > 0
          && notices == permits
          && lost + notWhole + withoutNotice + toldTwice + withoutLog == 0
          && faults.isEmpty();
    }

    /** A line of the table in {@code src/docs/benchmarks.md}. */
    void print(Victim victim, int kills) {
      System.out.printf(
          "| %s | %d | %d | %d | %d | %d | %d | %d of %d | %d | %s |%n",
          victim.name().toLowerCase(Locale.ROOT),
          kills,
          acknowledged,
          sentAgain,
          lost,
          notWhole + toldTwice,
          withoutNotice + withoutLog,
          notices,
          permits,
          repeatedNotices,
          isClean() ? "clean" : "NOT CLEAN: " + this);
    }
  }

  private Verdict run() throws Exception {
    if (victim == Victim.BROKER) {
      broker.start();
    }
    hub.start();
    try (PartnerSystem lv = new PartnerSystem(hub.url(), "lv");
        PartnerSystem woej = new PartnerSystem(hub.url(), "st-woej");
        PartnerSystem officer = new PartnerSystem(hub.url(), "lv-privacy");
        NoticeListener notices =
            new NoticeListener(victim == Victim.BROKER ? broker.address() : hub.broker())) {
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
    // Who stops to listen has to reach the broker for it.
    notices.listen(victim == Victim.BROKER || random.nextBoolean());
    long load = random.nextLong(SHORTEST.toMillis(), longest.toMillis());
    int before = acknowledged.size();
    sending = true;
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int client = 0; client < CLIENTS; client++) {
        clients.submit(() -> sendUntilItDies(lv));
      }
      while (acknowledged.size() == before && hub.isAlive() && faults.isEmpty()) {
        Thread.sleep(10);
      }
      Thread.sleep(load);
      victim.strike(hub, broker);
      if (victim != Victim.HUB) {
        Thread.sleep(load);
      }
      sending = false;
    }
    victim.revive(hub, broker);
    awaitAnswer(lv);
    sendAgain(lv);
  }

  /** Ends with the first message that is not acknowledged. */
  private void sendUntilItDies(PartnerSystem lv) {
    while (sending) {
      int next = number.getAndIncrement();
      try {
        if (!send(lv, next)) {
          inDoubt.add(next);
          return;
        }
      } catch (IOException killed) {
        inDoubt.add(next);
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void awaitAnswer(PartnerSystem lv) throws IOException, InterruptedException {
    long began = System.nanoTime();
    int status = lv.get("/fhir/Task?_count=1").statusCode();
    while (status == OUTAGE && System.nanoTime() - began < PATIENCE.toNanos()) {
      Thread.sleep(200);
      status = lv.get("/fhir/Task?_count=1").statusCode();
    }
  }

  private void sendAgain(PartnerSystem lv) throws IOException, InterruptedException {
    for (Integer doubtful : List.copyOf(inDoubt)) {
      if (ReferralMessages.hasBsn(doubtful) && send(lv, doubtful)) {
        inDoubt.remove(doubtful);
        sentAgain++;
      }
    }
  }

  /**
   * @return false when it was not acknowledged
   */
  private boolean send(PartnerSystem lv, int which) throws IOException, InterruptedException {
    HttpResponse<String> answer = lv.post("/fhir", ReferralMessages.transaction(which));
    if (answer.statusCode() == 200) {
      acknowledged.put(which, ReferralMessages.task(answer.body()));
      return true;
    }
    if (answer.statusCode() == OUTAGE && victim == Victim.POSTGRES) {
      refused.incrementAndGet();
      return false;
    }
    faults.add(which + ": " + answer.statusCode() + " " + answer.body());
    return false;
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
        refused.get(),
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
        kept.numbers().stream().filter(n -> notices.submitted(kept.task(n)) > 0).count(),
        kept.numbers().stream().filter(n -> kept.mightBeTold(kept.task(n))).count(),
        notices.messages() - notices.events(),
        List.copyOf(faults));
  }
}
