package org.zhunru.review;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhunru.common.Ids;

/** A condition under which a department agrees: tracked until it is met. */
@Entity
@Table(name = "condition_item")
public class ConditionItem {
  /** What became of it. */
  public enum State {
    /** In an opinion, not yet in a decision. */
    PROPOSED,
    /** Part of the decision. */
    IMPOSED,
    /** Left out by the lead office, with a reason. */
    DROPPED,
    MET
  }

  @Id private UUID id;

  @Column(name = "opinion_id")
  private UUID opinionId;

  private UUID caseId;
  private int position;
  private String text;

  @Enumerated(EnumType.STRING)
  private Stage stage;

  private @Nullable String measure;

  @Enumerated(EnumType.STRING)
  private OpinionDraft.@Nullable Operator operator;

  private @Nullable BigDecimal value;
  private @Nullable String unit;

  @Enumerated(EnumType.STRING)
  private State state;

  private Instant stateAt;
  private @Nullable UUID stateBy;
  private @Nullable String stateNote;

  @SuppressWarnings("NullAway.Init") // for JPA
  protected ConditionItem() {}

  ConditionItem(
      UUID opinionId, UUID caseId, int position, OpinionDraft.Condition draft, Instant at) {
    this.id = Ids.next();
    this.opinionId = opinionId;
    this.caseId = caseId;
    this.position = position;
    this.text = draft.text();
    this.stage = java.util.Objects.requireNonNull(draft.stage());
    this.measure = draft.measure();
    this.operator = draft.operator();
    this.value = draft.value();
    this.unit = draft.unit();
    this.state = State.PROPOSED;
    this.stateAt = at;
  }

  public UUID id() {
    return id;
  }

  public String text() {
    return text;
  }

  /** By which stage it has to be met. */
  public Stage stage() {
    return stage;
  }

  public @Nullable String measure() {
    return measure;
  }

  public OpinionDraft.@Nullable Operator operator() {
    return operator;
  }

  public @Nullable BigDecimal value() {
    return value;
  }

  public @Nullable String unit() {
    return unit;
  }

  public State state() {
    return state;
  }

  /** Why it was left out; null if it was not. */
  public @Nullable String stateNote() {
    return stateNote;
  }

  /** It becomes part of the decision. */
  public void impose(UUID by, Instant at) {
    become(State.IMPOSED, by, null, at);
  }

  /** It is left out of the decision. */
  public void drop(UUID by, String why, Instant at) {
    become(State.DROPPED, by, why, at);
  }

  private void become(State next, UUID by, @Nullable String note, Instant at) {
    state = next;
    stateBy = by;
    stateNote = note;
    stateAt = at;
  }
}
