package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhunru.IntegrationTest;
import org.zhunru.common.Refusals;
import org.zhunru.decision.DocumentAccess;
import org.zhunru.identity.Actor;
import org.zhunru.identity.People;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.CaseId;
import org.zhunru.notices.Kind;
import org.zhunru.notices.Notices;
import org.zhunru.supervision.Clocks;
import org.zhunru.supervision.DueSweep;
import org.zhunru.supervision.SupervisionLetter;
import org.zhunru.supervision.SupervisionLetter.State;
import org.zhunru.supervision.SupervisionLetters;
import org.zhunru.supervision.SupervisionLetters.Draft;
import org.zhunru.supervision.SupervisionLetters.Filter;

/** Supervision letters: numbered, told, replied to within days that a person set, closed. */
@IntegrationTest
class SupervisionLettersTest {
  @Autowired City city;
  @Autowired SupervisionLetters letters;
  @Autowired DueSweep sweep;
  @Autowired Clocks clocks;
  @Autowired DocumentAccess access;
  @Autowired Notices notices;
  @Autowired People people;
  @Autowired JdbcClient db;
  @Autowired Clock clock;

  private Actor supervisor() {
    return city.person("demo-supervisor");
  }

  private Actor head() {
    return city.seat("yjj", SeatKind.HEAD);
  }

  private static Draft draft(Integer days) {
    return new Draft(null, "yjj", "办理情况", List.of(), "请说明原因。", days);
  }

  private SupervisionLetter letter(UUID id) {
    return letters.byId(supervisor(), id);
  }

  @Test
  void a_letter_is_numbered_told_replied_to_and_closed() {
    var id = city.inReview("yjj", "sthj");
    var told = people.officer("yjj", SeatKind.HEAD);
    var first = letters.issue(supervisor(), id, draft(5));
    var second = letters.issue(supervisor(), id, draft(3));
    var letter = letter(first);
    assertThat(letter.number()).matches("七督〔\\d{4}〕\\d+号");
    assertThat(sequence(letter(second))).isEqualTo(sequence(letter) + 1);
    assertThat(letter.replyBy())
        .isEqualTo(clocks.calendar().addWorkingDays(LocalDate.now(clock), 5));
    var paper = city.documents.byId(letter.document());
    assertThat(paper.number()).isEqualTo(letter.number());
    assertThat(access.mayRead(supervisor(), paper)).isTrue();
    assertThat(access.mayRead(head(), paper)).isTrue();
    assertThat(access.mayRead(city.seat("sthj", SeatKind.HEAD), paper)).isFalse();
    assertThat(access.mayRead(city.lead(), paper)).isFalse();
    assertThat(access.mayRead(city.applicant(), paper)).isFalse();
    assertThat(notices.of(told, null).rows())
        .filteredOn(n -> n.kind() == Kind.LETTER)
        .extracting(n -> n.href())
        .contains("/letters/" + first);

    refused("letter.notReplied", () -> letters.close(supervisor(), first, "办结"));
    refused(
        "letter.notYourSeat",
        () -> letters.reply(city.seat("yjj", SeatKind.REVIEWER), first, "已查"));
    refused("letter.unknown", () -> letters.reply(city.seat("sthj", SeatKind.HEAD), first, "已查"));
    refused("letter.unknown", () -> letters.byId(city.lead(), first));
    refused("letter.replyMissing", () -> letters.reply(head(), first, " "));
    letters.reply(head(), first, "已查明，系疏忽。");
    refused("letter.notNow", () -> letters.reply(head(), first, "补充"));
    assertThat(letters.isLate(letter(first))).isFalse();
    refused("letter.notSupervisor", () -> letters.close(head(), first, "办结"));
    refused("letter.remarkMissing", () -> letters.close(supervisor(), first, ""));
    letters.close(supervisor(), first, "已整改。");
    refused("letter.notNow", () -> letters.close(supervisor(), first, "再办结"));
    assertThat(letter(first).state()).isEqualTo(State.CLOSED);
    assertThat(acts(first)).containsExactly("letter.issued", "letter.replied", "letter.closed");
    assertThatThrownBy(
            () ->
                db.sql("update supervision_letter set remark = 'x' where id = :id")
                    .param("id", first)
                    .update())
        .isInstanceOf(DataAccessException.class);
  }

  private static int sequence(SupervisionLetter letter) {
    return Integer.parseInt(letter.number().replaceAll(".*〕(\\d+)号", "$1"));
  }

  private List<String> acts(UUID id) {
    return db.sql(
            """
            select act from audit_entry where case_id is null and details ->> 'letter' = :id
            order by id
            """)
        .param("id", id.toString())
        .query(String.class)
        .list();
  }

