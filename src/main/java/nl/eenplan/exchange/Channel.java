package nl.eenplan.exchange;

import java.time.LocalTime;
import java.util.Optional;
import nl.eenplan.organisation.OrganisationCode;

/**
 * How a partner wants to be reached.
 *
 * @param kind the route {@code channel-<kind>}, such as {@code webhook}
 * @param address a URL or a mail address; empty where the kind needs none
 * @param together whether one message tells of all that waits, as a mail does
 * @param digestAt when it is told, in Dutch time; empty: at once
 * @param fullText whether it was agreed that a Subscription may carry what is disclosed, instead of
 *     its number
 */
public record Channel(
    OrganisationCode partner,
    String kind,
    Optional<String> address,
    boolean together,
    Optional<LocalTime> digestAt,
    boolean fullText) {

  public static final String QUEUE = "queue";
  public static final String WEBHOOK = "webhook";
  public static final String MAIL = "mail";
  public static final String SUBSCRIPTION = "subscription";

  /** What a partner has that chose nothing. */
  public static Channel queue(OrganisationCode partner) {
    return new Channel(partner, QUEUE, Optional.empty(), false, Optional.empty(), false);
  }
}
