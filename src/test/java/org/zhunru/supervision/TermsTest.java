package org.zhunru.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.IntegrationTest;
import org.zhunru.intake.Matter;

/** What measures an office is said once, by the terms; the database and the scorecards agree. */
@IntegrationTest
class TermsTest {
  private static final LocalDate DUE = LocalDate.of(2016, 2, 3);

  @Autowired JdbcClient db;
  @Autowired PastSteps steps;
  @Autowired ScorecardEvidence evidence;

  @Test
  @Transactional
  void only_what_measures_somebody_is_ever_finished_or_stands_on_a_card() {
    db.sql(
            """
            update legal_clock set ended_at = now(), ended_by = 'ROUND_CLOSED'
            where case_id = :case and ended_at is null
            """)
        .param("case", steps.someCase().value())
        .update();
    var finished = EnumSet.noneOf(Matter.Term.class);
    for (var term : Matter.Term.values()) {
      for (var end : CaseClock.End.values()) {
        if (insert(term, end)) {
          finished.add(term);
        }
      }
      insert(term, null);
    }
    var measured = EnumSet.noneOf(Matter.Term.class);
    for (var term : Matter.Term.values()) {
      if (term.isMeasured()) {
        measured.add(term);
      }
    }
    assertThat(finished).isEqualTo(measured);
    for (var department : new String[] {"swj", "lhsp"}) {
      assertThat(evidence.of(department, Quarter.of(DUE), Instant.now()).get("OVERDUE"))
          .filteredOn(row -> row.n() == 1)
          .as("open over its day, one for each term of %s", department)
          .hasSize(
              (int)
                  measured.stream()
                      .filter(t -> of(t) == null == department.equals("lhsp"))
                      .count());
    }
  }

  private boolean insert(Matter.Term term, CaseClock.@Nullable End end) {
    return db.sql(
            """
            insert into legal_clock as k (id, case_id, term, department, limit_id, stated_days,
              started_on, started_by, due_on, due_at, provisional, ended_at, ended_by, took)
            values (gen_random_uuid(), :case, :term, :department, :limit, :stated, '2016-01-20',
              'CALLED', :due, '2016-02-04', false, cast(:ended as timestamptz), :by, :took)
            returning finished(k)
            """)
        .param("case", steps.someCase().value())
        .param("term", term.name())
        .param("department", of(term))
        .param("limit", term.hasRow() ? "TL-GL-01" : null)
        .param("stated", term.isStated() ? 10 : null)
        .param("due", DUE)
        .param("ended", end == null ? null : "2016-02-03T10:00Z")
        .param("by", end == null ? null : end.name())
        .param("took", end == null ? null : 10)
        .query(Boolean.class)
        .single();
  }

  private static @Nullable String of(Matter.Term term) {
    return term == Matter.Term.REVIEW || term.isAside() ? "swj" : null;
  }
}
