package org.zhunru.supervision;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.zhunru.decision.Document;
import org.zhunru.decision.DocumentReserve;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Role;

/** Supervision letters are for supervisors and the department they are written to. */
@Component
class LetterReserve implements DocumentReserve {
  private final JdbcClient db;

  LetterReserve(JdbcClient db) {
    this.db = db;
  }

  @Override
  public boolean withholds(Actor actor, Document document) {
    return document.kind().equals(SupervisionLetters.PAPER)
        && !actor.hasRole(Role.SUPERVISOR)
        && db
            .sql("select department from supervision_letter where document_id = :id")
            .param("id", document.id())
            .query(String.class)
            .list()
            .stream()
            .noneMatch(actor::belongsTo);
  }
}
