package nl.eenplan.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import nl.eenplan.Canaries;
import nl.eenplan.Hub;
import nl.eenplan.MovableClock;
import nl.eenplan.browser.Visitor;
import nl.eenplan.production.Production;

/**
 * Where a case is played: its people come in one by one, and each keeps all that ever reached them.
 */
final class Stage {

  private final Supplier<Visitor> door;
  private final Queue.Of bureau;
  private final Optional<MovableClock> clock;
  private final Map<String, List<Visitor>> people = new HashMap<>();

  private Stage(Supplier<Visitor> door, Queue.Of bureau, Optional<MovableClock> clock) {
    this.door = door;
    this.bureau = bureau;
    this.clock = clock;
  }

  static Stage at(Hub hub) {
    return new Stage(
        () -> Visitor.at(hub),
        () -> new Queue(hub.broker().toString(), "360voorwerk", "demo-360voorwerk"),
        Optional.of(hub.clock()));
  }

  static Stage at(Production production) {
    return new Stage(
        () -> Visitor.at(production),
        () -> new Queue(production.broker().toString(), "360voorwerk", production.bureauSecret()),
        Optional.empty());
  }

  /** Somebody signs in, and is there. */
  Visitor enter(String user, String path) {
    Visitor visitor = door.get().signIn(user, path);
    people.computeIfAbsent(user, first -> new ArrayList<>()).add(visitor);
    return visitor;
  }

  /** At the demo only, where each page has a look once. */
  void look(Visitor visitor, String name) {
    if (timePasses()) {
      visitor.look(name);
    }
  }

  /** Whether {@link #pass} does something; else a case is played in one day. */
  boolean timePasses() {
    return clock.isPresent();
  }

  /** Sessions end by it, so everybody comes in anew. */
  void pass(Duration time) {
    clock.ifPresent(one -> one.advance(time));
  }

  void backToToday() {
    clock.ifPresent(MovableClock::reset);
  }

  /** The queue of the re-integration bureau, which nobody reads by itself. */
  Queue bureau() throws Exception {
    return bureau.open();
  }

  /** Loads the page again until it says so. */
  void says(Visitor visitor, String... words) {
    await()
        .atMost(Hub.SOON)
        .untilAsserted(() -> assertThat(unfolded(visitor.go(visitor.address()))).contains(words));
  }

  /** With the messages about a referral, which are folded. */
  private static String unfolded(Visitor visitor) {
    visitor
        .page()
        .locator("#history ~ details")
        .evaluateAll("all => all.forEach(one => one.open = true)");
    return visitor.main();
  }

  /** No byte that this person ever received, in whichever session, holds one of them. */
  void neverReached(Canaries canaries, String user) {
    assertThat(people.get(user)).as(user).isNotEmpty();
    assertThat(canaries.foundIn(received(user))).as("what reached %s", user).isEmpty();
  }

  String received(String user) {
    return String.join("\n", people.get(user).stream().map(Visitor::received).toList());
  }
}
