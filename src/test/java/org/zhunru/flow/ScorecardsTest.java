package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhunru.IntegrationTest;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import org.zhunru.decision.Documents;
import org.zhunru.identity.Actor;
import org.zhunru.identity.People;
import org.zhunru.identity.Role;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.CaseId;
import org.zhunru.supervision.PastSteps;
import org.zhunru.supervision.Quarter;
import org.zhunru.supervision.Scorecard;
import org.zhunru.supervision.Scorecards;

/** Cards of departments: reckoned, objected to, answered, signed by another one, and kept. */
@IntegrationTest
class ScorecardsTest {
  private static final LocalDate DUE = LocalDate.of(2018, 2, 1); // a Thursday

  @Autowired Scorecards cards;
  @Autowired PastSteps steps;
  @Autowired People people;
  @Autowired City city;
  @Autowired Documents documents;
  @Autowired JdbcClient db;

  /** Three on time, one late by two working days, one never given. */
  private Scorecard made(Quarter quarter, String department) {
    CaseId of = steps.someCase();
    var due = quarter.from().plusDays(31);
    for (int took : new int[] {2, 3, 5}) {
      steps.opinion(of, department, due, due, took);
    }
    steps.opinion(of, department, due, due.plusDays(7), 7);
    steps.opinion(of, department, quarter.to().minusDays(5), null, 0);
    cards.compute(quarter);
    steps.closeOpen();
    return cards.find(city.lead(), quarter, department).orElseThrow();
  }

  @Test
  void a_card_is_reckoned_out_of_the_rows_of_the_quarter_and_of_no_other() {
    var quarter = new Quarter(2018, 1);
    CaseId of = steps.someCase();
    steps.opinion(of, "swj", DUE, DUE, 3);
    steps.opinion(of, "swj", DUE, LocalDate.of(2018, 2, 5), 7); // Monday: 2 working days late
    steps.opinion(of, "swj", DUE, LocalDate.of(2018, 4, 1), 9); // finished in the next quarter
    steps.opinion(of, "swj", LocalDate.of(2018, 3, 31), LocalDate.of(2018, 3, 31), 5);
    steps.opinion(of, "swj", LocalDate.of(2017, 12, 31), LocalDate.of(2017, 12, 31), 5);
    steps.opinion(of, "swj", LocalDate.of(2018, 4, 1), null, 0);
    cards.compute(quarter);
    steps.closeOpen();
    var card = cards.find(city.lead(), quarter, "swj").orElseThrow();
    assertThat(card.state()).isEqualTo(Scorecard.State.DRAFT);
    assertThat(value(card, "CLOSED")).isEqualTo("3");
    assertThat(value(card, "ON_TIME")).as("2 of 4 late").isEqualTo("50");
    assertThat(value(card, "MEDIAN")).as("3/5, 5/5, 7/5").isEqualTo("100");
    assertThat(value(card, "OVERDUE")).isEqualTo("1");
    assertThat(card.item("OVERTURNED").orElseThrow().value()).isNull();
    assertThat(card.item("OVERTURNED").orElseThrow().mark()).isNull();
    assertThat(cards.rows(card, "LATE_DAYS")).extracting(Scorecard.Row::n).contains(0L, 2L);
    assertThat(cards.rows(card, "ON_TIME"))
        .hasSize(4)
        .allMatch(r -> r.caseId().equals(of))
        .filteredOn(r -> r.ended() == null)
        .hasSize(1);
    assertThat(cards.again(card, false).mark()).isEqualTo(card.computed().mark());
    assertThat(cards.compute(quarter)).as("made once").isZero();
    assertThat(cards.find(city.lead(), quarter, "tlj")).as("no case, no card").isEmpty();
    assertThat(cards.find(city.lead(), quarter.plus(-1), "swj"))
        .as("nobody has asked for that quarter")
        .isEmpty();
    assertThat(refused(() -> cards.compute(cards.running()))).isEqualTo("scorecards.notOver");
    assertThat(notices("SCORECARD_OUT", quarter, "swj", city.seat("swj", SeatKind.HEAD)))
        .isEqualTo(1);
  }

