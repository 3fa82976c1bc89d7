package org.zhunru.web;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.zhunru.policy.CheckResult;
import org.zhunru.policy.HazardReport;
import org.zhunru.policy.Question;

/** Makes what {@code check-result.ftlh} shows of a check. */
@Component
class CheckView {
  private static final Set<CheckResult.Severity> FOLDED =
      Set.of(CheckResult.Severity.NOTICE, CheckResult.Severity.UNDETERMINED);

  /** Up to so many open or merely noted findings are shown without being asked for. */
  private static final int SHOWN = 5;

  /** Findings of one severity that a report lists. */
  static final int MOST_ON_PAPER = 60;

  /** Code of the question for a number that the project doesn't give. */
  private static final String OF_MEASURES = "catalogueCondition";

  /** Where a question of every entry is answered once. */
  private static final Map<String, String> ASKED_AT =
      Map.of(
          "catalogueSector",
          "sector",
          "cataloguePlace",
          "regionCode",
          "catalogueZone",
          "zones",
          "cataloguePark",
          "siting.inChemicalPark",
          OF_MEASURES,
          "capacities",
          "mineral",
          "facts.mineral");

  /** Measures that a question of many entries names. */
  private static final int NAMED = 3;

  /** Where the words of a comparison, {@code 炉容 < 400 立方米}, go on after the measure. */
  private static final Pattern SIGN = Pattern.compile("(^| )(<=|>=|<|>|==|in) ");

  private static final String RECALLED = "recalled";

  private final FormWords names;
  private final PeopleWords people;
  private final FindingWords said;
  private final NearWords nearly;
  private final LawWords law;
  private final Words words;

  CheckView(
      FormWords names,
      PeopleWords people,
      FindingWords said,
      NearWords nearly,
      LawWords law,
      Words words) {
    this.law = law;
    this.said = said;
    this.nearly = nearly;
    this.names = names;
    this.people = people;
    this.words = words;
  }

  /**
   * A check in words.
   *
   * @param law by the law of which days
   * @param sentence all of it in one sentence
   * @param tone refused, yes (joint approval is required), perhaps or no
   * @param groups what catalogues and conditions say, worst first
   * @param near what they name, or nearly, and leave alone; empty if not asked for
   */
  public record Result(
      LawWords.Law law,
      String tone,
      String sentence,
      List<Line> reasons,
      List<Line> processes,
      List<Line> chemicals,
      List<Unit> units,
      List<Department> departments,
      List<Line> missing,
      List<Line> perhapsMissing,
      List<Line> open,
      List<Group> groups,
      List<Line> near) {}

  /**
   * One line.
   *
   * @param what of yours it speaks of
   * @param text what is said of it
   * @param href where it is mended; empty if nowhere
   * @param unverified whether the source has still to be verified
   */
  public record Line(String what, String text, String source, String href, boolean unverified) {}

  /**
   * Findings of one severity.
   *
   * @param folded whether they are shown only when asked for
   * @param asks what would settle the open ones, what settles most first
   */
  public record Group(
      String severity, String title, boolean folded, List<Finding> findings, List<Line> asks) {
    /** Whether they are too many for paper. */
    public boolean many() {
      return findings.size() > MOST_ON_PAPER;
    }
  }

  /**
   * What a rule says of one fact.
   *
   * @param cite where it is taken over into an opinion; empty if it can't be
   * @param marks why it is shown as to be confirmed
   * @param questions what has to be answered before it is certain
   */
  public record Finding(
      String what,
      String text,
      String comparison,
      String basis,
      String edition,
      String remedy,
      String href,
      String cite,
      List<String> marks,
      List<String> questions) {}

  /** A department that takes part. */
  public record Department(String name, List<Line> reasons) {}

  /**
   * The working of GB 18218 for one unit.
   *
   * @param verdict in words
   * @param state hazard, open or none
   * @param bound what S is at most; empty if it is determined
   * @param betaSum Σ β·q/Q
   * @param sure that the level stands though R is open; empty if R is known or the level is open
   */
  public record Unit(
      String name,
      String type,
      String state,
      String verdict,
      List<Term> terms,
      String s,
      String sExact,
      String bound,
      String betaSum,
      String alpha,
      String alphaSource,
      String sure,
      String r,
      String rExact,
      List<Line> open) {}

