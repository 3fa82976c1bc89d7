package org.zhunru.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhunru.policy.CatalogueEntry.Actor;
import org.zhunru.policy.CatalogueEntry.Binding;
import org.zhunru.policy.CatalogueEntry.Condition;
import org.zhunru.policy.CatalogueEntry.Family;
import org.zhunru.policy.CatalogueEntry.Role;
import org.zhunru.policy.CatalogueEntry.Subject;

/**
 * Every row of every shipped catalogue is hit by a project made for it on its first day, and missed
 * by twins just outside: the day before, the number beyond the threshold, another place. Rows that
 * may never be enforced are never hit.
 */
class CatalogueRowsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
  private static final BigDecimal STEP = new BigDecimal("0.001");
  private final List<CatalogueEntry> all = new CatalogueFiles().all();
  private final CatalogueSet set = new CatalogueSet(all, CatalogueFiles.zones());
  private final Map<LocalDate, CatalogueIndex> indexes = new HashMap<>();

  @ParameterizedTest
  @EnumSource(Family.class)
  void every_row_is_hit_by_its_project_and_missed_by_its_twins(Family family) {
    var wrong = new ArrayList<String>();
    int hits = 0;
    for (var entry : all) {
      if (entry.family() != family) {
        continue;
      }
      var day = entry.from() == null ? TODAY : entry.from();
      boolean binds = entry.place().known() && entry.binding() != Binding.NEVER;
      if (found(entry, project(entry, region(entry), null), day) != binds) {
        wrong.add(entry.rule() + (binds ? " isn't hit: " : " is hit: ") + entry.text());
      }
      if (!binds) {
        continue;
      }
      hits++;
      if (entry.from() != null
          && found(entry, project(entry, region(entry), null), day.minusDays(1))) {
        wrong.add(entry.rule() + " is hit the day before");
      }
      if (entry.to() != null
          && found(entry, project(entry, region(entry), null), entry.to().plusDays(1))) {
        wrong.add(entry.rule() + " is hit the day after");
      }
      if (!entry.place().codes().isEmpty()
          && found(entry, project(entry, elsewhere(entry), null), day)) {
        wrong.add(entry.rule() + " is hit elsewhere");
      }
      for (var condition : entry.conditions()) {
        if (condition.number() != null
            && found(entry, project(entry, region(entry), condition), day)) {
          wrong.add(entry.rule() + " is hit beyond its threshold: " + condition);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(hits).isPositive();
  }

  private boolean found(CatalogueEntry entry, ProjectFacts facts, LocalDate day) {
    return indexes
        .computeIfAbsent(day, d -> new CatalogueIndex(set, d))
        .check(facts)
        .findings()
        .stream()
        .anyMatch(finding -> finding.rule().equals(entry.rule()));
  }

  private static String region(CatalogueEntry entry) {
    return entry.place().codes().stream()
        .sorted()
        .findFirst()
        .orElseGet(
            () ->
                List.of("460000", "520000", "230000", "110000").stream()
                    .filter(code -> !entry.place().except().contains(code))
                    .findFirst()
                    .orElseThrow());
  }

  private static String elsewhere(CatalogueEntry entry) {
    return List.of("460000", "110000").stream()
        .filter(code -> !entry.place().codes().contains(code))
        .findFirst()
        .orElseThrow();
  }

  /**
   * @param missed the condition whose number is to lie just on the other side; null to hit
   */
  private static ProjectFacts project(
      CatalogueEntry entry, String region, @Nullable Condition missed) {
    var values = new LinkedHashMap<String, List<Condition>>();
    entry.conditions().stream()
        .filter(condition -> condition.number() != null)
        .forEach(c -> values.computeIfAbsent(c.measure(), k -> new ArrayList<>()).add(c));
    BigDecimal investment = null;
    int people = 0;
    var capacities = new ArrayList<ProjectFacts.Capacity>();
    for (var each : values.entrySet()) {
      var value = value(each.getValue(), missed, entry.family() == Family.HEADCOUNT);
      if (each.getKey().contains("投资额")) {
        investment = value.multiply(new BigDecimal("100000000"));
      } else if (entry.family() == Family.HEADCOUNT) {
        people = value.intValueExact();
      } else {
        capacities.add(
            new ProjectFacts.Capacity(
                each.getKey().isEmpty() ? "产能" : each.getKey(),
                value,
                each.getValue().get(0).unit()));
      }
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("landCostYuan", BigDecimal.ZERO);
    var name = entry.names().isEmpty() ? "名录外物质" : entry.names().get(0);
    if (entry.subject() == Subject.PROJECT && !entry.names().isEmpty()) {
      facts.put("mineral", name);
    }
    boolean substance = entry.subject() == Subject.SUBSTANCE;
    var link =
        entry.links().stream()
            .filter(each -> !entry.linkFrom().containsKey(each))
            .sorted()
            .findFirst()
            .map(List::of)
            .orElse(List.of());
    var matter =
        new ProjectFacts.Substance(
            entry.role() == Role.ENTRY || entry.role() == Role.ALLOWED ? name : "名录外物质",
            entry.cas(),
            null,
            List.of(),
            null,
            link);
    boolean headcount = entry.subject() == Subject.PLACE_OF_WORK;
    return new ProjectFacts(
        null,
        null,
        entry.sectors().stream().sorted().findFirst().orElse("hazchem"),
        ProjectKind.NEW,
        null,
        region,
        null,
        investment,
        null,
        entry.actor() == Actor.EXISTING ? ProjectFacts.Stage.EXISTING : null,
        null,
        null,
        entry.zones().stream().sorted().limit(1).toList(),
        List.of(),
        substance
            ? List.of(
                new ProjectFacts.Unit("甲", ProjectFacts.UnitType.PRODUCTION, null, List.of(matter)))
            : List.of(),
        entry.outsidePark() ? new ProjectFacts.Siting(false, null, null, List.of()) : null,
        List.of(),
        capacities,
        entry.subject() == Subject.PROCESS_OR_EQUIPMENT
            ? List.of(new ProjectFacts.Equipment(name))
            : List.of(),
        headcount ? List.of(new ProjectFacts.Headcount(name, null, people)) : List.of(),
        null,
        facts);
  }

  /** A value at a threshold or one step beside it that all conditions catch, or one misses. */
  private static BigDecimal value(
      List<Condition> conditions, @Nullable Condition missed, boolean whole) {
    var step = whole ? BigDecimal.ONE : STEP;
    for (var condition : conditions) {
      var number = condition.number();
      if (number == null || missed != null && conditions.contains(missed) && condition != missed) {
        continue;
      }
      for (var value : Set.of(number, number.subtract(step), number.add(step))) {
        boolean fits =
            missed != null && conditions.contains(missed)
                ? !caught(missed, value)
                : conditions.stream().allMatch(each -> caught(each, value));
        if (fits) {
          return value;
        }
      }
    }
    throw new IllegalStateException("no value for " + conditions);
  }

  private static boolean caught(Condition condition, BigDecimal value) {
    return condition.operator().holds(value.compareTo(condition.number())) != condition.required();
  }
}
