package org.zhunru.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.zhunru.common.Refusal;
import org.zhunru.policy.CatalogueEntry.Family;
import org.zhunru.policy.CheckResult.Severity;
import org.zhunru.policy.CheckResult.Verdict;

/**
 * A set of editions on one day, or each document on the day of a case that counts for it. It
 * answers what {@link #scan} answers, without asking every entry.
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
  private final CatalogueSet set;
  private final CatalogueRules rules;
  private final List<Question> noEdition;
  private final String law;

  CatalogueIndex(CatalogueSet set, LocalDate day) {
    this(set, day, entry -> day);
  }

  /**
   * @param day which counts unless a document has one of its own, and says where zones lie
   * @param days the day whose law an entry is asked by, the same for all of a document
   */
  CatalogueIndex(CatalogueSet set, LocalDate day, Function<CatalogueEntry, LocalDate> days) {
    this.day = day;
    this.set = set;
    this.rules = new CatalogueRules(set, days);
    this.noEdition = noEdition(days);
    this.law = law(days);
  }

  /** Nothing is applied backwards: without an edition of that day the answer stays open. */
  private List<Question> noEdition(Function<CatalogueEntry, LocalDate> days) {
    var documents = new LinkedHashMap<String, LocalDate>();
    var inForce = new HashSet<String>();
    for (var row : set.rows()) {
      var entry = row.entry();
      if (entry.family() == Family.INDUSTRY) {
        var asked = days.apply(entry);
        documents.put(entry.edition().document(), asked);
        if (entry.inForce(asked)) {
          inForce.add(entry.edition().document());
        }
      }
    }
    documents.keySet().removeAll(inForce);
    return documents.entrySet().stream()
        .map(
            d ->
                Question.of("asOf", "noEdition", d.getKey(), d.getValue().toString())
                    .per(d.getKey()))
        .toList();
  }

  /** All that a day decides: what has begun, what has ended, which areas there are. */
  private String law(Function<CatalogueEntry, LocalDate> days) {
    var law = new StringBuilder(set.hash());
    for (var row : set.rows()) {
      var entry = row.entry();
      var asked = days.apply(entry);
      law.append(entry.inForce(asked) ? '+' : '-');
      entry.linkFrom().values().forEach(from -> law.append(asked.isBefore(from) ? '<' : '>'));
      if (entry.deadline() != null) {
        law.append(asked.isAfter(entry.deadline()) ? '!' : '.');
      }
    }
    set.areas().forEach(area -> law.append(area.inForce(day) ? '+' : '-'));
    return RevisionText.sha256(law.toString());
  }

  /** The day whose law this is, but for documents that have one of their own. */
  LocalDate day() {
    return day;
  }

  /**
   * What counts of the set, as one number of 64 hexadecimal digits: the same for days between which
   * nothing began or ended.
   */
  String law() {
    return law;
  }

  /** SHA-256 over the set of editions, 64 hexadecimal digits. */
  String hash() {
    return set.hash();
  }

  /** An entry by its stable id, {@link CatalogueEntry#rule}. */
  Optional<CatalogueEntry> entry(String rule) {
    return set.entry(rule);
  }

  CatalogueResult check(ProjectFacts facts) {
    var sight = set.sight(facts, day);
    var answers = new CatalogueRules.Answers();
    for (var row : set.at(sight.region).candidates(sight)) {
      rules.judge(row, sight, answers);
    }
    return result(sight, answers);
  }

  /** See {@link Checks#unitFaults}. */
  List<Refusal> unitFaults(ProjectFacts facts) {
    var faults = new ArrayList<Refusal>();
    for (int i = 0; i < facts.capacities().size(); i++) {
      var capacity = facts.capacities().get(i);
      var measure = capacity.measure();
      var units = measure == null ? Set.<String>of() : set.unitsOf(measure);
      if (measure == null || units.isEmpty() || capacity.value() == null) {
        continue;
      }
      var at = "capacities[" + i + "].unit";
      var fitting = String.join("、", units);
      var unit = capacity.unit();
      if (unit == null) {
        faults.add(Refusal.invalid("policy.unitMissing", at, measure, fitting));
        continue;
      }
      var told = Measure.of(unit);
      if (told.isEmpty()) {
        faults.add(Refusal.invalid("policy.unitUnknown", at, unit, fitting));
      } else if (units.stream().noneMatch(u -> told.get().fits(u))) {
        faults.add(Refusal.invalid("policy.unitMisfit", at, unit, measure, fitting));
      }
    }
    return faults;
  }

  /** Every entry in turn: slow, and what {@link #check} has to equal. */
  CatalogueResult scan(ProjectFacts facts) {
    var sight = set.sight(facts, day);
    var answers = new CatalogueRules.Answers();
    set.rows().forEach(row -> rules.judge(row, sight, answers));
    return result(sight, answers);
  }

  private CatalogueResult result(CatalogueSight sight, CatalogueRules.Answers answers) {
    var questions = new ArrayList<Question>(new LinkedHashSet<>(answers.questions));
    questions.addAll(noEdition);
    questions.addAll(targets(sight.facts));
    questions.addAll(places(sight, answers));
    if (sight.parkContradicted()) {
      questions.add(Question.of("siting.inChemicalPark", "sitingPark"));
    }
    return new CatalogueResult(
        answers.findings, questions, answers.near, verdict(sight, answers, questions));
  }

  /**
   * Of a target that no rule names it isn't known how far away it has to be; those that rules do
   * name and that may be meant are told with the question.
   */
  private List<Question> targets(ProjectFacts facts) {
    var unknown = new ArrayList<Question>();
    var siting = facts.siting();
    for (int i = 0; siting != null && i < siting.distances().size(); i++) {
      var target = Objects.requireNonNullElse(siting.distances().get(i).target(), "");
      if (target.isEmpty() || set.unknownTarget(target)) {
        unknown.add(
            Question.of("siting.distances[" + i + "].target", "sitingTarget", target)
                .withReadings(set.targetsWith(target)));
      }
    }
    return unknown;
  }

  /** Of a place that no limit in force names it isn't known how many people it lets in. */
  private List<Question> places(CatalogueSight sight, CatalogueRules.Answers answers) {
    var unknown = new ArrayList<Question>();
    var sector = sight.facts.sector();
    if (sight.places.isEmpty() || sector == null) {
      return unknown;
    }
    var said = set.works().stream().filter(r -> r.entry().sectors().contains(sector)).toList();
    var limits = said.stream().filter(rules::counts).flatMap(r -> r.names().stream()).toList();
    for (var place : sight.places) {
      boolean known =
          limits.stream().anyMatch(place.normal()::contains)
              || answers.findings.stream().anyMatch(f -> f.subject().equals(place.path()));
      if (!said.isEmpty() && !known) {
        unknown.add(Question.of(place.path(), "headcountPlace", place.declared()));
      }
    }
    return unknown;
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