  /** A row of the working. */
  public record Term(
      String name,
      String declared,
      String quantity,
      String threshold,
      String ratio,
      String beta,
      String betaRatio,
      String source,
      String betaSource) {}

  /**
   * @param href address at which a fact is mended, by its path
   */
  Result of(CheckResult check, Function<String, String> href) {
    return of(check, List.of(), href, finding -> "");
  }

  /**
   * @param cite address at which a finding is taken over into an opinion; empty if it can't be
   */
  Result of(
      CheckResult check,
      Function<String, String> href,
      Function<CheckResult.Finding, String> cite) {
    return of(check, List.of(), href, cite);
  }

  /**
   * @param near what the catalogues name, or nearly, and leave alone
   * @param href address at which a fact is mended, by its path
   */
  Result of(CheckResult check, List<CheckResult.NearMiss> near, Function<String, String> href) {
    return of(check, near, href, finding -> "");
  }

  private Result of(
      CheckResult check,
      List<CheckResult.NearMiss> near,
      Function<String, String> href,
      Function<CheckResult.Finding, String> cite) {
    var missing = check.missing().stream().filter(CheckResult.Missing::certain).toList();
    var perhaps = check.missing().stream().filter(m -> !m.certain()).toList();
    return new Result(
        law.of(check),
        tone(check),
        sentence(check),
        check.reasons().stream().map(r -> reason(r, href)).toList(),
        check.keyProcesses().stream().map(p -> process(p, href)).toList(),
        check.keyChemicals().stream().map(c -> chemical(c, href)).toList(),
        check.hazards().units().stream().map(u -> unit(u, href)).toList(),
        check.departments().stream().map(this::department).toList(),
        missing.stream().map(m -> missing(m, href)).toList(),
        perhaps.stream().map(m -> missing(m, href)).toList(),
        besideFindings(check).map(q -> question(q, href)).toList(),
        groups(check, href, cite),
        near.stream().map(this::near).toList());
  }

  /** What can't be built as it is told, or can't be judged, is never shown as if all were well. */
  private static String tone(CheckResult check) {
    if (check.verdict() == CheckResult.Verdict.PROHIBITED
        || check.verdict() == CheckResult.Verdict.REFUSE) {
      return "refused";
    }
    var required = check.jointApprovalRequired();
    if (Boolean.TRUE.equals(required)) {
      return "yes";
    }
    return required == null || check.verdict() == CheckResult.Verdict.UNDETERMINED
        ? "perhaps"
        : "no";
  }

  /** All of it in one sentence. */
  String sentence(CheckResult check) {
    var required = check.jointApprovalRequired();
    var why = new ArrayList<String>();
    if (!check.keyProcesses().isEmpty()) {
      why.add(words.say("check.part.processes", distinct(check.keyProcesses())));
    }
    if (!check.keyChemicals().isEmpty()) {
      why.add(words.say("check.part.chemicals", distinctChemicals(check)));
    }
    var hazards =
        check.hazards().units().stream().filter(u -> Boolean.TRUE.equals(u.majorHazard())).count();
    var level = check.highestLevel();
    if (hazards > 0) {
      why.add(
          level == null
              ? words.say("check.part.hazards", hazards)
              : words.say("check.part.hazards.level", hazards, level(level)));
    }
    var besides = new ArrayList<String>();
    bySeverity(check)
        .forEach(
            (severity, findings) ->
                besides.add(words.say("check.part." + severity.name(), findings.size())));
    var open = besideFindings(check).count();
    if (open > 0) {
      besides.add(words.say("check.part.open", open));
    }
    var certain = check.missing().stream().filter(CheckResult.Missing::certain).count();
    if (certain > 0) {
      besides.add(words.say("check.part.missing", certain));
    }
    var key =
        required == null ? "check.perhaps" : required ? "check.required" : "check.notRequired";
    var text = words.say(key);
    if (!why.isEmpty()) {
      text = words.say("check.because", text, String.join(words.say("check.and"), why));
    }
    return besides.isEmpty()
        ? words.say("check.end", text)
        : words.say("check.besides", text, String.join(words.say("check.and"), besides));
  }

