package org.zhunru.supervision;

import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.intake.CaseState;

/**
 * How the open cases stand. They are counted when asked for: a light changes with time and not with
 * an act, and what is open is few, however many cases were ever closed.
 */
@Component
@Transactional(readOnly = true)
public class OpenCases {
  static final String BY_STATE =
      """
      select c.state, %s light, count(*) n from case_file c left join %s on k.case_id = c.id
      where c.state in ('SUBMITTED', 'CORRECTING', 'IN_REVIEW', 'DECIDING')
      group by 1, 2
      """
          .formatted("case when k.id is not null then " + Lights.LIGHT + " end", Lights.OF_CASES);

  static final String BY_DEPARTMENT =
      """
      select k.department, %s light, count(*) n from legal_clock k
      where k.ended_at is null and k.term = 'REVIEW' group by 1, 2
      """
          .formatted(Lights.LIGHT);

  private final JdbcClient db;
  private final Lights lights;

  OpenCases(JdbcClient db, Lights lights) {
    this.db = db;
    this.lights = lights;
  }

  /**
   * So many open cases.
   *
   * @param light of the time limit of the case as a whole; null if none runs, as while the
   *     applicant corrects
   */
  public record InState(CaseState state, CaseClock.@Nullable Light light, long n) {}

  /** So many open cases in which a department has still to speak, by the light of its own limit. */
  public record InDepartment(String department, CaseClock.Light light, long n) {}

  public List<InState> byState() {
    var params = new HashMap<String, Object>();
    lights.put(params);
    return db.sql(BY_STATE)
        .params(params)
        .query(
            (row, n) -> {
              @Nullable String light = row.getString("light");
              return new InState(
                  CaseState.valueOf(row.getString("state")),
                  light == null ? null : CaseClock.Light.valueOf(light),
                  row.getLong("n"));
            })
        .list();
  }

  public List<InDepartment> byDepartment() {
    var params = new HashMap<String, Object>();
    lights.put(params);
    return db.sql(BY_DEPARTMENT)
        .params(params)
        .query(
            (row, n) ->
                new InDepartment(
                    row.getString("department"),
                    CaseClock.Light.valueOf(row.getString("light")),
                    row.getLong("n")))
        .list();
  }
}
