package org.zhunru.web;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseDays;
import org.zhunru.policy.CheckDiff;
import org.zhunru.policy.FrozenChecks;

/** Whether the law that counts for a case is still that of the check that was kept of it. */
@Component
class LawOfCase {
  private final FrozenChecks checks;
  private final CheckView view;
  private final LawWords law;
  private final DifferenceLines differences;
  private final Words words;
  private final Clock clock;

  LawOfCase(
      FrozenChecks checks,
      CheckView view,
      LawWords law,
      DifferenceLines differences,
      Words words,
      Clock clock) {
    this.checks = checks;
    this.view = view;
    this.law = law;
    this.differences = differences;
    this.words = words;
    this.clock = clock;
  }

  /**
   * The check by the law that would count, were the next act today.
   *
   * @param what why it is another law
   * @param sentence all of it in one sentence
   * @param differences against the check that was kept
   */
  public record Ahead(
      String what, LawWords.Law law, String sentence, DifferenceLines.Differences differences) {}

  /** Null if the law that counts is that of the check that was kept, or the case is closed. */
  @Nullable Ahead ahead(Case of) {
    return checks
        .ahead(of)
        .map(
            next ->
                new Ahead(
                    words.say(
                        of.acceptedAt() == null ? "case.ahead.acceptance" : "case.ahead.decision"),
                    law.of(next),
                    view.sentence(next),
                    differences.of(
                        CheckDiff.between(checks.of(of.id(), of.dossierVersion()), next))))
        .orElse(null);
  }

  /** Why the next act would see something else than was kept; empty if it wouldn't. */
  String otherwise(Case of) {
    var ahead = ahead(of);
    return ahead == null || ahead.differences().none() ? "" : ahead.what();
  }

  /**
   * That acceptance and decision brought no other law than that of the check that was kept; empty
   * if they did, or are yet to come.
   */
  String same(Case of) {
    var days = CaseDays.of(of, clock);
    var accepted = days.accepted();
    var check = checks.of(of.id(), of.dossierVersion());
    if (accepted == null || days.allOn(check.asOf()) || !checks.holds(of)) {
      return "";
    }
    if (days.decided() != null) {
      return check.days().decided() == null
          ? words.say("case.sameLaw.decided", accepted, days.decided())
          : "";
    }
    return check.days().accepted() == null ? words.say("case.sameLaw", accepted) : "";
  }
}
