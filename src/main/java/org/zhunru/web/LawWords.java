package org.zhunru.web;

import java.util.List;
import org.springframework.stereotype.Component;
import org.zhunru.intake.CaseDays;
import org.zhunru.policy.CheckResult;
import org.zhunru.policy.Transitions;

/** By the law of which days a check was made, and why, in words. */
@Component
class LawWords {
  private final Transitions transitions;
  private final Words words;

  LawWords(Transitions transitions, Words words) {
    this.transitions = transitions;
    this.words = words;
  }

  /**
   * @param sentence the day that counts unless a document has one of its own
   * @param source why; empty if there was no other day
   * @param unverified whether that has still to be verified
   * @param documents those that have a rule of their own, with the day that counts for them
   */
  public record Law(
      String sentence, String source, boolean unverified, List<CheckView.Line> documents) {}

  Law of(CheckResult check) {
    var days = check.days();
    var documents = transitions.documents(days).stream().map(rule -> document(rule, days)).toList();
    if (check.caseDays() == null) {
      return new Law(words.say("check.asOf", check.asOf()), "", false, documents);
    }
    var any = transitions.any(days);
    return new Law(
        words.say(key("check.asOf.", any, days), check.asOf(), days.day(CaseDays.Which.FILING)),
        any.source(),
        any.toBeConfirmed(),
        documents);
  }

  private CheckView.Line document(Transitions.Rule rule, CaseDays days) {
    return new CheckView.Line(
        words.say("check.document", rule.document()),
        words.say(key("check.document.", rule, days), days.day(rule.day())),
        rule.source(),
        "",
        rule.toBeConfirmed());
  }

  /** Of a day that has yet to come it is said that it will count. */
  private static String key(String begin, Transitions.Rule rule, CaseDays days) {
    return begin + (days.has(rule.day()) ? "" : "yet.") + rule.day();
  }
}
