package nl.eenplan.referral;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import nl.eenplan.ledger.Entry;
import nl.eenplan.ledger.Ledger;
import nl.eenplan.ledger.Who;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.problem.Problem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What happened to a referral, in the log and to those who have to know. */
@Component
class Announcing {

  private final Permission permission;
  private final Ledger ledger;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Announcing(Permission permission, Ledger ledger, ApplicationEventPublisher events, Clock clock) {
    this.permission = permission;
    this.ledger = ledger;
    this.events = events;
    this.clock = clock;
  }

  /**
   * @param known whether anybody but the requester may hear of it: not of a draft
   */
  void step(Who who, Referral referral, String event, boolean known) {
    ledger.append(status(who, referral, event, Entry.Outcome.PERMITTED, known));
    events.publishEvent(
        new ReferralMoved(
            referral,
            who.organisation(),
            event,
            known ? referral.othersThan(who.organisation()) : List.of()));
  }

  /** Somebody tried what is not possible; the caller throws what comes back. */
  Problem refused(Who who, Referral referral, String attempt, Problem problem) {
    ledger.append(
        status(
                who,
                referral,
                attempt,
                Entry.Outcome.REFUSED,
                referral.state() != ReferralState.DRAFT)
            .because(problem.code().code()));
    return problem;
  }

  private Entry status(
      Who who, Referral referral, String event, Entry.Outcome outcome, boolean known) {
    Entry entry =
        Entry.of(
            clock.instant(),
            Entry.Kind.STATUS,
            outcome,
            referral.reason().map(StatusReason::code),
            who,
            List.of(referral.client()),
            event,
            Optional.of(referral.id()));
    if (referral.targets().isEmpty() || !known) {
      return entry;
    }
    // Who is one of several, or came too late, knows of itself only.
    OrganisationCode target =
        referral.recipients().contains(who.organisation())
            ? who.organisation()
            : referral.targets().getFirst();
    return entry.between(
        referral.requester(),
        target,
        Optional.of(referral.purpose().code()),
        permission.secret(referral, target));
  }
}
