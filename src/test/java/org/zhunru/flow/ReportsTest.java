package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhunru.IntegrationTest;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import org.zhunru.identity.Actor;
import org.zhunru.identity.People;
import org.zhunru.identity.Role;
import org.zhunru.supervision.Report;
import org.zhunru.supervision.Reports;

/** Reports: drafted by one, signed by another, recorded as sent, and never changed after that. */
@IntegrationTest
class ReportsTest {
  private static final String TEXT = "一、工作进展\n正常。";

  @Autowired Reports reports;
  @Autowired People people;
  @Autowired City city;
  @Autowired JdbcClient db;

  @Test
  void one_drafts_another_signs_and_it_is_sent_late() {
    var drafter = supervisor();
    var report = reports.draft(drafter, "RC-19", 2020, "Q4", TEXT, "培训3次（培训台账）");
    assertThat(report.state()).isEqualTo(Report.State.DRAFT);
    assertThat(report.isLate(reports.today())).isTrue();
    assertThat(refused(() -> reports.draft(drafter, "RC-19", 2020, "Q4", TEXT, "")))
        .isEqualTo("reports.exists");
    assertThat(refused(() -> reports.sign(drafter, report.id(), 1)))
        .isEqualTo("reports.samePerson");
    assertThat(refused(() -> reports.sent(drafter, report.id(), reports.today(), "x", "")))
        .isEqualTo("reports.state");

    var other = supervisor();
    reports.change(drafter, report.id(), 1, TEXT + "改", "");
    assertThat(refused(() -> reports.sign(other, report.id(), 1))).isEqualTo("reports.overtaken");
    assertThat(refused(() -> reports.change(other, report.id(), 1, TEXT, "")))
        .isEqualTo("reports.overtaken");
    reports.sign(other, report.id(), 2);
    assertThat(refused(() -> reports.sign(supervisor(), report.id(), 2)))
        .isEqualTo("reports.state");
    assertThat(refused(() -> reports.change(drafter, report.id(), 2, TEXT, "")))
        .isEqualTo("reports.state");

    var today = reports.today();
    assertThat(refused(() -> reports.sent(drafter, report.id(), today.plusDays(1), "x", "")))
        .isEqualTo("reports.sentOn");
    assertThat(refused(() -> reports.sent(drafter, report.id(), today.minusDays(1), "x", "")))
        .isEqualTo("reports.sentOn");
    assertThat(refused(() -> reports.sent(drafter, report.id(), null, "x", "")))
        .isEqualTo("reports.sentOn");
    var faults =
        catchThrowableOfType(
            Refusals.class, () -> reports.sent(drafter, report.id(), null, " ", "9".repeat(201)));
    assertThat(faults.all())
        .extracting(Refusal::code)
        .containsExactly("reports.sentOn", "reports.sentTo", "reports.receipt");
    reports.sent(drafter, report.id(), today, "市政府安委办", "收2020-1");
    var sent = reports.byId(report.id());
    assertThat(sent.state()).isEqualTo(Report.State.SENT);
    assertThat(sent.isLate(today)).isTrue();
    assertThat(refused(() -> reports.sent(drafter, report.id(), today, "x", "")))
        .isEqualTo("reports.state");
    assertThat(
            db.sql("select count(*) from audit_entry where details ->> 'report' = :id")
                .param("id", report.id().toString())
                .query(Long.class)
                .single())
        .isEqualTo(4);
    assertThatThrownBy(
            () ->
                db.sql("update report set content = 'x' where id = :id")
                    .param("id", report.id())
                    .update())
        .hasMessageContaining("never changed");
  }

  @Test
  void a_text_of_headings_alone_is_not_signed() {
    var drafter = supervisor();
    var report = reports.draft(drafter, "RC-17", 2021, "Q2", "一、工作进展\n\n二、存在的问题\n\n三、下一步安排\n", "");
    assertThat(refused(() -> reports.sign(supervisor(), report.id(), 1)))
        .isEqualTo("reports.onlyHeadings");
    reports.change(drafter, report.id(), 1, "1. Progress\n\n2. Problems", "");
    assertThat(refused(() -> reports.sign(supervisor(), report.id(), 2)))
        .isEqualTo("reports.onlyHeadings");
    reports.change(drafter, report.id(), 2, "一、工作进展\n正常", "");
    reports.sign(supervisor(), report.id(), 3);
  }

