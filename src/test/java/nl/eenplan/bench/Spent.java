package nl.eenplan.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;

/** A load, and the CPU time that it took of the hub, of its PostgreSQL and of the clients here. */
record Spent(Load.Result load, Duration hub, Duration postgres, Duration clients, Duration others) {

  static Spent during(HubProcess hub, Callable<Load.Result> work) throws Exception {
    Spent before = until(hub, new Load.Result(new long[0], 0, 0));
    Load.Result load = work.call();
    Spent after = until(hub, load);
    return new Spent(
        load,
        after.hub.minus(before.hub),
        after.postgres.minus(before.postgres),
        after.clients.minus(before.clients),
        after.others.minus(before.others));
  }

  private static Spent until(HubProcess hub, Load.Result load) throws IOException {
    Duration busy = ProcessFigures.busy();
    Duration own = ProcessFigures.cpu(ProcessHandle.current().pid());
    Duration java = ProcessFigures.cpu(hub.pid());
    Duration postgres = ProcessFigures.cpuWithChildren(hub.postgresPid());
    return new Spent(load, java, postgres, own, busy.minus(own).minus(java).minus(postgres));
  }

  /** For one operation. */
  String each() {
    return String.format(
        Locale.ROOT,
        "hub's JVM %.2f ms, PostgreSQL %.2f ms, these clients %.2f ms",
        each(hub),
        each(postgres),
        each(clients));
  }

  double percentByOthers() {
    int cores = Runtime.getRuntime().availableProcessors();
    return 100 * others.toNanos() / 1e9 / load.seconds() / cores;
  }

  private double each(Duration all) {
    return all.toNanos() / 1e6 / load.nanos().length;
  }
}
