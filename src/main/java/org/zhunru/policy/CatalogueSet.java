package org.zhunru.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.zhunru.intake.CaseDays;
import org.zhunru.policy.CatalogueEntry.Condition;
import org.zhunru.policy.CatalogueEntry.Role;
import org.zhunru.policy.CatalogueEntry.Subject;

/**
 * A set of editions, compiled: names normalised, thresholds in base units, and an index for each
 * place that is asked about, of what concerns it at all. Immutable but for what it remembers;
 * another set is another object.
 */
final class CatalogueSet {
  /** Places whose index is kept. */
  private static final int PLACES = 64;

  /** What forms offer for targets that they don't name; no part of 其他铁路. */
  private static final String OTHER = "其他";

  private final List<Row> rows;
  private final Map<String, String> around;
  private final Zones zones;
  private final List<ZoneArea> areas;
  private final String hash;
  private final Map<String, Set<String>> casOfName = new HashMap<>();
  private final Map<String, List<Row>> allowed = new HashMap<>();
  private final Map<List<?>, List<Row>> classed = new HashMap<>();
  private final List<Row> overs = new ArrayList<>();
  private final List<Row> works = new ArrayList<>();
  private final Map<String, CatalogueEntry> byRule = new HashMap<>();
  private final Map<String, Set<String>> unitsOf = new LinkedHashMap<>();
  private final Set<String> zonesNamed = new HashSet<>();
  private final Set<String> targets = new HashSet<>();
  private final NavigableSet<LocalDate> turns = new TreeSet<>();
  private final Kept<String, CataloguePlace> places = new Kept<>(PLACES);

  /**
   * An entry, and what was made of it once.
   *
   * @param names normalised
   * @param pairs of each name, see {@link CatalogueText#pairs}
   * @param things what the names of processes and equipment name, see {@link CatalogueText#things}
   * @param limits its conditions
   */
  record Row(
      CatalogueEntry entry,
      List<String> names,
      List<int[]> pairs,
      List<String> things,
      List<Limit> limits,
      CheckResult.Edition edition) {

    /** The same under another id. */
    Row called(String rule) {
      return new Row(entry.called(rule), names, pairs, things, limits, edition);
    }
  }

  /**
   * A condition.
   *
   * @param measure normalised
   * @param scale whether it measures the scale of what is built
   * @param unit null if it asks for words
   * @param threshold in the base unit; null if it asks for words
   */
  record Limit(
      Condition condition,
      String measure,
      boolean scale,
      @Nullable Measure unit,
      @Nullable Fraction threshold) {
    /** Whether it is a share of another limit. */
    boolean ofShare() {
      return unit != null && unit.dimension().equals(CatalogueFiles.SHARE);
    }

    static Limit of(Condition condition) {
      var number = condition.number();
      var unit = number == null ? null : Measure.of(condition.unit()).orElseThrow();
      return new Limit(
          condition,
          SubstanceNames.normal(condition.measure()),
          condition.measure().isEmpty() || CatalogueEntry.SCALE.contains(condition.measure()),
          unit,
          number == null || unit == null ? null : unit.inBase(number));
    }
  }

  /**
   * @param around zone to the zone around it
   */
  CatalogueSet(List<CatalogueEntry> entries, Map<String, String> around) {
    this(entries, around, List.of());
  }

  /**
   * @param around zone to the zone around it
   * @param areas where zones lie
   */
  CatalogueSet(List<CatalogueEntry> entries, Map<String, String> around, List<ZoneArea> areas) {
    this(around, areas, rows(entries));
  }

  private CatalogueSet(Map<String, String> around, List<ZoneArea> areas, List<Row> rows) {
    this.around = Map.copyOf(around);
    this.areas = List.copyOf(areas);
    this.rows = rows;
    zones = new Zones(around);
    around.forEach((zone, outer) -> zonesNamed.addAll(List.of(zone, outer)));
    for (var area : areas) {
      zonesNamed.add(area.zone());
      turns(area.from(), area.to());
    }
    hash = CatalogueHash.ofSet(rows.stream().map(Row::entry).toList(), around, this.areas);
    rows.forEach(this::note);
  }