  private static long distinct(List<CheckResult.KeyProcess> processes) {
    return processes.stream().map(CheckResult.KeyProcess::no).distinct().count();
  }

  private static long distinctChemicals(CheckResult check) {
    return check.keyChemicals().stream().map(CheckResult.KeyChemical::no).distinct().count();
  }

  private String level(int level) {
    return words.say("check.level." + level);
  }

  private Line reason(CheckResult.Reason reason, Function<String, String> href) {
    return new Line(
        names.label(reason.subject()),
        words.say(reason.messageKey(), reason.arguments().toArray()),
        reason.source(),
        href.apply(reason.subject()),
        false);
  }

  private Line process(CheckResult.KeyProcess process, Function<String, String> href) {
    return new Line(
        process.declared(),
        process.matched().equals(process.declared())
            ? words.say("check.process", process.no(), process.name())
            : words.say("check.process.by", process.no(), process.name(), process.matched()),
        process.source(),
        href.apply(process.subject()),
        process.confidence().equals(RECALLED));
  }

  private Line chemical(CheckResult.KeyChemical chemical, Function<String, String> href) {
    return new Line(
        chemical.declared() == null ? names.label(chemical.subject()) : chemical.declared(),
        words.say("check.chemical", chemical.no(), chemical.name(), chemical.matched()),
        chemical.source(),
        href.apply(chemical.subject()),
        chemical.confidence().equals(RECALLED));
  }

  private Department department(CheckResult.CalledDepartment called) {
    var english = LocaleContextHolder.getLocale().getLanguage().equals("en");
    return new Department(
        english ? people.department(called.code()) : called.name(),
        called.reasons().stream()
            .map(r -> new Line("", english ? r.textEn() : r.text(), r.source(), "", false))
            .toList());
  }

  private Line missing(CheckResult.Missing missing, Function<String, String> href) {
    var path = missing.material() ? "materials." + missing.what() : missing.what();
    return new Line(
        missing.material() ? missing.name() : names.label(missing.what()),
        missing.condition().isEmpty() ? "" : words.say("check.condition", missing.condition()),
        missing.source().isBlank() ? words.say("edit.material.noBasis") : missing.source(),
        href.apply(path),
        false);
  }

  private Line question(Question question, Function<String, String> href) {
    var readings =
        question.readings().isEmpty()
            ? ""
            : words.say(
                "check.readings", String.join(words.say("edit.separator"), question.readings()));
    return new Line(
        names.label(question.subject()),
        words.say(question.messageKey(), question.arguments().toArray()) + readings,
        question.source(),
        href.apply(question.subject()),
        false);
  }

  private Unit unit(HazardReport.UnitHazard unit, Function<String, String> href) {
    var major = unit.majorHazard();
    var level = unit.level();
    var verdict =
        major == null
            ? words.say("check.unit.open")
            : !major
                ? words.say("check.unit.none")
                : level == null
                    ? words.say("check.unit.hazard")
                    : words.say("check.unit.level", level(level));
    var betas =
        unit.terms().stream().map(HazardReport.Term::betaRatio).allMatch(b -> b != null)
            ? unit.terms().stream()
                .map(t -> t.betaRatio() == null ? BigDecimal.ZERO : t.betaRatio())
                .reduce(BigDecimal.ZERO, BigDecimal::add)
            : null;
    var bound = unit.sAtMost();
    return new Unit(
        unit.name() == null ? names.label(unit.subject()) : unit.name(),
        unit.unitType() == null ? "" : words.say("check.unit.type." + unit.unitType()),
        major == null ? "open" : major ? "hazard" : "none",
        verdict,
        unit.terms().stream().map(this::term).toList(),
        number(unit.s()),
        exact(unit.sExact(), unit.s()),
        bound != null && bound.compareTo(unit.s()) == 0
            ? ""
            : bound == null ? words.say("check.unit.unbounded") : number(bound),
        unit.r() == null ? "" : number(betas),
        number(unit.alpha()),
        unit.alphaSource() == null ? "" : unit.alphaSource(),
        unit.r() == null && level != null && !unit.terms().isEmpty()
            ? words.say("check.grade.sure", level(level))
            : "",
        number(unit.r()),
        unit.rExact() == null || unit.r() == null ? "" : exact(unit.rExact(), unit.r()),
        unit.undetermined().stream().map(q -> question(q, href)).toList());
  }

