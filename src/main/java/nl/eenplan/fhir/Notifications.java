package nl.eenplan.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.eenplan.door.Access;
import nl.eenplan.fhir.reading.Read;
import nl.eenplan.fhir.writing.SubscriptionWriter;
import nl.eenplan.fhir.writing.SubscriptionWriter.Kind;
import nl.eenplan.fhir.writing.SubscriptionWriter.Told;
import nl.eenplan.ledger.Who;
import nl.eenplan.problem.Problem;
import nl.eenplan.referral.Telling;
import nl.eenplan.referral.Telling.News;
import nl.eenplan.subscription.Subscription;
import nl.eenplan.subscription.Subscription.Content;
import nl.eenplan.subscription.Subscription.Event;
import nl.eenplan.subscription.Subscriptions;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The notifications of a subscription, as FHIR JSON. What they say of a client is read the way that
 * the partner itself would read it, by the same doors and through the gate, at this moment.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Notifications {

  private final TaskDoor tasks;
  private final ServiceRequestDoor orders;
  private final PatientDoor patients;
  private final Telling telling;
  private final Subscriptions subscriptions;
  private final FhirContext fhir;
  private final String base;

  Notifications(
      TaskDoor tasks,
      ServiceRequestDoor orders,
      PatientDoor patients,
      Telling telling,
      Subscriptions subscriptions,
      FhirContext fhir,
      @Value("${eenplan.public-url:http://localhost:8080}") String hub) {
    this.tasks = tasks;
    this.orders = orders;
    this.patients = patients;
    this.telling = telling;
    this.subscriptions = subscriptions;
    this.fhir = fhir;
    this.base = hub + "/fhir/";
  }

  public String handshake(Subscription subscription) {
    return json(SubscriptionWriter.notification(subscription, Kind.HANDSHAKE, List.of(), base));
  }

  public String heartbeat(Subscription subscription) {
    return json(SubscriptionWriter.notification(subscription, Kind.HEARTBEAT, List.of(), base));
  }

  /** An event that the gate let go just now; with a payload, it is asked for that as well. */
  public String event(Subscription subscription, Event event) {
    Told told =
        subscription.content() == Content.EMPTY
            ? new Told(event, Optional.empty(), List.of())
            : told(subscription, event);
    return json(SubscriptionWriter.notification(subscription, Kind.EVENT, List.of(told), base));
  }

  Bundle status(Subscription subscription) {
    return SubscriptionWriter.notification(subscription, Kind.STATUS, List.of(), base);
  }

  /** What was told before, as far as it may be told now; the number of the rest stays. */
  Bundle past(Subscription subscription, List<Event> events) {
    Set<UUID> may =
        telling.mayBeTold(
            events.stream()
                .filter(event -> !event.over() && event.referral().isPresent())
                .map(event ->
                    new News(
                        event.notice(),
                        event.referral().orElseThrow(),
                        event.event(),
                        event.by(),
                        subscription.partner()))
                .toList());
    List<Told> told =
        events.stream()
            .map(event -> {
              boolean open =
                  !event.over() && (event.referral().isEmpty() || may.contains(event.notice()));
              return open && subscription.content() != Content.EMPTY
                  ? told(subscription, event)
                  : new Told(event, Optional.empty(), List.of());
            })
            .toList();
    return SubscriptionWriter.notification(subscription, Kind.PAST, told, base);
  }

  private Told told(Subscription subscription, Event event) {
    Optional<String> focus =
        event
            .referral()
            .map(id -> "Task/" + id)
            .or(() -> event.consent().map(id -> "Consent/" + id));
    boolean full =
        subscription.content() == Content.FULL_RESOURCE
            && subscriptions.mayBeFull(subscription.partner());
    return new Told(
        event,
        focus,
        full ? event.referral().map(id -> read(subscription, id)).orElse(List.of()) : List.of());
  }

  /** The Task, and what it is about as far as that passes. */
  private List<Resource> read(Subscription subscription, UUID referral) {
    Who who = Access.system(subscription.partner());
    List<Resource> passing = new ArrayList<>();
    try {
      Task task = tasks.read(who, referral);
      passing.add(task);
      id(task.getFocus()).flatMap(id -> orders.see(who, id)).ifPresent(passing::add);
      id(task.getFor()).flatMap(id -> patients.see(who, id)).ifPresent(passing::add);
    } catch (Problem problem) {
      return List.of();
    }
    return passing;
  }

  private static Optional<UUID> id(Reference reference) {
    return Read.uuid(reference.getReferenceElement().getIdPart());
  }

  private String json(Bundle bundle) {
    return fhir.newJsonParser().encodeResourceToString(bundle);
  }
}
