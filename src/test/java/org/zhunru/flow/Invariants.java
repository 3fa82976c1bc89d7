package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.zhunru.intake.CaseId;

/**
 * What must hold of a case at any time, looked up in the database itself: I2 one effective opinion
 * per department, I3 never approved under a standing veto, I5 every act has its line, I6 open work
 * is the open tasks, I8 the engine's state is the case's, I11 somebody can act or it is over.
 */
@Component
public class Invariants {
  private final JdbcClient db;

  Invariants(JdbcClient db) {
    this.db = db;
  }

  /** Fails with the first that does not hold. */
  public void hold(CaseId id) {
    var state = text("select state from case_file where id = :id", id).get(0);
    boolean over =
        List.of("APPROVED", "APPROVED_WITH_CONDITIONS", "REFUSED", "NOT_ACCEPTED", "WITHDRAWN")
            .contains(state);

    assertThat(
            text(
                """
                select department from opinion where case_id = :id and status = 'EFFECTIVE'
                group by department having count(*) > 1
                """,
                id))
        .as("departments with two effective opinions")
        .isEmpty();

    if (state.startsWith("APPROVED")) {
      assertThat(
              text(
                  """
                  select department from opinion
                  where case_id = :id and kind = 'VETO' and status = 'EFFECTIVE'
                  """,
                  id))
          .as("standing vetoes of an approved case")
          .isEmpty();
      assertThat(
              text(
                  """
                  select department from department_review r where case_id = :id
                    and state not in ('TRANSFERRED') and not exists (select from opinion o
                      where o.review_id = r.id and o.status = 'EFFECTIVE')
                  """,
                  id))
          .as("departments of an approved case that never spoke")
          .isEmpty();
    }

    var tasks =
        text(
            """
            select t.id_ from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_
            where e.business_key_ = cast(:id as text) order by 1
            """,
            id);
    assertThat(
            text(
                """
                select task_ref from work_item where case_id = :id and outcome is null
                  and kind not in ('CONSULT', 'EXPERT_REVIEW', 'HEARING', 'SUSPEND', 'CHECK_REMEDIES')
                  and kind not like 'RECONSIDER_%' order by 1
                """,
                id))
        .as("open work is the open tasks")
        .isEqualTo(tasks);

    assertThat(
            text(
                """
                select task_ref from work_item where case_id = :id and outcome is null
                  and kind like 'RECONSIDER_%' order by 1
                """,
                id))
        .as("open work of reconsiderations is their open tasks")
        .isEqualTo(
            text(
                """
                select t.id_ from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_
                  join reconsideration r on cast(r.id as text) = e.business_key_
                where r.case_id = :id order by 1
                """,
                id));
    assertThat(
            text(
                """
                select cast(id as text) from reconsideration r where case_id = :id
                  and (closed_at is null) <> exists (select from act_ru_execution e
                    where e.business_key_ = cast(r.id as text))
                """,
                id))
        .as("reconsiderations are open as long as their process runs")
        .isEmpty();

    if (over || state.equals("DRAFT")) {
      assertThat(tasks).as("open tasks of a case that is " + state).isEmpty();
    } else {
      assertThat(tasks).as("somebody can act in a case that is " + state).isNotEmpty();
    }
    assertThat(instances(id))
        .as("the engine's case is running or not")
        .isEqualTo(over || state.equals("DRAFT") ? 0 : 1);

    assertThat(expected(id)).as("work of departments follows their state").isEqualTo(seats(id));
  }

  private List<String> expected(CaseId id) {
    return text(
        """
        select case r.state when 'DRAFTING' then 'DRAFT ' when 'REVIEWING' then 'REVIEW '
          when 'SIGNING' then 'SIGN ' else 'CORRECT_IN_REVIEW ' end
          || case when r.state = 'CORRECTING' then '' else r.department end
        from department_review r join case_file c on c.id = r.case_id
        where r.case_id = :id and r.state in ('DRAFTING', 'REVIEWING', 'SIGNING', 'CORRECTING')
          and c.state = 'IN_REVIEW'
        order by 1
        """,
        id);
  }

  private List<String> seats(CaseId id) {
    return text(
        """
        select kind || ' ' || coalesce(department, '') from work_item
        where case_id = :id and outcome is null
          and kind in ('DRAFT', 'REVIEW', 'SIGN', 'CORRECT_IN_REVIEW')
        order by 1
        """,
        id);
  }

  private int instances(CaseId id) {
    return db.sql(
            """
            select count(*) from act_ru_execution
            where business_key_ = cast(:id as text) and parent_id_ is null and super_exec_ is null
            """)
        .param("id", id.value())
        .query(Integer.class)
        .single();
  }

  private List<String> text(String sql, CaseId id) {
    return db.sql(sql).param("id", id.value()).query(String.class).list();
  }
}
