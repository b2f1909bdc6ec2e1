package nl.eenplan.exchange;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Optional;
import java.util.regex.Pattern;
import nl.eenplan.exchange.channel.Postbox;
import org.apache.camel.CamelContext;
import org.springframework.stereotype.Component;

/** Which channels a partner can choose: those that have a route, with an address that fits. */
@Component
public class ChannelRules {

  private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{1,30}");
  private static final int LONGEST_ADDRESS = 1000;

  private final CamelContext routes;
  private final Postbox postbox;

  ChannelRules(CamelContext routes, Postbox postbox) {
    this.routes = routes;
    this.postbox = postbox;
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
