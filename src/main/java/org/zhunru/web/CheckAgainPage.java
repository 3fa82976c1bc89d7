package org.zhunru.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.intake.Dossiers;
import org.zhunru.intake.Projects;
import org.zhunru.policy.CheckDiff;
import org.zhunru.policy.FrozenChecks;

/**
 * {@code /cases/{id}/versions/{version}/check}: the check of a filed version, made again with the
 * law of its day and laid beside what was kept; for officers who may see the case.
 */
@Controller
class CheckAgainPage {
  private final Cases cases;
  private final Projects projects;
  private final Dossiers dossiers;
  private final FrozenChecks checks;
  private final CheckView view;
  private final FindingWords findings;
  private final FormWords names;
  private final Words words;

  CheckAgainPage(
      Cases cases,
      Projects projects,
      Dossiers dossiers,
      FrozenChecks checks,
      CheckView view,
      FindingWords findings,
      FormWords names,
      Words words) {
    this.cases = cases;
    this.projects = projects;
    this.dossiers = dossiers;
    this.checks = checks;
    this.view = view;
    this.findings = findings;
    this.names = names;
    this.words = words;
  }

  /**
   * @param asOf the day of its filing
   * @param same whether it is the same, byte for byte
   * @param samePolicies whether every policy of that day is known as it was then
   * @param then what was kept, in one sentence
   * @param differences of what is made again; none if it is the same
   * @param now what today's law says, in one sentence
   * @param nowDifferences of today's law against what was kept
   * @param versions all that were filed
   */
  public record View(
      String id,
      String number,
      String project,
      int version,
      LocalDate asOf,
      boolean same,
      boolean samePolicies,
      String keptHash,
      String againHash,
      String then,
      Differences differences,
      LocalDate today,
      String now,
      Differences nowDifferences,
      List<Version> versions) {}

  public record Version(String href, String label, boolean current) {}

  /**
   * @param parts what differs beside the findings, in words
   */
  public record Differences(List<Line> lines, List<String> parts) {}

  /**
   * One finding.
   *
   * @param kind added, removed or changed
   * @param before severity, value and edition; empty if there was none
   */
  public record Line(
      String kind, String what, String text, String basis, String before, String after) {}

  static String href(CaseId id, int version) {
    return "/cases/" + id + "/versions/" + version + "/check";
  }

  @GetMapping("/cases/{id}/versions/{version}/check")
  ModelAndView show(Actor actor, @PathVariable String id, @PathVariable int version) {
    var of = cases.see(actor, CaseId.parse(id));
    if (!cases.seesAsOfficer(actor, of)) {
      throw Refusal.forbidden("review.officersOnly");
    }
    var replay = checks.replay(of.id(), version);
    var then = replay.then();
    var now = checks.today(of.id(), version);
    var page = new ModelAndView("case-check-again");
    page.addObject(
        "page",
        new View(
            of.id().toString(),
            Objects.toString(of.number(), ""),
            projects.byId(of.projectId()).name(),
            version,
            replay.asOf(),
            replay.same(),
            replay.samePolicies(),
            replay.frozenHash(),
            replay.againHash(),
            view.sentence(then),
            said(replay.differences()),
            now.asOf(),
            view.sentence(now),
            said(CheckDiff.between(then, now)),
            dossiers.versions(of.id()).stream()
                .map(v -> v.version())
                .map(no -> new Version(href(of.id(), no), "v" + no, no == version))
                .toList()));
    return page;
  }

  private Differences said(CheckDiff diff) {
    return new Differences(
        diff.findings().stream().map(this::line).toList(),
        diff.parts().stream().map(part -> words.say("policy.part." + part)).toList());
  }

  private Line line(CheckDiff.Change change) {
    var before = change.before();
    var after = change.after();
    var named = change.named();
    return new Line(
        before == null ? "added" : after == null ? "removed" : "changed",
        names.label(named.subject()),
        named.message(),
        named.legalBasis(),
        before == null ? "" : said(before),
        after == null ? "" : said(after));
  }

  private String said(org.zhunru.policy.CheckResult.Finding finding) {
    return String.join(
            " · ",
            words.say("policy.severity." + finding.severity()),
            findings.comparison(finding),
            findings.edition(finding))
        .replace(" ·  · ", " · ");
  }
}
