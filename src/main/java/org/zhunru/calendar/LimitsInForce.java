package org.zhunru.calendar;

import java.time.LocalDate;
import java.util.Optional;
import org.zhunru.common.Refusal;

/**
 * The periods of the law as they count on a day. What has begun to run keeps the edition of the day
 * on which it began: its length, its extension and what it may stand still for.
 */
public interface LimitsInForce {
  TimeLimits on(LocalDate day);

  /**
   * One of them; if the edition of that day has none of that id, as the nearest edition has it: the
   * last before, or else the first after. Empty if none has it.
   */
  Optional<TimeLimit> find(String id, LocalDate on);

  /**
   * As {@link #find}.
   *
   * @throws Refusal {@code calendar.noSuchLimit}
   */
  default TimeLimit byId(String id, LocalDate on) {
    return find(id, on).orElseThrow(() -> Refusal.unknown("calendar.noSuchLimit", id));
  }
}
