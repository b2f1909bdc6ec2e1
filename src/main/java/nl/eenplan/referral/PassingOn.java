package nl.eenplan.referral;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.eenplan.client.Clients;
import nl.eenplan.ledger.Transactions;
import nl.eenplan.ledger.Who;
import nl.eenplan.referral.ReferralRows.Row;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * A target may pass on what it accepted, by referrals of its own that are part of the first: each
 * stands on its own ground. What becomes of them becomes of the first, as far as its requester may
 * hear of it; by whom, it does not hear.
 *
 * <p>A moment later, in a transaction of its own: a step of a part that waited for the whole would
 * be in the way of a withdrawal, which holds all of a client's referrals.
 */
@Component
class PassingOn {

  private static final Set<ReferralState> BEGUN =
      Set.of(
          ReferralState.ACCEPTED,
          ReferralState.IN_PROGRESS,
          ReferralState.ON_HOLD,
          ReferralState.COMPLETED);

  private final ReferralRows rows;
  private final Referrals referrals;
  private final Permission permission;
  private final Clients clients;
  private final Transactions transactions;

  PassingOn(
      ReferralRows rows,
      Referrals referrals,
      Permission permission,
      Clients clients,
      Transactions transactions) {
    this.rows = rows;
    this.referrals = referrals;
    this.permission = permission;
    this.clients = clients;
    this.transactions = transactions;
  }

  @Scheduled(fixedDelayString = "${eenplan.passing-on-watch:PT1S}")
  void look() {
    transactions.drain(this::takeOne);
  }

  private boolean takeOne() {
    Optional<UUID> parent = rows.takeWithNews();
    parent
        .flatMap(rows::find)
        .ifPresent(row -> {
          clients.keyForDecision(row.referral().client());
          rows.hold(row.referral().id()).ifPresent(this::follow);
        });
    return parent.isPresent();
  }

  private void follow(Row whole) {
    List<ReferralState> parts = rows.partsOf(whole.referral().id());
    boolean over = !parts.isEmpty() && parts.stream().allMatch(ReferralState::isFinal);
    boolean done = parts.contains(ReferralState.COMPLETED);
    if (whole.referral().state().isFinal() || !permission.mayReport(whole.referral())) {
      return;
    }
    if (over && !done) {
      step(
          whole,
          Loop.GIVE_UP,
          Move.byHub(
              ReferralState.FAILED, Optional.empty(), Optional.of(StatusReason.CANNOT_DELIVER)));
    } else if (parts.stream().anyMatch(BEGUN::contains)) {
      Row begun =
          step(
              whole,
              Loop.BEGIN,
              Move.byHub(ReferralState.IN_PROGRESS, Optional.empty(), Optional.empty()));
      if (over) {
        step(
            begun,
            Loop.FINISH,
            Move.byHub(ReferralState.COMPLETED, Optional.empty(), Optional.empty()));
      }
    }
  }

  /** As it is after the step, or as it was where that cannot be taken. */
  private Row step(Row row, String event, Move move) {
    if (Loop.named(row.referral(), Loop.Actor.HUB, event).isEmpty()) {
      return row;
    }
    referrals.step(Who.HUB, row, event, move);
    return rows.find(row.referral().id()).orElseThrow();
  }
}
