package nl.eenplan.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import nl.eenplan.ledger.Entry.Outcome;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one way to do something: a single database transaction in which effect, log and notices stand
 * or fall together. A refusal undoes the effect and keeps the log.
 */
@Component
public class Transactions {

  private static final ScopedValue<List<Entry>> WRITTEN = ScopedValue.newInstance();

  private final TransactionTemplate transaction;
  private final ObjectProvider<Ledger> ledger;

  Transactions(PlatformTransactionManager manager, ObjectProvider<Ledger> ledger) {
    this.transaction = new TransactionTemplate(manager);
    this.ledger = ledger;
  }

  /** Runs the work; when it throws, nothing of it happened, but what was refused is in the log. */
  public <T> T run(Supplier<T> work) {
    List<Entry> written = new ArrayList<>();
    try {
      return ScopedValue.where(WRITTEN, written)
          .call(() ->
              transaction.execute(status -> {
                T result = work.get();
                ledger.getObject().write(written);
                return result;
              }));
    } catch (RuntimeException e) {
      keep(
          written.stream()
              .filter(entry -> entry.outcome() != Outcome.PERMITTED && !entry.who().equals(Who.HUB))
              .toList());
      throw e;
    }
  }

  /**
   * Runs the work as {@link #run} would, and undoes all of it; of the log stays what {@code tell}
   * makes of the result.
   */
  public <T> T rehearse(Supplier<T> work, Function<T, List<Entry>> tell) {
    T result =
        ScopedValue.where(WRITTEN, new ArrayList<>())
            .call(() ->
                transaction.execute(status -> {
                  status.setRollbackOnly();
                  return work.get();
                }));
    keep(tell.apply(result));
    return result;
  }

  /**
   * Runs the work again and again, each time in a transaction of its own, until it finds nothing
   * more to do.
   *
   * @param work whether it found something
   */
  public void drain(Supplier<Boolean> work) {
    boolean more = true;
    while (more) {
      more = run(work);
    }
  }

  /**
   * Keeps these entries for the end of the transaction.
   *
   * @return false outside {@link #run} and {@link #rehearse}
   */
  static boolean collect(Collection<Entry> entries) {
    if (WRITTEN.isBound()) {
      WRITTEN.get().addAll(entries);
    }
    return WRITTEN.isBound();
  }

  private void keep(List<Entry> entries) {
    if (!entries.isEmpty()) {
      transaction.executeWithoutResult(status -> ledger.getObject().append(entries));
    }
  }
}
