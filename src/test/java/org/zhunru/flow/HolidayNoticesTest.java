package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhunru.IntegrationTest;
import org.zhunru.calendar.YearStatus;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import org.zhunru.identity.Actor;
import org.zhunru.identity.SeatKind;
import org.zhunru.inbox.WorkRow;
import org.zhunru.inbox.Worklist;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Matter;
import org.zhunru.supervision.CaseClock;
import org.zhunru.supervision.ClockChanges;
import org.zhunru.supervision.ClockMove;
import org.zhunru.supervision.Clocks;
import org.zhunru.supervision.DueSweep;
import org.zhunru.supervision.HolidayNotice;
import org.zhunru.supervision.HolidayNotices;
import org.zhunru.supervision.Recomputation;

/** Holiday notices: entered by one, released by another, and followed by every running clock. */
@IntegrationTest
class HolidayNoticesTest {
  private static final String TITLE = "国务院办公厅关于节假日安排的通知（测试）";

  @Autowired City city;
  @Autowired Announcements announcements;
  @Autowired HolidayNotices notices;
  @Autowired Recomputation recomputation;
  @Autowired Clocks clocks;
  @Autowired Worklist worklist;
  @Autowired ClockChanges changes;
  @Autowired DueSweep sweep;
  @Autowired Invariants invariants;
  @Autowired JdbcClient db;
  @Autowired PlatformTransactionManager transactions;
  @Autowired Clock clock;

  @Test
  void everything_wrong_is_told_at_once_and_nothing_is_kept() {
    int before = notices.all().size();
    assertThat(
            codes(
                () ->
                    notices.enter(
                        editor(), new HolidayNotices.Typed("2099", " ", "2099-01-01 放假 元旦"))))
        .containsExactly("year calendar.noticeYear", "title calendar.titleMissing");
    int year = today().getYear();
    assertThat(
            codes(
                () ->
                    notices.enter(
                        editor(),
                        new HolidayNotices.Typed(
                            String.valueOf(year), "", year + "-01-01 放假\nx 放假 春节"))))
        .containsExactly(
            "title calendar.titleMissing",
            "text calendar.typedWrong",
            "text calendar.dateMalformed");
    assertThat(
            codes(
                () ->
                    notices.enter(
                        editor(), new HolidayNotices.Typed(String.valueOf(year), TITLE, " "))))
        .containsExactly("text calendar.textMissing");
    assertThat(notices.all()).hasSize(before);
  }

