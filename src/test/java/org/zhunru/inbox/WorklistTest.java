package org.zhunru.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhunru.IntegrationTest;
import org.zhunru.common.Refusal;
import org.zhunru.common.Word;
import org.zhunru.identity.Accounts;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Actors;
import org.zhunru.identity.Delegation;
import org.zhunru.identity.Delegations;
import org.zhunru.identity.Enterprises;
import org.zhunru.identity.People;
import org.zhunru.identity.Role;
import org.zhunru.identity.Seat;
import org.zhunru.identity.SeatKind;
import org.zhunru.inbox.Worklist.Filter;
import org.zhunru.inbox.Worklist.View;
import org.zhunru.web.RouteRecords;

@IntegrationTest
class WorklistTest {
  @Autowired Worklist worklist;
  private static final Seat HANDLER = new Seat("nyj", SeatKind.HANDLER);
  private static final Seat REVIEWER = new Seat("nyj", SeatKind.REVIEWER);

  @Autowired LostClaims lost;
  @Autowired Accounts accounts;
  @Autowired Enterprises enterprises;
  @Autowired Claims claims;
  @Autowired WorkItems items;
  @Autowired People people;
  @Autowired Actors actors;
  @Autowired Delegations delegations;
  @Autowired JdbcClient db;
  @Autowired Clock clock;
  @Autowired PlatformTransactionManager transactions;

  private final String mark = "列" + UUID.randomUUID().toString().substring(0, 8);
  private final Filter mine = new Filter(null, null, null, mark, false);
  private Actor handler;
  private Actor colleague;

  @BeforeEach
  void two_handlers_of_one_department() {
    handler = people.officer("nyj", SeatKind.HANDLER);
    colleague = people.officer("nyj", SeatKind.HANDLER);
  }

  private UUID open(Addressee to, Instant due) {
    var ref = UUID.randomUUID().toString();
    inTransaction(
        () ->
            items.open(
                UUID.randomUUID(),
                "DRAFT",
                ref,
                to,
                new Subject("joint-pre-approval", "2026-QTH-T", mark, "测试企业"),
                due == null ? null : new Due(due, false)));
    return db.sql("select id from work_item where task_ref = :ref")
        .param("ref", ref)
        .query(UUID.class)
        .single();
  }

  private UUID open() {
    return open(Addressee.seat("nyj", SeatKind.HANDLER), null);
  }

  private void inTransaction(Runnable act) {
    new TransactionTemplate(transactions).executeWithoutResult(status -> act.run());
  }

  private List<UUID> list(Actor actor, View view) {
    return worklist.list(actor, view, mine, null).rows().stream().map(WorkRow::id).toList();
  }

  @Test
  void open_work_of_my_seat_is_to_do_until_somebody_takes_it() {
    var item = open();
    assertThat(list(handler, View.TODO)).containsExactly(item);
    assertThat(list(colleague, View.TODO)).containsExactly(item);

    claims.take(handler, item);

    assertThat(list(handler, View.TODO)).containsExactly(item);
    assertThat(list(handler, View.CLAIMED)).containsExactly(item);
    assertThat(list(colleague, View.TODO)).isEmpty();
    assertThat(list(colleague, View.DEPARTMENT)).containsExactly(item);
  }

  @Test
  void work_of_other_seats_and_departments_is_not_mine() {
    open(Addressee.seat("nyj", SeatKind.HEAD), null);
    var other = open(Addressee.seat("tlj", SeatKind.HANDLER), null);
    assertThat(list(handler, View.TODO)).isEmpty();
    assertThat(list(handler, View.DEPARTMENT)).hasSize(1);
    assertThatThrownBy(() -> claims.find(handler, other)).hasMessageContaining("noSuchWork");
    assertThatThrownBy(() -> claims.take(handler, other)).hasMessageContaining("noSuchWork");
  }

