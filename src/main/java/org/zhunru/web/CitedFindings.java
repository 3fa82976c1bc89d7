package org.zhunru.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhunru.intake.CaseId;
import org.zhunru.policy.CheckResult;
import org.zhunru.policy.DepartmentReads;
import org.zhunru.policy.FindingGrounds;
import org.zhunru.policy.FrozenChecks;
import org.zhunru.policy.Ground;
import org.zhunru.review.OpinionDraft.CitedFinding;

/**
 * What the check of a version found, as a veto may rest on it: one click takes it over as fact,
 * place and remedy, and the ground where the register has one for it.
 */
@Component
class CitedFindings {
  /** Sent in place of a key: the veto shall rest on no finding. */
  static final String NONE = "none";

  private final FrozenChecks checks;
  private final FindingGrounds grounds;
  private final DepartmentReads reads;
  private final FindingWords said;
  private final FormWords names;
  private final Words words;
  private final Clock clock;

  CitedFindings(
      FrozenChecks checks,
      FindingGrounds grounds,
      DepartmentReads reads,
      FindingWords said,
      FormWords names,
      Words words,
      Clock clock) {
    this.checks = checks;
    this.grounds = grounds;
    this.reads = reads;
    this.said = said;
    this.names = names;
    this.words = words;
    this.clock = clock;
  }

  /**
   * A finding to cite.
   *
   * @param key what {@link CitedFinding#of} reads
   * @param severity prohibit, eliminate, restrict, control, refuse or condition
   * @param what which fact
   * @param ground of the department's register; empty if the department has to choose
   */
  public record Line(
      String key,
      String severity,
      String severityName,
      String what,
      String text,
      String comparison,
      String source,
      String ground,
      List<String> marks) {}

  /** Those that concern the department first, then by how bad they are. */
  List<Line> of(CaseId id, int version, String department) {
    var check = checks.of(id, version);
    var reading = reads.of(department, check.asOf());
    return check.findings().stream()
        .filter(CheckResult.Finding::decided)
        .map(f -> new Grounded(f, ground(check, f, department)))
        .sorted(
            Comparator.comparing(
                    (Grounded f) -> f.ground == null && !reading.test(f.finding.subject()))
                .thenComparing(f -> f.finding.severity()))
        .map(f -> line(f.finding, f.ground))
        .toList();
  }

  private record Grounded(CheckResult.Finding finding, @Nullable Ground ground) {}

  private Line line(CheckResult.Finding f, @Nullable Ground ground) {
    return new Line(
        key(f),
        f.severity().name().toLowerCase(java.util.Locale.ROOT),
        words.say("check.severity." + f.severity().name()),
        names.label(f.subject()),
        f.message(),
        said.comparison(f),
        source(f),
        ground == null
            ? ""
            : words.say("review.ground", ground.id(), ground.text(), ground.legalBasis()),
        said.marks(f));
  }

  /** The first that the table gives for the finding and the department may rely on. */
  private @Nullable Ground ground(
      CheckResult check, CheckResult.Finding finding, String department) {
    return grounds.of(finding, check.days(), LocalDate.now(clock)).stream()
        .filter(ground -> ground.servesDepartment(department))
        .findFirst()
        .orElse(null);
  }

  static String key(CheckResult.Finding finding) {
    return new CitedFinding(finding.rule(), finding.subject()).key();
  }

  private String source(CheckResult.Finding finding) {
    var edition = said.edition(finding);
    return edition.isEmpty() || edition.equals(finding.legalBasis())
        ? finding.legalBasis()
        : words.say("review.cite.source", finding.legalBasis(), edition);
  }

  /** A cited finding in one line: what the rule says, value and limit, where it stands. */
  String line(CheckResult.@Nullable Finding finding) {
    return finding == null
        ? ""
        : words.say(
            "review.cite.line", finding.message() + said.comparison(finding), source(finding));
  }

  /**
   * Takes a finding over into what was typed: it is a veto now, that names the fact; what would
   * mend it is the remedy, unless one was written. The words of a finding cited before make room,
   * other words stay. A finding that the version doesn't have, or {@link #NONE}, leaves nothing but
   * that it is not cited.
   *
   * @param facts of the version, to say where the fact stands
   */
  void cite(
      Map<String, String> typed,
      String key,
      CaseId id,
      int version,
      String department,
      List<FactLines.Line> facts) {
    var check = checks.of(id, version);
    var before = found(check, typed.remove("finding"));
    var finding = found(check, key);
    if (finding == null) {
      return;
    }
    typed.put("kind", "VETO");
    typed.put("finding", key);
    place(finding, facts).ifPresent(line -> typed.put("factPath", line.path()));
    typed.put(
        "fact",
        joined(
            typed.getOrDefault("fact", "").strip(),
            before == null ? "" : fact(before, facts),
            fact(finding, facts)));
    if (typed.getOrDefault("remedy", "").isBlank()) {
      typed.put("remedy", said.remedy(finding));
    }
    var ground = ground(check, finding, department);
    if (ground != null) {
      typed.put("groundId", ground.id());
    }
  }

  private static CheckResult.@Nullable Finding found(CheckResult check, @Nullable String key) {
    return check.findings().stream()
        .filter(f -> f.decided() && key(f).equals(key))
        .findFirst()
        .orElse(null);
  }

  private static String joined(String typed, String before, String now) {
    if (!before.isEmpty() && typed.contains(before)) {
      return typed.replace(before, now);
    }
    if (typed.contains(now)) {
      return typed;
    }
    return typed.isEmpty() ? now : typed + "\n" + now;
  }

  /** Where the fact of a finding stands in the dossier. */
  private static Optional<FactLines.Line> place(
      CheckResult.Finding finding, List<FactLines.Line> facts) {
    var subject = finding.subject();
    return facts.stream()
        .filter(line -> line.path().equals(subject) || line.path().startsWith(subject + "."))
        .findFirst();
  }

  private String fact(CheckResult.Finding finding, List<FactLines.Line> facts) {
    var found = finding.message() + said.comparison(finding);
    return place(finding, facts)
        .map(
            line ->
                words.say(
                    "review.cite.fact",
                    (line.group() + " " + line.label()).strip(),
                    line.value(),
                    found,
                    source(finding)))
        .orElseGet(
            () ->
                words.say(
                    "review.cite.fact.of", names.label(finding.subject()), found, source(finding)));
  }

  /** The line that is cited among those; null if none is. */
  static @Nullable Line among(List<Line> lines, Map<String, String> typed) {
    var key = typed.getOrDefault("finding", "");
    return lines.stream().filter(line -> line.key().equals(key)).findFirst().orElse(null);
  }
}
