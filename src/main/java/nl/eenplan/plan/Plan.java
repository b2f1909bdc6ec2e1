package nl.eenplan.plan;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nl.eenplan.client.ClientId;
import nl.eenplan.organisation.OrganisationCode;

/**
 * The plan of a client. While it is open exactly one organisation directs it.
 *
 * @param apart opened by who may not know of the client's other plan, see the decision record
 *     {@code a-plan-kept-apart}
 * @param directions the oldest first
 */
public record Plan(
    UUID id,
    ClientId client,
    boolean apart,
    int version,
    Instant opened,
    Instant updated,
    Optional<Closed> closed,
    List<Direction> directions) {

  public Plan {
    directions = List.copyOf(directions);
  }

  /** That it is over. */
  public record Closed(Instant at, Ending because) {}

  /** Why it is over; the codes are those of {@code /CodeSystem/reason}. */
  public enum Ending {
    GOALS_REACHED,
    CLIENT_WISH,
    MOVED,
    DECEASED,
    /** There is another plan of this client, and that one goes on. */
    JOINED,
    OTHER;

    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Ending> of(String code) {
      return Arrays.stream(values()).filter(ending -> ending.code().equals(code)).findFirst();
    }

    public static List<String> codes() {
      return Arrays.stream(values()).map(Ending::code).toList();
    }
  }

  /** Who directs now; empty when it is closed. */
  Optional<Direction> now() {
    return directions.stream().filter(direction -> direction.ended().isEmpty()).findFirst();
  }

  boolean isDirectedBy(OrganisationCode organisation) {
    return now().filter(direction -> direction.isOf(organisation)).isPresent();
  }

  boolean wasDirectedBy(OrganisationCode organisation) {
    return directors().anyMatch(organisation::equals);
  }

  /** All that ever directed it. */
  Stream<OrganisationCode> directors() {
    return directions.stream().map(Direction::organisation).distinct();
  }

  /** To which the role goes back when the ground of this one ends; empty for the first of all. */
  Optional<Direction> under(Direction direction) {
    return direction
        .restsOn()
        .flatMap(id -> directions.stream().filter(one -> one.id().equals(id)).findFirst());
  }

  /**
   * The direction of an organisation among those that the present one rests on: when the role comes
   * back to it, it rests again on what it rested on then, and not on who gave it back.
   */
  Optional<Direction> earlierUnder(Direction present, OrganisationCode organisation) {
    return Stream.iterate(under(present), Optional::isPresent, below -> below.flatMap(this::under))
        .flatMap(Optional::stream)
        .filter(direction -> direction.isOf(organisation))
        .findFirst();
  }

  /** Who directs now, or did when it was closed. */
  Direction last() {
    return directions.getLast();
  }

  /** As it was when this organisation, which directs it no more, last handed it over. */
  Plan asLeftBy(OrganisationCode former) {
    int left =
        directions.indexOf(
            directions.reversed().stream()
                .filter(one -> one.isOf(former))
                .findFirst()
                .orElseThrow());
    // The first version has one direction; each later one added a version.
    return new Plan(
        id,
        client,
        apart,
        left + 2,
        opened,
        directions.get(left).ended().orElseThrow(),
        Optional.empty(),
        directions.subList(0, left + 1));
  }

  /** Who directed just before; empty for the first. */
  Optional<Direction> before(Direction direction) {
    int place = directions.indexOf(direction);
    return place > 0 ? Optional.of(directions.get(place - 1)) : Optional.empty();
  }
}
