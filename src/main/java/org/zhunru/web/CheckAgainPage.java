package org.zhunru.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
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
 * {@code /cases/{id}/versions/{version}/check}: the check of a filed version, as it was kept at the
 * filing, on acceptance or on the decision, made again with the law of then and laid beside what
 * was kept; for officers who may see the case.
 */
@Controller
class CheckAgainPage {
  private final Cases cases;
  private final Projects projects;
  private final Dossiers dossiers;
  private final FrozenChecks checks;
  private final CheckView view;
  private final LawWords law;
  private final DifferenceLines differences;
  private final Words words;

  CheckAgainPage(
      Cases cases,
      Projects projects,
      Dossiers dossiers,
      FrozenChecks checks,
      CheckView view,
      LawWords law,
      DifferenceLines differences,
      Words words) {
    this.cases = cases;
    this.projects = projects;
    this.dossiers = dossiers;
    this.checks = checks;
    this.view = view;
    this.law = law;
    this.differences = differences;
    this.words = words;
  }

  /**
   * @param law by which days it was made
   * @param stage at which act it was kept, in words
   * @param same whether it is the same, byte for byte
   * @param samePolicies whether every policy of that day is known as it was then
   * @param then what was kept, in one sentence
   * @param differences of what is made again; none if it is the same
   * @param now what today's law says, in one sentence
   * @param nowDifferences of today's law against what was kept
   * @param versions all that were filed
   * @param stages all that were kept of the version
   */
  public record View(
      String id,
      String number,
      String project,
      int version,
      LawWords.Law law,
      String stage,
      boolean same,
      boolean samePolicies,
      String keptHash,
      String againHash,
      String then,
      DifferenceLines.Differences differences,
      LocalDate today,
      String now,
      DifferenceLines.Differences nowDifferences,
      List<Version> versions,
      List<Version> stages) {}

  public record Version(String href, String label, boolean current) {}

  static String href(CaseId id, int version) {
    return "/cases/" + id + "/versions/" + version + "/check";
  }

  /**
   * @param stage at which act it was kept; the last one unless it names another
   */
  @GetMapping("/cases/{id}/versions/{version}/check")
  ModelAndView show(
      Actor actor,
      @PathVariable String id,
      @PathVariable int version,
      @RequestParam(defaultValue = "") String stage) {
    var of = cases.see(actor, CaseId.parse(id));
    if (!cases.seesAsOfficer(actor, of)) {
      throw Refusal.forbidden("review.officersOnly");
    }
    var kept = checks.all(of.id(), version).stream().map(FrozenChecks.Frozen::stage).toList();
    var replay =
        checks.replay(
            of.id(),
            version,
            kept.stream()
                .filter(one -> one.name().equalsIgnoreCase(stage))
                .findFirst()
                .orElse(kept.get(kept.size() - 1)));
    var shown = replay.frozen().stage();
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
            law.of(then),
            words.say("case.again.stage." + shown),
            replay.same(),
            replay.samePolicies(),
            replay.frozenHash(),
            replay.againHash(),
            view.sentence(then),
            differences.of(replay.differences()),
            now.asOf(),
            view.sentence(now),
            differences.of(CheckDiff.between(then, now)),
            dossiers.versions(of.id()).stream()
                .map(v -> v.version())
                .map(no -> new Version(href(of.id(), no), "v" + no, no == version))
                .toList(),
            kept.stream()
                .map(
                    one ->
                        new Version(
                            href(of.id(), version)
                                + "?stage="
                                + one.name().toLowerCase(Locale.ROOT),
                            words.say("case.again.stage." + one),
                            one == shown))
                .toList()));
    return page;
  }
}
