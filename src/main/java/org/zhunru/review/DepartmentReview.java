package org.zhunru.review;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhunru.common.Ids;
import org.zhunru.intake.CaseId;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The review of one department within a joint review; changed through {@link JointReview} only. */
@Entity
@Table(name = "department_review")
public class DepartmentReview {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** How a department came into the review. */
  public enum CalledBy {
    RULES,
    TRANSFER,
    RE_REVIEW
  }

  /**
   * Why a department takes part: a rule of law, or what somebody did.
   *
   * @param act CORRECTED, VETO_LIFTED, VETO_OVERTURNED, SENT_BACK or TRANSFERRED, with words under
   *     {@code review.reason.<act>}; empty for a rule of law
   * @param text what the rule says, Chinese; or what was said with the act
   * @param textEn what the rule says, English; or what was said with the act
   * @param source legal text of a rule; department that acted
   */
  public record Reason(String act, String text, String textEn, String source) {
    /** A rule of law calls the department. */
    public static Reason rule(String text, String textEn, String source) {
      return new Reason("", text, textEn, source);
    }

    /** Somebody's act calls it. */
    static Reason act(String act, String said, String by) {
      return new Reason(act, said, said, by);
    }
  }

  @Id private UUID id;

  @Column(name = "case_id")
  private UUID caseId;

  private String department;
  private int round;
  private int dossierVersion;

  @Enumerated(EnumType.STRING)
  private ReviewState state;

  private String reasons;
  private Instant calledAt;

  @Enumerated(EnumType.STRING)
  private CalledBy calledBy;

  @Enumerated(EnumType.STRING)
  private @Nullable DraftKind draftKind;

  private @Nullable String draft;
  private @Nullable String returnedWhy;

  @SuppressWarnings("NullAway.Init") // for JPA
  protected DepartmentReview() {}

  DepartmentReview(
      UUID caseId,
      String department,
      List<Reason> reasons,
      CalledBy calledBy,
      ReviewState first,
      int round,
      int dossierVersion,
      Instant at) {
    this.id = Ids.next();
    this.caseId = caseId;
    this.department = department;
    this.reasons = JSON.writeValueAsString(reasons);
    this.calledBy = calledBy;
    this.state = first;
    this.round = round;
    this.dossierVersion = dossierVersion;
    this.calledAt = at;
  }

  public UUID id() {
    return id;
  }

  public CaseId caseId() {
    return new CaseId(caseId);
  }

  /** Code of the department. */
  public String department() {
    return department;
  }

  /** Round in which it reviewed last, or reviews now. */
  public int round() {
    return round;
  }

  /** The version its opinion speaks of, or will. */
  public int dossierVersion() {
    return dossierVersion;
  }

  public ReviewState state() {
    return state;
  }

  /** Why it takes part; all reasons that were given, oldest first. */
  public List<Reason> reasons() {
    return JSON.readValue(reasons, new TypeReference<List<Reason>>() {});
  }

  public CalledBy calledBy() {
    return calledBy;
  }

  public Instant calledAt() {
    return calledAt;
  }

  /** What is being written. */
  public OpinionDraft draft() {
    return draft == null ? OpinionDraft.empty(dossierVersion) : OpinionDraft.of(draft);
  }

  /** Why the draft came back to an earlier seat, or opened again; null if it did not. */
  public @Nullable String returnedWhy() {
    return returnedWhy;
  }

  void write(OpinionDraft written) {
    draft = written.json();
    draftKind = written.kind();
  }

  void goTo(ReviewState next, @Nullable String why) {
    state = next;
    returnedWhy = why;
  }

  void speaksOf(int version, int inRound) {
    dossierVersion = version;
    round = inRound;
  }

  void alsoBecause(Reason reason, CalledBy by) {
    var all = new java.util.ArrayList<>(reasons());
    all.add(reason);
    reasons = JSON.writeValueAsString(all);
    calledBy = by;
  }
}
