package org.zhunru.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a quarter is worth, row by row of {@code policies/scorecard.csv}. */
class MarkingRuleTest {
  private final MarkingRule rule = new MarkingRule();

  /** Rows as {@code n/d x times}; value and mark in lowest terms; - where there is none. */
  @ParameterizedTest
  @CsvSource({
    "CLOSED, 1/1 x 7, 7, -",
    "CLOSED, '', -, -",
    "ON_TIME, 0/1 x 9, 0, 100",
    "ON_TIME, 0/1 x 99;1/1 x 1, 1, 98",
    "ON_TIME, 0/1 x 2;1/1 x 1, 100/3, 100/3",
    "ON_TIME, 0/1 x 1;1/1 x 1, 50, 0",
    "ON_TIME, 1/1 x 4, 100, 0",
    "ON_TIME, '', -, -",
    "MEDIAN, 3/5 x 1, 60, 100",
    "MEDIAN, 1/5 x 3, 20, 100",
    "MEDIAN, 7/10 x 1, 70, 95",
    "MEDIAN, 61/100 x 1, 61, 199/2",
    "MEDIAN, 1/3 x 1;2/3 x 1, 50, 100",
    "MEDIAN, 1/3 x 1;1/1 x 1, 200/3, 290/3",
    "MEDIAN, 26/10 x 1, 260, 0",
    "MEDIAN, 9/1 x 1, 900, 0",
    "MEDIAN, '', -, -",
    "LATE_DAYS, 0/1 x 5, 0, 100",
    "LATE_DAYS, 3/1 x 2;0/1 x 1, 6, 76",
    "LATE_DAYS, 25/1 x 1, 25, 0",
    "LATE_DAYS, 26/1 x 1, 26, 0",
    "LATE_DAYS, '', -, -",
    "OVERDUE, 0/1 x 5, 0, 100",
    "OVERDUE, 1/1 x 1;0/1 x 5, 1, 80",
    "OVERDUE, 1/1 x 6, 6, 0",
    "OVERDUE, '', -, -",
    "OVERTURNED, 0/1 x 1, 0, 100",
    "OVERTURNED, 1/1 x 1;0/1 x 1, 1, 60",
    "OVERTURNED, 1/1 x 3, 3, 0",
    "OVERTURNED, '', -, -",
    "ANSWERS_LATE, 0/1 x 1, 0, 100",
    "ANSWERS_LATE, 1/1 x 1, 1, 50",
    "ANSWERS_LATE, 1/1 x 3, 3, 0",
    "ANSWERS_LATE, '', -, -"
  })
  void a_measure_gives_a_mark(String measure, String rows, String value, String mark) {
    var taken =
        rule.judge(Map.of(measure, rows(rows))).taken().stream()
            .filter(t -> t.measure().id().equals(measure))
            .findFirst()
            .orElseThrow();
    assertThat(taken.value() == null ? "-" : taken.value().exact()).isEqualTo(value);
    assertThat(taken.mark() == null ? "-" : taken.mark().exact()).isEqualTo(mark);
  }

  /** One late step among so many, nothing else: the whole is the mark of that share alone. */
  @ParameterizedTest
  @CsvSource({
    "19, 90, 90.00, EXCELLENT",
    "18, 1700/19, 89.47, GOOD",
    "9, 80, 80.00, GOOD",
    "8, 700/9, 77.77, PASS",
    "4, 60, 60.00, PASS",
    "3, 50, 50.00, FAIL",
    "0, 0, 0.00, FAIL"
  })
  void a_border_is_reached_exactly_or_not_at_all(int onTime, String mark, String shown, String id) {
    var whole =
        rule.judge(
            Map.of(
                "ON_TIME",
                List.of(new MarkingRule.Rows(0, 1, onTime), new MarkingRule.Rows(1, 1, 1))));
    assertThat(whole.mark()).isNotNull();
    assertThat(whole.mark().exact()).isEqualTo(mark);
    assertThat(whole.mark().shown()).isEqualByComparingTo(shown);
    assertThat(whole.grade()).isNotNull();
    assertThat(whole.grade().id()).isEqualTo(id);
  }

