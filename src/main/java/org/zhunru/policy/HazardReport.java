package org.zhunru.policy;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Identification and grading of major hazards, GB 18218-2018, unit by unit, with the working.
 *
 * @param units in the order of the facts
 */
public record HazardReport(List<UnitHazard> units) {
  public HazardReport {
    units = List.copyOf(units);
  }

  /**
   * One production or storage unit. Decimals are cut off after ten places, never rounded up: what
   * reads 1 is 1. Comparisons were made with exact fractions.
   *
   * @param subject path of the unit, such as {@code units[0]}
   * @param s S = Σ q/Q; if something is undetermined, what S is at least
   * @param sExact the same as a fraction, {@code 24} or {@code 1/3}
   * @param sAtMost what S is at most; equal to {@code s} if it is determined, null if it has no
   *     bound
   * @param majorHazard true if S ≥ 1 under every reading of the facts, false if under none, else
   *     null
   * @param r R = α·Σ(β·q/Q); null if undetermined or no major hazard
   * @param rExact the same as a fraction
   * @param level 1 (highest) to 4; null if no major hazard or if the readings differ
   * @param alpha α of table 5; null if the exposed people were not told
   * @param terms the determined terms
   * @param undetermined what is open
   */
  public record UnitHazard(
      @Nullable String name,
      String subject,
      @Nullable String unitType,
      BigDecimal s,
      String sExact,
      @Nullable BigDecimal sAtMost,
      @Nullable Boolean majorHazard,
      @Nullable BigDecimal r,
      @Nullable String rExact,
      @Nullable Integer level,
      @Nullable BigDecimal alpha,
      @Nullable String alphaSource,
      List<Term> terms,
      List<Question> undetermined) {
    public UnitHazard {
      terms = List.copyOf(terms);
      undetermined = List.copyOf(undetermined);
    }
  }

  /**
   * One term of S and R.
   *
   * @param name as the table names it
   * @param declaredName as the applicant named it
   * @param subject path of the substance
   * @param thresholdTonnes Q; null if the substance counts for nothing
   * @param beta β; null if undetermined
   * @param ratio q/Q, cut off after ten places
   * @param ratioExact the same as a fraction
   * @param betaRatio β·q/Q; null if β is
   * @param source table and row of Q, such as {@code GB 18218-2018 表1 第12项}
   * @param betaSource table and row of β
   */
  public record Term(
      String name,
      @Nullable String declaredName,
      String subject,
      BigDecimal quantityTonnes,
      @Nullable BigDecimal thresholdTonnes,
      @Nullable BigDecimal beta,
      BigDecimal ratio,
      String ratioExact,
      @Nullable BigDecimal betaRatio,
      String source,
      @Nullable String betaSource) {}
}
