package org.zhunru.policy;

import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.zhunru.intake.CaseDays;

/**
 * The catalogues in force, compiled: once for each set of editions, and once for each day that is
 * asked for, or for the days of a case where documents ask for different ones. A set is named by
 * its wordings, so that a publication makes another one aside and what was compiled before stays
 * right; whoever checks meanwhile reads that.
 */
@Component
class Catalogues {
  /** Sets that are kept compiled: the one of today, the next, a draft tried out, a few old ones. */
  private static final int SETS = 12;

  /** Days that are kept: a replay or a what-if asks for few. */
  private static final int DAYS = 64;

  private final PoliciesInForce policies;
  private final Transitions transitions;
  private final Clock clock;
  private final Kept<String, CatalogueSet> sets = new Kept<>(SETS);
  private final Kept<Days, CatalogueIndex> indexes = new Kept<>(DAYS);

  private record Days(String set, CaseDays days) {}

  Catalogues(PoliciesInForce policies, Transitions transitions, Clock clock) {
    this.policies = policies;
    this.transitions = transitions;
    this.clock = clock;
  }

  /** Asks the database whether another node has published something, and reads it. */
  void catchUp() {
    policies.catchUp();
  }

  /** What was in force on the day; asks no database. */
  CatalogueIndex on(LocalDate day) {
    return of(policies.on(day), day);
  }

  /**
   * Each document as it was in force on the day of the case that counts for it; asks no database.
   * If all of them ask for the same day, that is {@link #on(LocalDate)}.
   */
  CatalogueIndex on(CaseDays days) {
    var rules = transitions.of(days);
    var day = days.day(rules.any().day());
    if (rules.asked().stream().map(days::day).distinct().count() == 1) {
      return on(day);
    }
    var wordings = new EnumMap<CaseDays.Which, PoliciesInForce.Wordings>(CaseDays.Which.class);
    rules.asked().forEach(which -> wordings.put(which, policies.on(days.day(which))));
    var set = combined(wordings, rules);
    return indexes.get(
        new Days(rules.hash() + " " + set.hash(), days),
        () -> new CatalogueIndex(set, day, e -> days.day(rules.of(e.edition().document()))));
  }

  /** If nothing was published between the days, their one set; they differ by its own dates. */
  private CatalogueSet combined(
      Map<CaseDays.Which, PoliciesInForce.Wordings> wordings, TransitionTable rules) {
    var names = wordings.values().stream().map(PoliciesInForce.Wordings::set).toList();
    if (names.stream().distinct().count() == 1) {
      return set(wordings.values().iterator().next());
    }
    return sets.get(
        rules.hash() + " " + String.join(" ", names),
        () -> {
          var parts = new EnumMap<CaseDays.Which, CatalogueSet>(CaseDays.Which.class);
          wordings.forEach((which, of) -> parts.put(which, set(of)));
          return CatalogueSet.combined(parts, rules);
        });
  }

  private CatalogueSet set(PoliciesInForce.Wordings wordings) {
    return sets.get(wordings.set(), () -> CatalogueSet.of(wordings));
  }

  /** What those wordings say on the day. */
  CatalogueIndex of(PoliciesInForce.Wordings wordings, LocalDate day) {
    return indexes.get(
        new Days(wordings.set(), CaseDays.on(day)), () -> new CatalogueIndex(set(wordings), day));
  }

  /** Whether no file begins or ends to count after the one day and until the other, and no row. */
  boolean quiet(LocalDate from, LocalDate until) {
    return policies.turns(from).headSet(until, true).size() == 1
        && set(policies.on(from)).turns().subSet(from, false, until, true).isEmpty();
  }

  /** Titles of all documents that count today, or will by what is published. */
  Set<String> documents() {
    var titles = new TreeSet<String>();
    for (var day : policies.turns(LocalDate.now(clock))) {
      set(policies.on(day)).rows().forEach(row -> titles.add(row.entry().edition().document()));
    }
    return titles;
  }

  /** Whoever publishes waits for the new sets to be made, not who checks first. */
  @EventListener
  void compile(PoliciesInForce.Changed changed) {
    changed.days().forEach(this::on);
  }
}