  @Test
  void a_mark_a_hair_below_the_border_is_below_it_though_it_looks_like_it() {
    // 1 late of 20,000,001 short of the border: 89.9999... must not be rounded up to 90.
    var whole =
        rule.judge(
            Map.of(
                "ON_TIME",
                List.of(
                    new MarkingRule.Rows(0, 1, 19_000_000),
                    new MarkingRule.Rows(1, 1, 1_000_001))));
    assertThat(whole.mark()).isNotNull();
    assertThat(whole.mark().shown()).isEqualByComparingTo("89.99");
    assertThat(whole.grade()).isNotNull();
    assertThat(whole.grade().id()).isEqualTo("GOOD");
  }

  @Test
  void no_case_no_grade() {
    var none = rule.judge(Map.of());
    assertThat(none.mark()).isNull();
    assertThat(none.grade()).isNull();
    var shownOnly = rule.judge(Map.of("CLOSED", rows("1/1 x 3"), "ON_TIME", List.of()));
    assertThat(shownOnly.mark()).isNull();
    assertThat(shownOnly.grade()).isNull();
  }

  @Test
  void the_whole_is_that_of_the_measures_that_have_rows_by_their_weights() {
    // (40*80 + 15*95 + 5*50) / 60
    var whole =
        rule.judge(
            Map.of(
                "ON_TIME", rows("0/1 x 9;1/1 x 1"),
                "MEDIAN", rows("7/10 x 1"),
                "ANSWERS_LATE", rows("1/1 x 1")));
    assertThat(whole.mark()).isNotNull();
    assertThat(whole.mark().exact()).isEqualTo("325/4");
    assertThat(whole.grade()).isNotNull();
    assertThat(whole.grade().id()).isEqualTo("GOOD");
  }

  @Test
  void the_file_says_that_it_is_the_citys_own() {
    assertThat(rule.measures()).hasSize(7).allMatch(m -> m.confidence().equals("recalled"));
    assertThat(rule.measures().stream().mapToInt(MarkingRule.Measure::weight).sum()).isEqualTo(100);
    assertThat(rule.grades())
        .extracting(MarkingRule.Grade::id)
        .containsExactly("EXCELLENT", "GOOD", "PASS", "FAIL");
    assertThat(rule.objectionDays()).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({
    "GRADE_FROM_10, 'GRADE,FAIL,不合格,Inadequate,,,,,,,,10,x,recalled'",
    "TWO_DAYS, 'SETTING,OBJECTION_DAYS,x,x,,,,,,,,7,x,recalled'",
    "NO_WEIGHT, 'MEASURE,MORE,x,x,SUM,a,100,0,1,1,0,,x,recalled'",
    "TWICE, 'MEASURE,CLOSED,x,x,SUM,0,,,,,,,x,recalled'"
  })
  void a_broken_file_is_refused(String what, String line) {
    var text =
        """
        kind,id,name_zh,name_en,value,weight,full,free,per,deduct,floor,number,source,confidence
        MEASURE,CLOSED,x,x,SUM,0,,,,,,,x,recalled
        MEASURE,ON_TIME,x,x,SHARE,1,100,0,1,2,0,,x,recalled
        SETTING,OBJECTION_DAYS,x,x,,,,,,,,5,x,recalled
        %s
        %s
        """
            .formatted(what.startsWith("GRADE") ? "" : "GRADE,FAIL,x,x,,,,,,,,0,x,recalled", line);
    assertThatThrownBy(
            () ->
                new MarkingRule(
                    PolicyFile.of("scorecard.csv", text.getBytes(StandardCharsets.UTF_8))))
        .as(what)
        .isInstanceOf(IllegalStateException.class);
  }

  private static List<MarkingRule.Rows> rows(String written) {
    var rows = new ArrayList<MarkingRule.Rows>();
    Arrays.stream(written.split(";"))
        .filter(r -> !r.isBlank())
        .map(r -> r.split("[/x]"))
        .forEach(
            r ->
                rows.add(
                    new MarkingRule.Rows(
                        Long.parseLong(r[0].strip()),
                        Long.parseLong(r[1].strip()),
                        Long.parseLong(r[2].strip()))));
    return rows;
  }
}
