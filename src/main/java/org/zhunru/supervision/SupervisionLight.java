package org.zhunru.supervision;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhunru.intake.CaseId;

/**
 * A light that a rule of supervision has raised.
 *
 * @param department code of the one that answers
 * @param happenedAt when what it is about happened
 * @param threshold of the rule as it was; null if it has none
 * @param legalBasis as it was; empty if none is known
 * @param evidence as it was recorded when the light was raised
 * @param answerBy last day for the department
 * @param acts what people did with it, oldest first
 */
public record SupervisionLight(
    UUID id,
    TriggerKind kind,
    CaseId caseId,
    String number,
    String project,
    UUID enterpriseId,
    String department,
    Instant happenedAt,
    Instant raisedAt,
    @Nullable Integer threshold,
    String legalBasis,
    List<Evidence> evidence,
    LocalDate answerBy,
    State state,
    @Nullable Instant closedAt,
    List<Act> acts) {

  public SupervisionLight {
    evidence = List.copyOf(evidence);
    acts = List.copyOf(acts);
  }

  /** How far it is. */
  public enum State {
    /** The department has not answered. */
    OPEN,
    ANSWERED,
    /** A supervisor found that it was right. */
    FOUNDED,
    /** A supervisor found that there was nothing to it. */
    UNFOUNDED;

    public boolean isClosed() {
      return this == FOUNDED || this == UNFOUNDED;
    }
  }

  /**
   * A fact.
   *
   * @param what key of its words, below {@code light.fact}
   * @param caseId the case it was recorded in
   * @param place where in the case it is seen, behind its address
   * @param args as {@link TriggerKind} describes them
   */
  public record Evidence(String what, CaseId caseId, String place, List<String> args) {
    public Evidence {
      args = List.copyOf(args);
    }
  }

  /**
   * What somebody did with it.
   *
   * @param state what it became
   */
  public record Act(
      State state,
      String text,
      UUID by,
      String byName,
      @Nullable UUID onBehalfOf,
      @Nullable String onBehalfName,
      Instant at) {}

  /** Whether the department has let its days pass. */
  public boolean isLate(LocalDate today) {
    return state == State.OPEN && today.isAfter(answerBy);
  }
}
