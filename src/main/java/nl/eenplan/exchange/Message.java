package nl.eenplan.exchange;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.organisation.OrganisationCode;

/**
 * What became of a notice: its states, and nothing of what it was about.
 *
 * @param cursor its place among all; later ones are higher
 * @param event what happened, such as {@code submit}
 * @param referral the number of what it was about; empty when that is something else
 * @param attempts how often it was tried
 * @param reason why it is not there, as a code such as {@code http-503}
 * @param queued when it began to wait
 * @param nextTry of one that its partner refused
 * @param ended when it came to the state that it has; empty while it waits
 */
public record Message(
    UUID id,
    long cursor,
    OrganisationCode partner,
    String event,
    Optional<UUID> referral,
    State state,
    int attempts,
    Optional<String> reason,
    Instant queued,
    Optional<Instant> nextTry,
    Optional<Instant> ended) {

  /** How far it came. Never the state of what it is about. */
  public enum State {
    /** It waits for its turn, or for its partner. */
    QUEUED,
    /** It left: into a queue, to a mail server. */
    SENT,
    /** The partner said that it has it. */
    ACKNOWLEDGED,
    /** The gate did not let it go. */
    WITHHELD,
    /** It waited when the ground ended. */
    TAKEN_BACK,
    /** It was tried in vain. */
    DEAD_LETTERED;

    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<State> of(String code) {
      return Arrays.stream(values()).filter(state -> state.code().equals(code)).findFirst();
    }
  }
}
