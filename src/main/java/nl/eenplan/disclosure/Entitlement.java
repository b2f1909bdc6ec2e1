package nl.eenplan.disclosure;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nl.eenplan.client.Born;
import nl.eenplan.disclosure.Given.Evidence;
import nl.eenplan.disclosure.Given.Giver;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.problem.Problem;

/**
 * Who may say yes for a client (UAVG art. 5; for the limits of 12 and 16 Jeugdwet art. 7.3.4 and BW
 * 7:450). To say no, or no longer, anybody may whom the hub knows as a giver.
 */
public final class Entitlement {

  private Entitlement() {}

  /** The stages of a life in which somebody else has to consent, in their order. */
  private enum Stage {
    CHILD(0, Problem.Code.GIVER_PARENT),
    YOUTH(12, Problem.Code.GIVER_CLIENT_AND_PARENT),
    MINOR(16, Problem.Code.GIVER_CLIENT),
    ADULT(18, Problem.Code.GIVER_ADULT);

    private final int from;
    private final Problem.Code otherwise;

    Stage(int from, Problem.Code otherwise) {
      this.from = from;
      this.otherwise = otherwise;
    }

    static Stage of(LocalDate birth, LocalDate day) {
      return Arrays.stream(values())
          .filter(stage -> !day.isBefore(birth.plusYears(stage.from)))
          .reduce(CHILD, (younger, older) -> older);
    }

    boolean entitles(Set<Giver> by, Evidence evidence) {
      return switch (this) {
        case CHILD -> by.contains(Giver.PARENT);
        case YOUTH -> by.containsAll(Set.of(Giver.CLIENT, Giver.PARENT));
        case MINOR -> by.contains(Giver.CLIENT);
        case ADULT ->
            by.contains(Giver.CLIENT)
                || by.contains(Giver.LEGAL_REPRESENTATIVE)
                || (by.contains(Giver.GUIDE) && evidence == Evidence.SIGNED_FORM);
      };
    }
  }

  /** Who has to give it on that day, as the problem that it is otherwise; seldom more than one. */
  public static List<Problem.Code> rules(Optional<Born> born, LocalDate day) {
    return possible(born, day).stream().map(stage -> stage.otherwise).toList();
  }

  private static Set<Stage> possible(Optional<Born> born, LocalDate day) {
    return born.map(
            birth -> EnumSet.range(Stage.of(birth.latest(), day), Stage.of(birth.earliest(), day)))
        .orElse(EnumSet.of(Stage.ADULT));
  }

  /**
   * Until when a permission holds at most because of who gave it: to the birthday on which somebody
   * else has to.
   *
   * @param born of the client; if unknown, an adult. Of a date that is not precise each day counts
   * @return empty when there is no such birthday
   * @throws Problem GIVER_PARENT, GIVER_CLIENT_AND_PARENT, GIVER_CLIENT, GIVER_ADULT when somebody
   *     else has to give it
   */
  public static Optional<Instant> endOf(Given given, Optional<Born> born) {
    LocalDate day = LocalDate.ofInstant(given.at(), DutchTime.ZONE);
    for (Stage stage : possible(born, day)) {
      if (!stage.entitles(given.by(), given.evidence())) {
        throw Problem.of(stage.otherwise);
      }
    }
    return born.stream()
        .flatMap(birth ->
            Stream.of(Stage.YOUTH, Stage.MINOR)
                .map(stage -> birth.earliest().plusYears(stage.from)))
        .filter(birthday -> birthday.isAfter(day))
        .findFirst()
        .map(birthday -> birthday.atStartOfDay(DutchTime.ZONE).toInstant());
  }
}
