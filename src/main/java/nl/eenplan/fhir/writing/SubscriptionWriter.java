package nl.eenplan.fhir.writing;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.fhir.Systems;
import nl.eenplan.subscription.Subscription;
import nl.eenplan.subscription.Subscription.Event;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Subscription.SubscriptionChannelType;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;
import org.hl7.fhir.r4.model.UnsignedIntType;

/** A Subscription and its notifications (R5 backport on R4, profiles 1.1.0). */
public final class SubscriptionWriter {

  private static final String PROFILE = Systems.BACKPORT + "/StructureDefinition/";

  private SubscriptionWriter() {}

  /** What a notification is for. */
  public enum Kind {
    HANDSHAKE("handshake"),
    HEARTBEAT("heartbeat"),
    EVENT("event-notification"),
    STATUS("query-status"),
    PAST("query-event");

    private final String code;

    Kind(String code) {
      this.code = code;
    }
  }

  /**
   * An event as it may be told now.
   *
   * @param focus what it is about, such as {@code Task/...}; empty when that may not be told
   * @param resources what may be read of it, the focus first; empty unless that was agreed
   */
  public record Told(Event event, Optional<String> focus, List<Resource> resources) {}

  public static org.hl7.fhir.r4.model.Subscription write(Subscription kept) {
    var written = new org.hl7.fhir.r4.model.Subscription();
    Write.identify(written, "Subscription", kept.id(), kept.version(), kept.created());
    written.getMeta().addProfile(PROFILE + "backport-subscription");
    written.setStatus(SubscriptionStatus.fromCode(kept.status().code()));
    written.setReason("Notices of Eenplan");
    written.setCriteria(Systems.NOTICES_TOPIC);
    kept.ends().ifPresent(end -> written.setEnd(Write.date(end)));
    kept.failure().ifPresent(written::setError);
    var channel = written.getChannel();
    channel.setType(SubscriptionChannelType.RESTHOOK);
    channel.setEndpoint(kept.endpoint());
    channel.setPayload("application/fhir+json");
    channel
        .getPayloadElement()
        .addExtension(PROFILE + "backport-payload-content", new CodeType(kept.content().code()));
    kept.heartbeat()
        .ifPresent(period ->
            channel.addExtension(
                PROFILE + "backport-heartbeat-period",
                new UnsignedIntType(Math.toIntExact(period.toSeconds()))));
    return written;
  }

  /**
   * @param base the hub's address of FHIR, with a slash at the end
   * @param told in the order of their numbers
   */
  public static Bundle notification(
      Subscription subscription, Kind kind, List<Told> told, String base) {
    String status = base + "Subscription/" + subscription.id() + "/$status";
    Bundle bundle = new Bundle();
    boolean asked = kind == Kind.STATUS;
    bundle.setType(asked ? Bundle.BundleType.SEARCHSET : Bundle.BundleType.HISTORY);
    BundleEntryComponent first = bundle.addEntry();
    first.setFullUrl("urn:uuid:" + UUID.randomUUID());
    first.setResource(status(subscription, kind, told, base));
    if (asked) {
      first.getSearch().setMode(Bundle.SearchEntryMode.MATCH);
    } else {
      bundle.getMeta().addProfile(PROFILE + "backport-subscription-notification-r4");
      first.getRequest().setMethod(HTTPVerb.GET).setUrl(status);
      first.getResponse().setStatus("200");
      told.stream()
          .flatMap(one -> one.resources().stream())
          .forEach(resource -> add(bundle, resource, base));
    }
    return bundle;
  }

  private static void add(Bundle bundle, Resource resource, String base) {
    String place = resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    BundleEntryComponent entry = bundle.addEntry();
    entry.setFullUrl(base + place);
    entry.setResource(resource);
    entry.getRequest().setMethod(HTTPVerb.PUT).setUrl(place);
    entry.getResponse().setStatus("200");
  }

  private static Parameters status(
      Subscription subscription, Kind kind, List<Told> told, String base) {
    Parameters parameters = new Parameters();
    parameters.setId(UUID.randomUUID().toString());
    parameters.getMeta().addProfile(PROFILE + "backport-subscription-status-r4");
    parameters
        .addParameter()
        .setName("subscription")
        .setValue(new Reference(base + "Subscription/" + subscription.id()));
    parameters.addParameter().setName("topic").setValue(new CanonicalType(Systems.NOTICES_TOPIC));
    parameters
        .addParameter()
        .setName("status")
        .setValue(new CodeType(subscription.status().code()));
    parameters.addParameter().setName("type").setValue(new CodeType(kind.code));
    parameters
        .addParameter()
        .setName("events-since-subscription-start")
        .setValue(new StringType(Long.toString(subscription.events())));
    told.forEach(one -> event(parameters.addParameter().setName("notification-event"), one, base));
    subscription
        .failure()
        .ifPresent(failure ->
            parameters
                .addParameter()
                .setName("error")
                .setValue(new CodeableConcept().setText(failure)));
    return parameters;
  }

  private static void event(ParametersParameterComponent written, Told told, String base) {
    written
        .addPart()
        .setName("event-number")
        .setValue(new StringType(Long.toString(told.event().number())));
    written.addPart().setName("timestamp").setValue(new InstantType(Write.date(told.event().at())));
    told.focus()
        .ifPresent(
            focus -> written.addPart().setName("focus").setValue(new Reference(base + focus)));
    told.resources().stream()
        .skip(1)
        .forEach(resource ->
            written
                .addPart()
                .setName("additional-context")
                .setValue(
                    new Reference(
                        base + resource.fhirType() + "/" + resource.getIdElement().getIdPart())));
  }
}
