package org.zhunru.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.zhunru.common.Refusal;
import org.zhunru.policy.CatalogueEntry.Family;
import org.zhunru.policy.CheckResult.Severity;
import org.zhunru.policy.CheckResult.Verdict;

/**
 * A set of editions on one day. It answers what {@link #scan} answers, without asking every entry.
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

  CatalogueIndex(CatalogueSet set, LocalDate day) {
    this.day = day;
    this.set = set;
    this.rules = new CatalogueRules(set, day);
    this.noEdition = noEdition();
  }

  /** Nothing is applied backwards: without an edition of that day the answer stays open. */
  private List<Question> noEdition() {
    var documents = new LinkedHashSet<String>();
    var inForce = new HashSet<String>();
    for (var row : set.rows()) {
      var entry = row.entry();
      if (entry.family() == Family.INDUSTRY) {
        documents.add(entry.edition().document());
        if (entry.inForce(day)) {
          inForce.add(entry.edition().document());
        }
      }
    }
    documents.removeAll(inForce);
    return documents.stream()
        .map(d -> Question.of("asOf", "noEdition", d, String.valueOf(day)).per(d))
        .toList();
  }

  /** The day whose law this is. */
  LocalDate day() {
    return day;
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
    if (sight.parkContradicted()) {
      questions.add(Question.of("siting.inChemicalPark", "sitingPark"));
    }
    return new CatalogueResult(
        answers.findings, questions, answers.near, verdict(sight, answers, questions));
  }

  /** Of a target that no rule names it isn't known how far away it has to be. */
  private List<Question> targets(ProjectFacts facts) {
    var unknown = new ArrayList<Question>();
    var siting = facts.siting();
    for (int i = 0; siting != null && i < siting.distances().size(); i++) {
      var target = siting.distances().get(i).target();
      if (target == null || set.unknownTarget(target)) {
        unknown.add(
            Question.of(
                "siting.distances[" + i + "].target",
                "sitingTarget",
                target == null ? "" : target));
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