  @Test
  void files_are_read_in_the_encodings_that_spreadsheets_write() {
    var text = "date,kind,name_zh,source,confidence\n2026-01-01,holiday,元旦,通知,high\n";
    assertThat(HolidayNotices.textOf(text.getBytes(Charset.forName("GBK")))).isEqualTo(text);
    assertThat(HolidayNotices.textOf(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(text);
    refused("policy.fileEmpty", () -> HolidayNotices.textOf(new byte[0]));
    refused("policy.notText", () -> HolidayNotices.textOf(new byte[] {1, 0, (byte) 0xFF}));
  }

  @Test
  void who_enters_does_not_release_and_what_was_released_is_never_changed() {
    rolledBack(
        () -> {
          var day = clocks.calendar().nextWorkingDay(today());
          refused("calendar.notEditor", () -> announcements.entered(approver(), TITLE, day));
          var notice = announcements.entered(editor(), TITLE, day);
          refused("calendar.notApprover", () -> release(editor(), notice));
          refused("calendar.noticeState", () -> release(approver(), notice));
          notices.submit(editor(), notice.id());
          refused("calendar.noteMissing", () -> notices.giveBack(approver(), notice.id(), " "));
          refused(
              "calendar.noticeOvertaken",
              () -> notices.release(approver(), notice.id(), "of another wording", ""));
          notices.giveBack(approver(), notice.id(), "请核对除夕");
          refused("calendar.noticeState", () -> release(approver(), notice));
          notices.submit(editor(), notice.id());
          release(approver(), notice);

          var released = notices.byId(notice.id());
          assertThat(released.state()).isEqualTo(HolidayNotice.State.RELEASED);
          assertThat(released.edition()).isEqualTo(clocks.calendar().edition());
          assertThat(clocks.calendar().isWorkingDay(day)).isFalse();
          refused("calendar.noticeState", () -> notices.withdraw(editor(), notice.id()));
          var again = announcements.entered(editor(), TITLE, day);
          refused("calendar.noticeSame", () -> notices.submit(editor(), again.id()));
        });
    assertThatThrownBy(
            () ->
                rolledBack(
                    () -> {
                      var notice = announcements.released(TITLE, today().plusDays(1));
                      db.sql("update holiday_notice set title = 'x' where id = :id")
                          .param("id", notice.id())
                          .update();
                    }))
        .hasMessageContaining("never changed");
    assertThatThrownBy(
            () ->
                rolledBack(
                    () -> {
                      var notice = announcements.entered(editor(), TITLE);
                      db.sql(
                              """
                              update holiday_notice set state = 'RELEASED', edition = 1,
                                reviewed_by = drafted_by where id = :id
                              """)
                          .param("id", notice.id())
                          .update();
                    }))
        .hasMessageContaining("holiday_notice");
  }

  @Test
  void a_holiday_announced_for_tomorrow_moves_what_runs_once_and_says_why() {
    var id = city.inReview("yjj");
    var was = one(id, Matter.Term.REVIEW);
    var over = one(id, Matter.Term.ACCEPTANCE);
    var tomorrow = clocks.calendar().nextWorkingDay(today());
    rolledBack(
        () -> {
          var notice = announcements.entered(editor(), TITLE, tomorrow);
          var effect = notices.effect(notice);
          assertThat(effect.days()).anyMatch(c -> c.after().date().equals(tomorrow) && c.counts());
          assertThat(effect.clocks())
              .anyMatch(m -> m.term() == Matter.Term.REVIEW && m.from().equals(was.dueOn()));
          notices.submit(editor(), notice.id());
          release(approver(), notice);
          var calendar = clocks.calendar();
          clocks.recompute(id, calendar);

          var now = one(id, Matter.Term.REVIEW);
          assertThat(now.dueOn())
              .isEqualTo(calendar.addWorkingDays(was.startedOn(), 5))
              .isAfter(was.dueOn());
          assertThat(now.sheet().due()).isEqualTo(now.dueOn());
          assertThat(workDue(id)).isEqualTo(now.dueAt().toString());
          assertThat(one(id, Matter.Term.ACCEPTANCE).dueOn()).isEqualTo(over.dueOn());
          assertThat(moves(id, was))
              .extracting(ClockMove::from, ClockMove::to, ClockMove::notices)
              .containsExactly(
                  org.assertj.core.groups.Tuple.tuple(was.dueOn(), now.dueOn(), List.of(TITLE)));
          assertThat(reasons(id)).contains(TITLE);
          // The applicants are told of the whole, not of what departments have among themselves.
          assertThat(told(city.applicant(), id)).containsExactly("WHOLE");
          assertThat(notices.moved(notices.byId(notice.id())))
              .anyMatch(m -> m.from().equals(was.dueOn()) && m.to().equals(now.dueOn()));
          invariants.hold(id);

          assertThat(clocks.recompute(id, calendar)).isZero();
          assertThat(moves(id, was)).hasSize(1);
        });
    assertThat(one(id, Matter.Term.REVIEW).dueOn()).isEqualTo(was.dueOn());
    assertThat(clocks.calendar().isWorkingDay(tomorrow)).isTrue();
  }

  @Test
  void across_the_end_of_the_year_a_provisional_date_becomes_official() {
    int next = today().getYear() + 1;
    var id = city.inReview("yjj");
    rolledBack(
        () -> {
          // The five days end in January.
          started(id, LocalDate.of(next - 1, 12, 28));
          var was = one(id, Matter.Term.REVIEW);
          assertThat(was.provisional())
              .isEqualTo(clocks.calendar().year(next) != YearStatus.OFFICIAL);
          assertThat(was.dueOn().getYear()).isEqualTo(next);
          announcements.released(TITLE, was.dueOn());
          clocks.recompute(id, clocks.calendar());

          var now = one(id, Matter.Term.REVIEW);
          assertThat(now.provisional()).isFalse();
          assertThat(now.dueOn()).isEqualTo(clocks.calendar().nextWorkingDay(was.dueOn()));
          assertThat(moves(id, was)).hasSize(1);
        });
  }

  @Test
  void work_across_the_end_of_the_year_is_due_for_sure_once_the_notice_is_out() {
    int year = today().getYear();
    var id = city.inReview("yjj");
    city.agree(id, "yjj");
    rolledBack(
        () -> {
          db.sql("update legal_clock set started_on = :on where case_id = :id and term = 'WHOLE'")
              .param("on", LocalDate.of(year, 12, 1))
              .param("id", id.value())
              .update();
          clocks.recompute(id, clocks.calendar());
          var was = one(id, Matter.Term.WHOLE);
          assertThat(decision(id).dueAt()).isEqualTo(was.dueAt());
          assertThat(decision(id).provisional())
              .isEqualTo(clocks.calendar().year(year + 1) != YearStatus.OFFICIAL);
          announcements.released(TITLE, LocalDate.of(year + 1, 12, 1));
          clocks.recompute(id, clocks.calendar());

          assertThat(decision(id).dueAt()).isEqualTo(was.dueAt());
          assertThat(decision(id).provisional()).isFalse();
          // That it came back to the same day is no news.
          assertThat(moves(id, was)).hasSize(1);
        });
  }

  private WorkRow decision(CaseId id) {
    return worklist.ofCases(city.lead(), List.of(id.value())).get(id.value()).get(0);
  }

  @Test
  void what_was_told_stays_told_and_the_light_goes_back() {
    var id = city.inReview("yjj");
    var day = clocks.calendar().addWorkingDays(today(), -1);
    started(id, clocks.calendar().addWorkingDays(day, -5));
    sweep.sweep(clock.instant());
    var told = told(id);
    assertThat(told).contains("LATE");
    assertThat(one(id, Matter.Term.REVIEW).light()).isEqualTo(CaseClock.Light.LATE);
    rolledBack(
        () -> {
          // The last day turns out to have been a holiday.
          announcements.released(TITLE, day);
          clocks.recompute(id, clocks.calendar());

          var now = one(id, Matter.Term.REVIEW);
          assertThat(now.dueOn()).isEqualTo(clocks.calendar().nextWorkingDay(day));
          assertThat(now.light()).isEqualTo(CaseClock.Light.NEAR);
          assertThat(told(id)).isEqualTo(told);
          assertThat(nextAt(id)).isNotNull();
          assertThat(rung(id)).isZero();
        });
  }

  @Test
  void what_stands_still_follows_the_calendar_when_it_goes_on() {
    var id = city.inReview("yjj");
    rolledBack(
        () -> {
          var start = clocks.calendar().addWorkingDays(today(), -3);
          started(id, start);
          var was = one(id, Matter.Term.REVIEW);
          var head = city.seat("yjj", SeatKind.HEAD);
          changes.suspend(
              head, id, was.id(), new ClockChanges.Stop(today(), null, "TL-GL-08", "专家评审", 15));
          var still = one(id, Matter.Term.REVIEW);
          announcements.released(TITLE, still.dueOn());
          changes.resume(head, id, was.id(), today());

          var now = one(id, Matter.Term.REVIEW);
          assertThat(now.dueOn()).isEqualTo(clocks.calendar().nextWorkingDay(still.dueOn()));
          assertThat(moves(id, was)).hasSize(1);
          assertThat(clocks.recompute(id, clocks.calendar())).isZero();
        });
  }

  @Test
  void nodes_at_once_one_killed_in_the_middle_and_a_clock_set_back_move_each_date_once()
      throws Exception {
    var ids = new ArrayList<CaseId>();
    for (int i = 0; i < 3; i++) {
      ids.add(city.inReview("yjj", "sthj"));
    }
    var tomorrow = clocks.calendar().nextWorkingDay(today());
    var due = one(ids.get(0), Matter.Term.REVIEW).dueOn();
    try {
      announcements.released(TITLE, tomorrow);
      rolledBack(() -> clocks.recompute(ids.get(0), clocks.calendar()));
      assertThat(clocks.moves(ids.get(0))).isEmpty();
      recomputation.catchUp(1);

      var together = new CyclicBarrier(2);
      Callable<Integer> node =
          () -> {
            together.await();
            return recomputation.catchUp(Integer.MAX_VALUE);
          };
      var nodes = Executors.newFixedThreadPool(2);
      try {
        for (var result : nodes.invokeAll(Collections.nCopies(2, node))) {
          result.get();
        }
      } finally {
        nodes.shutdown();
      }
      sweep.sweep(clock.instant().minus(Duration.ofHours(1)));

      assertThat(recomputation.catchUp(Integer.MAX_VALUE)).isZero();
      for (var id : ids) {
        assertThat(clocks.ofCase(id))
            .filteredOn(c -> c.term() == Matter.Term.REVIEW)
            .hasSize(2)
            .allMatch(c -> c.dueOn().isAfter(due) && c.dueOn().equals(c.sheet().due()))
            .allMatch(c -> moves(id, c).size() == 1);
        assertThat(reasons(id).stream().filter(TITLE::equals)).hasSizeGreaterThanOrEqualTo(2);
      }
    } finally {
      announcements.forget();
    }
    assertThat(one(ids.get(0), Matter.Term.REVIEW).dueOn()).isEqualTo(due);
  }

  private void release(Actor by, HolidayNotice notice) {
    notices.release(by, notice.id(), notice.sha256(), "");
  }

  private void rolledBack(Runnable act) {
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status -> {
              status.setRollbackOnly();
              act.run();
            });
  }

  private static void refused(String code, ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo(code));
  }

