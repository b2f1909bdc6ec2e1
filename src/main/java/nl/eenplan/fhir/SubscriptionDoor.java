package nl.eenplan.fhir;

import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.Delete;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import nl.eenplan.door.Access;
import nl.eenplan.fhir.reading.SubscriptionReader;
import nl.eenplan.fhir.writing.SubscriptionWriter;
import nl.eenplan.ledger.Entry;
import nl.eenplan.ledger.Ledger;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.problem.Problem;
import nl.eenplan.subscription.Subscription.Content;
import nl.eenplan.subscription.Subscriptions;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Subscription;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * To be told by FHIR (R5 Subscriptions backport). The hub greets the endpoint; once that answers,
 * the subscription is the partner's channel, until it is deleted.
 */
@Component
class SubscriptionDoor implements IResourceProvider {

  /** As many events as {@code $events} answers at once. */
  private static final int MOST = 100;

  private final Subscriptions subscriptions;
  private final Notifications notifications;
  private final Ledger ledger;
  private final Transactions transactions;
  private final Clock clock;

  SubscriptionDoor(
      Subscriptions subscriptions,
      Notifications notifications,
      Ledger ledger,
      Transactions transactions,
      Clock clock) {
    this.subscriptions = subscriptions;
    this.notifications = notifications;
    this.ledger = ledger;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public Class<Subscription> getResourceType() {
    return Subscription.class;
  }

  @Create
  public MethodOutcome create(@ResourceParam Subscription said) {
    Who who = Access.directory();
    var asked = SubscriptionReader.read(said, who.organisation(), clock.instant());
    return transactions.run(() -> {
      if (asked.content() == Content.FULL_RESOURCE
          && !subscriptions.mayBeFull(who.organisation())) {
        throw Problem.of(Problem.Code.NOT_PERMITTED);
      }
      if (!subscriptions.request(asked)) {
        throw Problem.of(Problem.Code.SUBSCRIBED_ALREADY);
      }
      log(who, "subscription-requested", asked.content().code());
      return Versions.outcome(SubscriptionWriter.write(asked), true);
    });
  }

  @Read
  public Subscription read(@IdParam IdType id) {
    return transactions.run(() -> SubscriptionWriter.write(own(id)));
  }

  @Search
  public List<Subscription> search() {
    Who who = Access.directory();
    return transactions.run(() ->
        subscriptions.of(who.organisation()).stream().map(SubscriptionWriter::write).toList());
  }

  @Delete
  public MethodOutcome delete(@IdParam IdType id) {
    Who who = Access.directory();
    return transactions.run(() -> {
      var own = own(id);
      if (own.status() != nl.eenplan.subscription.Subscription.Status.OFF) {
        subscriptions.end(own);
        log(who, "subscription-ended", own.content().code());
      }
      return new MethodOutcome();
    });
  }

  @Operation(name = "$status", typeName = "Subscription", idempotent = true)
  public Bundle status(@IdParam IdType id) {
    return transactions.run(() -> notifications.status(own(id)));
  }

  /** What was told from one number to another, both inclusive; a hundred at most. */
  @Operation(name = "$events", typeName = "Subscription", idempotent = true)
  public Bundle events(
      @IdParam IdType id,
      @OperationParam(name = "eventsSinceNumber") @Nullable StringType since,
      @OperationParam(name = "eventsUntilNumber") @Nullable StringType until) {
    long first = number(since, "eventsSinceNumber").orElse(1L);
    long last = number(until, "eventsUntilNumber").orElse(Long.MAX_VALUE);
    return transactions.run(() -> {
      var own = own(id);
      return notifications.past(
          own, subscriptions.events(own, first, Math.min(last, first + MOST - 1)));
    });
  }

  private static Optional<Long> number(@Nullable StringType value, String name) {
    if (value == null || !value.hasValue()) {
      return Optional.empty();
    }
    if (!value.getValue().matches("[0-9]{1,15}")) {
      throw Problem.of(Problem.Code.INVALID, name);
    }
    return Optional.of(Long.parseLong(value.getValue()));
  }

  private nl.eenplan.subscription.Subscription own(IdType id) {
    return subscriptions
        .find(Access.directory().organisation(), Versions.id(id))
        .orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND));
  }

  private void log(Who who, String event, String content) {
    ledger.append(
        Entry.of(
            clock.instant(),
            Entry.Kind.ADMINISTRATION,
            Entry.Outcome.PERMITTED,
            Optional.of(content),
            who,
            List.of(),
            event,
            Optional.empty()));
  }
}
