package org.zhunru.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.zhunru.policy.CatalogueEntry.Family;
import org.zhunru.policy.CatalogueEntry.Role;
import org.zhunru.policy.CatalogueEntry.Subject;
import org.zhunru.policy.CheckResult.Severity;
import org.zhunru.policy.CheckResult.Verdict;

/**
 * A set of editions, compiled for one day: substances by CAS and normalised name or alias, classes
 * by the words inside a name, processes and equipment by the pairs of characters that they share
 * with what is declared, conditions on projects by sector. Immutable; a new set or day is a new
 * index. It answers what {@link #scan} answers, without asking every entry.
 */
final class CatalogueIndex {
  private static final Set<String> MINES_AND_ALIKE =
      Set.of(
          "coal_mine",
          "noncoal_mine",
          "hazchem",
          "hazchem_storage",
          "hazchem_trade",
          "civil_explosive",
          "metallurgy");

  private final LocalDate day;
  private final List<CatalogueEntry> entries;
  private final Zones zones;
  private final CatalogueRules rules;
  private final Map<String, BitSet> byCas = new HashMap<>();
  private final Map<String, BitSet> byName = new HashMap<>();
  private final Map<String, BitSet> byClass = new HashMap<>();
  private final Map<String, BitSet> bySector = new HashMap<>();
  private final BitSet everySector = new BitSet();
  private final BitSet lists = new BitSet();
  private final Map<String, List<Integer>> byGram = new HashMap<>();
  private final List<Integer> entryOfName = new ArrayList<>();
  private final List<Integer> gramsOfName = new ArrayList<>();

  CatalogueIndex(List<CatalogueEntry> entries, Zones zones, LocalDate day) {
    this.day = day;
    this.entries = List.copyOf(entries);
    this.zones = zones;
    this.rules = new CatalogueRules(this.entries, day);
    for (int i = 0; i < this.entries.size(); i++) {
      add(i, this.entries.get(i));
    }
  }

  private void add(int i, CatalogueEntry entry) {
    var names = rules.names(entry);
    if (entry.subject() == Subject.SUBSTANCE) {
      if (entry.role() == Role.UNKNOWN_LIST || entry.role() == Role.UNLISTED) {
        lists.set(i);
        return;
      }
      if (entry.cas() != null) {
        put(byCas, entry.cas(), i);
      }
      names.normal().forEach(name -> put(byName, name, i));
      if (entry.wholeClass()) {
        names.normal().forEach(name -> put(byClass, name, i));
      }
    } else if (entry.subject() == Subject.PROJECT) {
      if (entry.sectors().isEmpty()) {
        everySector.set(i);
      }
      entry.sectors().forEach(sector -> put(bySector, sector, i));
    } else {
      for (var grams : names.grams()) {
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

  /** The day whose law this is. */
  LocalDate day() {
    return day;
  }

  CatalogueResult check(ProjectFacts facts) {
    var sight = new CatalogueSight(facts, zones);
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
    if (facts.sector() == null) {
      bySector.values().forEach(found::or);
    } else {
      or(found, bySector, facts.sector());
    }
    sight.texts.forEach(text -> alike(text.grams(), found));
    sight.places.forEach(text -> alike(text.grams(), found));
    var answers = new CatalogueRules.Answers();
    for (int i = found.nextSetBit(0); i >= 0; i = found.nextSetBit(i + 1)) {
      rules.judge(entries.get(i), sight, answers);
    }
    return result(sight, answers);
  }

  private static void or(
      BitSet found, Map<String, BitSet> map, @org.jspecify.annotations.Nullable String key) {
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

  /** Every entry in turn: slow, and what {@link #check} has to equal. */
  CatalogueResult scan(ProjectFacts facts) {
    var sight = new CatalogueSight(facts, zones);
    var answers = new CatalogueRules.Answers();
    entries.forEach(entry -> rules.judge(entry, sight, answers));
    return result(sight, answers);
  }

  private CatalogueResult result(CatalogueSight sight, CatalogueRules.Answers answers) {
    var questions = new ArrayList<Question>(new LinkedHashSet<>(answers.questions));
    var documents = new LinkedHashSet<String>();
    var inForce = new HashSet<String>();
    for (var entry : entries) {
      if (entry.family() == Family.INDUSTRY) {
        documents.add(entry.edition().document());
        if (entry.inForce(day)) {
          inForce.add(entry.edition().document());
        }
      }
    }
    documents.removeAll(inForce);
    // Nothing is applied backwards: without an edition of that day the answer stays open.
    documents.forEach(
        document ->
            questions.add(
                Question.of("asOf", "noEdition", document, String.valueOf(day)).per(document)));
    return new CatalogueResult(
        answers.findings, questions, answers.near, verdict(sight, answers, questions));
  }

  private static Verdict verdict(
      CatalogueSight sight, CatalogueRules.Answers answers, List<Question> questions) {
    var severities = new HashSet<Severity>();
    answers.findings.forEach(finding -> severities.add(finding.severity()));
    if (severities.contains(Severity.PROHIBIT)
        || (severities.contains(Severity.ELIMINATE) && !sight.existing())) {
      return Verdict.PROHIBITED;
    }
    var kind = sight.facts.kind();
    var sector = sight.facts.sector();
    boolean guarded =
        (kind == ProjectKind.NEW || kind == ProjectKind.EXPAND)
            && sector != null
            && MINES_AND_ALIKE.contains(sector);
    if (severities.contains(Severity.REFUSE)
        || (severities.contains(Severity.RESTRICT) && guarded)) {
      return Verdict.REFUSE;
    }
    if (severities.contains(Severity.UNDETERMINED) || !questions.isEmpty()) {
      return Verdict.UNDETERMINED;
    }
    severities.remove(Severity.NOTICE);
    return severities.isEmpty() ? Verdict.CLEAR : Verdict.CONDITIONS;
  }
}
