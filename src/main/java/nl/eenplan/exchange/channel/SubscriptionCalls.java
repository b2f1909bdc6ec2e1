package nl.eenplan.exchange.channel;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.eenplan.exchange.delivery.DeliveryFailed;
import nl.eenplan.exchange.delivery.DeliveryFailed.Blame;
import nl.eenplan.fhir.Notifications;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.subscription.Subscription;
import nl.eenplan.subscription.Subscriptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Calls the endpoints of FHIR Subscriptions: to greet, to tell, and to say that all is well. */
@Component("subscriptionCalls")
public class SubscriptionCalls {

  private static final Logger LOG = LoggerFactory.getLogger(SubscriptionCalls.class);

  private static final String JSON = "application/fhir+json; charset=UTF-8";

  private final Subscriptions subscriptions;
  private final Notifications notifications;
  private final Postbox postbox;
  private final Transactions transactions;
  private final Clock clock;

  SubscriptionCalls(
      Subscriptions subscriptions,
      Notifications notifications,
      Postbox postbox,
      Transactions transactions,
      Clock clock) {
    this.subscriptions = subscriptions;
    this.notifications = notifications;
    this.postbox = postbox;
    this.transactions = transactions;
    this.clock = clock;
  }

  private record Call(Subscription subscription, String body) {}

  /**
   * Tells one event. Its number and what it says are settled in one transaction, in which the gate
   * is asked for what it says; then the bytes leave.
   *
   * @throws DeliveryFailed when it did not arrive
   */
  public void tell(String partner, String notice) {
    Call call =
        transactions.run(() -> {
          Subscription active =
              subscriptions
                  .active(new OrganisationCode(partner))
                  .orElseThrow(() -> new DeliveryFailed(Blame.PARTNER, "no-subscription"));
          UUID id = UUID.fromString(notice);
          long number = subscriptions.number(active, id);
          Subscription counted = subscriptions.active(active.partner()).orElseThrow();
          return new Call(
              counted,
              notifications.event(
                  counted, subscriptions.events(counted, number, number).getFirst()));
        });
    postbox.post(call.subscription().endpoint(), JSON, call.body());
    transactions.run(() -> {
      subscriptions.told(call.subscription());
      return true;
    });
  }

  /** Greets the new ones, shows the silent ones that all is well, and ends those that are over. */
  public void tend() {
    List<Call> silent =
        transactions.run(() -> {
          subscriptions.endOverdue(clock.instant());
          return subscriptions.takeSilent().stream()
              .map(one -> new Call(one, notifications.heartbeat(one)))
              .toList();
        });
    List<Call> requested =
        transactions.run(() ->
            subscriptions.takeRequested().stream()
                .map(one -> new Call(one, notifications.handshake(one)))
                .toList());
    requested.forEach(call -> Thread.ofVirtual().start(() -> greet(call)));
    silent.forEach(call -> Thread.ofVirtual().start(() -> post(call)));
  }

  private void greet(Call call) {
    Optional<String> failure = post(call);
    transactions.run(() -> {
      failure.ifPresentOrElse(
          reason -> subscriptions.failed(call.subscription(), reason),
          () -> subscriptions.activate(call.subscription()));
      return true;
    });
  }

  private Optional<String> post(Call call) {
    try {
      postbox.post(call.subscription().endpoint(), JSON, call.body());
      return Optional.empty();
    } catch (DeliveryFailed failure) {
      LOG.warn(
          "The subscription of {} does not answer: {}",
          call.subscription().partner(),
          failure.reason());
      return Optional.of(failure.reason());
    }
  }
}
