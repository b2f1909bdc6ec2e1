package nl.eenplan.remembered;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

class NothingIsRememberedAcrossTransactionsTest {

  private final Remembered<String, Integer> remembered = new Remembered<>();
  private final AtomicInteger reads = new AtomicInteger();
  private final TransactionTemplate transaction = new TransactionTemplate(new Nothing());

  @Test
  void withinOneItIsReadOnce() {
    assertThat(transaction.<Integer>execute(status -> read() + read())).isEqualTo(2);
    assertThat(read()).isEqualTo(2);
  }

  @Test
  void theNextOneReadsAgain() {
    transaction.execute(status -> read());
    assertThat(transaction.<Integer>execute(status -> read())).isEqualTo(2);
  }

  @Test
  void outsideOneNothingIsKept() {
    read();
    assertThat(read()).isEqualTo(2);
  }

  @Test
  void whoWaitedForALockReadsAgain() {
    int second =
        transaction.execute(status -> {
          read();
          Remembered.forgetAll();
          return read();
        });
    assertThat(second).isEqualTo(2);
  }

  @Test
  void anotherTransactionInsideReadsForItself() {
    TransactionTemplate inner = new TransactionTemplate(transaction.getTransactionManager());
    inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    transaction.executeWithoutResult(status -> {
      assertThat(read()).isEqualTo(1);
      assertThat(inner.<Integer>execute(apart -> read())).isEqualTo(2);
      assertThat(read()).isEqualTo(1);
    });
  }

  private int read() {
    return remembered.get("key", key -> Optional.of(reads.incrementAndGet())).orElseThrow();
  }

  /** Transactions of nothing at all: only that they begin and end counts here. */
  private static final class Nothing extends AbstractPlatformTransactionManager {
    private boolean active;

    @Override
    protected Object doGetTransaction() {
      return this;
    }

    @Override
    protected boolean isExistingTransaction(Object transaction) {
      return active;
    }

    @Override
    protected Object doSuspend(Object transaction) {
      active = false;
      return this;
    }

    @Override
    protected void doResume(Object transaction, Object suspended) {
      active = true;
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
      active = true;
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {}

    @Override
    protected void doRollback(DefaultTransactionStatus status) {}

    @Override
    protected void doCleanupAfterCompletion(Object transaction) {
      active = false;
    }
  }
}
