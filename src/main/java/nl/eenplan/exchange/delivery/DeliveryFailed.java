package nl.eenplan.exchange.delivery;

import java.time.Duration;
import java.util.Optional;

/**
 * A notice did not arrive. Any other exception from a channel's route is taken for {@link
 * Blame#PARTNER}.
 */
public final class DeliveryFailed extends RuntimeException {

  /** What it says of the next try. */
  public enum Blame {
    /** The partner, or the way to it: what waits for it, waits. */
    PARTNER,
    /** The partner takes others, but not this one. */
    NOTICE,
    /** The partner wants no more: somebody has to look at it. */
    GONE
  }

  private final Blame blame;
  private final String reason;
  private final Optional<Duration> notBefore;

  /**
   * @param reason a code that operators read, such as {@code http-503}; never what was sent or
   *     answered
   */
  public DeliveryFailed(Blame blame, String reason) {
    this(blame, reason, Optional.empty());
  }

  /**
   * @param notBefore how long the partner asked to be left alone
   */
  public DeliveryFailed(Blame blame, String reason, Optional<Duration> notBefore) {
    super(reason);
    this.blame = blame;
    this.reason = reason;
    this.notBefore = notBefore;
  }

  Blame blame() {
    return blame;
  }

  public String reason() {
    return reason;
  }

  Optional<Duration> notBefore() {
    return notBefore;
  }
}
