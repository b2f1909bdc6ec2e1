package nl.eenplan.insight;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import nl.eenplan.organisation.DutchTime;
import nl.eenplan.organisation.OrganisationCode;
import nl.eenplan.referral.OutcomeReached;
import nl.eenplan.referral.Referral;
import nl.eenplan.referral.ReferralMoved;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes down each step in its own transaction, all of a transaction at once. What is undone, is
 * not counted.
 */
@Repository
class Passages {

  /** Such as {@code result}: what came of it, beside the step that said so. */
  private static final String RESULT = "result";

  private final JdbcTemplate database;
  private final Clock clock;

  Passages(JdbcTemplate database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  private record Passage(
      OrganisationCode requester,
      Optional<OrganisationCode> target,
      String purpose,
      String event,
      Optional<String> outcome) {}

  @EventListener
  void on(ReferralMoved moved) {
    if (!moved.event().equals(ReferralMoved.TALK_TOMORROW)) {
      count(
          passage(
              moved.referral(),
              moved.event(),
              Optional.empty(),
              owner -> moved.by().equals(owner) || moved.tell().contains(owner)));
    }
  }

  @EventListener
  void on(OutcomeReached reached) {
    count(
        passage(reached.referral(), RESULT, Optional.of(reached.outcome().code()), owner -> true));
  }

  /**
   * Of an open referral there is no target yet.
   *
   * @param knows whether the target did it or was told: of a draft, or of what its requester alone
   *     was reminded of, it learns nothing by its figures either
   */
  private static Passage passage(
      Referral referral,
      String event,
      Optional<String> outcome,
      Predicate<OrganisationCode> knows) {
    return new Passage(
        referral.requester(),
        referral.owner().filter(knows),
        referral.purpose().code(),
        event,
        outcome);
  }

  private void count(Passage passage) {
    if (TransactionSynchronizationManager.getResource(this) instanceof Together together) {
      together.passages.add(passage);
      return;
    }
    Together together = new Together();
    together.passages.add(passage);
    TransactionSynchronizationManager.bindResource(this, together);
    TransactionSynchronizationManager.registerSynchronization(together);
  }

  private void write(List<Passage> passages) {
    LocalDate month = LocalDate.ofInstant(clock.instant(), DutchTime.ZONE).withDayOfMonth(1);
    database.batchUpdate(
        """
        insert into passage (month, requester, target, purpose, event, outcome)
        values (?, ?, ?, ?, ?, ?)
        """,
        passages,
        100,
        (insert, passage) -> {
          insert.setObject(1, month);
          insert.setString(2, passage.requester().value());
          insert.setString(3, passage.target().map(OrganisationCode::value).orElse(null));
          insert.setString(4, passage.purpose());
          insert.setString(5, passage.event());
          insert.setString(6, passage.outcome().orElse(null));
        });
  }

  /** What one transaction did. */
  private final class Together implements TransactionSynchronization {
    private final List<Passage> passages = new ArrayList<>();

    @Override
    public void beforeCommit(boolean readOnly) {
      write(passages);
    }

    @Override
    public void afterCompletion(int status) {
      TransactionSynchronizationManager.unbindResourceIfPossible(Passages.this);
    }
  }
}
