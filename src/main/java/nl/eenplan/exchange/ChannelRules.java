package nl.eenplan.exchange;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import nl.eenplan.exchange.channel.Postbox;
import nl.eenplan.exchange.delivery.Courier;
import nl.eenplan.exchange.delivery.DeliveryFailed;
import nl.eenplan.ledger.Who;
import org.apache.camel.CamelContext;
import org.springframework.stereotype.Component;

/** Which channels a partner can choose: those that have a route, with an address that fits. */
@Component
public class ChannelRules {

  private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{1,30}");
  private static final int LONGEST_ADDRESS = 1000;

  private final CamelContext routes;
  private final Postbox postbox;
  private final Courier courier;
  private final Clock clock;

  ChannelRules(CamelContext routes, Postbox postbox, Courier courier, Clock clock) {
    this.routes = routes;
    this.postbox = postbox;
    this.courier = courier;
    this.clock = clock;
  }

  /**
   * What is wrong with it.
   *
   * @return the name of the field, and what is expected there; empty when nothing is wrong
   */
  public Optional<String> objection(Channel channel) {
    if (!KIND.matcher(channel.kind()).matches() || !hasRoute(channel.kind())) {
      return Optional.of("kind (routes/channel-*.camel.yaml)");
    }
    String address = channel.address().orElse("");
    boolean wrong =
        address.length() > LONGEST_ADDRESS
            || switch (channel.kind()) {
              case Channel.QUEUE, "none" -> !address.isEmpty();
              case Channel.WEBHOOK, Channel.SUBSCRIPTION -> postbox.objection(address).isPresent();
              case Channel.MAIL -> !isMailAddress(address);
              default -> false;
            };
    return wrong
        ? Optional.of("address (" + expected(channel.kind()) + ")")
        : channel.digestAt().isPresent() && !channel.together()
            ? Optional.of("digestAt (kind mail)")
            : Optional.empty();
  }

  /**
   * Sends a message about nothing by this channel, and waits for what comes of it: seconds, so not
   * in a transaction.
   *
   * @return why it did not arrive, as a code such as {@code http-503}; empty when it did
   */
  public Optional<String> unreached(Channel channel) {
    UUID id = UUID.randomUUID();
    try {
      courier.deliver(
          channel,
          new Notice(
              id,
              channel.partner(),
              Who.HUB.organisation(),
              Notice.TEST,
              Notice.About.NOTHING,
              id,
              Optional.empty(),
              id,
              clock.instant(),
              0));
      return Optional.empty();
    } catch (DeliveryFailed failed) {
      return Optional.of(failed.reason());
    }
  }

  private boolean hasRoute(String kind) {
    return routes.getRoutes().stream()
        .anyMatch(
            route -> route.getEndpoint().getEndpointBaseUri().equals("direct://channel-" + kind));
  }

  private static String expected(String kind) {
    return switch (kind) {
      case Channel.MAIL -> "name@example.org";
      case Channel.WEBHOOK, Channel.SUBSCRIPTION -> "https://...";
      default -> "-";
    };
  }

  private static boolean isMailAddress(String address) {
    try {
      InternetAddress[] parsed = InternetAddress.parse(address, true);
      if (parsed.length != 1 || !address.equals(parsed[0].getAddress())) {
        return false;
      }
      parsed[0].validate();
      return address.contains("@");
    } catch (AddressException e) {
      return false;
    }
  }
}
