package org.zhunru.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhunru.policy.CatalogueEntry.Actor;
import org.zhunru.policy.CatalogueEntry.Binding;
import org.zhunru.policy.CatalogueEntry.Condition;
import org.zhunru.policy.CatalogueEntry.Family;
import org.zhunru.policy.CatalogueEntry.Operator;
import org.zhunru.policy.CatalogueEntry.Role;
import org.zhunru.policy.CatalogueEntry.Subject;
import org.zhunru.policy.CheckResult.Finding;
import org.zhunru.policy.CheckResult.Severity;

/**
 * Every row of every shipped catalogue is hit by a project made for it on its first day, and missed
 * by twins just outside: the day before and after, the number beyond the threshold, another place,
 * zone, link, sector, actor, name. Rows that may never be enforced are never hit. Rows that no fact
 * of a project decides end undetermined, each with its question; they are kept by name in {@code
 * src/test/resources/catalogue-rows}, so that one that joins or leaves them is seen. Sites have
 * tests of their own, {@link SitingDistancesTest} and {@link ZoneAreasTest}.
 */
class CatalogueRowsTest {
  private static final Path KEPT = Path.of("src/test/resources/catalogue-rows");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
  private static final BigDecimal STEP = new BigDecimal("0.001");
  private static final String NOT_NAMED = "名录外之物";

  private final List<CatalogueEntry> all = new CatalogueFiles().all();
  private final CatalogueSet set = new CatalogueSet(all, CatalogueFiles.zones());
  private final Map<LocalDate, CatalogueIndex> indexes = new HashMap<>();

  /** What becomes of a row. */
  private enum Fate {
    DECIDED,
    UNDETERMINED,
    NOTICE,
    NEVER
  }

  private List<CatalogueEntry> of(Family family) {
    return all.stream().filter(e -> e.family() == family).toList();
  }

  private static Fate fate(CatalogueEntry entry, @Nullable Finding finding) {
    if (!entry.place().known() || entry.binding() == Binding.NEVER) {
      return Fate.NEVER;
    }
    if (finding != null && finding.severity() == Severity.UNDETERMINED) {
      return Fate.UNDETERMINED;
    }
    return entry.binding() == Binding.NOTICE || entry.severity() == Severity.NOTICE
        ? Fate.NOTICE
        : Fate.DECIDED;
  }