  @Test
  void what_is_due_first_stands_first_and_paging_misses_and_doubles_nothing() {
    var random = new Random(42);
    var all = new ArrayList<UUID>();
    for (int i = 0; i < 25; i++) {
      all.add(
          open(
              Addressee.seat("nyj", SeatKind.HANDLER),
              clock.instant().plus(random.nextInt(20), ChronoUnit.DAYS)));
    }
    var seen = new ArrayList<WorkRow>();
    String cursor = null;
    do {
      var page = worklist.list(handler, View.TODO, mine, cursor, 4);
      seen.addAll(page.rows());
      if (seen.size() == 8) {
        open(Addressee.seat("nyj", SeatKind.HANDLER), clock.instant().minus(1, ChronoUnit.DAYS));
      }
      cursor = page.next();
    } while (cursor != null);
    assertThat(new HashSet<>(seen.stream().map(WorkRow::id).toList()))
        .isEqualTo(new HashSet<>(all))
        .hasSize(seen.size());
    assertThat(seen).isSortedAccordingTo(java.util.Comparator.comparing(WorkRow::sortAt));
  }

  @Test
  void a_deputy_finds_the_work_of_the_lent_seat_with_both_names_until_the_loan_ends() {
    var head = people.officer("nyj", SeatKind.HEAD);
    var item = open(Addressee.seat("nyj", SeatKind.HEAD), null);
    assertThat(list(handler, View.TODO)).isEmpty();
    var loan = lend(head, handler, LocalDate.now(clock));
    var deputy = actors.byId(handler.accountId());

    var row = worklist.list(deputy, View.TODO, mine, null).rows().get(0);
    assertThat(row.id()).isEqualTo(item);
    assertThat(row.why().lender()).isNotNull();
    assertThat(row.why().lender().name()).isEqualTo(head.name());
    claims.take(deputy, item);
    assertThat(claims.find(deputy, item).claim().forName()).isEqualTo(head.name());

    delegations.end(head, loan.id());
    assertThat(list(actors.byId(handler.accountId()), View.TODO)).isEmpty();
    lostAndFree(item, handler, head);
  }

  /** Nobody has it any more, and the work tells whose it was and why. */
  private void lostAndFree(UUID item, Actor before, Actor reader) {
    assertThat(claims.find(reader, item).claim()).isNull();
    var last = claims.notes(reader, item).get(claims.notes(reader, item).size() - 1);
    assertThat(last.byName()).isEqualTo(before.name());
    assertThat(last.act()).isEqualTo(Note.Act.RELEASED);
    assertThat(last.reason()).isEqualTo(Note.SEAT_LOST);
  }

  @Test
  void who_loses_the_seat_loses_what_they_took_on_there_and_nothing_else() {
    var security = people.having(Role.SECADMIN);
    accounts.assign(security, handler.accountId(), Set.of(), Set.of(HANDLER, REVIEWER));
    var both = actors.byId(handler.accountId());
    var item = open();
    var kept = open(Addressee.seat("nyj", SeatKind.REVIEWER), null);
    claims.take(both, item);
    claims.take(both, kept);

    accounts.assign(security, handler.accountId(), Set.of(), Set.of(REVIEWER));

    lostAndFree(item, handler, colleague);
    assertThat(list(colleague, View.TODO)).containsExactly(item);
    claims.take(colleague, item);
    assertThat(claims.find(colleague, kept).claimedBy(handler.accountId())).isTrue();
  }

  @Test
  void a_stopped_account_and_its_deputies_keep_no_work() {
    var head = people.officer("nyj", SeatKind.HEAD);
    var mine = open(Addressee.seat("nyj", SeatKind.HEAD), null);
    var lent = open(Addressee.seat("nyj", SeatKind.HEAD), null);
    claims.take(head, mine);
    lend(head, handler, LocalDate.now(clock));
    claims.take(actors.byId(handler.accountId()), lent);

    accounts.stop(people.having(Role.SYSADMIN), head.accountId(), "离职");

    lostAndFree(mine, head, colleague);
    lostAndFree(lent, handler, colleague);
  }

