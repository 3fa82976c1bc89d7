package org.zhunru.policy;

import java.time.LocalDate;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The catalogues in force, compiled: once for each set of editions, and once for each day that is
 * asked for. A set is named by its wordings, so that a publication makes another one aside and what
 * was compiled before stays right; whoever checks meanwhile reads that.
 */
@Component
class Catalogues {
  /** Sets that are kept compiled: the one of today, the next, a draft tried out, a few old ones. */
  private static final int SETS = 12;

  /** Days that are kept: a replay or a what-if asks for few. */
  private static final int DAYS = 64;

  private final PoliciesInForce policies;
  private final Kept<String, CatalogueSet> sets = new Kept<>(SETS);
  private final Kept<Day, CatalogueIndex> days = new Kept<>(DAYS);

  private record Day(String set, LocalDate day) {}

  Catalogues(PoliciesInForce policies) {
    this.policies = policies;
  }

  /** Asks the database whether another node has published something, and reads it. */
  void catchUp() {
    policies.catchUp();
  }

  /** What was in force on the day; asks no database. */
  CatalogueIndex on(LocalDate day) {
    return of(policies.on(day), day);
  }

  /** What those wordings say on the day. */
  CatalogueIndex of(PoliciesInForce.Wordings wordings, LocalDate day) {
    return days.get(
        new Day(wordings.set(), day),
        () -> new CatalogueIndex(sets.get(wordings.set(), () -> CatalogueSet.of(wordings)), day));
  }

  /** Whoever publishes waits for the new sets to be made, not who checks first. */
  @EventListener
  void compile(PoliciesInForce.Changed changed) {
    changed.days().forEach(this::on);
  }
}
