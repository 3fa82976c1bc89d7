package org.zhunru.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhunru.policy.CheckResult;

/** A finding of the catalogues in the reader's words; the text of the law stays Chinese. */
@Component
public class FindingWords {
  private final EntryWords entries;
  private final Words words;

  FindingWords(EntryWords entries, Words words) {
    this.entries = entries;
    this.words = words;
  }

  /**
   * Value and threshold; empty if nothing was compared. What must be is said where one number
   * decides, since a sign alone doesn't tell what is asked for from what is caught.
   */
  String comparison(CheckResult.Finding finding) {
    var threshold = finding.threshold();
    if (threshold == null || finding.yesOrNo()) {
      return "";
    }
    var value = finding.value();
    if (finding.unit() == null) {
      return value == null
          ? words.say("check.named", threshold)
          : words.say("check.named.told", value, threshold);
    }
    var unit = " " + finding.unit();
    var told = value == null || value.contains(" ") ? value : value + unit;
    var change = finding.change();
    if (told != null && change != null) {
      return words.say("check.must." + change.code(), told, threshold + unit);
    }
    var limit = entries.sign(String.valueOf(finding.operator())) + " " + threshold + unit;
    return told == null
        ? words.say("check.limit", limit)
        : words.say("check.comparison", told, limit);
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
   * What would mend it: what the row says, the one number or answer to change, the day by which, or
   * what its severity calls for; never nothing.
   */
  public String remedy(CheckResult.Finding finding) {
    var deadline = finding.deadline();
    var change = change(finding);
    if (finding.remedy() != null && finding.remedyIsNote()) {
      var mend =
          deadline != null
              ? words.say("policy.remedy.deadline", deadline.toString())
              : change == null ? called(finding) : change;
      return words.say("policy.remedy.note", mend, finding.remedy());
    }
    if (deadline != null) {
      return finding.remedy() == null
          ? words.say("policy.remedy.deadline", deadline.toString())
          : words.say("policy.remedy.deadlineAnd", deadline.toString(), finding.remedy());
    }
    if (finding.remedy() != null) {
      return change == null
          ? finding.remedy()
          : words.say("policy.remedy.both", change, finding.remedy());
    }
    return change == null ? called(finding) : change;
  }

  private String called(CheckResult.Finding finding) {
    return words.say(
        finding.severity() == CheckResult.Severity.NOTICE && finding.ofDraft()
            ? "policy.remedy.draft"
            : "policy.remedy." + finding.severity().name());
  }

  private @Nullable String change(CheckResult.Finding finding) {
    var change = finding.change();
    if (change == null) {
      return null;
    }
    var measure = change.measure();
    if (finding.subject().startsWith("siting.distances")) {
      measure = words.say("policy.change.distance");
    } else if (measure.isEmpty()) {
      measure = words.say("policy.change.scale");
    }
    return words.say(change.messageKey(), measure, change.number(), change.unit());
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
