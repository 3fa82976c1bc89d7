package org.zhunru.web;

import java.util.List;
import org.springframework.stereotype.Component;
import org.zhunru.policy.CheckDiff;
import org.zhunru.policy.CheckResult;

/** Makes what {@code check-differences.ftlh} shows of two checks of one dossier. */
@Component
class DifferenceLines {
  private final FindingWords findings;
  private final FormWords names;
  private final Words words;

  DifferenceLines(FindingWords findings, FormWords names, Words words) {
    this.findings = findings;
    this.names = names;
    this.words = words;
  }

  /**
   * @param parts what differs beside the findings, in words
   */
  public record Differences(List<Line> lines, List<String> parts) {
    public boolean none() {
      return lines.isEmpty() && parts.isEmpty();
    }
  }

  /**
   * One finding.
   *
   * @param kind added, removed or changed
   * @param before severity, value and edition; empty if there was none
   */
  public record Line(
      String kind, String what, String text, String basis, String before, String after) {}

  Differences of(CheckDiff diff) {
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

  private String said(CheckResult.Finding finding) {
    return String.join(
            " · ",
            words.say("policy.severity." + finding.severity()),
            findings.comparison(finding),
            findings.edition(finding))
        .replace(" ·  · ", " · ");
  }
}
