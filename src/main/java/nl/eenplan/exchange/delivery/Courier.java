package nl.eenplan.exchange.delivery;

import java.net.URI;
import java.util.Locale;
import nl.eenplan.exchange.Channel;
import nl.eenplan.exchange.CloudEvent;
import nl.eenplan.exchange.Notice;
import nl.eenplan.referral.ReferralMoved;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hands a notice to the route of its partner's channel, {@code direct:channel-<kind>}.
 *
 * <p>The route gets the CloudEvent (JSON) as body and, as exchange properties, {@code partner},
 * {@code address}, {@code subject}, {@code event}, {@code notice} (its id) and {@code recall}
 * (whether it takes back what waits about this subject). It ends well: the notice left; with the
 * exchange property {@code acknowledged}: the partner said that it has it. It throws: the notice is
 * tried again.
 */
@Component
public class Courier {

  private final ProducerTemplate routes;
  private final JsonMapper json;
  private final URI hub;
  private final String oin;

  Courier(
      ProducerTemplate routes,
      JsonMapper json,
      @Value("${eenplan.public-url:http://localhost:8080}") URI hub,
      @Value("${eenplan.oin:00000000000000000000}") String oin) {
    this.routes = routes;
    this.json = json;
    this.hub = hub;
    this.oin = oin;
  }

  /**
   * @return {@code sent}, or {@code acknowledged} by the partner
   * @throws DeliveryFailed when it did not arrive
   */
  public String deliver(Channel channel, Notice notice) {
    String event = json.writeValueAsString(CloudEvent.of(notice, hub, oin));
    Exchange done =
        routes.send(
            "direct:channel-" + channel.kind() + "?block=false",
            exchange -> {
              exchange.getMessage().setBody(event);
              exchange.setProperty("notice", notice.id().toString());
              exchange.setProperty("partner", notice.partner().value());
              exchange.setProperty("address", channel.address().orElse(""));
              exchange.setProperty("event", notice.event());
              exchange.setProperty("subject", notice.subject().toString());
              exchange.setProperty("recall", ReferralMoved.takesBack(notice.event()));
            });
    Exception failure = done.getException();
    if (failure != null) {
      throw failed(failure);
    }
    return Boolean.parseBoolean(String.valueOf(done.getProperty("acknowledged")))
        ? "acknowledged"
        : "sent";
  }

  /** Of an exception only the kind is told: its words may repeat what was answered. */
  private static DeliveryFailed failed(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof DeliveryFailed known) {
        return known;
      }
    }
    return new DeliveryFailed(
        DeliveryFailed.Blame.PARTNER,
        failure
            .getClass()
            .getSimpleName()
            .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
            .toLowerCase(Locale.ROOT));
  }
}
