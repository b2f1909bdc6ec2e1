package nl.eenplan.bench;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A hub in a process of its own, and 16 clients that send it as many referrals as it takes.
 *
 * <p>Properties: {@code seconds} measured (20), {@code warmup} seconds before (15), {@code
 * hub.jvm}. The clients run on the same machine and take their share of it.
 */
final class LoadRun {

  private static final int CLIENTS = 16;
  private static final Duration SHORT = Duration.ofSeconds(5);
  private static final Duration IDLE = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HubProcess hub;
  private final Figures figures = new Figures();
  private final AtomicInteger number = new AtomicInteger();
  private final Queue<String> tasks = new ConcurrentLinkedQueue<>();

  private LoadRun(HubProcess hub) {
    this.hub = hub;
  }

  static void main() throws Exception {
    HubProcess.sayLittle();
    try (HubProcess hub = HubProcess.on(Path.of("target/bench/load"))) {
      new LoadRun(hub).run();
    }
  }

  private void run() throws Exception {
    figures.add("Start to ready, empty folder", "%.1f s", seconds(hub.start()));
    try (PartnerSystem lv = new PartnerSystem(hub.url(), "lv");
        PartnerSystem woej = new PartnerSystem(hub.url(), "st-woej");
        NoticeListener notices = new NoticeListener(hub.broker())) {
      Load.closed(CLIENTS, Duration.ofSeconds(Integer.getInteger("warmup", 15)), () -> refer(lv));
      referrals(lv, notices);
      accepts(woej);
      inbox(woej);
      memory();
      idle();
    }
    figures.add("Stop", "%.1f s", seconds(hub.stop()));
    figures.add(
        "Start to ready, with " + number + " referrals kept", "%.1f s", seconds(hub.start()));
    figures.print("Load, hub's JVM: " + System.getProperty("hub.jvm", "as by default"));
  }

  private void referrals(PartnerSystem lv, NoticeListener notices) throws Exception {
    long own = ProcessHandle.current().pid();
    Duration hubCpu = ProcessFigures.cpu(hub.pid());
    Duration postgresCpu = ProcessFigures.cpuWithChildren(hub.postgresPid());
    Duration ownCpu = ProcessFigures.cpu(own);
    Duration busy = ProcessFigures.busy();
    Load.Result load =
        Load.closed(
            CLIENTS, Duration.ofSeconds(Integer.getInteger("seconds", 20)), () -> refer(lv));
    hubCpu = ProcessFigures.cpu(hub.pid()).minus(hubCpu);
    postgresCpu = ProcessFigures.cpuWithChildren(hub.postgresPid()).minus(postgresCpu);
    ownCpu = ProcessFigures.cpu(own).minus(ownCpu);
    busy = ProcessFigures.busy().minus(busy);
    int behind = tasks.size() - notices.events();
    int count = load.nanos().length;
    figures.add("Referrals, " + CLIENTS + " clients", "%.0f/s", load.perSecond());
    figures.add("Time of a referral, " + CLIENTS + " clients", "%s", load.latencies());
    figures.add(
        "CPU for a referral",
        "hub's JVM %.2f ms, PostgreSQL %.2f ms, these clients %.2f ms",
        hubCpu.toNanos() / 1e6 / count,
        postgresCpu.toNanos() / 1e6 / count,
        ownCpu.toNanos() / 1e6 / count);
    Duration others = busy.minus(hubCpu).minus(postgresCpu).minus(ownCpu);
    figures.add(
        "Of all cores, taken by other programs meanwhile",
        "%.0f %%",
        100 * others.toNanos() / 1e9 / load.seconds() / Runtime.getRuntime().availableProcessors());
    caughtUp(notices, behind);
    Load.Result paced = Load.paced(50, Duration.ofSeconds(10), () -> refer(lv));
    figures.add("Time of a referral at 50/s", "%s", paced.latencies());
  }

  /** The notices may be behind for a while, but they all come. */
  private void caughtUp(NoticeListener notices, int behind) throws InterruptedException {
    long began = System.nanoTime();
    while (notices.events() < tasks.size() && System.nanoTime() - began < PATIENCE.toNanos()) {
      Thread.sleep(20);
    }
    figures.add(
        "Notices",
        "%d of %d, %d of them twice; %d behind at the end, caught up in %.1f s",
        notices.events(),
        tasks.size(),
        notices.messages() - notices.events(),
        behind,
        (System.nanoTime() - began) / 1e9);
  }

  private void accepts(PartnerSystem woej) {
    Load.Result accepts =
        Load.closed(
            CLIENTS,
            SHORT,
            () -> {
              String task = tasks.poll();
              return task != null && accept(woej, task);
            });
    figures.add(
        "Accepts, " + CLIENTS + " clients", "%.0f/s, %s", accepts.perSecond(), accepts.latencies());
  }

  private void inbox(PartnerSystem woej) {
    String search = "/fhir/Task?owner=Organization/st-woej&status=requested&_count=20";
    Load.Result inbox = Load.closed(CLIENTS, SHORT, () -> woej.get(search).statusCode() == 200);
    figures.add(
        "Searches of an inbox (20 Tasks), " + CLIENTS + " clients",
        "%.0f/s, %s",
        inbox.perSecond(),
        inbox.latencies());
  }

  private void memory() {
    figures.add(
        "Resident memory of the hub's JVM",
        "%d MiB, at most %d MiB",
        ProcessFigures.residentMib(hub.pid()),
        ProcessFigures.mostResidentMib(hub.pid()));
  }

  /** What it costs to have nothing to do. */
  private void idle() throws IOException, InterruptedException {
    Duration hubCpu = ProcessFigures.cpu(hub.pid());
    Duration postgresCpu = ProcessFigures.cpuWithChildren(hub.postgresPid());
    Thread.sleep(IDLE);
    figures.add(
        "CPU of an idle hub",
        "hub's JVM %.1f %%, PostgreSQL %.1f %% of a core",
        percent(ProcessFigures.cpu(hub.pid()).minus(hubCpu)),
        percent(ProcessFigures.cpuWithChildren(hub.postgresPid()).minus(postgresCpu)));
  }

  private static double percent(Duration cpu) {
    return 100.0 * cpu.toMillis() / IDLE.toMillis();
  }

  private boolean refer(PartnerSystem lv) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        lv.post("/fhir", ReferralMessages.transaction(number.getAndIncrement()));
    if (answer.statusCode() != 200) {
      return false;
    }
    tasks.add(ReferralMessages.task(answer.body()));
    return true;
  }

  private static boolean accept(PartnerSystem woej, String task)
      throws IOException, InterruptedException {
    String accepted =
        """
        {"resourceType":"Task","id":"%s","status":"accepted","intent":"order"}
        """
            .formatted(task);
    return woej.put("/fhir/Task/" + task, 1, accepted).statusCode() == 200;
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }
}
