package org.zhunru.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;

class CalendarFileTest {
  private static final String HEAD = "date,kind,name_zh,source,confidence\n";

  @Test
  void the_notice_of_one_year_is_read() {
    var rows = CalendarFile.notice(file(notice(2026)), 2026);

    assertThat(rows).hasSize(7);
    assertThat(rows.get(0).name()).isEqualTo("元旦");
  }

  @Test
  void every_fault_is_told_with_its_line() {
    var file =
        """
        2026-01-01,holiday,元旦,通知,high
        2026-01-01,holiday,元旦,通知,high
        2027-01-02,holiday,元旦,通知,high
        2026-13-01,holiday,元旦,通知,high
        2026-01-05,workday,元旦调休上班,通知,high
        2026-01-06,off,元旦,通知,high
        2026-01-07,holiday,,通知,high
        2026-01-08,holiday,元旦,通知,sure
        2026-01-09,holiday,元旦,通知,provisional
        2026-01-10,holiday,元旦
        """;

    assertThat(faults(() -> CalendarFile.notice(file(file), 2026)))
        .containsExactlyInAnyOrder(
            "3 calendar.dayDoubled",
            "4 calendar.wrongYear",
            "5 calendar.dateMalformed",
            "6 calendar.makeUpOnWeekday",
            "7 calendar.kindUnknown",
            "8 calendar.cellEmpty",
            "9 calendar.confidenceUnknown",
            "10 calendar.noticeProvisional",
            "11 calendar.cellsWrong");
  }

  @Test
  void a_year_left_out_between_two_others_is_a_gap() {
    assertThat(faults(() -> CalendarFile.national(file(notice(2025) + notice(2027)))))
        .containsExactly("null calendar.yearMissing");
  }

  @Test
  void an_official_year_without_one_of_its_festivals_is_a_gap() {
    var file = notice(2026).replaceFirst("(?m)^.*端午节.*\n", "");

    assertThat(faults(() -> CalendarFile.notice(file(file), 2026)))
        .containsExactly("null calendar.festivalMissing");
  }

  @Test
  void a_year_is_either_by_notice_or_worked_out() {
    var file = notice(2026) + "2026-05-04,holiday,劳动节,推算,provisional\n";

    assertThat(faults(() -> CalendarFile.national(file(file))))
        .containsExactly("9 calendar.yearMixed");
  }

  @Test
  void a_notice_may_exchange_days_of_december_before_its_year_and_no_others() {
    var december = "2025-12-27,workday,元旦调休上班,通知,high\n2025-12-31,holiday,元旦,通知,high\n";
    assertThat(CalendarFile.notice(file(notice(2026) + december), 2026))
        .extracting(CalendarRow::date)
        .contains(LocalDate.of(2025, 12, 27), LocalDate.of(2025, 12, 31));

    assertThat(
            faults(
                () ->
                    CalendarFile.notice(
                        file(notice(2026) + "2025-11-29,workday,元旦,通知,high\n"), 2026)))
        .containsExactly("9 calendar.wrongYear");
    assertThat(faults(() -> CalendarFile.notice(file(december), 2026)))
        .containsExactly("null calendar.yearMissing");
  }

  @Test
  void days_are_typed_as_the_paper_says_them_and_faults_name_the_line_typed() {
    var typed =
        """
        2026-01-01 放假 元旦
        2026-02-10　休　春节

        2026-04-05,holiday,清明节
        2026-05-01\t放假\t劳动节
        2026-06-10 放假 端午节
        2026-09-20，上班，中秋节 国庆节调休上班
        2026-09-25 放假 中秋节
        2026-10-01 放假 国庆节
        """;
    var rows = CalendarFile.typed(typed, 2026, "国办发明电〔2025〕7号");
    assertThat(rows)
        .hasSize(8)
        .allMatch(row -> row.source().equals("国办发明电〔2025〕7号") && !row.provisional());
    assertThat(rows.get(5).name()).isEqualTo("中秋节 国庆节调休上班");
    assertThat(rows.get(5).working()).isTrue();
    assertThat(CalendarFile.notice(CalendarFile.text(rows).getBytes(StandardCharsets.UTF_8), 2026))
        .isEqualTo(rows);

    assertThat(
            faults(
                () ->
                    CalendarFile.typed(
                        "2026-01-01 放假 元旦\n\n2026-1-2 放假 元旦\n2026-01-05 上班 元旦\n2026-01-06 放假",
                        2026,
                        "x")))
        .containsExactlyInAnyOrder(
            "3 calendar.dateMalformed", "4 calendar.makeUpOnWeekday", "5 calendar.typedWrong");
  }

  @Test
  void a_day_off_on_a_weekend_and_a_working_day_within_a_festival_are_worth_a_second_look() {
    var rows =
        CalendarFile.notice(
            file(
                notice(2026)
                    + "2026-10-02,holiday,国庆节,通知,high\n2026-10-03,holiday,国庆节,通知,high\n"
                    + "2026-10-06,holiday,国庆节,通知,high\n2026-12-31,holiday,元旦,通知,high\n"),
            2026);

    assertThat(CalendarFile.remarks(rows))
        .extracting(r -> r.code() + " " + r.day())
        .containsExactly(
            "offAnyway 2026-04-05",
            "offAnyway 2026-09-20",
            "offAnyway 2026-10-03",
            "dayBetween 2026-10-05");
  }

  @Test
  void files_that_are_no_calendar_are_refused_as_such() {
    assertThat(faults(() -> CalendarFile.national(file(""))))
        .containsExactly("null calendar.fileEmpty");
    assertThat(faults(() -> CalendarFile.national("date,kind\n".getBytes(StandardCharsets.UTF_8))))
        .containsExactlyInAnyOrder(
            "1 calendar.columnMissing", "1 calendar.columnMissing", "1 calendar.columnMissing");
    assertThat(faults(() -> CalendarFile.national(new byte[] {'d', (byte) 0xC3, '\n'})))
        .containsExactly("null calendar.notUtf8");
  }

  @Test
  void a_byte_order_mark_and_empty_lines_do_no_harm() {
    var bytes = ("\uFEFF" + HEAD + notice(2026) + "\n\n").getBytes(StandardCharsets.UTF_8);

    assertThat(CalendarFile.notice(bytes, 2026)).hasSize(7);
  }

  @Test
  void a_region_may_have_any_single_days() {
    assertThat(CalendarFile.regional(file("2026-11-26,workday,照常上班,县政府通知,high\n"))).hasSize(1);
  }

  private static byte[] file(String rows) {
    return (HEAD + rows).getBytes(StandardCharsets.UTF_8);
  }

  private static String notice(int year) {
    return List.of(
            "01-01,holiday,元旦",
            "02-10,holiday,春节",
            "04-05,holiday,清明节",
            "05-01,holiday,劳动节",
            "06-10,holiday,端午节",
            "09-20,holiday,中秋节",
            "10-01,holiday,国庆节")
        .stream()
        .map(day -> year + "-" + day + ",通知,high\n")
        .collect(Collectors.joining());
  }

  static List<String> faults(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) {
    var refusal = catchThrowableOfType(Refusal.class, reading);
    assertThat(refusal).isNotNull();
    var all = refusal instanceof Refusals several ? several.all() : List.of(refusal);
    return all.stream().map(r -> r.field() + " " + r.code()).toList();
  }
}
