package org.zhunru.supervision;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.zhunru.intake.CaseId;

/**
 * Computes running clocks again after the calendar has changed: one case and one transaction after
 * the other, under the lock of the case, so that nobody who acts waits for more than one. Which
 * clocks are behind is in their rows; so any node may do it, several at once, and whoever is
 * stopped in the middle leaves the rest to the next.
 */
@Component
public class Recomputation {
  private static final Logger log = LoggerFactory.getLogger(Recomputation.class);
  private static final int BATCH = 200;

  private final Clocks clocks;

  Recomputation(Clocks clocks) {
    this.clocks = clocks;
  }

  /**
   * What is behind the calendar.
   *
   * @param most cases to look at; the rest is left to the sweep of the next minute
   * @return how many clocks end on another day
   */
  public int catchUp(int most) {
    return each(most, false);
  }

  /** Everything that runs, whatever it was computed by. */
  int all() {
    return each(Integer.MAX_VALUE, true);
  }

  private int each(int most, boolean all) {
    int changed = 0;
    int looked = 0;
    @Nullable UUID after = null;
    while (looked < most) {
      var cases = clocks.casesWithRunning(after, Math.min(BATCH, most - looked), all);
      for (var id : cases) {
        changed += one(new CaseId(id));
      }
      looked += cases.size();
      if (cases.size() < BATCH) {
        break;
      }
      after = cases.get(cases.size() - 1);
    }
    if (changed > 0) {
      log.info("The calendar has changed: {} clocks end on another day", changed);
    }
    return changed;
  }

  /** What is wrong with one case keeps no other from its date. */
  private int one(CaseId id) {
    try {
      return clocks.recompute(id, clocks.calendar());
    } catch (RuntimeException fault) {
      log.error("The clocks of case {} were not computed again", id, fault);
      return 0;
    }
  }
}
