package org.zhunru.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhunru.intake.Correction;
import org.zhunru.review.OpinionDraft;

/**
 * A case, as one person sees it.
 *
 * @param number acceptance number; null before the first filing
 * @param state name of its state
 * @param version newest version filed; 0 before the first
 * @param vetoed whether a veto stands
 * @param decision null while nothing is decided
 * @param work open work of the case that the person can do now
 * @param links where more is to be had
 */
record CaseView(
    UUID id,
    String matter,
    @Nullable String number,
    String state,
    boolean closed,
    int version,
    ProjectOf project,
    ApplicantOf applicant,
    Instant createdAt,
    @Nullable Instant submittedAt,
    @Nullable Instant acceptedAt,
    @Nullable Instant closedAt,
    boolean editable,
    boolean vetoed,
    int round,
    List<DepartmentOf> departments,
    List<CorrectionOf> corrections,
    @Nullable DecisionOf decision,
    List<WorkView> work,
    Map<String, String> links) {

  record ProjectOf(UUID id, String name, @Nullable String code, @Nullable String regionCode) {}

  record ApplicantOf(UUID enterpriseId, String name) {}

  /**
   * A department that takes part.
   *
   * @param state how far its review has come
   * @param opinion the one that counts; null if there is none
   */
  record DepartmentOf(
      String code,
      String name,
      String state,
      int round,
      int dossierVersion,
      List<String> reasons,
      @Nullable OpinionOf opinion,
      List<OpinionOf> earlier) {}

  /**
   * An opinion. Before the decision the applicant learns of its kind and its ground; what it says
   * stands in the decision.
   *
   * @param status EFFECTIVE, LIFTED, OVERTURNED or SUPERSEDED
   * @param ground of a veto
   * @param finding of the version's check that a veto cites
   */
  record OpinionOf(
      UUID id,
      String kind,
      String status,
      int round,
      int dossierVersion,
      @Nullable String text,
      @Nullable GroundOf ground,
      @Nullable String fact,
      OpinionDraft.@Nullable CitedFinding finding,
      @Nullable String remedy,
      List<ConditionOf> conditions,
      Instant signedAt,
      String signedBy,
      @Nullable String onBehalfOf,
      @Nullable Instant endedAt,
      @Nullable String endedBy,
      @Nullable String endReason) {}

  record GroundOf(String id, String text, String legalBasis, String confidence) {}

  record ConditionOf(
      UUID id,
      String text,
      String stage,
      @Nullable String measure,
      @Nullable String operator,
      @Nullable BigDecimal value,
      @Nullable String unit,
      String state,
      @Nullable String stateNote) {}

  /**
   * @param days working days in which it is expected; null of requests from before that was said
   */
  record CorrectionOf(
      int no,
      String phase,
      String department,
      int dossierVersion,
      String message,
      List<Correction.Item> items,
      @Nullable Integer days,
      Instant requestedAt,
      String requestedBy,
      @Nullable Instant answeredAt,
      @Nullable Integer answeredVersion,
      boolean open) {}

  record DecisionOf(
      String outcome,
      String number,
      int dossierVersion,
      String reasons,
      String remedies,
      Instant decidedAt,
      String decidedBy,
      @Nullable String onBehalfOf,
      @Nullable LocalDate validUntil) {}
}