  @Test
  void a_seat_change_that_is_undone_leaves_the_claim() {
    var item = open();
    claims.take(handler, item);
    var security = people.having(Role.SECADMIN);
    assertThatThrownBy(
            () ->
                inTransaction(
                    () -> {
                      accounts.assign(security, handler.accountId(), Set.of(), Set.of(REVIEWER));
                      assertThat(claims.find(colleague, item).claim()).isNull();
                      throw new IllegalStateException("undone");
                    }))
        .hasMessage("undone");
    assertThat(claims.find(colleague, item).claimedBy(handler.accountId())).isTrue();
  }

  @Test
  void a_loan_whose_last_day_is_over_releases_what_was_taken_on_under_it() {
    var head = people.officer("nyj", SeatKind.HEAD);
    var item = open(Addressee.seat("nyj", SeatKind.HEAD), null);
    var loan = lend(head, handler, LocalDate.now(clock));
    claims.take(actors.byId(handler.accountId()), item);
    lost.sweep();
    assertThat(claims.find(colleague, item).claimedBy(handler.accountId())).isTrue();

    db.sql("update delegation set from_date = :day, to_date = :day where id = :id")
        .param("day", LocalDate.now(clock).minusDays(1))
        .param("id", loan.id())
        .update();
    lost.sweep();

    lostAndFree(item, handler, colleague);
  }

  @Test
  void who_no_longer_files_for_a_firm_loses_its_work() {
    var firm = enterprises.register("列名测试" + mark, RouteRecords.creditCode()).id();
    var filer = people.applicantOf(firm);
    var other = people.applicantOf(firm);
    var item = open(Addressee.applicantsOf(firm), null);
    claims.take(filer, item);

    enterprises.removeMember(people.having(Role.SECADMIN), firm, filer.accountId());

    lostAndFree(item, filer, other);
  }

  private Delegation lend(Actor from, Actor to, LocalDate day) {
    return delegations.grant(from, to.accountId(), "nyj", SeatKind.HEAD, day, day, "出差");
  }

  @RepeatedTest(5)
  void of_two_who_take_the_same_work_one_gets_it_and_the_other_is_told_who() throws Exception {
    var item = open();
    var barrier = new CyclicBarrier(2);
    var threads = Executors.newFixedThreadPool(2);
    try {
      var first = threads.submit(taking(handler, item, barrier));
      var second = threads.submit(taking(colleague, item, barrier));
      var answers = List.of(first.get(), second.get());
      assertThat(answers).containsOnlyOnce("taken");
      var winner = claims.find(handler, item).claim();
      var told = (Refusal) answers.stream().filter(a -> a instanceof Refusal).findFirst().get();
      assertThat(told.code()).isEqualTo("inbox.claimedByOther");
      assertThat(told.arguments().get(0)).isEqualTo(winner.name());
    } finally {
      threads.shutdownNow();
    }
  }

  private Callable<Object> taking(Actor who, UUID item, CyclicBarrier barrier) {
    return () -> {
      barrier.await();
      try {
        claims.take(who, item);
        return "taken";
      } catch (Refusal refused) {
        return refused;
      }
    };
  }

