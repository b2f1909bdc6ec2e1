package nl.eenplan.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.client.ClientId;
import nl.eenplan.organisation.OrganisationCode;

/**
 * The director offers the role to another organisation. Until that one accepts, nothing changes.
 *
 * @param backOn of a handover for a time: who accepts agrees that the offerer may take it back from
 *     this day on
 * @param due before when an answer is expected; it never answers itself
 * @param answer why it came to nothing; empty as long as it is open, or accepted
 */
public record DirectionOffer(
    UUID id,
    UUID plan,
    ClientId client,
    OrganisationCode offerer,
    OrganisationCode offered,
    Direction.Reason because,
    Optional<LocalDate> backOn,
    Instant due,
    State state,
    Optional<Answer> answer,
    int version,
    Instant made,
    Instant updated) {

  /** Where it stands; the codes are those of FHIR task-status. */
  public enum State {
    REQUESTED,
    ACCEPTED,
    REJECTED,
    CANCELLED;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<State> of(String code) {
      return Arrays.stream(values()).filter(state -> state.code().equals(code)).findFirst();
    }
  }

  /** Why it came to nothing; the codes are those of {@code /CodeSystem/reason}. */
  public enum Answer {
    NO_CAPACITY,
    NOT_THE_RIGHT_PARTY,
    CLIENT_DOES_NOT_WANT,
    OTHER,
    /** By who offered it. */
    WITHDRAWN,
    /** By the hub: the client's word no longer allows it. */
    CONSENT_WITHDRAWN,
    /** By the hub: the role went another way, or the plan was closed. */
    OVERTAKEN;

    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Answer> of(String code) {
      return Arrays.stream(values()).filter(answer -> answer.code().equals(code)).findFirst();
    }

    private boolean declines() {
      return compareTo(WITHDRAWN) < 0;
    }

    /** One with which the role is declined. */
    public static Optional<Answer> declining(String code) {
      return of(code).filter(Answer::declines);
    }

    public static List<String> codesToDecline() {
      return Arrays.stream(values()).filter(Answer::declines).map(Answer::code).toList();
    }
  }

  boolean isOpen() {
    return state == State.REQUESTED;
  }

  DirectionOffer as(State next, Optional<Answer> why, Instant now) {
    return new DirectionOffer(
        id,
        plan,
        client,
        offerer,
        offered,
        because,
        backOn,
        due,
        next,
        why,
        version + 1,
        made,
        now);
  }
}
