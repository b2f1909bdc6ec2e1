package nl.eenplan.subscription;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.organisation.OrganisationCode;

/**
 * A partner's wish to be told by FHIR (R5 Subscriptions backport, rest-hook).
 *
 * @param endpoint the URL to post to
 * @param heartbeat how long it may be silent at most; empty: as long as nothing happens
 * @param ends when it ends by itself
 * @param failure why the handshake failed, as a code
 * @param events how many were told since it began
 */
public record Subscription(
    UUID id,
    OrganisationCode partner,
    String endpoint,
    Content content,
    Optional<Duration> heartbeat,
    Optional<Instant> ends,
    Status status,
    Optional<String> failure,
    long events,
    Instant created,
    int version) {

  /** How much a notification says. */
  public enum Content {
    /** That there is something. */
    EMPTY,
    /** Under which number. */
    ID_ONLY,
    /** What the partner could read under it: only by agreement. */
    FULL_RESOURCE;

    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Content> of(String code) {
      return Arrays.stream(values()).filter(content -> content.code().equals(code)).findFirst();
    }
  }

  /** FHIR's SubscriptionStatus codes. */
  public enum Status {
    REQUESTED,
    ACTIVE,
    ERROR,
    OFF;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One of its events.
   *
   * @param number from 1 on, without gaps
   * @param event what happened, such as {@code submit}
   * @param by who caused it
   * @param referral or else a consent, or neither
   * @param over whether it was taken back, withheld or given up
   */
  public record Event(
      long number,
      UUID notice,
      String event,
      OrganisationCode by,
      Optional<UUID> referral,
      Optional<UUID> consent,
      Instant at,
      boolean over) {}
}
