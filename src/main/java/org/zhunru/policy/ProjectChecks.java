package org.zhunru.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhunru.common.Refusal;
import org.zhunru.intake.CaseDays;
import org.zhunru.policy.CheckResult.Verdict;

/**
 * The check of a described project: two-key-one-major, what the catalogues say, who is called, what
 * is missing. Joint approval is required for a key process, a key chemical or a major hazard
 * (七安发〔2017〕3号 四(一)1).
 */
@Component
class ProjectChecks implements Checks {
  private static final String YES = "yes";
  private static final String NO = "no";
  private static final String UNKNOWN = "unknown";
  private static final String MATTER = "joint-pre-approval";

  /** Questions that could bring a key process, a key chemical or a major hazard. */
  private static final Set<String> DECISIVE =
      Set.of("processUnclear", "nameAndCas", "formMissing", "categoriesMissing", "quantityMissing");

  private final KeyProcesses processes;
  private final KeyChemicals chemicals;
  private final Gb18218 hazards;
  private final Routings routings;
  private final RequiredFacts required;
  private final MaterialsChecklist materials;
  private final Catalogues catalogues;
  private final Map<String, String> departmentNames = new LinkedHashMap<>();

  ProjectChecks(
      KeyProcesses processes,
      KeyChemicals chemicals,
      Gb18218 hazards,
      Routings routings,
      RequiredFacts required,
      MaterialsChecklist materials,
      Catalogues catalogues) {
    this.processes = processes;
    this.chemicals = chemicals;
    this.hazards = hazards;
    this.routings = routings;
    this.required = required;
    this.materials = materials;
    this.catalogues = catalogues;
    PolicyFile.of("departments.csv")
        .read(
            List.of(
                "code",
                "name",
                "name_en",
                "official_name",
                "seat_steps",
                "region",
                "source",
                "confidence"),
            row -> departmentNames.put(row.required("code"), row.required("name")));
  }

  @Override
  public CheckResult check(ProjectFacts facts, CaseDays days, LocalDate filedOn) {
    var keyProcesses = processes.in(facts.processes());
    var keyChemicals = chemicals.in(facts);
    var report = hazards.report(facts.units());
    var open = new ArrayList<>(keyProcesses.questions());
    report.units().forEach(unit -> open.addAll(unit.undetermined()));
    keyChemicals.questions().stream()
        .filter(q -> open.stream().noneMatch(q::sameAs))
        .forEach(open::add);

    var reasons = reasons(keyProcesses, keyChemicals, report, open);
    @Nullable Boolean joint =
        reasons.stream().anyMatch(CheckResult.Reason::certain)
            ? Boolean.TRUE
            : reasons.isEmpty() ? Boolean.FALSE : null;
    var inForce = catalogues.on(days);
    var asOf = inForce.day();
    var departments = departments(facts, joint, asOf);
    var found = inForce.check(facts);
    boolean hazardsOpen = !open.isEmpty();
    found.questions().stream().filter(q -> !open.contains(q)).forEach(open::add);
    return new CheckResult(
        asOf,
        joint,
        reasons,
        keyProcesses.processes(),
        keyChemicals.chemicals(),
        report,
        departments,
        missing(facts, filedOn),
        open,
        found.findings(),
        verdict(found.verdict(), hazardsOpen),
        inForce.hash(),
        days.allOn(asOf) ? null : days);
  }

  @Override
  public List<Refusal> unitFaults(ProjectFacts facts, CaseDays days) {
    return catalogues.on(days).unitFaults(facts);
  }

  @Override
  public List<CheckResult.NearMiss> nearMisses(ProjectFacts facts, CaseDays days) {
    return catalogues.on(days).check(facts).nearMisses();
  }

  /** Whether it hangs on an open question that a process, a chemical or a major hazard is there. */
  boolean hazardsOpen(ProjectFacts facts) {
    return !processes.in(facts.processes()).questions().isEmpty()
        || !chemicals.in(facts).questions().isEmpty()
        || hazards.report(facts.units()).units().stream()
            .anyMatch(unit -> !unit.undetermined().isEmpty());
  }

  /** An open question weighs less than a prohibition or a refusal, and more than a condition. */
  static Verdict verdict(Verdict ofCatalogues, boolean open) {
    boolean decided = ofCatalogues == Verdict.PROHIBITED || ofCatalogues == Verdict.REFUSE;
    return open && !decided ? Verdict.UNDETERMINED : ofCatalogues;
  }

