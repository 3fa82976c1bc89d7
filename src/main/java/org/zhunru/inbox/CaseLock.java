package org.zhunru.inbox;

import java.util.UUID;

/**
 * The lock of a case. Whoever changes something about a case takes it first, its work included: two
 * who take locks in different order would wait for each other for ever.
 */
public interface CaseLock {
  /** Holds the case until the end of the transaction; nothing happens if there is none. */
  void lock(UUID caseId);
}
