package nl.eenplan.exchange;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import nl.eenplan.organisation.OrganisationCode;

/**
 * Whether a partner is reached.
 *
 * @param channel the kind of it
 * @param failures in a row
 * @param since when it began to fail
 * @param failure the last one, as a code
 * @param nextTry when one message is tried again
 * @param waiting how many messages wait, counted up to a thousand
 * @param oldest since when the oldest of them waits
 * @param dead how many were tried in vain, counted up to a thousand
 * @param delivered when something last arrived
 */
public record Circuit(
    OrganisationCode partner,
    String channel,
    State state,
    int failures,
    Optional<Instant> since,
    Optional<String> failure,
    Optional<Instant> nextTry,
    int waiting,
    Optional<Instant> oldest,
    int dead,
    Optional<Instant> delivered) {

  /** As of an electric circuit: closed is good. */
  public enum State {
    CLOSED,
    /** Nothing is sent until the next try. */
    OPEN,
    /** One message is tried; if it arrives, the rest follows. */
    HALF_OPEN,
    /** The partner said that it is gone (HTTP 410): somebody has to look at it. */
    STOPPED;

    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
