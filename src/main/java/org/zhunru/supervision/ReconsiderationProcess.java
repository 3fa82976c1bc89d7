package org.zhunru.supervision;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhunru.identity.Actor;
import org.zhunru.inbox.Due;

/**
 * The flow of reconsiderations; the process engine stands behind it. Called in the transaction of
 * the act, with the case locked.
 */
public interface ReconsiderationProcess {
  /** Somebody asks: the flow begins. */
  void begin(UUID id);

  /** The lead office has set the days; the department has to answer. */
  void daysSet(UUID id, Actor by);

  /**
   * The days were set anew.
   *
   * @param due by when the step at hand is due
   */
  void daysMoved(UUID id, Due due);

  void answered(UUID id, Actor by);

  void upheld(UUID id, Actor by);

  /** One wants to overturn; a second person has to agree. */
  void proposed(UUID id, Actor by);

  /** The second person agrees, or not. */
  void confirmed(UUID id, boolean agreed, Actor by);

  /** It ends without a conclusion. */
  void notNeeded(UUID id);

  /** Reference of the work that waits, see {@code Claims.reference}; null if none does. */
  @Nullable String work(UUID id);
}