  @Test
  void a_sent_report_is_corrected_by_another_one_and_both_stay() {
    var drafter = supervisor();
    var other = supervisor();
    var first = reports.draft(drafter, "RC-18", 2021, "Q3", TEXT, "");
    assertThat(refused(() -> reports.correct(drafter, first.id(), "错数", TEXT, "")))
        .isEqualTo("reports.state");
    reports.sign(other, first.id(), 1);
    reports.sent(drafter, first.id(), reports.today(), "市政府安委办", "");
    assertThat(refused(() -> reports.correct(drafter, first.id(), " ", TEXT, "")))
        .isEqualTo("reports.whyMissing");
    assertThat(refused(() -> reports.correct(city.applicant(), first.id(), "错数", TEXT, "")))
        .isEqualTo("reports.notSupervisor");
    var second = reports.correct(drafter, first.id(), "培训次数写错", TEXT + "改", "");
    assertThat(second.version()).isEqualTo(2);
    assertThat(second.corrects()).isEqualTo(first.id());
    assertThat(second.state()).isEqualTo(Report.State.DRAFT);
    assertThat(refused(() -> reports.correct(other, first.id(), "又错", TEXT, "")))
        .isEqualTo("reports.corrected");
    assertThat(refused(() -> reports.sign(drafter, second.id(), 1)))
        .isEqualTo("reports.samePerson");
    assertThat(reports.byId(first.id()).content()).isEqualTo(TEXT);
    assertThat(reports.versions(second))
        .extracting(Report::id)
        .containsExactly(first.id(), second.id());
    assertThatThrownBy(
            () ->
                db.sql("update report set corrects = null, why = null, version = 1 where id = :id")
                    .param("id", second.id())
                    .update())
        .hasMessageContaining("stays the one of its duty");
    assertThat(
            reports.owed(java.time.LocalDate.of(2021, 9, 1), java.time.LocalDate.of(2021, 9, 30)))
        .as("a correction is not a second report")
        .isEqualTo(new Reports.Owed(1, 1));
  }

  @Test
  void a_signer_who_writes_has_drafted_it() {
    var first = supervisor();
    var second = supervisor();
    var report = reports.draft(first, "RC-18", 2020, "Q3", TEXT, "");
    reports.change(second, report.id(), 1, TEXT, "");
    assertThat(refused(() -> reports.sign(second, report.id(), 2))).isEqualTo("reports.samePerson");
    reports.sign(first, report.id(), 2);
  }

  @Test
  void figures_are_those_of_the_rows_and_stay_as_they_were() {
    var today = reports.today();
    var duty = reports.duty("RC-10", today.getYear(), "M%02d".formatted(today.getMonthValue()));
    var before = reports.figures(duty);
    assertThat(before).isNotNull();
    assertThat(before.to()).isEqualTo(today);
    city.inReview("yjj");
    var after = reports.figures(duty);
    assertThat(after).isNotNull();
    assertThat(after.filed()).isEqualTo(before.filed() + 1);
    assertThat(after.accepted()).isEqualTo(before.accepted() + 1);
    assertThat(after.approved()).isEqualTo(before.approved());
    var report = reports.draft(supervisor(), "RC-10", duty.year(), duty.period(), TEXT, "");
    assertThat(report.figures()).isEqualTo(after);
    assertThat(report.due()).isNull();
    assertThat(report.isLate(today.plusYears(9))).isFalse();
    city.inReview("yjj");
    assertThat(reports.byId(report.id()).figures()).isEqualTo(after);
  }

  @Test
  void what_the_program_does_not_hold_is_missing_and_not_zero() {
    assertThat(reports.figures(reports.duty("RC-28", 2020, "Q1"))).isNull();
  }

  @Test
  void nobody_else_and_nothing_else() {
    var by = supervisor();
    assertThat(refused(() -> reports.draft(city.applicant(), "RC-17", 2020, "Q2", TEXT, "")))
        .isEqualTo("reports.notSupervisor");
    assertThat(refused(() -> reports.draft(by, "RC-17", 2020, "Q1", TEXT, "")))
        .isEqualTo("reports.noSuchDuty");
    assertThat(refused(() -> reports.draft(by, "RC-28", 2020, "Q1", TEXT, "")))
        .isEqualTo("reports.notOurs");
    assertThat(refused(() -> reports.draft(by, "RC-17", 2020, "Q2", " ", "")))
        .isEqualTo("reports.textMissing");
    assertThat(refused(() -> reports.draft(by, "RC-17", 2020, "Q2", TEXT, "9".repeat(20_001))))
        .isEqualTo("reports.figuresTooLong");
    assertThat(
            refused(
                () -> reports.draft(by, "RC-16", reports.today().getYear() + 1, "Q1", TEXT, "")))
        .isEqualTo("reports.notBegun");
    assertThat(refused(() -> reports.byId(UUID.randomUUID()))).isEqualTo("reports.noSuchReport");
    assertThat(reports.of(2020)).noneMatch(r -> r.ruleId().equals("RC-17"));
  }

  private Actor supervisor() {
    return people.having(Role.SUPERVISOR);
  }

  private static String refused(ThrowingCallable act) {
    var refused = catchThrowableOfType(Refusal.class, act);
    assertThat(refused).isNotNull();
    return refused instanceof Refusals several ? several.all().get(0).code() : refused.code();
  }
}