  @Test
  void what_a_colleague_has_is_taken_over_with_a_reason_that_stays() {
    var item = open();
    claims.take(handler, item);
    assertThatThrownBy(() -> claims.take(colleague, item))
        .hasMessageContaining("inbox.claimedByOther");
    assertThatThrownBy(() -> claims.reassign(colleague, item, colleague.accountId(), " "))
        .hasMessageContaining("inbox.reasonMissing");

    claims.reassign(colleague, item, colleague.accountId(), "张三休假");

    assertThat(list(colleague, View.CLAIMED)).containsExactly(item);
    assertThat(claims.notes(colleague, item))
        .extracting(Note::act, Note::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Note.Act.CLAIMED, ""),
            org.assertj.core.groups.Tuple.tuple(Note.Act.REASSIGNED, "张三休假"));
  }

  @Test
  void work_goes_only_to_somebody_who_can_do_it() {
    var item = open();
    var stranger = people.officer("tlj", SeatKind.HANDLER);
    assertThatThrownBy(() -> claims.reassign(handler, item, stranger.accountId(), "请代办"))
        .hasMessageContaining("inbox.cannotDoIt");
  }

  @Test
  void released_work_is_everybodys_again() {
    var item = open();
    claims.take(handler, item);
    claims.release(handler, item);
    assertThat(list(colleague, View.TODO)).containsExactly(item);
  }

  @Test
  void what_is_done_is_told_with_who_and_how() {
    var item = open();
    var row = claims.find(handler, item);
    var ref =
        db.sql("select task_ref from work_item where id = :id")
            .param("id", item)
            .query(String.class)
            .single();
    inTransaction(() -> items.done(ref, handler, "REVIEW"));
    assertThat(list(handler, View.DONE)).containsExactly(item);
    assertThatThrownBy(() -> claims.ensureMine(colleague, row.caseId(), "DRAFT", "nyj"))
        .isInstanceOfSatisfying(
            Refusal.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("inbox.doneAlready");
              assertThat(refused.arguments().get(0)).isEqualTo(handler.name());
            });
  }

  @Test
  void cancelled_work_is_told_as_cancelled_and_why() {
    var item = open();
    var row = claims.find(handler, item);
    inTransaction(() -> items.cancelAll(row.caseId(), "WITHDRAWN"));
    assertThatThrownBy(() -> claims.ensureMine(handler, row.caseId(), "DRAFT", "nyj"))
        .isInstanceOfSatisfying(
            Refusal.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("inbox.cancelled");
              assertThat(refused.arguments().get(0))
                  .isEqualTo(new Word("work.cancelled.WITHDRAWN", "WITHDRAWN"));
            });
    assertThatThrownBy(() -> claims.take(handler, item)).hasMessageContaining("inbox.cancelled");
  }

  @Test
  void whoever_acts_on_free_work_takes_it_by_the_way() {
    var item = open();
    var caseId = claims.find(handler, item).caseId();
    claims.ensureMine(handler, caseId, "DRAFT", "nyj");
    assertThat(list(handler, View.CLAIMED)).containsExactly(item);
    assertThatThrownBy(() -> claims.ensureMine(colleague, caseId, "DRAFT", "nyj"))
        .hasMessageContaining("inbox.claimedByOther");
  }

  @Test
  void new_work_is_unread_until_it_was_looked_at() {
    var item = open();
    var unread = new Filter(null, null, null, mark, true);
    assertThat(worklist.list(handler, View.TODO, unread, null).rows()).hasSize(1);
    claims.markRead(handler, item);
    assertThat(worklist.list(handler, View.TODO, unread, null).rows()).isEmpty();
    assertThat(worklist.list(colleague, View.TODO, unread, null).rows()).hasSize(1);
  }

  @Test
  void a_followed_case_shows_its_open_and_its_ended_work() {
    var item = open();
    var caseId = claims.find(handler, item).caseId();
    claims.follow(handler, caseId);
    assertThat(list(handler, View.FOLLOWED)).containsExactly(item);
    inTransaction(() -> items.cancelAll(caseId, "WITHDRAWN"));
    assertThat(list(handler, View.FOLLOWED)).containsExactly(item);
    claims.unfollow(handler, caseId);
    assertThat(list(handler, View.FOLLOWED)).isEmpty();
  }

  @Test
  void an_empty_seat_is_an_alarm() {
    // Nobody in the joint-review office is a handler.
    var lead = people.officer("lhsp", SeatKind.HEAD);
    var item = open(Addressee.seat("lhsp", SeatKind.HANDLER), null);
    var caseId = claims.find(lead, item).caseId();
    assertThat(claims.ofCase(lead, caseId).get(0).nobody()).isTrue();

    var filled = open();
    assertThat(claims.ofCase(handler, claims.find(handler, filled).caseId()).get(0).nobody())
        .isFalse();
  }

  @Test
  void counts_end_at_a_hundred() {
    assertThat(worklist.counts(handler).values()).allMatch(n -> n <= Worklist.MANY);
  }

  @Test
  void a_cursor_that_was_tampered_with_is_refused() {
    assertThatThrownBy(() -> worklist.list(handler, View.TODO, mine, "%%%"))
        .hasMessageContaining("inbox.badCursor");
  }
}
