package org.zhunru.review;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhunru.common.Refusal;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Matter.OnVeto;

/**
 * The joint review of a case: which departments take part, and how far each has come. Opinions
 * stand beside it as {@link Opinion}s.
 */
@Entity
@Table(name = "joint_review")
public class JointReview {
  @Id private UUID caseId;
  private int round;
  private int dossierVersion;

  @Enumerated(EnumType.STRING)
  private OnVeto onVeto;

  private Instant openedAt;
  private @Nullable Instant closedAt;
  @Version private @Nullable Integer revision;

  @OneToMany(cascade = CascadeType.ALL, fetch = FetchType.EAGER)
  @JoinColumn(name = "case_id", insertable = false, updatable = false)
  @OrderBy("calledAt, department")
  private List<DepartmentReview> departments = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // for JPA
  protected JointReview() {}

  JointReview(CaseId id, int dossierVersion, OnVeto onVeto, Instant at) {
    this.caseId = id.value();
    this.round = 1;
    this.dossierVersion = dossierVersion;
    this.onVeto = onVeto;
    this.openedAt = at;
  }

  public CaseId caseId() {
    return new CaseId(caseId);
  }

  /** Number of the round, from 1. */
  public int round() {
    return round;
  }

  /** The version under review. */
  public int dossierVersion() {
    return dossierVersion;
  }

  public OnVeto onVeto() {
    return onVeto;
  }

  public Instant openedAt() {
    return openedAt;
  }

  /** When the last department had spoken; null while the round is open. */
  public @Nullable Instant closedAt() {
    return closedAt;
  }

  /** Every department that takes part or took part, in the order they were called. */
  public List<DepartmentReview> departments() {
    return List.copyOf(departments);
  }

  public Optional<DepartmentReview> of(String department) {
    return departments.stream().filter(d -> d.department().equals(department)).findFirst();
  }

  /**
   * The review of a department that takes part.
   *
   * @throws Refusal {@code review.notInvited}
   */
  DepartmentReview invited(String department) {
    return of(department).orElseThrow(() -> Refusal.conflict("review.notInvited", department));
  }

  /** Whether all departments are settled. */
  public boolean isComplete() {
    return departments.stream().allMatch(d -> d.state().isSettled());
  }

  /** A department takes part from now on. */
  DepartmentReview call(
      String department,
      List<DepartmentReview.Reason> reasons,
      DepartmentReview.CalledBy by,
      SeatKind first,
      Instant at) {
    var called =
        new DepartmentReview(
            caseId, department, reasons, by, ReviewState.of(first), round, dossierVersion, at);
    departments.add(called);
    return called;
  }

  /** A department that was settled reviews once more. */
  void reopen(
      String department,
      SeatKind first,
      DepartmentReview.Reason reason,
      DepartmentReview.CalledBy by,
      String why) {
    var review = invited(department);
    if (!review.state().isSettled()) {
      throw new IllegalStateException(department + " is reviewing already");
    }
    review.alsoBecause(reason, by);
    review.speaksOf(dossierVersion, round);
    review.goTo(ReviewState.of(first), why);
    closedAt = null;
  }

  /** A new round, perhaps on a newer version. */
  void nextRound(int version) {
    round++;
    dossierVersion = version;
    closedAt = null;
  }

  void close(Instant at) {
    closedAt = at;
  }
}
