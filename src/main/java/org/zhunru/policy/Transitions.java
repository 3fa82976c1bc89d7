package org.zhunru.policy;

import java.util.List;
import org.springframework.stereotype.Component;
import org.zhunru.intake.CaseDays;

/**
 * Which day of a case counts for which document, {@code policies/transitions.csv}. The wording in
 * force on the day of acceptance says so, that no later change of it reaches a case that was
 * accepted; before acceptance, today's.
 */
@Component
public class Transitions {
  private final DatedFile<TransitionTable> tables;

  /**
   * One row.
   *
   * @param document how the titles of the documents begin; {@code *} for all that no row names
   * @param day whose editions are applied
   * @param source the provision, or that the city chose so
   * @param confidence high or recalled
   */
  public record Rule(String document, CaseDays.Which day, String source, String confidence) {
    /** Whether the row still has to be checked against its source. */
    public boolean toBeConfirmed() {
      return !confidence.equals("high");
    }
  }

  Transitions(PoliciesInForce policies) {
    tables = new DatedFile<>(policies, TransitionTable.FILE, TransitionTable::of);
  }

  TransitionTable of(CaseDays days) {
    return tables.on(days.day(CaseDays.Which.ACCEPTANCE));
  }

  /** For what no other rule names. */
  public Rule any(CaseDays days) {
    return of(days).any();
  }

  /** For some documents, in the order of their rows. */
  public List<Rule> documents(CaseDays days) {
    return of(days).documents();
  }
}