  @Test
  void who_writes_and_to_whom() {
    var id = city.inReview("yjj");
    refused("letter.notSupervisor", () -> letters.issue(city.lead(), id, draft(5)));
    refused("letter.notSupervisor", () -> letters.issue(city.applicant(), id, draft(5)));
    refused(
        "letter.addressee",
        () ->
            letters.issue(supervisor(), id, new Draft(null, "nyj", "办理情况", List.of(), "请说明。", 5)));
    refused("letter.days", () -> letters.issue(supervisor(), id, draft(null)));
    refused("letter.days", () -> letters.issue(supervisor(), id, draft(61)));
    refused(
        "letter.demandsMissing",
        () -> letters.issue(supervisor(), id, new Draft(null, "yjj", "", List.of(), " ", 5)));
    var both = people.having("supervisor");
    db.sql("insert into account_seat (account_id, department, kind) values (:who, 'yjj', 'HEAD')")
        .param("who", both.accountId())
        .update();
    refused(
        "letter.ownDepartment",
        () -> letters.issue(city.actors.byId(both.accountId()), id, draft(5)));
    letters.issue(
        supervisor(), id, new Draft(null, Actor.LEAD_OFFICE, "办理情况", List.of("一条"), "请说明。", 5));
    assertThat(letters.ofCase(city.lead(), id)).hasSize(1);
    assertThat(letters.ofCase(head(), id)).isEmpty();
    assertThat(letters.ofCase(city.applicant(), id)).isEmpty();
  }

  @Test
  void lateness_is_urged_once_each_and_a_late_reply_stays_late() {
    var id = city.inReview("yjj");
    var one = letters.issue(supervisor(), id, draft(5));
    var calendar = clocks.calendar();
    var today = LocalDate.now(clock);
    sweep.sweep(clock.instant());
    assertThat(urged(one)).as("five working days ahead").isEmpty();
    due(one, calendar.addWorkingDays(today, 1));
    sweep.sweep(clock.instant());
    sweep.sweep(clock.instant());
    assertThat(urged(one)).containsExactly("letter.near.head");
    due(one, today);
    sweep.sweep(clock.instant());
    assertThat(urged(one)).as("its last day is not over").hasSize(1);
    due(one, today.minusDays(1));
    sweep.sweep(clock.instant());
    assertThat(urged(one)).startsWith("letter.near.head", "letter.urged.head");
    due(one, calendar.addWorkingDays(today, -2));
    sweep.sweep(clock.instant());
    assertThat(urged(one))
        .containsExactly("letter.near.head", "letter.urged.head", "letter.urged.supervisor");
    assertThat(
            notices.of(head(), null).rows().stream()
                .filter(n -> n.href().equals("/letters/" + one))
                .map(n -> n.kind()))
        .contains(Kind.LETTER, Kind.CLOCK_NEAR, Kind.CLOCK_LATE);
    assertThat(
            notices.of(supervisor(), null).rows().stream()
                .filter(n -> n.href().equals("/letters/" + one))
                .map(n -> n.kind()))
        .as("those who can close it")
        .containsExactlyInAnyOrder(Kind.CLOCK_NEAR, Kind.CLOCK_LATE);

    due(one, today);
    assertThat(letters.isLate(letter(one))).isFalse();
    var late = overdue(id);
    assertThat(letters.isLate(letter(late))).isTrue();
    assertThat(letters.list(supervisor(), new Filter("yjj", State.ISSUED, true), null).rows())
        .extracting(SupervisionLetter::id)
        .contains(late)
        .doesNotContain(one);
    assertThat(letters.overdue(head())).isPositive();
    letters.reply(head(), late, "迟复为歉。");
    assertThat(letters.isLate(letter(late))).as("replied, but late").isTrue();
    assertThat(letters.list(supervisor(), new Filter("yjj", State.REPLIED, true), null).rows())
        .extracting(SupervisionLetter::id)
        .contains(late);

    var silent = overdue(id);
    letters.close(supervisor(), silent, "逾期未答复，另行处理。");
    assertThat(letter(silent).state()).isEqualTo(State.CLOSED);
  }

  /** A letter whose last day was yesterday. */
  private UUID overdue(CaseId id) {
    var one = letters.issue(supervisor(), id, draft(1));
    due(one, LocalDate.now(clock).minusDays(1));
    return one;
  }

  /** As if it had that last day. */
  private void due(UUID id, LocalDate day) {
    db.sql("alter table supervision_letter disable trigger supervision_letter_is_kept").update();
    db.sql("update supervision_letter set reply_by = :day where id = :id")
        .param("day", day)
        .param("id", id)
        .update();
    db.sql("alter table supervision_letter enable trigger supervision_letter_is_kept").update();
  }

  private List<String> urged(UUID id) {
    return acts(id).stream().filter(a -> !a.equals("letter.issued")).toList();
  }

  private static void refused(String code, ThrowingCallable act) {
    assertThatThrownBy(act)
        .satisfies(
            e ->
                assertThat(e instanceof Refusals several ? several.all().toString() : e.toString())
                    .contains(code));
  }
}
