package org.zhunru.common;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What a transaction has looked up, so that it looks but once, unless it has changed it itself; the
 * next one looks again. Outside a transaction every look-up is made.
 */
public final class InTransaction<K, V> {
  private final Function<K, V> lookUp;

  public InTransaction(Function<K, V> lookUp) {
    this.lookUp = lookUp;
  }

  /** What the look-up says, or said before in this transaction. */
  public V get(K key) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      return lookUp.apply(key);
    }
    @SuppressWarnings("unchecked")
    var known = (@Nullable Map<K, V>) TransactionSynchronizationManager.getResource(this);
    if (known == null) {
      known = new HashMap<>();
      TransactionSynchronizationManager.bindResource(this, known);
      TransactionSynchronizationManager.registerSynchronization(new Bound(known));
    }
    var found = known.get(key);
    if (found == null) {
      found = lookUp.apply(key);
      known.put(key, found);
    }
    return found;
  }

  /** Something was changed: who asks in this transaction from now on looks again. */
  public void forget() {
    @SuppressWarnings("unchecked")
    var known = (@Nullable Map<K, V>) TransactionSynchronizationManager.getResource(this);
    if (known != null) {
      known.clear();
    }
  }

  /** Another transaction in between knows nothing of it. */
  private final class Bound implements TransactionSynchronization {
    private final Map<K, V> known;

    Bound(Map<K, V> known) {
      this.known = known;
    }

    @Override
    public void suspend() {
      TransactionSynchronizationManager.unbindResource(InTransaction.this);
    }

    @Override
    public void resume() {
      TransactionSynchronizationManager.bindResource(InTransaction.this, known);
    }

    @Override
    public void afterCompletion(int status) {
      TransactionSynchronizationManager.unbindResourceIfPossible(InTransaction.this);
    }
  }
}
