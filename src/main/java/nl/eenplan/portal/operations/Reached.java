package nl.eenplan.portal.operations;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import nl.eenplan.exchange.Circuit;
import nl.eenplan.organisation.DutchTime;

/**
 * How it stands with one partner's lane.
 *
 * @param name of the partner
 */
public record Reached(Circuit circuit, String name) {

  /** Which of them to show. */
  enum Which {
    ALL,
    TROUBLE,
    WAITING,
    DEAD;

    boolean fits(Reached line) {
      return switch (this) {
        case ALL -> true;
        case TROUBLE -> line.circuit.state() != Circuit.State.CLOSED;
        case WAITING -> line.circuit.waiting() > 0;
        case DEAD -> line.circuit.dead() > 0;
      };
    }

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What needs somebody comes first. */
  static Comparator<Reached> order(String key) {
    Comparator<Reached> byName = Comparator.comparing(Reached::name);
    return switch (key) {
      case "name" -> byName;
      case "waiting" ->
          Comparator.comparingInt((Reached line) -> line.circuit.waiting()).thenComparing(byName);
      case "dead" ->
          Comparator.comparingInt((Reached line) -> line.circuit.dead()).thenComparing(byName);
      default ->
          Comparator.comparing((Reached line) -> line.circuit.state())
              .thenComparingInt(line -> line.circuit.dead())
              .reversed()
              .thenComparing(byName);
    };
  }

  public String code() {
    return circuit.partner().value();
  }

  public String badge() {
    return switch (circuit.state()) {
      case CLOSED -> "safe";
      case HALF_OPEN -> "warning";
      case OPEN, STOPPED -> "danger";
    };
  }

  public Optional<Reason> reason() {
    return circuit.failure().map(Reason::new);
  }

  public Optional<ZonedDateTime> since() {
    return local(circuit.since());
  }

  public Optional<ZonedDateTime> oldest() {
    return local(circuit.oldest());
  }

  public Optional<ZonedDateTime> delivered() {
    return local(circuit.delivered());
  }

  public Optional<ZonedDateTime> nextTry() {
    return local(circuit.nextTry());
  }

  private static Optional<ZonedDateTime> local(Optional<Instant> moment) {
    return moment.map(at -> at.atZone(DutchTime.ZONE));
  }
}
