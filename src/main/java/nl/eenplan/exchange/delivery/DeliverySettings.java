package nl.eenplan.exchange.delivery;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long and how hard the hub tries, {@code eenplan.delivery.*}.
 *
 * @param firstWait after the first failure; twice as long after each next one
 * @param longestWait between two tries
 * @param giveUpAfter how long a notice is tried before it is a dead letter
 * @param refusals how often a partner may refuse one notice, while it takes others, before that is
 *     a dead letter
 * @param width how many notices, of as many clients, are under way to one partner at a time
 */
@ConfigurationProperties("eenplan.delivery")
public record DeliverySettings(
    @DefaultValue("PT5S") Duration firstWait,
    @DefaultValue("PT1H") Duration longestWait,
    @DefaultValue("P3D") Duration giveUpAfter,
    @DefaultValue("4") int refusals,
    @DefaultValue("16") int width) {

  private static final int DOUBLINGS = 30;

  /**
   * How long to wait after so many failures in a row.
   *
   * @param jitter from 0 to 1: spreads those who failed at the same moment over half to one and a
   *     half of the wait
   */
  public Duration waitAfter(int failures, double jitter) {
    double doubled = firstWait.toMillis() * Math.pow(2, Math.clamp(failures - 1L, 0, DOUBLINGS));
    return Duration.ofMillis(
        Math.min(longestWait.toMillis(), Math.round(doubled * (0.5 + jitter))));
  }
}
