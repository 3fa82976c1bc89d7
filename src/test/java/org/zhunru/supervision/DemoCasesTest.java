package org.zhunru.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhunru.IntegrationTest;
import org.zhunru.common.CityClock;
import org.zhunru.policy.RevisionState;
import org.zhunru.policy.Revisions;
import org.zhunru.policy.WhatIfRun;
import org.zhunru.policy.WhatIfs;

@IntegrationTest
class DemoCasesTest {
  @Autowired JdbcClient db;
  @Autowired DemoPast past;
  @Autowired DemoRevision revision;
  @Autowired Revisions revisions;
  @Autowired WhatIfs whatIfs;
  @Autowired CityClock clock;
  @Autowired TriggerSweep sweep;
  @Autowired TransactionTemplate transaction;

  @Test
  void the_demonstration_begins_with_three_projects_in_three_states() {
    assertThat(states()).containsExactly("DRAFT", "IN_REVIEW", "SUBMITTED");
    assertThat(
            db.sql(
                    """
                    select count(*) from opinion o join case_file c on c.id = o.case_id
                    join project p on p.id = c.project_id where p.name like '%（演示）'
                    """)
                .query(Integer.class)
                .single())
        .isOne();
  }

  @Test
  void its_past_is_told_in_order_and_nothing_of_it_lies_ahead() {
    transaction.executeWithoutResult(
        status -> {
          past.tell();
          assertThat(states())
              .containsExactly(
                  "APPROVED_WITH_CONDITIONS",
                  "DRAFT",
                  "IN_REVIEW",
                  "IN_REVIEW",
                  "REFUSED",
                  "SUBMITTED");
          var decided =
              """
              from decision d join case_file c on c.id = d.case_id
              join project p on p.id = c.project_id and p.name like '%（演示）'
              """;
          assertThat(
                  number(
                      "select count(*) "
                          + decided
                          + """
                          where c.submitted_at < c.accepted_at and d.decided_at < now()
                            and (select min(o.signed_at) from opinion o where o.case_id = c.id) > c.accepted_at
                            and (select max(o.signed_at) from opinion o where o.case_id = c.id) < d.decided_at
                            and (select n.published_at from public_notice n where n.case_id = c.id) > d.decided_at
                          """))
              .isEqualTo(2);
          // The record is in the order of time, whichever department spoke.
          assertThat(
                  number(
                      """
                      select count(*) from (
                        select a.at < lag(a.at) over (partition by a.case_id order by a.id) back
                        from audit_entry a join decision d on d.case_id = a.case_id
                        join case_file c on c.id = a.case_id
                        join project p on p.id = c.project_id and p.name like '%（演示）') told
                      where back
                      """))
              .isZero();
          assertThat(
                  number(
                      """
                      select count(*) from legal_clock k join case_file c on c.id = k.case_id
                      join project p on p.id = c.project_id and p.name like '%（演示）'
                      where k.department is not null and k.ended_at > k.due_at
                      """))
              .isPositive();
          assertThat(
                  number(
                      "select count(*) "
                          + decided
                          + """
                          join legal_clock k on k.case_id = c.id and k.term = 'DELIVERY'
                          where k.ended_by = 'DELIVERED' and k.ended_at between d.decided_at and k.due_at
                          """))
              .as("the approval was delivered in time")
              .isOne();
          sweep.sweep(clock.instant());
          assertThat(
                  number(
                      """
                      select count(*) from supervision_light l join case_file c on c.id = l.case_id
                      join project p on p.id = c.project_id and p.name like '%（演示）'
                      where l.kind = 'STEP_LATE'
                      """))
              .as("supervision sees it")
              .isPositive();
          assertThat(number("select count(*) from scorecard where state = 'PUBLISHED'"))
              .as("the card of the department that was late")
              .isPositive();
          inWords(decided);
          status.setRollbackOnly();
        });
    assertThat(states()).hasSize(3);
  }

  /** What a refusal rests on is never empty, whoever writes it. */
  private void inWords(String decided) {
    var refused =
        db.sql("select d.case_id " + decided + " where d.outcome = 'REFUSED'")
            .query(UUID.class)
            .single();
    for (var emptied :
        List.of(
            "update decision set reasons = ' ' where case_id = :id",
            "update decision set remedies = '' where case_id = :id",
            "update opinion set fact = ' ' where case_id = :id and kind = 'VETO'",
            "update opinion set remedy = '' where case_id = :id and kind = 'VETO'")) {
      db.sql("savepoint whole").update();
      assertThatThrownBy(() -> db.sql(emptied).param("id", refused).update())
          .as(emptied)
          .isInstanceOf(DataIntegrityViolationException.class);
      db.sql("rollback to savepoint whole").update();
    }
  }

  @Test
  void a_draft_waits_with_what_it_would_change() {
    transaction.executeWithoutResult(
        status -> {
          revision.tell();
          var draft = revisions.of(DemoRevision.FILE).get(0);

          assertThat(draft.state()).isEqualTo(RevisionState.DRAFT);
          assertThat(revisions.faults(draft)).isEmpty();
          assertThat(whatIfs.of(draft.id()))
              .hasValueSatisfying(
                  run -> {
                    assertThat(run.state()).isEqualTo(WhatIfRun.State.QUEUED);
                    assertThat(run.total()).isPositive();
                  });
          status.setRollbackOnly();
        });
    assertThat(revisions.of(DemoRevision.FILE)).hasSize(1);
  }

  @Test
  void only_what_has_passed_is_told() {
    var now = clock.instant();
    clock.at(
        now.minusSeconds(60), () -> assertThat(clock.instant()).isEqualTo(now.minusSeconds(60)));
    assertThat(clock.instant()).isAfterOrEqualTo(now);
    assertThatThrownBy(() -> clock.at(now.plusSeconds(3600), () -> {}))
        .isInstanceOf(IllegalStateException.class);
  }

  private int number(String sql) {
    return db.sql(sql).query(Integer.class).single();
  }

  private List<String> states() {
    return db.sql(
            """
            select c.state from case_file c join project p on p.id = c.project_id
            where p.name like '%（演示）' order by c.state
            """)
        .query(String.class)
        .list();
  }
}
