package org.zhunru.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.YearMonth;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.IntegrationTest;

@IntegrationTest
@Transactional
class TalliesTest {
  @Autowired Tallies tallies;
  @Autowired JdbcClient db;
  @Autowired Clock clock;

  private final String mark = "计" + UUID.randomUUID().toString().substring(0, 6);

  private void make() {
    ManyCases.make(db, mark, 300, 5, 7);
    var mine = "case_id in (select id from case_file where number like '%s-%%')".formatted(mark);
    db.sql(
            """
            insert into legal_clock (id, case_id, term, department, limit_id, started_on, started_by,
              due_on, due_at, provisional)
            select gen_random_uuid(), case_id, 'REVIEW', department, 'TL-JP-14', current_date - 9,
              'CALLED', current_date, now() + make_interval(days => cast(random() * 20 as int) - 10),
              false
            from case_department where %s
            """
                .formatted(mine))
        .update();
    db.sql(
            """
            insert into project_site
            select project_id, id, '230903', 131, 45.8,
              (array['1', '2', '3', '4', 'NONE', 'OPEN'])[1 + floor(random() * 6)::int]
            from case_file where number like :mark || '-%'
            """)
        .param("mark", mark)
        .update();
    db.sql(
            """
            insert into case_hit select id, 'R-' || n, 'RESTRICT', 'x', 'x'
            from case_file, generate_series(1, 3) n where number like :mark || '-%'
            """)
        .param("mark", mark)
        .update();
    // All that may become of rows.
    for (var change :
        new String[] {
          "update legal_clock set ended_at = now() - make_interval(days => cast(random() * 90 as int)),"
              + " ended_by = case when random() < 0.8 then 'OPINION' else 'ROUND_CLOSED' end,"
              + " took = cast(random() * 12 as int) where random() < 0.7 and "
              + mine,
          "update legal_clock set rung = rung + 1 where " + mine,
          "update opinion set status = 'OVERTURNED', ended_at = now() where kind = 'VETO' and status"
              + " = 'EFFECTIVE' and random() < 0.4 and "
              + mine,
          "update case_file set state = 'REFUSED', closed_at = now() - make_interval(days =>"
              + " cast(random() * 60 as int)) where random() < 0.5 and number like '"
              + mark
              + "-%'",
          "update project_site set hazard = '1' where random() < 0.3 and " + mine,
          "update project set region = '230904' where random() < 0.3 and name like '"
              + mark
              + "项目%'",
          "delete from case_hit where random() < 0.3 and " + mine
        }) {
      db.sql(change).update();
    }
  }

  @Test
  void what_is_kept_up_is_what_the_rows_say_whatever_was_done() {
    tallies.reconcile();
    make();
    assertThat(tallies.reconcile()).as("figures that differ from their rows").isZero();
    var now = YearMonth.now(clock);
    var before = tallies.of(now.minusMonths(11), now);
    assertThat(before.stream().map(Tallies.Line::measure).distinct())
        .contains(
            Tallies.Measure.FILED,
            Tallies.Measure.CLOSED,
            Tallies.Measure.VETO,
            Tallies.Measure.BECAME,
            Tallies.Measure.STEP,
            Tallies.Measure.LATE,
            Tallies.Measure.HIT);
    assertThat(tallies.timeless()).isNotEmpty();

    tallies.fold();
    assertThat(tallies.of(now.minusMonths(11), now)).isEqualTo(before);
    assertThat(tallies.reconcile()).isZero();
    assertThat(
            db.sql(
                    "select count(*) from (select from tally"
                        + " group by measure, month, department, subject, days having count(*) > 1) x")
                .query(Long.class)
                .single())
        .as("figures in more than one row after folding")
        .isZero();
  }

  @Test
  void a_figure_that_is_wrong_is_found_and_put_right() {
    tallies.reconcile();
    db.sql("insert into tally values ('FILED', '2001-01-01', '', '', 0, 7)").update();
    assertThat(tallies.reconcile()).isOne();
    assertThat(tallies.of(YearMonth.of(2001, 1), YearMonth.of(2001, 1))).isEmpty();
    assertThat(tallies.reconcile()).isZero();
  }

  @Test
  void the_figures_of_a_year_read_no_case() {
    make();
    tallies.fold();
    var plan =
        String.join(
            "\n",
            db.sql(
                    "explain select measure, sum(n) from tally where month >= '2026-01-01' group by 1")
                .query(String.class)
                .list());
    assertThat(plan).doesNotContain("case_file").doesNotContain("opinion");
  }

  @Test
  void the_median_is_the_middle_or_half_way_between_the_two_in_the_middle() {
    assertThat(Tallies.median(Map.of())).isNull();
    assertThat(Tallies.median(Map.of(3, 1L))).isEqualTo(3);
    assertThat(Tallies.median(Map.of(1, 1L, 2, 1L))).isEqualTo(1.5);
    assertThat(Tallies.median(Map.of(0, 2L, 5, 3L))).isEqualTo(5);
    assertThat(Tallies.median(Map.of(0, 2L, 4, 1L, 9, 2L))).isEqualTo(4);
  }
}
