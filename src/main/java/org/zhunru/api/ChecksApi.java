package org.zhunru.api;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import org.zhunru.identity.Actor;
import org.zhunru.intake.CaseDays;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.policy.CheckResult;
import org.zhunru.policy.Checks;
import org.zhunru.policy.FactsReader;
import org.zhunru.policy.FrozenChecks;
import org.zhunru.policy.Gb18218;
import org.zhunru.policy.HazardReport;
import org.zhunru.policy.Question;
import org.zhunru.policy.Transitions;
import org.zhunru.web.FindingWords;
import org.zhunru.web.NearWords;
import org.zhunru.web.Words;
import tools.jackson.databind.JsonNode;

/**
 * What the law says of what is described, for anybody, without any effect; and of what was filed.
 */
@RestController
class ChecksApi {
  private static final Set<String> FIELDS = Set.of("asOf", "project");

  private final Checks checks;
  private final Gb18218 hazards;
  private final FactsReader reader;
  private final FrozenChecks frozen;
  private final Transitions transitions;
  private final Cases cases;
  private final FindingWords findings;
  private final NearWords nearly;
  private final Words words;
  private final Clock clock;

  ChecksApi(
      Checks checks,
      Gb18218 hazards,
      FactsReader reader,
      FrozenChecks frozen,
      Transitions transitions,
      Cases cases,
      FindingWords findings,
      NearWords nearly,
      Words words,
      Clock clock) {
    this.frozen = frozen;
    this.transitions = transitions;
    this.cases = cases;
    this.findings = findings;
    this.nearly = nearly;
    this.checks = checks;
    this.hazards = hazards;
    this.reader = reader;
    this.words = words;
    this.clock = clock;
  }

  /**
   * What is open.
   *
   * @param text the question that would settle it, in words
   * @param readings what the facts may mean as they stand; empty if that is no closed list
   */
  record Open(String subject, String code, String text, List<String> readings) {}

  /** Hazards of all units. */
  record Hazards(List<UnitHazard> units) {}

  /**
   * A unit, see {@link HazardReport.UnitHazard}.
   *
   * @param s what S is at least
   * @param sAtMost what S is at most; null if it has no bound
   */
  record UnitHazard(
      @Nullable String name,
      String subject,
      @Nullable String unitType,
      BigDecimal s,
      String sExact,
      @Nullable BigDecimal sAtMost,
      @Nullable Boolean majorHazard,
      @Nullable BigDecimal r,
      @Nullable String rExact,
      @Nullable Integer level,
      @Nullable BigDecimal alpha,
      @Nullable String alphaSource,
      List<HazardReport.Term> terms,
      List<Open> undetermined) {}

  record Reason(String code, String subject, String text, String source, boolean certain) {}

  record Called(String code, String name, List<Why> reasons) {}

  record Why(String rule, String text, String source, List<String> reads) {}

  /** A finding, see {@link CheckResult.Finding}. */
  record Finding(
      String rule,
      String severity,
      String subject,
      String message,
      @Nullable String value,
      @Nullable String threshold,
      @Nullable String operator,
      @Nullable String unit,
      String legalBasis,
      CheckResult.@Nullable Edition edition,
      @Nullable String entryNo,
      String confidence,
      @Nullable String remedy,
      CheckResult.@Nullable Change change) {}

  /**
   * An entry that names the subject, or something like it, but doesn't apply, see {@link
   * CheckResult.NearMiss}.
   *
   * @param why the reason in words, with what was told and what the entry asks
   */
  record NearMiss(
      String rule,
      String subject,
      String text,
      String reason,
      String why,
      @Nullable String value,
      String limit,
      String catalogue) {}

  /**
   * Which day of a case counts.
   *
   * @param document how the titles of the documents begin; {@code *} for all that aren't named
   * @param day filing, acceptance or decision
   */
  record Transition(String document, String day, LocalDate on, String source, String confidence) {}

  /** A check, see {@link CheckResult}. */
  record Answer(
      LocalDate asOf,
      CaseDays days,
      List<Transition> transitions,
      @Nullable Boolean jointApprovalRequired,
      List<Reason> reasons,
      List<CheckResult.KeyProcess> keyProcesses,
      List<CheckResult.KeyChemical> keyChemicals,
      Hazards hazards,
      List<Called> departments,
      List<CheckResult.Missing> missing,
      List<Open> undetermined,
      List<Finding> findings,
      List<NearMiss> nearMisses,
      String verdict) {}

  @PostMapping("/api/v1/hazards/gb18218")
  Hazards gb18218(@RequestBody JsonNode body) {
    return hazards(hazards.report(reader.readUnits(body, LocalDate.now(clock))));
  }

