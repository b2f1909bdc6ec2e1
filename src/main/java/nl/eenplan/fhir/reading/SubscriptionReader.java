package nl.eenplan.fhir.reading;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.fhir.Systems;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.problem.Problem;
import nl.eenplan.subscription.Subscription;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Subscription.SubscriptionChannelComponent;
import org.hl7.fhir.r4.model.Subscription.SubscriptionChannelType;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;

/** What a partner asks to be told (profile backport-subscription). */
public final class SubscriptionReader {

  private static final String EXTENSION = Systems.BACKPORT + "/StructureDefinition/backport-";
  private static final String CONTENT = EXTENSION + "payload-content";
  private static final String HEARTBEAT = EXTENSION + "heartbeat-period";

  /** Taken, and of no consequence: one event at a time, and the hub's own patience. */
  private static final List<String> WITHOUT_CONSEQUENCE =
      List.of(EXTENSION + "timeout", EXTENSION + "max-count");

  private static final int SHORTEST_HEARTBEAT = 5;
  private static final int LONGEST_ADDRESS = 1000;

  private SubscriptionReader() {}

  /**
   * @throws Problem when it asks for what the hub does not do
   */
  public static Subscription read(
      org.hl7.fhir.r4.model.Subscription said, OrganisationCode partner, Instant now) {
    require(said.getStatus() == SubscriptionStatus.REQUESTED, "Subscription.status (requested)");
    require(
        Systems.NOTICES_TOPIC.equals(said.getCriteria()),
        "Subscription.criteria (" + Systems.NOTICES_TOPIC + ")");
    refuse(said.getCriteriaElement().hasExtension(), "Subscription.criteria.extension");
    refuse(said.hasExtension() || said.hasModifierExtension(), "Subscription.extension");
    SubscriptionChannelComponent channel = said.getChannel();
    require(
        channel.getType() == SubscriptionChannelType.RESTHOOK,
        "Subscription.channel.type (rest-hook)");
    require(
        "application/fhir+json".equals(channel.getPayload()),
        "Subscription.channel.payload (application/fhir+json)");
    refuse(channel.hasHeader(), "Subscription.channel.header");
    refuse(channel.hasModifierExtension(), "Subscription.channel.modifierExtension");
    String endpoint = Optional.ofNullable(channel.getEndpoint()).orElse("");
    require(
        !endpoint.isBlank() && endpoint.length() <= LONGEST_ADDRESS,
        "Subscription.channel.endpoint");
    return new Subscription(
        UUID.randomUUID(),
        partner,
        endpoint,
        content(channel.getPayloadElement()),
        heartbeat(channel),
        Optional.ofNullable(said.getEnd()).map(java.util.Date::toInstant),
        Subscription.Status.REQUESTED,
        Optional.empty(),
        0,
        now,
        1);
  }

  private static Subscription.Content content(Element payload) {
    List<Extension> extensions = payload.getExtension();
    require(
        extensions.size() == 1 && CONTENT.equals(extensions.getFirst().getUrl()),
        "Subscription.channel.payload.extension (" + CONTENT + ")");
    return Optional.ofNullable(text(extensions.getFirst()))
        .flatMap(Subscription.Content::of)
        .orElseThrow(() ->
            Problem.of(
                Problem.Code.INVALID,
                "Subscription.channel.payload (empty, id-only, full-resource)"));
  }

  private static Optional<Duration> heartbeat(SubscriptionChannelComponent channel) {
    Optional<Duration> heartbeat = Optional.empty();
    for (Extension extension : channel.getExtension()) {
      if (HEARTBEAT.equals(extension.getUrl())) {
        String seconds = Optional.ofNullable(text(extension)).orElse("");
        require(
            seconds.matches("[0-9]{1,6}") && Integer.parseInt(seconds) >= SHORTEST_HEARTBEAT,
            "backport-heartbeat-period (" + SHORTEST_HEARTBEAT + "-999999)");
        heartbeat = Optional.of(Duration.ofSeconds(Integer.parseInt(seconds)));
      } else {
        refuse(!WITHOUT_CONSEQUENCE.contains(extension.getUrl()), "Subscription.channel.extension");
      }
    }
    return heartbeat;
  }

  private static @org.jspecify.annotations.Nullable String text(Extension extension) {
    return extension.getValue() instanceof PrimitiveType<?> value ? value.getValueAsString() : null;
  }

  private static void require(boolean fits, String place) {
    if (!fits) {
      throw Problem.of(Problem.Code.INVALID, place);
    }
  }

  private static void refuse(boolean present, String place) {
    if (present) {
      throw Problem.of(Problem.Code.NOT_SUPPORTED, place);
    }
  }
}