  private static List<Row> rows(List<CatalogueEntry> entries) {
    var hashes = CatalogueHash.ofEditions(entries);
    return entries.stream().map(e -> row(e, hashes.getOrDefault(e.edition(), ""))).toList();
  }

  /**
   * Out of the sets of several days those documents whose transition asks for that day, in the
   * order of their files. Zones, and where they lie, are those of what has no rule of its own. A
   * line may be another entry's in another set: the id of the later one names its day besides.
   */
  static CatalogueSet combined(Map<CaseDays.Which, CatalogueSet> sets, TransitionTable rules) {
    var rows = new ArrayList<Row>();
    var taken = new HashMap<String, CaseDays.Which>();
    sets.forEach(
        (which, set) ->
            set.rows.stream()
                .filter(row -> rules.of(row.entry.edition().document()) == which)
                .forEach(
                    row -> {
                      var rule = row.entry.rule();
                      boolean free = taken.computeIfAbsent(rule, r -> which) == which;
                      rows.add(free ? row : row.called(rule + "@" + which));
                    }));
    rows.sort(Comparator.comparing(row -> row.entry.family()));
    var base = Objects.requireNonNull(sets.get(rules.any().day()));
    return new CatalogueSet(base.around, base.areas, List.copyOf(rows));
  }

  /** The entries of the wordings of a day. */
  static CatalogueSet of(PoliciesInForce.Wordings wordings) {
    return new CatalogueSet(
        new CatalogueFiles().all(wordings::file),
        Zones.read(wordings.file(CatalogueFiles.ZONES)),
        ZoneArea.all(wordings.file(CatalogueFiles.ZONE_AREAS)));
  }

  private static Row row(CatalogueEntry entry, String hash) {
    var names =
        entry.names().stream()
            .map(SubstanceNames::normal)
            .filter(name -> !name.isEmpty())
            .distinct()
            .toList();
    var edition = entry.edition();
    return new Row(
        entry,
        names,
        names.stream().map(CatalogueText::pairs).toList(),
        entry.subject() == Subject.PROCESS_OR_EQUIPMENT
            ? entry.names().stream()
                .flatMap(name -> CatalogueText.things(name).stream())
                .distinct()
                .toList()
            : List.of(),
        entry.conditions().stream().map(Limit::of).toList(),
        new CheckResult.Edition(
            edition.title(),
            edition.docNo().isEmpty() ? null : edition.docNo(),
            entry.from(),
            entry.to(),
            hash));
  }

  private void note(Row row) {
    var entry = row.entry;
    byRule.put(entry.rule(), entry);
    zonesNamed.addAll(entry.zones());
    turns(entry.from(), entry.to());
    turns(null, entry.deadline());
    turns.addAll(entry.linkFrom().values());
    switch (entry.subject()) {
      case AREA -> zonesNamed.addAll(entry.names());
      case DISTANCE -> targets.addAll(entry.names());
      case PLACE_OF_WORK -> {
        works.add(row);
        noteLimit(row);
      }
      default -> {}
    }
    for (var condition : entry.conditions()) {
      if (condition.number() != null && condition.ofCapacity()) {
        unitsOf
            .computeIfAbsent(measure(condition.measure()), k -> new TreeSet<>())
            .add(condition.unit());
      }
    }
    if (entry.subject() == Subject.SUBSTANCE) {
      var cas = entry.cas();
      if (cas != null) {
        row.names.forEach(n -> casOfName.computeIfAbsent(n, k -> new HashSet<>()).add(cas));
      }
      if (entry.role() == Role.ALLOWED) {
        allowed.computeIfAbsent(list(entry), k -> new ArrayList<>()).add(row);
      }
    }
  }

