package org.zhunru.web;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.zhunru.calendar.LimitsInForce;
import org.zhunru.policy.MarkingRule;
import org.zhunru.supervision.Quarter;
import org.zhunru.supervision.Scorecard;

/** Quarters, measures, grades and numbers of scorecards in the reader's language. */
@Component
class ScorecardWords {
  private final LimitsInForce limits;
  private final Words words;

  ScorecardWords(LimitsInForce limits, Words words) {
    this.limits = limits;
    this.words = words;
  }

  String quarter(Quarter quarter) {
    return words.say("reports.period.Q" + quarter.number(), String.valueOf(quarter.year()));
  }

  String measure(MarkingRule.Measure measure) {
    return english() ? measure.nameEn() : measure.nameZh();
  }

  String grade(MarkingRule.Grade grade) {
    return english() ? grade.nameEn() : grade.nameZh();
  }

  /** A grade by its code; the code itself if it is none of those, empty if there is none. */
  String grade(List<MarkingRule.Grade> grades, @Nullable String id) {
    return id == null
        ? ""
        : grades.stream().filter(g -> g.id().equals(id)).findFirst().map(this::grade).orElse(id);
  }

  /** A mark or value as it is shown; behind it the exact one where that has more places. */
  String number(MarkingRule.@Nullable Exact number) {
    return number == null
        ? words.say("scorecards.noNumber")
        : number.exact().contains("/")
            ? words.say("scorecards.exact", plain(number.shown()), number.exact())
            : number.exact();
  }

  String plain(BigDecimal number) {
    var plain = number.stripTrailingZeros();
    return (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString();
  }

  /** What a row is of. */
  String what(Scorecard.Row row) {
    var started = row.started();
    return started == null
        ? words.say("scorecards.reconsideration")
        : limits
            .find(row.what(), started)
            .map(l -> l.step())
            .orElseGet(() -> words.say("scorecards.reconsideration"));
  }

  /** What a row counts for. */
  String counts(Scorecard.Row row) {
    return row.d() == 1
        ? String.valueOf(row.n())
        : words.say("scorecards.counts", String.valueOf(row.n()), String.valueOf(row.d()));
  }

  private static boolean english() {
    return LocaleContextHolder.getLocale().getLanguage().equals("en");
  }
}