  private Term term(HazardReport.Term term) {
    var declared = term.declaredName();
    return new Term(
        term.name(),
        declared == null || declared.equals(term.name()) ? "" : declared,
        number(term.quantityTonnes()),
        number(term.thresholdTonnes()),
        number(term.ratio()),
        number(term.beta()),
        number(term.betaRatio()),
        term.source(),
        term.betaSource() == null ? "" : term.betaSource());
  }

  private static String number(@Nullable BigDecimal number) {
    return number == null ? "" : Figures.plain(number);
  }

  /** The fraction, where the decimal was cut off. */
  private static String exact(String fraction, BigDecimal decimal) {
    return fraction.contains("/") && decimal.stripTrailingZeros().scale() >= 10 ? fraction : "";
  }

  private static Map<CheckResult.Severity, List<CheckResult.Finding>> bySeverity(
      CheckResult check) {
    var groups =
        new EnumMap<CheckResult.Severity, List<CheckResult.Finding>>(CheckResult.Severity.class);
    check
        .findings()
        .forEach(f -> groups.computeIfAbsent(f.severity(), s -> new ArrayList<>()).add(f));
    return groups;
  }

  private List<Group> groups(
      CheckResult check,
      Function<String, String> href,
      Function<CheckResult.Finding, String> cite) {
    return bySeverity(check).entrySet().stream()
        .map(
            group ->
                new Group(
                    group.getKey().name().toLowerCase(java.util.Locale.ROOT),
                    words.say("check.group." + group.getKey().name(), group.getValue().size()),
                    FOLDED.contains(group.getKey()) && group.getValue().size() > SHOWN,
                    group.getValue().stream().map(f -> finding(f, href, cite.apply(f))).toList(),
                    asks(group.getValue(), href)))
        .toList();
  }

  /** The same question of many entries is one thing to be told. */
  private List<Line> asks(List<CheckResult.Finding> findings, Function<String, String> href) {
    record Ask(String code, String subject) {}
    var open = new LinkedHashMap<Ask, Integer>();
    for (var finding : findings) {
      finding.open().stream()
          .map(
              question ->
                  new Ask(
                      question.code(), ASKED_AT.getOrDefault(question.code(), question.subject())))
          .distinct()
          .forEach(ask -> open.merge(ask, 1, Integer::sum));
    }
    var measures = measures(findings);
    return open.entrySet().stream()
        .sorted(Map.Entry.<Ask, Integer>comparingByValue().reversed())
        .map(
            ask ->
                new Line(
                    names.label(ask.getKey().subject()),
                    words.say("policy.ask." + ask.getKey().code(), ask.getValue(), measures),
                    "",
                    href.apply(ask.getKey().subject()),
                    false))
        .toList();
  }

  /** The first measures that entries ask for. */
  private String measures(List<CheckResult.Finding> findings) {
    var all =
        findings.stream()
            .flatMap(finding -> finding.open().stream())
            .filter(question -> question.code().equals(OF_MEASURES))
            .map(question -> SIGN.split(question.arguments().get(1), 2)[0])
            .map(measure -> measure.isEmpty() ? words.say("policy.change.scale") : measure)
            .distinct()
            .toList();
    var first = all.stream().limit(NAMED).collect(joining(words.say("edit.separator")));
    return all.size() > NAMED ? words.say("policy.ask.more", first) : first;
  }

  private Finding finding(CheckResult.Finding finding, Function<String, String> href, String cite) {
    return new Finding(
        names.label(finding.subject()),
        finding.message(),
        said.comparison(finding),
        finding.legalBasis(),
        said.edition(finding),
        said.remedy(finding),
        href.apply(finding.subject()),
        cite,
        said.marks(finding),
        said.questions(finding));
  }

  /** Questions that no finding shows. */
  private static Stream<Question> besideFindings(CheckResult check) {
    return check.undetermined().stream()
        .filter(q -> check.findings().stream().noneMatch(f -> f.open().contains(q)));
  }

  private Line near(CheckResult.NearMiss miss) {
    return new Line(
        names.label(miss.subject()),
        words.say("check.near.line", miss.text(), nearly.why(miss)),
        miss.catalogue(),
        "",
        false);
  }
}