  private void turns(@Nullable LocalDate from, @Nullable LocalDate to) {
    if (from != null) {
      turns.add(from);
    }
    if (to != null) {
      turns.add(to.plusDays(1));
    }
  }

  private void noteLimit(Row row) {
    for (var limit : row.limits) {
      if (limit.ofShare()) {
        overs.add(row);
      } else if (!row.entry.qualifier().isEmpty()) {
        classed.computeIfAbsent(sameWork(row.entry), k -> new ArrayList<>()).add(row);
      }
    }
  }

  private static List<?> sameWork(CatalogueEntry entry) {
    return List.of(entry.names(), entry.sectors(), entry.legalBasis());
  }

  /** Limits of one place of work that tell classes of mines apart; none if they don't. */
  List<Row> classesOf(CatalogueEntry limit) {
    return classed.getOrDefault(sameWork(limit), List.of());
  }

  /** All that is said of people at places of work. */
  List<Row> works() {
    return works;
  }

  /** What follows if a limit on people is exceeded by more than a share of it. */
  List<Row> overs() {
    return overs;
  }

  /** Entries of one document for the same zones are one positive list. */
  private static String list(CatalogueEntry entry) {
    return entry.edition().document() + "|" + new TreeSet<>(entry.zones());
  }

  /** SHA-256 over the editions and how their zones lie in each other, 64 hexadecimal digits. */
  String hash() {
    return hash;
  }

  /** In the order of their files and rows. */
  List<Row> rows() {
    return rows;
  }

  /** Days on which something of it begins to count, or no longer counts. */
  NavigableSet<LocalDate> turns() {
    return turns;
  }

  /** Where zones lie. */
  List<ZoneArea> areas() {
    return areas;
  }

  /** A project as the set looks at it on a day. */
  CatalogueSight sight(ProjectFacts facts, LocalDate day) {
    return new CatalogueSight(
        facts, zones, areas.stream().filter(area -> area.inForce(day)).toList());
  }

  /** Whether no rule on distances names it; never, if the set has no such rules. */
  boolean unknownTarget(String target) {
    return !targets.isEmpty() && !targets.contains(target);
  }

  /** Targets of rules on distances that a word names a part of, sorted; none for 其他. */
  List<String> targetsWith(String word) {
    return word.length() < 2 || word.equals(OTHER)
        ? List.of()
        : targets.stream().filter(target -> target.contains(word)).sorted().toList();
  }

  /** Whether some entry or the nesting of zones names all of them. */
  boolean knowsZones(Set<String> all) {
    return zonesNamed.containsAll(all);
  }

  /**
   * Units in which entries measure what a project calls so, as they are written there; empty if no
   * entry measures it.
   */
  Set<String> unitsOf(String measure) {
    var said = SubstanceNames.normal(measure);
    var units = new TreeSet<String>();
    unitsOf.forEach(
        (known, in) -> {
          boolean is =
              known.isEmpty()
                  ? CatalogueEntry.SCALE.stream().anyMatch(said::endsWith)
                  : said.endsWith(known);
          if (is) {
            units.addAll(in);
          }
        });
    return units;
  }

  /** Words for scale are one measure. */
  private static String measure(String words) {
    return CatalogueEntry.SCALE.contains(words) ? "" : SubstanceNames.normal(words);
  }

  /** By its stable id. */
  Optional<CatalogueEntry> entry(String rule) {
    return Optional.ofNullable(byRule.get(rule));
  }

  /** CAS numbers that entries of that name bear. */
  Set<String> casOf(String normalName) {
    return casOfName.getOrDefault(normalName, Set.of());
  }

  /** What the positive list names of which this is the rest. */
  List<Row> listed(CatalogueEntry rest) {
    return allowed.getOrDefault(list(rest), List.of());
  }

  /**
   * @param region six digits; null if not told
   */
  CataloguePlace at(@Nullable String region) {
    return places.get(region == null ? "" : region, () -> new CataloguePlace(rows, region));
  }
}