  @PostMapping("/api/v1/checks")
  Answer check(@RequestBody JsonNode body) {
    for (var name : body.propertyNames()) {
      if (!FIELDS.contains(name)) {
        throw Refusal.invalid("api.unknownField", name, name);
      }
    }
    var project = body.get("project");
    if (project == null || !project.isObject()) {
      throw Refusal.invalid("api.valueMissing", "project", "project");
    }
    var asOf = asOf(body.path("asOf"));
    var reading = reader.read(project, "project", LocalDate.now(clock));
    var faults = new ArrayList<>(reading.problems());
    var days = CaseDays.on(asOf);
    checks.unitFaults(reading.facts(), days).stream()
        .map(fault -> fault.at("project." + fault.field()))
        .forEach(faults::add);
    Refusals.throwIfAny(faults);
    return answer(checks.check(reading.facts(), days), checks.nearMisses(reading.facts(), days));
  }

  /** The check of the newest filed version, as it was frozen with it, without near misses. */
  @GetMapping("/api/v1/cases/{id}/check")
  Answer ofCase(Actor actor, @PathVariable String id) {
    var of = cases.see(actor, CaseId.parse(id));
    return answer(frozen.of(of.id(), of.dossierVersion()), List.of());
  }

  /** Nothing said and null are today. */
  private LocalDate asOf(JsonNode said) {
    if (said.isMissingNode() || said.isNull()) {
      return LocalDate.now(clock);
    }
    var text = said.asString("");
    if (text.isEmpty()) {
      throw Refusal.invalid("api.valueMalformed", "asOf", "asOf");
    }
    return Days.asked(text, clock);
  }

  private Answer answer(CheckResult check, List<CheckResult.NearMiss> near) {
    var days = check.days();
    return new Answer(
        check.asOf(),
        days,
        Stream.concat(Stream.of(transitions.any(days)), transitions.documents(days).stream())
            .map(rule -> transition(rule, days))
            .toList(),
        check.jointApprovalRequired(),
        check.reasons().stream()
            .map(
                r ->
                    new Reason(
                        r.code(),
                        r.subject(),
                        words.say(r.messageKey(), r.arguments().toArray()),
                        r.source(),
                        r.certain()))
            .toList(),
        check.keyProcesses(),
        check.keyChemicals(),
        hazards(check.hazards()),
        check.departments().stream().map(ChecksApi::called).toList(),
        check.missing(),
        check.undetermined().stream().map(this::open).toList(),
        check.findings().stream().map(this::finding).toList(),
        near.stream().map(this::near).toList(),
        lower(check.verdict()));
  }

  private static Transition transition(Transitions.Rule rule, CaseDays days) {
    return new Transition(
        rule.document(), lower(rule.day()), days.day(rule.day()), rule.source(), rule.confidence());
  }

  private static Called called(CheckResult.CalledDepartment department) {
    boolean english = LocaleContextHolder.getLocale().getLanguage().equals("en");
    return new Called(
        department.code(),
        department.name(),
        department.reasons().stream()
            .map(r -> new Why(r.rule(), english ? r.textEn() : r.text(), r.source(), r.reads()))
            .toList());
  }

  private Finding finding(CheckResult.Finding f) {
    return new Finding(
        f.rule(),
        lower(f.severity()),
        f.subject(),
        f.message(),
        f.value(),
        f.threshold(),
        f.operator(),
        f.unit(),
        f.legalBasis(),
        f.edition(),
        f.entryNo(),
        f.confidence(),
        findings.remedy(f),
        f.change());
  }

  private NearMiss near(CheckResult.NearMiss miss) {
    return new NearMiss(
        miss.rule(),
        miss.subject(),
        miss.text(),
        miss.reason(),
        nearly.why(miss),
        miss.value(),
        miss.limit(),
        miss.catalogue());
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private Hazards hazards(HazardReport report) {
    return new Hazards(report.units().stream().map(this::unit).toList());
  }

  private UnitHazard unit(HazardReport.UnitHazard u) {
    return new UnitHazard(
        u.name(),
        u.subject(),
        u.unitType() == null ? null : u.unitType().toLowerCase(Locale.ROOT),
        u.s(),
        u.sExact(),
        u.sAtMost(),
        u.majorHazard(),
        u.r(),
        u.rExact(),
        u.level(),
        u.alpha(),
        u.alphaSource(),
        u.terms(),
        u.undetermined().stream().map(this::open).toList());
  }

  private Open open(Question question) {
    return new Open(
        question.subject(),
        question.code(),
        words.say(question.messageKey(), question.arguments().toArray()),
        question.readings());
  }
}