  private static List<String> codes(ThrowingCallable act) {
    var refusal = catchThrowableOfType(Refusal.class, act);
    var all = refusal instanceof Refusals several ? several.all() : List.of(refusal);
    return all.stream().map(r -> r.field() + " " + r.code()).toList();
  }

  /** As if the department had been called that day. */
  private void started(CaseId id, LocalDate on) {
    var deadline = clocks.calendar().addWorkingDays(on, 5);
    db.sql(
            """
            update legal_clock set started_on = :on, due_on = :due, rung = 0, next_at = now(),
              due_at = (cast(:due as date) + 1)::timestamp at time zone 'Asia/Shanghai',
              provisional = :provisional
            where case_id = :id and term = 'REVIEW'
            """)
        .param("on", on)
        .param("due", deadline)
        .param("provisional", clocks.calendar().year(deadline.getYear()) != YearStatus.OFFICIAL)
        .param("id", id.value())
        .update();
  }

  private CaseClock one(CaseId id, Matter.Term term) {
    return clocks.ofCase(id).stream().filter(c -> c.term() == term).findFirst().orElseThrow();
  }

  private List<ClockMove> moves(CaseId id, CaseClock of) {
    return clocks.moves(id).getOrDefault(of.id(), List.of());
  }

  private List<String> reasons(CaseId id) {
    return db.sql(
            """
            select details ->> 'reason' from audit_entry
            where case_id = :id and act like 'clock.moved%' order by id
            """)
        .param("id", id.value())
        .query(String.class)
        .list();
  }

