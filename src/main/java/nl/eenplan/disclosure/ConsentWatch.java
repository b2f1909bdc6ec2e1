package nl.eenplan.disclosure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.eenplan.ledger.Entry;
import nl.eenplan.ledger.Ledger;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks which permissions are about to end, and tells who recorded them, once for each version.
 * When that is follows from the policies of the day, so it is worked out again when it has come.
 */
@Component
class ConsentWatch {

  /** How long before the end. */
  static final Duration AHEAD = Duration.ofDays(30);

  private final ConsentRows consents;
  private final Remarks remarks;
  private final Ledger ledger;
  private final ApplicationEventPublisher events;
  private final Transactions transactions;
  private final Clock clock;

  ConsentWatch(
      ConsentRows consents,
      Remarks remarks,
      Ledger ledger,
      ApplicationEventPublisher events,
      Transactions transactions,
      Clock clock) {
    this.consents = consents;
    this.remarks = remarks;
    this.ledger = ledger;
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "${eenplan.terms-watch:PT1S}")
  void look() {
    transactions.drain(this::takeSome);
  }

  private boolean takeSome() {
    List<Consent> due = consents.takeEnding();
    due.forEach(this::remind);
    return !due.isEmpty();
  }

  private void remind(Consent consent) {
    Instant now = clock.instant();
    Optional<Instant> end = remarks.end(consent).filter(now::isBefore);
    if (end.isEmpty()) {
      return;
    }
    Instant moment = end.get().minus(AHEAD);
    boolean early = now.isBefore(moment);
    consents.endsAt(consent, end.get(), Optional.of(moment).filter(later -> early));
    if (early) {
      return;
    }
    ledger.append(
        Entry.of(
                now,
                Entry.Kind.CONSENT,
                Entry.Outcome.PERMITTED,
                Optional.empty(),
                Who.HUB,
                List.of(consent.client()),
                ConsentEnding.EVENT,
                Optional.of(consent.id()))
            .between(
                consent.recordedBy(), consent.recordedBy(), Optional.empty(), Optional.empty()));
    events.publishEvent(new ConsentEnding(consent.id(), consent.recordedBy()));
  }
}
