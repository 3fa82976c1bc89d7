package org.zhunru.supervision;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhunru.intake.CaseId;
import org.zhunru.policy.MarkingRule;

/**
 * A department's quarter, marked.
 *
 * @param department code
 * @param objectBy last day for the department to object
 * @param ruleSha256 of {@code policies/scorecard.csv} as it was
 * @param grades of the rule as it was, best first
 * @param computed as the rows gave it
 * @param corrected without the rows that were struck after an objection
 * @param revision counts changes; what a person must have read
 * @param returned why the last one who should have signed did not; null if nobody gave it back
 * @param document the paper; null until it is published
 */
public record Scorecard(
    UUID id,
    Quarter quarter,
    String department,
    Instant computedAt,
    LocalDate objectBy,
    String ruleSha256,
    List<MarkingRule.Grade> grades,
    Mark computed,
    Mark corrected,
    State state,
    int revision,
    @Nullable Act checked,
    @Nullable Returned returned,
    @Nullable Act published,
    @Nullable UUID document,
    List<Item> items,
    List<Objection> objections) {

  /** How far it is. */
  public enum State {
    /** Shown to the department, which may object; supervisors answer. */
    DRAFT,
    /** Objections are over and answered; another supervisor has to sign. */
    CHECKED,
    PUBLISHED
  }

  /**
   * The whole.
   *
   * @param mark out of 100; null if nothing could be marked
   * @param grade code; null if there is no mark
   */
  public record Mark(MarkingRule.@Nullable Exact mark, @Nullable String grade) {}

  /** Who did it and when. */
  public record Act(UUID by, String name, Instant at) {}

  /** Who gave it back, and why. */
  public record Returned(String name, String why) {}

  /**
   * A measure of the rule as it was.
   *
   * @param rows how many rows stand behind it
   * @param value null if there is none
   * @param mark null if there is no row, or it is only shown
   * @param correctedRows the same without the rows that were struck
   */
  public record Item(
      MarkingRule.Measure measure,
      long rows,
      MarkingRule.@Nullable Exact value,
      MarkingRule.@Nullable Exact mark,
      long correctedRows,
      MarkingRule.@Nullable Exact correctedValue,
      MarkingRule.@Nullable Exact correctedMark) {
    public boolean isCorrected() {
      return rows != correctedRows;
    }
  }

  /**
   * A case behind a figure, as it was.
   *
   * @param no place in its measure, from 1 on
   * @param what id of a time limit, or RECONSIDERATION
   * @param ended null if it was open
   * @param n what it counts for; over {@code d} where the measure is a median
   * @param struck taken out after an objection
   */
  public record Row(
      int no,
      CaseId caseId,
      String number,
      String project,
      String what,
      @Nullable LocalDate started,
      @Nullable LocalDate due,
      @Nullable LocalDate ended,
      long n,
      long d,
      boolean struck) {
    Row numbered(int number) {
      return new Row(number, caseId, this.number, project, what, started, due, ended, n, d, struck);
    }
  }

  /**
   * What the department says against a figure, and what was answered.
   *
   * @param rows numbers of the rows it speaks of; empty if of the figure as a whole
   * @param onBehalfName whose seat a deputy filled; null if none
   * @param accepted null until it is answered
   */
  public record Objection(
      String measure,
      String reason,
      String evidence,
      List<Integer> rows,
      String byName,
      @Nullable String onBehalfName,
      Instant at,
      @Nullable Boolean accepted,
      @Nullable String answer,
      @Nullable UUID answeredBy,
      @Nullable String answeredByName,
      @Nullable Instant answeredAt) {}

  /** A card in a list. */
  public record Line(
      Quarter quarter,
      String department,
      State state,
      @Nullable BigDecimal shown,
      @Nullable String grade,
      LocalDate objectBy,
      int unanswered) {}

  /** What the department says against that figure. */
  public Optional<Objection> objection(String measure) {
    return objections.stream().filter(o -> o.measure().equals(measure)).findFirst();
  }

  /** One of its measures. */
  public Optional<Item> item(String measure) {
    return items.stream().filter(i -> i.measure().id().equals(measure)).findFirst();
  }

  /** Whether the department may still object. */
  public boolean mayObject(LocalDate today) {
    return state == State.DRAFT && !today.isAfter(objectBy);
  }

  /** How many objections wait for an answer. */
  public int unanswered() {
    return (int) objections.stream().filter(o -> o.accepted() == null).count();
  }
}
