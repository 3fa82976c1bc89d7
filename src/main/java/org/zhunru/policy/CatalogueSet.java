package org.zhunru.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.zhunru.policy.CatalogueEntry.Role;
import org.zhunru.policy.CatalogueEntry.Subject;

/**
 * A set of editions, compiled: substances by CAS and normalised name or alias, classes by the words
 * inside a name, processes and equipment by the pairs of characters that they share with what is
 * declared, conditions on projects by sector. Immutable; another set is another object.
 */
final class CatalogueSet {
  private final List<CatalogueEntry> entries;
  private final Zones zones;
  private final List<ZoneArea> areas;
  private final String hash;
  private final Map<CatalogueEntry, Names> names = new IdentityHashMap<>();
  private final Map<CatalogueEntry, CheckResult.Edition> editions = new IdentityHashMap<>();
  private final Map<String, Set<String>> casOfName = new HashMap<>();
  private final Map<String, List<CatalogueEntry>> allowed = new HashMap<>();
  private final Map<String, BitSet> byCas = new HashMap<>();
  private final Map<String, BitSet> byName = new HashMap<>();
  private final Map<String, BitSet> byClass = new HashMap<>();
  private final Map<String, BitSet> bySector = new HashMap<>();
  private final BitSet everySector = new BitSet();
  private final BitSet lists = new BitSet();
  private final Map<String, List<Integer>> byGram = new HashMap<>();
  private final Map<String, Set<String>> unitsOf = new LinkedHashMap<>();
  private final Set<String> zonesNamed = new HashSet<>();
  private final List<Integer> entryOfName = new ArrayList<>();
  private final List<Integer> gramsOfName = new ArrayList<>();

  /** An entry's names, normalised, and their pairs of characters. */
  record Names(List<String> normal, List<Set<String>> grams) {}

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
    this.entries = List.copyOf(entries);
    this.areas = List.copyOf(areas);
    zones = new Zones(around);
    around.forEach((zone, outer) -> zonesNamed.addAll(List.of(zone, outer)));
    areas.forEach(area -> zonesNamed.add(area.zone()));
    hash = CatalogueHash.ofSet(this.entries, around, this.areas);
    var hashes = CatalogueHash.ofEditions(this.entries);
    for (int i = 0; i < this.entries.size(); i++) {
      var entry = this.entries.get(i);
      names.put(entry, names(entry.names()));
      editions.put(entry, edition(entry, hashes.getOrDefault(entry.edition(), "")));
      add(i, entry, names.get(entry));
    }
  }

  /** The entries of the wordings of a day. */
  static CatalogueSet of(PoliciesInForce.Wordings wordings) {
    return new CatalogueSet(
        new CatalogueFiles().all(wordings::file),
        CatalogueFiles.zones(),
        ZoneArea.all(wordings.file(CatalogueFiles.ZONE_AREAS)));
  }

  private static Names names(List<String> said) {
    var normal =
        said.stream()
            .map(SubstanceNames::normal)
            .filter(name -> !name.isEmpty())
            .distinct()
            .toList();
    return new Names(normal, normal.stream().map(CatalogueText::grams).toList());
  }

  private static CheckResult.Edition edition(CatalogueEntry entry, String hash) {
    var edition = entry.edition();
    return new CheckResult.Edition(
        edition.title(),
        edition.docNo().isEmpty() ? null : edition.docNo(),
        entry.from(),
        entry.to(),
        hash);
  }

  private void add(int i, CatalogueEntry entry, Names own) {
    zonesNamed.addAll(entry.zones());
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
        own.normal().forEach(n -> casOfName.computeIfAbsent(n, k -> new HashSet<>()).add(cas));
      }
      if (entry.role() == Role.ALLOWED) {
        allowed.computeIfAbsent(list(entry), k -> new ArrayList<>()).add(entry);
      }
      if (entry.role() == Role.UNKNOWN_LIST || entry.role() == Role.UNLISTED) {
        lists.set(i);
        return;
      }
      if (cas != null) {
        put(byCas, cas, i);
      }
      own.normal().forEach(name -> put(byName, name, i));
      if (entry.wholeClass()) {
        own.normal().forEach(name -> put(byClass, name, i));
      }
    } else if (entry.subject() == Subject.PROJECT
        || entry.subject() == Subject.DISTANCE
        || entry.subject() == Subject.AREA) {
      if (entry.sectors().isEmpty()) {
        everySector.set(i);
      }
      entry.sectors().forEach(sector -> put(bySector, sector, i));
    } else {
      for (var grams : own.grams()) {
        int name = entryOfName.size();
        entryOfName.add(i);
        gramsOfName.add(grams.size());
        grams.forEach(gram -> byGram.computeIfAbsent(gram, k -> new ArrayList<>()).add(name));
      }
    }
  }

  private static void put(Map<String, BitSet> map, String key, int i) {
    map.computeIfAbsent(key, k -> new BitSet()).set(i);
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
  List<CatalogueEntry> entries() {
    return entries;
  }

  /** A project as the set looks at it on a day. */
  CatalogueSight sight(ProjectFacts facts, LocalDate day) {
    return new CatalogueSight(
        facts, zones, areas.stream().filter(area -> area.inForce(day)).toList());
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

  Names names(CatalogueEntry entry) {
    return own(names, entry);
  }

  CheckResult.Edition edition(CatalogueEntry entry) {
    return own(editions, entry);
  }

  private static <T> T own(Map<CatalogueEntry, T> of, CatalogueEntry entry) {
    var found = of.get(entry);
    if (found == null) {
      throw new IllegalArgumentException(entry.rule() + " is none of this set");
    }
    return found;
  }

  /** CAS numbers that entries of that name bear. */
  Set<String> casOf(String normalName) {
    return casOfName.getOrDefault(normalName, Set.of());
  }

  /** What the positive list names of which this is the rest. */
  List<CatalogueEntry> listed(CatalogueEntry rest) {
    return allowed.getOrDefault(list(rest), List.of());
  }

  /** Positions of all entries that may have something to say; of others it is sure. */
  BitSet candidates(CatalogueSight sight) {
    var found = new BitSet();
    if (!sight.matters.isEmpty()) {
      found.or(lists);
    }
    for (var matter : sight.matters) {
      or(found, byCas, matter.substance().cas());
      or(found, byName, matter.normal());
      or(found, byName, matter.base());
      classes(matter.normal(), found);
    }
    found.or(everySector);
    if (sight.facts.sector() == null) {
      bySector.values().forEach(found::or);
    } else {
      or(found, bySector, sight.facts.sector());
    }
    sight.texts.forEach(text -> alike(text.grams(), found));
    sight.places.forEach(text -> alike(text.grams(), found));
    return found;
  }

  private static void or(BitSet found, Map<String, BitSet> map, @Nullable String key) {
    var some = key == null ? null : map.get(key);
    if (some != null) {
      found.or(some);
    }
  }

  private void classes(String name, BitSet found) {
    for (int from = 0; from < name.length(); from++) {
      for (int to = from + 1; to <= name.length(); to++) {
        or(found, byClass, name.substring(from, to));
      }
    }
  }

  private void alike(Set<String> grams, BitSet found) {
    Map<Integer, Integer> shared = new HashMap<>();
    for (var gram : grams) {
      for (int name : byGram.getOrDefault(gram, List.of())) {
        shared.merge(name, 1, Integer::sum);
      }
    }
    shared.forEach(
        (name, count) -> {
          int size = gramsOfName.get(name);
          if (count == size
              || CatalogueText.alike(count, grams.size(), size) >= CatalogueText.NEAR) {
            found.set(entryOfName.get(name));
          }
        });
  }
}
