package org.zhunru.policy;

import java.util.UUID;

/**
 * The flow of a revision; the process engine stands behind it. Called in the transaction of the
 * act.
 */
public interface RevisionProcess {
  /** What the second person says. */
  enum Review {
    PUBLISHED,
    RETURNED
  }

  void begin(UUID revision);

  void submitted(UUID revision);

  void reviewed(UUID revision, Review outcome);

  void withdrawn(UUID revision);

  void repealAsked(UUID revision);

  /**
   * @param repealed whether it was repealed; else it stays in force
   */
  void repealDecided(UUID revision, boolean repealed);
}