  private List<String> told(CaseId id) {
    return db.sql("select kind from clock_notice where case_id = :id order by at, rung, kind")
        .param("id", id.value())
        .query(String.class)
        .list();
  }

  private List<String> told(Actor whom, CaseId id) {
    return db.sql(
            """
            select details ->> 'term' from notice
            where account_id = :who and case_id = :id and kind = 'MOVED' order by at
            """)
        .param("who", whom.accountId())
        .param("id", id.value())
        .query(String.class)
        .list();
  }

  private int rung(CaseId id) {
    return db.sql("select rung from legal_clock where case_id = :id and term = 'REVIEW'")
        .param("id", id.value())
        .query(Integer.class)
        .single();
  }

  private Object nextAt(CaseId id) {
    return db.sql("select next_at from legal_clock where case_id = :id and term = 'REVIEW'")
        .param("id", id.value())
        .query()
        .singleRow()
        .get("next_at");
  }

  private String workDue(CaseId id) {
    return db.sql("select due_at from work_item where case_id = :id and kind = 'DRAFT'")
        .param("id", id.value())
        .query(OffsetDateTime.class)
        .single()
        .toInstant()
        .toString();
  }

  private Actor editor() {
    return city.person("demo-policy-editor");
  }

  private Actor approver() {
    return city.person("demo-policy-approver");
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }
}
