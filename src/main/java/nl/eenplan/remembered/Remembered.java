package nl.eenplan.remembered;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What the transaction under way has read or written of one kind. Nothing outlives the transaction,
 * and outside one nothing is kept: what another one changes counts at the very next.
 *
 * <p>Whoever writes says so by {@link #put} or {@link #forget}. Whoever takes a lock calls {@link
 * #forgetAll}: what was read before it may have changed while it waited.
 */
public final class Remembered<K, V> {

  private static final Object ALL = Remembered.class;

  public Optional<V> get(K key) {
    return Optional.ofNullable(kept().get(key));
  }

  /** What is known, or else what is read now. */
  public Optional<V> get(K key, Function<K, Optional<V>> read) {
    return get(key)
        .or(() -> {
          Optional<V> found = read.apply(key);
          found.ifPresent(value -> put(key, value));
          return found;
        });
  }

  public void put(K key, V value) {
    kept().put(key, value);
  }

  public void forget(K key) {
    kept().remove(key);
  }

  /** Of every kind. */
  public static void forgetAll() {
    all().clear();
  }

  @SuppressWarnings("unchecked") // Only this object puts anything under itself.
  private Map<K, V> kept() {
    return (Map<K, V>) all().computeIfAbsent(this, kind -> new HashMap<>());
  }

  @SuppressWarnings("unchecked") // Only this method binds it.
  private static Map<Object, Map<?, ?>> all() {
    Object bound = TransactionSynchronizationManager.getResource(ALL);
    if (bound != null) {
      return (Map<Object, Map<?, ?>>) bound;
    }
    Map<Object, Map<?, ?>> all = new HashMap<>();
    if (TransactionSynchronizationManager.isActualTransactionActive()
        && TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.bindResource(ALL, all);
      TransactionSynchronizationManager.registerSynchronization(new Until(all));
    }
    return all;
  }

  /** Unbinds it at the end, and while another transaction runs inside this one. */
  private record Until(Map<Object, Map<?, ?>> all) implements TransactionSynchronization {

    @Override
    public void suspend() {
      TransactionSynchronizationManager.unbindResource(ALL);
    }

    @Override
    public void resume() {
      TransactionSynchronizationManager.bindResource(ALL, all);
    }

    @Override
    public void afterCompletion(int status) {
      TransactionSynchronizationManager.unbindResourceIfPossible(ALL);
    }
  }
}
