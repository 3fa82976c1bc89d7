package org.zhunru.intake;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhunru.common.Ids;
import org.zhunru.common.Refusal;
import org.zhunru.common.Word;

/** One run of a matter for a project. */
@Entity
@Table(name = "case_file")
public class Case {
  @Id private UUID id;
  private UUID projectId;
  private UUID enterpriseId;
  private String matter;
  private @Nullable String number;

  @Enumerated(EnumType.STRING)
  private CaseState state;

  private int dossierVersion;
  private Instant createdAt;
  private UUID createdBy;
  private @Nullable Instant submittedAt;
  private @Nullable Instant acceptedAt;
  private @Nullable Instant closedAt;
  @Version private @Nullable Integer revision;

  @SuppressWarnings("NullAway.Init") // for JPA
  protected Case() {}

  Case(Project project, String matter, UUID createdBy, Instant createdAt) {
    this.id = Ids.next();
    this.projectId = project.id().value();
    this.enterpriseId = project.enterpriseId();
    this.matter = matter;
    this.state = CaseState.DRAFT;
    this.createdBy = createdBy;
    this.createdAt = createdAt;
  }

  public CaseId id() {
    return new CaseId(id);
  }

  public ProjectId projectId() {
    return new ProjectId(projectId);
  }

  public UUID enterpriseId() {
    return enterpriseId;
  }

  /** Id of the matter. */
  public String matter() {
    return matter;
  }

  /** Acceptance number; null before the first filing. */
  public @Nullable String number() {
    return number;
  }

  public CaseState state() {
    return state;
  }

  /** Newest version filed; 0 before the first. */
  public int dossierVersion() {
    return dossierVersion;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public @Nullable Instant submittedAt() {
    return submittedAt;
  }

  public @Nullable Instant acceptedAt() {
    return acceptedAt;
  }

  public @Nullable Instant closedAt() {
    return closedAt;
  }

  /**
   * @throws Refusal {@code intake.wrongState} (argument: the state it is in) unless the case is in
   *     one of those states
   */
  public void mustBe(CaseState first, CaseState... others) {
    Set<CaseState> allowed = EnumSet.of(first, others);
    if (!allowed.contains(state)) {
      throw Refusal.conflict(
          "intake.wrongState", new Word("my.state." + state.name(), state.name()));
    }
  }

  /** The first version was filed. */
  void file(String acceptanceNumber, Instant at) {
    mustBe(CaseState.DRAFT);
    number = acceptanceNumber;
    submittedAt = at;
    state = CaseState.SUBMITTED;
    dossierVersion = 1;
  }

  /** A corrected version was filed; before acceptance the lead office looks again. */
  void fileAgain() {
    mustBe(CaseState.CORRECTING, CaseState.IN_REVIEW);
    dossierVersion++;
    state = state == CaseState.CORRECTING ? CaseState.SUBMITTED : state;
  }

  void askForCorrection() {
    mustBe(CaseState.SUBMITTED);
    state = CaseState.CORRECTING;
  }

  void accept(Instant at) {
    mustBe(CaseState.SUBMITTED);
    acceptedAt = at;
    state = CaseState.IN_REVIEW;
  }

  void refuseAcceptance(Instant at) {
    mustBe(CaseState.SUBMITTED);
    close(CaseState.NOT_ACCEPTED, at);
  }

  void withdraw(Instant at) {
    mayBeWithdrawn();
    close(CaseState.WITHDRAWN, at);
  }

  void mayBeWithdrawn() {
    mustBe(CaseState.SUBMITTED, CaseState.CORRECTING, CaseState.IN_REVIEW, CaseState.DECIDING);
  }

  /** All departments have spoken. */
  public void awaitDecision() {
    mustBe(CaseState.IN_REVIEW);
    state = CaseState.DECIDING;
  }

  /** Departments review once more. */
  public void reviewAgain() {
    mustBe(CaseState.DECIDING);
    state = CaseState.IN_REVIEW;
  }

  /**
   * The lead office has decided.
   *
   * @param outcome APPROVED, APPROVED_WITH_CONDITIONS or REFUSED
   */
  public void decide(CaseState outcome, Instant at) {
    mustBe(CaseState.DECIDING);
    if (!outcome.isFinal() || !outcome.isAccepted()) {
      throw new IllegalArgumentException("no decision: " + outcome);
    }
    close(outcome, at);
  }

  private void close(CaseState outcome, Instant at) {
    state = outcome;
    closedAt = at;
  }
}