  @ParameterizedTest
  @EnumSource(
      value = Family.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SITING", "SITING_AREA"})
  void every_row_is_hit_by_its_project_and_missed_by_its_twins(Family family) {
    var wrong = new ArrayList<String>();
    for (var entry : of(family)) {
      var day = entry.from() == null ? TODAY : entry.from();
      var made = new Made(entry);
      var hit = finding(entry, made.project().facts(), day);
      var fate = fate(entry, hit);
      if ((hit == null) != (fate == Fate.NEVER)) {
        wrong.add(entry.rule() + (hit == null ? " isn't hit: " : " is hit: ") + entry.text());
      }
      if (hit == null || fate == Fate.NEVER) {
        continue;
      }
      switch (fate) {
        case DECIDED -> {
          if (hit.severity() != severity(entry, day)) {
            wrong.add(entry.rule() + " is hit as " + hit.severity());
          }
        }
        case UNDETERMINED -> {
          if (hit.open().isEmpty()) {
            wrong.add(entry.rule() + " is undetermined without a question");
          }
        }
        default -> {
          if (hit.severity() != Severity.NOTICE) {
            wrong.add(entry.rule() + " binds as " + hit.severity());
          }
        }
      }
      var twins = made.twins(day);
      twins.forEach(
          (how, twin) -> {
            if (finding(entry, twin.facts, twin.day) != null) {
              wrong.add(entry.rule() + " is hit " + how + ": " + entry.text());
            }
          });
      if (twins.isEmpty()) {
        wrong.add(entry.rule() + " has no twin");
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** What already operates has until the deadline. */
  private static Severity severity(CatalogueEntry entry, LocalDate day) {
    return entry.actor() == Actor.EXISTING
            && entry.deadline() != null
            && !day.isAfter(entry.deadline())
        ? Severity.CONDITION
        : entry.severity();
  }

  /**
   * The count of each fate; of 508 rows of the industry catalogue those that must all hold are one.
   */
  @ParameterizedTest
  @CsvSource({
    "PROHIBIT_RESTRICT_CONTROL, 250, 213, 35, 3, 0",
    "INDUSTRY, 508, 468, 11, 1, 0",
    "OBSOLETE, 106, 85, 0, 21, 0",
    "ACCESS, 233, 108, 99, 7, 19",
    "HEADCOUNT, 38, 21, 0, 4, 13"
  })
  void rows_that_no_fact_decides_are_counted_and_known_by_name(
      Family family, int rows, int decided, int undetermined, int notices, int never)
      throws IOException {
    assertThat(rows(family)).hasSize(rows);
    var counts = new EnumMap<Fate, Integer>(Fate.class);
    var open = new ArrayList<String>();
    for (var entry : of(family)) {
      var day = entry.from() == null ? TODAY : entry.from();
      var hit = finding(entry, new Made(entry).project().facts(), day);
      var fate = fate(entry, hit);
      counts.merge(fate, 1, Integer::sum);
      if (fate == Fate.UNDETERMINED && hit != null) {
        open.add(
            entry.rule()
                + " "
                + hit.open().stream().map(Question::code).distinct().collect(Collectors.toList())
                + " "
                + entry.text());
      }
    }
    var now = open.stream().map(line -> line + "\n").collect(Collectors.joining());
    var name = family.name().toLowerCase(java.util.Locale.ROOT) + ".txt";
    Files.createDirectories(Path.of("target/catalogue-rows"));
    Files.writeString(Path.of("target/catalogue-rows", name), now);
    assertThat(counts)
        .isEqualTo(
            Map.of(
                    Fate.DECIDED, decided,
                    Fate.UNDETERMINED, undetermined,
                    Fate.NOTICE, notices,
                    Fate.NEVER, never)
                .entrySet()
                .stream()
                .filter(e -> e.getValue() > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    assertThat(KEPT.resolve(name)).content().isEqualTo(now);
  }

  @Test
  void every_row_of_a_file_is_in_an_entry_with_its_number() {
    var missing = new ArrayList<String>();
    for (var family : EnumSet.complementOf(EnumSet.of(Family.SITING, Family.SITING_AREA))) {
      for (var row : rows(family)) {
        if (of(family).stream().noneMatch(e -> covers(e, row))) {
          missing.add(row.toString());
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  private static boolean covers(CatalogueEntry entry, Map<String, String> row) {
    if (entry.family() != Family.INDUSTRY) {
      return entry.rule().equals(row.get("place"));
    }
    return entry.edition().name().equals(row.get("edition"))
        && entry.entryNo().equals(row.get("subsection_zh") + " " + row.get("entry_no"))
        && entry.text().equals(row.get("text_zh"))
        && (entry.place().words().equals(row.get("region_zh"))
            || row.getOrDefault("region_zh", "").startsWith("全国"))
        && (row.getOrDefault("threshold", "").isEmpty()
            || entry.conditions().stream()
                .anyMatch(
                    c ->
                        c.measure().equals(row.get("measure_name"))
                            && c.operator().sign().equals(row.get("operator"))
                            && c.threshold().equals(row.get("threshold"))
                            && c.unit().equals(row.get("unit"))));
  }

  private static List<Map<String, String>> rows(Family family) {
    var file =
        switch (family) {
          case PROHIBIT_RESTRICT_CONTROL -> CatalogueFiles.PROHIBIT_RESTRICT_CONTROL;
          case INDUSTRY -> CatalogueFiles.INDUSTRY;
          case OBSOLETE -> CatalogueFiles.OBSOLETE;
          case ACCESS -> CatalogueFiles.ACCESS;
          case HEADCOUNT -> CatalogueFiles.HEADCOUNTS;
          case SITING -> CatalogueFiles.SITING;
          case SITING_AREA -> CatalogueFiles.SITING_AREAS;
        };
    return PolicyFile.of(file)
        .read(
            List.of(),
            row -> {
              Map<String, String> cells = new LinkedHashMap<>();
              cells.put("place", row.place());
              for (var column :
                  List.of(
                      "edition",
                      "subsection_zh",
                      "entry_no",
                      "text_zh",
                      "region_zh",
                      "measure_name",
                      "operator",
                      "threshold",
                      "unit")) {
                if (row.has(column)) {
                  cells.put(column, row.text(column));
                }
              }
              return cells;
            });
  }

  private @Nullable Finding finding(CatalogueEntry entry, ProjectFacts facts, LocalDate day) {
    return indexes
        .computeIfAbsent(day, d -> new CatalogueIndex(set, d))
        .check(facts)
        .findings()
        .stream()
        .filter(finding -> finding.rule().equals(entry.rule()))
        .findFirst()
        .orElse(null);
  }

  private record Twin(ProjectFacts facts, LocalDate day) {}

  /** A project made to be hit by an entry, and its twins. */
  private static final class Made {
    private final CatalogueEntry entry;
    private String region;
    private @Nullable String sector;
    private @Nullable String zone;
    private @Nullable String link;
    private String name;
    private boolean inPark;
    private boolean existing;
    private @Nullable Condition missed;
    private @Nullable List<Condition> outside;

    Made(CatalogueEntry entry) {
      this.entry = entry;
      region =
          entry.place().codes().stream()
              .sorted()
              .findFirst()
              .orElseGet(() -> notIn(entry.place().except()));
      sector = entry.sectors().stream().sorted().findFirst().orElse("hazchem");
      zone = entry.zones().stream().sorted().findFirst().orElse(null);
      link =
          entry.links().stream()
              .filter(each -> !entry.linkFrom().containsKey(each))
              .sorted()
              .findFirst()
              .orElse(null);
      // A name that says how strong it is would answer what the form is asked.
      boolean bare = entry.subject() == Subject.SUBSTANCE && !entry.conditions().isEmpty();
      name = entry.names().isEmpty() ? NOT_NAMED : entry.names().get(bare ? 1 : 0);
      existing = entry.actor() == Actor.EXISTING;
    }

    private static String notIn(Set<String> codes) {
      return List.of("460000", "520000", "230000", "110000").stream()
          .filter(code -> !codes.contains(code))
          .findFirst()
          .orElseThrow();
    }

    private boolean names() {
      return entry.role() == Role.ENTRY || entry.role() == Role.ALLOWED;
    }

    Described project() {
      var project = Described.in(sector, region).fact("landCostYuan", BigDecimal.ZERO);
      if (existing) {
        project.existing();
      }
      if (zone != null) {
        project.zone(zone);
      }
      if (entry.outsidePark()) {
        project.inPark(inPark);
      }
      int people = 0;
      String form = null;
      for (var any : parts()) {
        for (var condition : any == outside ? any : any.subList(0, 1)) {
          tell(project, condition, any != outside);
        }
      }
      var numbers = new LinkedHashMap<String, List<Condition>>();
      for (var condition : entry.conditions()) {
        if (outside != null && asksTheSame(outside.get(0), condition)) {
          continue;
        }
        if (condition.number() != null) {
          numbers.computeIfAbsent(condition.measure(), k -> new ArrayList<>()).add(condition);
        } else if (condition.measure().matches("是否在.*园区")) {
          project.inPark(missed == condition);
        } else if (CatalogueSight.canTell(condition.measure())) {
          tell(project, condition, condition.required() == (missed == condition));
        }
      }
      for (var each : numbers.entrySet()) {
        var value = value(each.getValue(), missed, entry.family() == Family.HEADCOUNT);
        if (each.getKey().contains("投资额")) {
          project.yuan(value.multiply(new BigDecimal("100000000")).toPlainString());
        } else if (entry.subject() == Subject.SUBSTANCE) {
          form = value.toPlainString() + "%";
        } else if (entry.family() == Family.HEADCOUNT) {
          people = value.intValueExact();
        } else if (isFact(each.getValue().get(0))) {
          project.fact(FactDictionary.key(CatalogueSight.fact(each.getKey())), value);
        } else {
          project.capacity(
              each.getKey().isEmpty() ? "产能" : each.getKey(),
              value.toPlainString(),
              each.getValue().get(0).unit());
        }
      }
      switch (entry.subject()) {
        case SUBSTANCE ->
            project.substance(
                names() ? name : NOT_NAMED,
                names() && !name.equals(NOT_NAMED) ? entry.cas() : null,
                form,
                link == null ? new String[0] : new String[] {link});
        case PROCESS_OR_EQUIPMENT ->
            project.equipment(
                entry.qualifier().isEmpty() ? name : name + "(" + entry.qualifier() + ")");
        case PLACE_OF_WORK -> project.people(name, people);
        case PROJECT -> {
          if (!entry.names().isEmpty()) {
            project.fact("mineral", name);
          }
        }
      }
      return project;
    }

    private List<List<Condition>> parts() {
      return entry.scope() == null ? List.of() : entry.scope().parts();
    }

    private static boolean asksTheSame(Condition one, Condition other) {
      var fact = CatalogueSight.fact(one.measure());
      return fact != null && fact.equals(CatalogueSight.fact(other.measure()));
    }

    private boolean isFact(Condition condition) {
      var fact = CatalogueSight.fact(condition.measure());
      return entry.family() == Family.ACCESS
          && fact != null
          && fact.unit().equals(condition.unit());
    }

    /** Says what makes a condition hold, or what doesn't. */
    private void tell(Described project, Condition condition, boolean holds) {
      var label = condition.measure();
      if (label.equals("建设性质")) {
        project.kind(
            Arrays.stream(ProjectKind.values())
                .filter(k -> condition.words().contains(k.name().toLowerCase(Locale.ROOT)) == holds)
                .findFirst()
                .orElseThrow());
      } else if (label.equals("行业领域")) {
        if (!holds) {
          project.sector("hazchem_trade");
        }
      } else if (CatalogueSight.fact(label) == null) {
        project.twoKeysOneMajor(condition.words().contains("是") == holds);
      } else {
        var fact = CatalogueSight.fact(label);
        project.fact(FactDictionary.key(fact), answer(fact, condition, holds));
      }
    }

    private static Object answer(FactDictionary.Fact fact, Condition condition, boolean holds) {
      var number = condition.number();
      if (number != null) {
        return condition.operator().holds(1) == holds ? number.add(BigDecimal.ONE) : number;
      }
      if (fact.type() == FactDictionary.Type.TRUTH) {
        return condition.words().contains("是") == holds;
      }
      var choices = fact.choices().stream().map(FactDictionary.Choice::value).toList();
      if (choices.isEmpty()) {
        return holds ? condition.words().get(0) : "A";
      }
      int at = choices.indexOf(condition.words().get(0));
      var value =
          condition.operator() == Operator.EQUAL || condition.operator() == Operator.ONE_OF
              ? choices.stream()
                  .filter(each -> condition.words().contains(each) == holds)
                  .findFirst()
                  .orElseThrow()
              : choices.get(holds ? at : at - 1);
      return fact.type() == FactDictionary.Type.LIST ? List.of(value) : value;
    }

    /** Each differs from the project in one thing. */
    Map<String, Twin> twins(LocalDate day) {
      var twins = new LinkedHashMap<String, Twin>();
      var from = entry.from();
      var to = entry.to();
      if (from != null) {
        twins.put("the day before", new Twin(project().facts(), from.minusDays(1)));
      }
      if (to != null) {
        twins.put("the day after", new Twin(project().facts(), to.plusDays(1)));
      }
      if (!entry.place().codes().isEmpty()) {
        twin(twins, day, "elsewhere", m -> m.region = notIn(entry.place().codes()));
      }
      entry.place().except().stream()
          .findFirst()
          .ifPresent(code -> twin(twins, day, "in a region excepted", m -> m.region = code));
      if (!entry.sectors().isEmpty()) {
        twin(twins, day, "in another sector", m -> m.sector = "gas");
      }
      if (!entry.zones().isEmpty()) {
        twin(
            twins,
            day,
            "in another zone",
            m -> m.zone = entry.zones().contains("主城区") ? "福田" : "主城区");
      }
      Set.of("production", "storage", "use", "trade", "transport").stream()
          .filter(each -> !entry.links().contains(each))
          .sorted()
          .findFirst()
          .filter(each -> entry.subject() == Subject.SUBSTANCE && entry.links().size() > 0)
          .filter(each -> entry.role() != Role.UNKNOWN_LIST)
          .ifPresent(each -> twin(twins, day, "by another link", m -> m.link = each));
      if (entry.outsidePark()) {
        twin(twins, day, "inside the park", m -> m.inPark = true);
      }
      if (entry.actor() != Actor.ALL) {
        twin(twins, day, "by the other actor", m -> m.existing = !existing);
      }
      boolean named = names() && !entry.names().isEmpty();
      if (named) {
        twin(twins, day, "by another name", m -> m.name = NOT_NAMED);
      }
      for (var condition : entry.conditions()) {
        boolean told =
            condition.number() != null && !condition.unit().startsWith("%(")
                || CatalogueSight.canTell(condition.measure())
                || condition.measure().matches("是否在.*园区");
        if (told) {
          twin(twins, day, "beyond its threshold " + condition, m -> m.missed = condition);
        }
      }
      for (var part : parts()) {
        twin(twins, day, "outside its scope " + part, m -> m.outside = part);
      }
      return twins;
    }

    private void twin(
        Map<String, Twin> twins, LocalDate day, String how, java.util.function.Consumer<Made> by) {
      var other = new Made(entry);
      by.accept(other);
      twins.put(how, new Twin(other.project().facts(), day));
    }
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