  @Test
  void two_nodes_make_one_card() throws Exception {
    var quarter = new Quarter(2018, 2);
    steps.opinion(steps.someCase(), "jtj", LocalDate.of(2018, 5, 2), LocalDate.of(2018, 5, 2), 3);
    var barrier = new CyclicBarrier(2);
    Callable<Integer> node =
        () -> {
          barrier.await();
          return cards.compute(quarter);
        };
    try (var nodes = new Nodes()) {
      var first = nodes.pool.submit(node);
      var second = nodes.pool.submit(node);
      assertThat(first.get() + second.get())
          .isEqualTo(cards.of(city.lead(), quarter).size())
          .isPositive();
    }
    assertThat(
            db.sql("select count(*) from audit_entry where details ->> 'scorecard' = '2018-Q2/jtj'")
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  private static final class Nodes implements AutoCloseable {
    private final java.util.concurrent.ExecutorService pool = Executors.newFixedThreadPool(2);

    @Override
    public void close() {
      pool.shutdown();
    }
  }

  @Test
  void only_the_head_objects_only_supervisors_answer_and_another_one_signs() {
    var quarter = new Quarter(2018, 3);
    var card = made(quarter, "qxj");
    var head = city.seat("qxj", SeatKind.HEAD);
    var first = supervisor();
    var second = supervisor();
    var late = lateRow(card);

    for (var other : new Actor[] {city.seat("qxj", SeatKind.HANDLER), city.lead(), first}) {
      assertThat(refused(() -> object(other, quarter, "qxj", "ON_TIME", late)))
          .isEqualTo("scorecards.notHead");
    }
    assertThat(refused(() -> object(city.seat("swj", SeatKind.HEAD), quarter, "qxj", "ON_TIME")))
        .isEqualTo("scorecards.noSuchCard");
    assertThat(refused(() -> cards.find(city.applicant(), quarter, "qxj")))
        .isEqualTo("scorecards.noSuchCard");
    var faults =
        catchThrowableOfType(
            Refusals.class,
            () -> cards.object(head, quarter, "qxj", "ANSWERS_LATE", " ", "", List.of(99)));
    assertThat(faults.all())
        .extracting(Refusal::code)
        .containsExactly(
            "scorecards.noSuchFigure",
            "scorecards.reasonMissing",
            "scorecards.evidenceMissing",
            "scorecards.noSuchRow");
    object(head, quarter, "qxj", "ON_TIME", late);
    object(head, quarter, "qxj", "OVERDUE");
    object(head, quarter, "qxj", "ON_TIME", late);
    assertThat(notices("SCORECARD_OBJECTED", quarter, "qxj", first)).isEqualTo(3);

    int seen = revision(quarter, "qxj");
    assertThat(refused(() -> cards.check(first, quarter, "qxj", seen)))
        .isEqualTo("scorecards.daysRun");
    steps.objectionsOver(quarter, "qxj");
    assertThat(refused(() -> object(head, quarter, "qxj", "LATE_DAYS")))
        .isEqualTo("scorecards.objectionLate");
    assertThat(refused(() -> cards.check(first, quarter, "qxj", seen)))
        .isEqualTo("scorecards.unanswered");
    for (var other : new Actor[] {head, city.lead()}) {
      assertThat(refused(() -> answer(other, quarter, "ON_TIME", true, late)))
          .isEqualTo("scorecards.notSupervisor");
    }
    assertThat(
            refused(
                () ->
                    cards.answer(
                        first, quarter, "qxj", "ON_TIME", seen - 1, true, "x", List.of(late))))
        .isEqualTo("scorecards.overtaken");
    assertThat(refused(() -> answer(first, quarter, "ON_TIME", true)))
        .isEqualTo("scorecards.rowsMissing");
    assertThat(refused(() -> answer(first, quarter, "LATE_DAYS", false)))
        .isEqualTo("scorecards.noObjection");
    answer(first, quarter, "ON_TIME", true, late);
    answer(first, quarter, "OVERDUE", false);
    assertThat(refused(() -> object(head, quarter, "qxj", "ON_TIME", late)))
        .isEqualTo("scorecards.answered");

    var corrected = cards.find(first, quarter, "qxj").orElseThrow();
    assertThat(value(corrected, "ON_TIME")).as("as reckoned").isEqualTo("40");
    assertThat(corrected.item("ON_TIME").orElseThrow().correctedValue()).isNotNull();
    assertThat(corrected.item("ON_TIME").orElseThrow().correctedValue().exact()).isEqualTo("25");
    assertThat(corrected.computed()).isEqualTo(card.computed());
    assertThat(corrected.corrected()).isNotEqualTo(card.computed());
    assertThat(cards.again(corrected, true).mark()).isEqualTo(corrected.corrected().mark());

    assertThat(refused(() -> cards.publish(second, quarter, "qxj", corrected.revision())))
        .isEqualTo("scorecards.state");
    cards.check(second, quarter, "qxj", corrected.revision());
    int checked = revision(quarter, "qxj");
    for (var same : new Actor[] {first, second}) {
      assertThat(refused(() -> cards.publish(same, quarter, "qxj", checked)))
          .isEqualTo("scorecards.samePerson");
    }
    assertThat(refused(() -> cards.publish(head, quarter, "qxj", checked)))
        .isEqualTo("scorecards.notSupervisor");
    var third = supervisor();
    cards.giveBack(third, quarter, "qxj", checked, "第二项理由不足");
    answer(first, quarter, "OVERDUE", true, 5);
    cards.check(second, quarter, "qxj", revision(quarter, "qxj"));
    assertThat(refused(() -> cards.publish(third, quarter, "qxj", checked)))
        .isEqualTo("scorecards.overtaken");
    cards.publish(third, quarter, "qxj", revision(quarter, "qxj"));
    var published = cards.find(head, quarter, "qxj").orElseThrow();
    assertThat(published.state()).isEqualTo(Scorecard.State.PUBLISHED);
    assertThat(published.document()).isNotNull();
    assertThat(new String(documents.content(published.document()), 0, 4, StandardCharsets.US_ASCII))
        .isEqualTo("%PDF");
    assertThat(notices("SCORECARD_PUBLISHED", quarter, "qxj", head)).isEqualTo(1);
    assertThat(refused(() -> answer(first, quarter, "OVERDUE", false)))
        .isEqualTo("scorecards.state");
    for (var change :
        List.of(
            "update scorecard set grade = 'EXCELLENT' where id = :id",
            "delete from scorecard where id = :id",
            "update scorecard_item set corrected_mark = '100' where scorecard_id = :id",
            "update scorecard_row set struck = true where scorecard_id = :id",
            "delete from scorecard_objection where scorecard_id = :id")) {
      assertThatThrownBy(() -> db.sql(change).param("id", published.id()).update())
          .as(change)
          .hasMessageContaining("never changed");
    }
  }

  @Test
  void a_row_is_evidence_and_can_only_be_struck() {
    var card = made(new Quarter(2018, 4), "wjw");
    assertThatThrownBy(
            () ->
                db.sql("update scorecard_row set n = 0 where scorecard_id = :id")
                    .param("id", card.id())
                    .update())
        .hasMessageContaining("only be struck");
  }

  @Test
  void a_supervisor_who_has_a_seat_in_the_department_keeps_out_of_it() {
    var quarter = new Quarter(2019, 1);
    made(quarter, "zrzy");
    var officer = people.officer("zrzy", SeatKind.HANDLER);
    db.sql("insert into account_role values (:id, 'supervisor')")
        .param("id", officer.accountId())
        .update();
    var both = city.actors.byId(officer.accountId());
    steps.objectionsOver(quarter, "zrzy");
    assertThat(refused(() -> cards.check(both, quarter, "zrzy", 0)))
        .isEqualTo("scorecards.ownMatter");
    cards.check(supervisor(), quarter, "zrzy", 0);
    assertThat(refused(() -> cards.publish(both, quarter, "zrzy", 1)))
        .isEqualTo("scorecards.ownMatter");
  }

  @Test
  void the_quarter_that_runs_is_shown_and_not_kept() {
    var id = city.inReview("xfj");
    city.agree(id, "xfj");
    var interim = cards.interim(city.lead(), "xfj");
    assertThat(interim.rows().get("CLOSED")).anyMatch(r -> r.caseId().equals(id));
    assertThat(cards.busy(city.seat("xfj", SeatKind.HANDLER))).containsExactly("xfj");
    assertThat(cards.find(city.lead(), cards.running(), "xfj")).isEmpty();
  }

  @Test
  void an_overturned_veto_counts_in_the_quarter_that_runs() {
    var before = count("zjj", "OVERTURNED");
    var late = count("zjj", "ANSWERS_LATE");
    var id = city.inReview("zjj");
    city.veto(id, "zjj");
    db.sql(
            """
            insert into reconsideration (id, case_id, opinion_id, department, state, asked_as, asked_by,
              asked_by_name, reasons, asked_at, answer_by, decide_by, closed_at)
            select gen_random_uuid(), case_id, id, department, 'UPHELD', 'SUPERVISOR', signed_by, 'x',
              'x', now(), current_date - 3, current_date - 2, now()
            from opinion where case_id = :id
            """)
        .param("id", id.value())
        .update();
    assertThat(count("zjj", "OVERTURNED")).isEqualTo(before + 1);
    if (cards.today().minusDays(3).isAfter(cards.running().from())) {
      assertThat(count("zjj", "ANSWERS_LATE")).isEqualTo(late + 1);
    }
    db.sql("delete from reconsideration where case_id = :id").param("id", id.value()).update();
  }

  private long count(String department, String measure) {
    return cards.interim(city.lead(), department).rows().getOrDefault(measure, List.of()).size();
  }

  private int lateRow(Scorecard card) {
    return cards.rows(card, "ON_TIME").stream()
        .filter(r -> r.n() == 1 && r.ended() != null)
        .findFirst()
        .orElseThrow()
        .no();
  }

  private void object(Actor by, Quarter quarter, String department, String measure, int... rows) {
    cards.object(
        by,
        quarter,
        department,
        measure,
        "平台停机，不应计入",
        "运维记录2018-17号",
        java.util.Arrays.stream(rows).boxed().toList());
  }

  private void answer(Actor by, Quarter quarter, String measure, boolean accepted, int... rows) {
    cards.answer(
        by,
        quarter,
        "qxj",
        measure,
        revision(quarter, "qxj"),
        accepted,
        "经核实。",
        java.util.Arrays.stream(rows).boxed().toList());
  }

  private int revision(Quarter quarter, String department) {
    return cards.find(city.lead(), quarter, department).orElseThrow().revision();
  }

  private static String value(Scorecard card, String measure) {
    var value = card.item(measure).orElseThrow().value();
    assertThat(value).isNotNull();
    return value.exact();
  }

  private long notices(String kind, Quarter quarter, String department, Actor to) {
    return db.sql(
            """
            select count(*) from notice where kind = :kind and account_id = :to
              and details ->> 'scorecard' = :card
            """)
        .param("kind", kind)
        .param("to", to.accountId())
        .param("card", quarter + "/" + department)
        .query(Long.class)
        .single();
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