  private static List<CheckResult.Reason> reasons(
      KeyProcesses.Found processes,
      KeyChemicals.Found chemicals,
      HazardReport report,
      List<Question> open) {
    var reasons = new ArrayList<CheckResult.Reason>();
    for (var process : processes.processes()) {
      reasons.add(
          new CheckResult.Reason(
              "keyProcess",
              process.subject(),
              List.of(process.declared(), process.name()),
              process.source(),
              true));
    }
    for (var chemical : chemicals.chemicals()) {
      reasons.add(
          new CheckResult.Reason(
              "keyChemical",
              chemical.subject(),
              List.of(chemical.matched(), chemical.name()),
              chemical.source(),
              true));
    }
    for (var unit : report.units()) {
      if (Boolean.TRUE.equals(unit.majorHazard())) {
        reasons.add(
            new CheckResult.Reason(
                "majorHazard",
                unit.subject(),
                List.of(
                    unit.name() == null ? unit.subject() : unit.name(),
                    unit.s().toPlainString(),
                    unit.level() == null ? "?" : unit.level().toString()),
                "GB 18218-2018",
                true));
      }
    }
    for (var question : open) {
      boolean known =
          reasons.stream().anyMatch(r -> r.subject().equals(question.subject()) && r.certain());
      if (DECISIVE.contains(question.code()) && !known) {
        reasons.add(
            new CheckResult.Reason(
                "mayBe",
                question.subject(),
                question.arguments().isEmpty()
                    ? List.of(question.subject())
                    : List.of(question.arguments().get(0)),
                "七安发〔2017〕3号 四(一)1",
                false));
      }
    }
    return reasons;
  }

  private List<CheckResult.CalledDepartment> departments(
      ProjectFacts facts, @Nullable Boolean joint, LocalDate asOf) {
    var inputs = inputs(facts, joint);
    Map<String, List<CheckResult.CallReason>> called = new LinkedHashMap<>();
    for (var call : routings.on(asOf).calls(inputs)) {
      called
          .computeIfAbsent(call.department(), d -> new ArrayList<>())
          .add(
              new CheckResult.CallReason(
                  call.rule(), call.text(), call.textEn(), call.source(), call.reads(), inputs));
    }
    var inOrder = new ArrayList<CheckResult.CalledDepartment>();
    for (var department : departmentNames.entrySet()) {
      var why = called.get(department.getKey());
      if (why != null) {
        inOrder.add(
            new CheckResult.CalledDepartment(department.getKey(), department.getValue(), why));
      }
    }
    return inOrder;
  }

  private static Map<String, String> inputs(ProjectFacts facts, @Nullable Boolean joint) {
    var inputs = new LinkedHashMap<String, String>();
    var sector = facts.sector() == null ? "none" : facts.sector();
    inputs.put("joint", truth(joint));
    inputs.put("sector", sector);
    inputs.put(
        "explosives", sector.equals("fireworks") || sector.equals("civil_explosive") ? YES : NO);
    inputs.put("civilExplosive", sector.equals("civil_explosive") ? YES : NO);
    var siting = facts.siting();
    inputs.put("inPark", truth(siting == null ? null : siting.inChemicalPark()));
    inputs.put("flammable", told(facts, "flammableOrExplosiveSite"));
    inputs.put("toxicOrExplosive", told(facts, "highlyToxicOrExplosivePrecursor"));
    inputs.put("controlled", told(facts, "controlledChemicals"));
    inputs.put("specialEquipment", told(facts, "specialEquipment"));
    inputs.put("occupational", told(facts, "occupationalHazard"));
    inputs.put("river", told(facts, "riverManagementArea"));
    inputs.put("flood", told(facts, "floodDetentionArea"));
    inputs.put("geological", told(facts, "geologicalHazardArea"));
    inputs.put("allocatedLand", told(facts, "allocatedLand"));
    inputs.put("road", or(told(facts, "roadWork"), near(siting, "公路")));
    inputs.put("rail", near(siting, "铁路"));
    inputs.put("pipeline", near(siting, "管道"));
    return inputs;
  }

  private static String truth(@Nullable Boolean value) {
    return value == null ? UNKNOWN : value ? YES : NO;
  }

  private static String told(ProjectFacts facts, String key) {
    var value = facts.facts().get(key);
    return value == null ? UNKNOWN : Boolean.TRUE.equals(value) ? YES : NO;
  }

  private static String or(String one, String other) {
    return one.equals(YES) || other.equals(YES) ? YES : one;
  }

  /** Whether a distance to such a target was declared. */
  private static String near(ProjectFacts.@Nullable Siting siting, String word) {
    if (siting == null || siting.distances().isEmpty()) {
      return UNKNOWN;
    }
    return siting.distances().stream()
            .anyMatch(d -> d.target() != null && d.target().contains(word))
        ? YES
        : NO;
  }

  private List<CheckResult.Missing> missing(ProjectFacts facts, LocalDate filedOn) {
    var missing = new ArrayList<>(required.missing(facts));
    var at = facts.materials();
    for (var needed : materials.forMatter(MATTER, facts, filedOn)) {
      boolean there = at != null && at.contains(needed.material().id());
      boolean certain = needed.need() == MaterialsChecklist.Need.NEEDED;
      if (!there && (certain || needed.need() == MaterialsChecklist.Need.PERHAPS)) {
        missing.add(
            new CheckResult.Missing(
                needed.material().id(),
                true,
                certain,
                needed.material().nameZh(),
                needed.material().conditionZh(),
                needed.material().legalBasis()));
      }
    }
    return missing;
  }
}
