package nl.eenplan.referral;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.organisation.OrganisationCode;

/**
 * The requester, or the hub, asks the target to end what is under way (FHIR: a Task with code
 * abort, HL7 Clinical Order Workflows). It says nothing of the client.
 *
 * @param requester empty when the hub asks, because the ground has ended
 * @param reason with which the referral is cancelled when the target agrees
 * @param earlier what the target last said within the state of the referral
 */
public record StopRequest(
    UUID id,
    UUID referral,
    Optional<OrganisationCode> requester,
    State state,
    StatusReason reason,
    Optional<Answer> answer,
    Optional<BusinessStatus> earlier,
    int version,
    Instant authored,
    Instant updated) {

  /** Where it stands; the codes are those of FHIR task-status. */
  public enum State {
    REQUESTED,
    ACCEPTED,
    REJECTED,
    /** It came to an end, or went on, before there was an answer. */
    CANCELLED;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<State> of(String code) {
      return Arrays.stream(values()).filter(state -> state.code().equals(code)).findFirst();
    }
  }

  /** Why it did not stop; the codes are those of {@code /CodeSystem/reason}. */
  public enum Answer {
    CLIENT_WANTS_TO_GO_ON,
    NEARLY_DONE,
    OTHER,
    /** Given by the hub alone. */
    OVERTAKEN;

    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Answer> of(String code) {
      return Arrays.stream(values()).filter(answer -> answer.code().equals(code)).findFirst();
    }

    /** The codes by which a target refuses. */
    static List<String> ofTarget() {
      return Arrays.stream(values())
          .filter(answer -> answer != OVERTAKEN)
          .map(Answer::code)
          .toList();
    }
  }

  /** The requester asks. */
  static StopRequest by(
      OrganisationCode requester, Referral referral, StatusReason why, Instant now) {
    return by(Optional.of(requester), referral, why, now);
  }

  /** The hub asks, because the ground has ended. */
  static StopRequest byHub(Referral referral, StatusReason why, Instant now) {
    return by(Optional.empty(), referral, why, now);
  }

  private static StopRequest by(
      Optional<OrganisationCode> requester, Referral referral, StatusReason why, Instant now) {
    return new StopRequest(
        UUID.randomUUID(),
        referral.id(),
        requester,
        State.REQUESTED,
        why,
        Optional.empty(),
        referral.businessStatus().filter(said -> !said.isTheHubs()),
        1,
        now,
        now);
  }

  StopRequest answered(State as, Optional<Answer> why, Instant now) {
    return new StopRequest(
        id, referral, requester, as, reason, why, earlier, version + 1, authored, now);
  }
}
