package org.zhunru.supervision;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.zhunru.common.Refusal;
import org.zhunru.decision.DecisionGate;
import org.zhunru.intake.CaseId;

/** Nothing is decided of a case while one of its vetoes is being reconsidered. */
@Component
class OpenReconsiderations implements DecisionGate {
  private final JdbcClient db;

  OpenReconsiderations(JdbcClient db) {
    this.db = db;
  }

  @Override
  public List<Refusal> unmet(CaseId id) {
    return db
        .sql("select department from reconsideration where case_id = :id and closed_at is null")
        .param("id", id.value())
        .query(String.class)
        .list()
        .stream()
        .map(department -> Refusal.conflict("decision.reconsiderationOpen", department))
        .toList();
  }
}
