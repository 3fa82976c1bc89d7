package org.zhunru.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhunru.policy.CheckResult.Edition;
import org.zhunru.policy.CheckResult.Finding;
import org.zhunru.policy.CheckResult.Severity;
import org.zhunru.policy.CheckResult.Verdict;

/** What two checks of one dossier say differently. */
class CheckDiffTest {
  private static Finding finding(String rule, String message, Severity severity, String hash) {
    return new Finding(
        rule,
        severity,
        "processes[0]",
        message,
        null,
        null,
        null,
        null,
        "某文",
        new Edition("某目录", null, null, null, hash),
        null,
        "seen",
        null,
        null,
        null,
        List.of(),
        List.of());
  }

  private static CheckResult check(Verdict verdict, Finding... findings) {
    return new CheckResult(
        LocalDate.of(2026, 1, 1),
        false,
        List.of(),
        List.of(),
        List.of(),
        new HazardReport(List.of()),
        List.of(),
        List.of(),
        List.of(),
        List.of(findings),
        verdict,
        "",
        null);
  }

  @Test
  void a_row_that_only_moved_to_another_line_of_another_edition_is_the_same() {
    var diff =
        CheckDiff.between(
            check(Verdict.REFUSE, finding("a.csv:2", "甲", Severity.REFUSE, "1")),
            check(Verdict.REFUSE, finding("a.csv:7", "甲", Severity.REFUSE, "2")));

    assertThat(diff.none()).isTrue();
  }

  @Test
  void findings_are_new_gone_or_otherwise() {
    var diff =
        CheckDiff.between(
            check(
                Verdict.REFUSE,
                finding("a.csv:2", "甲", Severity.REFUSE, ""),
                finding("a.csv:3", "乙", Severity.REFUSE, "")),
            check(
                Verdict.CONDITIONS,
                finding("a.csv:2", "甲", Severity.CONDITION, ""),
                finding("a.csv:4", "丙", Severity.CONDITION, "")));

    assertThat(diff.parts()).containsExactly("verdict");
    assertThat(diff.findings())
        .extracting(c -> c.named().message(), c -> c.before() == null, c -> c.after() == null)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("甲", false, false),
            org.assertj.core.groups.Tuple.tuple("丙", true, false),
            org.assertj.core.groups.Tuple.tuple("乙", false, true));
  }

  @Test
  void a_row_that_stands_twice_is_counted_twice() {
    var twice = finding("a.csv:2", "甲", Severity.REFUSE, "");
    var diff = CheckDiff.between(check(Verdict.REFUSE, twice, twice), check(Verdict.REFUSE, twice));

    assertThat(diff.findings()).singleElement().matches(c -> c.after() == null);
  }
}
