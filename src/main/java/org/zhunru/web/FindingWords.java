package org.zhunru.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhunru.policy.CheckResult;

/** A finding of the catalogues in the reader's words; the text of the law stays Chinese. */
@Component
public class FindingWords {
  private final Words words;

  FindingWords(Words words) {
    this.words = words;
  }

  /** Value and threshold; empty if nothing was compared. */
  String comparison(CheckResult.Finding finding) {
    var unit = finding.unit() == null ? "" : " " + finding.unit();
    if (finding.threshold() == null) {
      return "";
    }
    var limit = finding.operator() + " " + finding.threshold() + unit;
    var value = finding.value();
    return value == null
        ? words.say("check.limit", limit)
        : words.say("check.comparison", value.contains(" ") ? value : value + unit, limit);
  }

  /** Title and edition, entry, and the days from and to which it is in force. */
  String edition(CheckResult.Finding finding) {
    var edition = finding.edition();
    if (edition == null) {
      return "";
    }
    var text =
        finding.entryNo() == null
            ? words.say("check.edition.whole", edition.catalogue())
            : words.say("check.edition", edition.catalogue(), finding.entryNo());
    var from = edition.effectiveFrom();
    var to = edition.effectiveTo();
    if (from == null) {
      return text;
    }
    return to == null
        ? words.say("check.edition.since", text, from.toString())
        : words.say("check.edition.between", text, from.toString(), to.toString());
  }

  /**
   * What would mend it: what the row says, the one number to change, the day by which, or what its
   * severity calls for; never nothing.
   */
  public String remedy(CheckResult.Finding finding) {
    var deadline = finding.deadline();
    if (deadline != null) {
      return finding.remedy() == null
          ? words.say("policy.remedy.deadline", deadline.toString())
          : words.say("policy.remedy.deadlineAnd", deadline.toString(), finding.remedy());
    }
    var change = change(finding.change());
    if (finding.remedy() != null && finding.remedyIsNote()) {
      return words.say(
          "policy.remedy.note",
          change == null ? words.say("policy.remedy." + finding.severity().name()) : change,
          finding.remedy());
    }
    if (finding.remedy() != null) {
      return change == null
          ? finding.remedy()
          : words.say("policy.remedy.both", change, finding.remedy());
    }
    return change == null ? words.say("policy.remedy." + finding.severity().name()) : change;
  }

  private @Nullable String change(CheckResult.@Nullable Change change) {
    return change == null
        ? null
        : words.say(
            change.messageKey(),
            change.measure().isEmpty() ? words.say("policy.change.scale") : change.measure(),
            change.number(),
            change.unit());
  }

  /** Why it is shown as to be confirmed. */
  List<String> marks(CheckResult.Finding finding) {
    return finding.marks().stream().map(mark -> words.say("policy.mark." + mark)).toList();
  }

  /** The questions that would settle it. */
  List<String> questions(CheckResult.Finding finding) {
    return finding.open().stream()
        .map(question -> words.say(question.messageKey(), question.arguments().toArray()))
        .toList();
  }
}
