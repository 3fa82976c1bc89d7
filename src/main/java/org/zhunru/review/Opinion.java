package org.zhunru.review;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;
import org.zhunru.common.Ids;
import org.zhunru.identity.Actor;
import org.zhunru.intake.CaseId;
import org.zhunru.policy.CheckResult;
import tools.jackson.databind.json.JsonMapper;

/** What a department has said, signed by its head. Never changed; it stands or has ended. */
@Entity
@Table(name = "opinion")
public class Opinion implements Persistable<UUID> {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** Whether it still counts. */
  public enum Status {
    EFFECTIVE,
    /** A veto taken back by its own department. */
    LIFTED,
    /** A veto that did not hold when it was reconsidered. */
    OVERTURNED,
    /** Facts changed that it rests on. */
    SUPERSEDED
  }

  /**
   * The row of the register a veto rests on, as it was that day.
   *
   * @param legalBasis document and article
   * @param confidence how well the row is known
   * @param edition which wording of the register it stood in, see {@code Grounds.edition}; null of
   *     vetoes from before it was kept
   */
  public record GroundAsOf(
      String id, String text, String legalBasis, String confidence, @Nullable String edition) {
    /** As an opinion keeps it. */
    public static GroundAsOf of(String kept) {
      return JSON.readValue(kept, GroundAsOf.class);
    }
  }

  @Id private UUID id;

  @Column(name = "case_id")
  private UUID caseId;

  private UUID reviewId;
  private String department;
  private int round;
  private int dossierVersion;

  @Enumerated(EnumType.STRING)
  private OpinionKind kind;

  private String text;
  private @Nullable String groundId;
  private @Nullable String ground;
  private @Nullable String fact;
  private @Nullable String factPath;
  private @Nullable String finding;
  private @Nullable String remedy;
  private Instant signedAt;
  private UUID signedBy;
  private String signedByName;
  private @Nullable UUID onBehalfOf;
  private @Nullable String onBehalfName;

  @Enumerated(EnumType.STRING)
  private Status status;

  private @Nullable Instant endedAt;
  private @Nullable UUID endedBy;
  private @Nullable String endedByName;
  private @Nullable String endReason;

  @OneToMany(cascade = CascadeType.ALL, fetch = FetchType.EAGER)
  @JoinColumn(name = "opinion_id", insertable = false, updatable = false)
  @OrderBy("position")
  private List<ConditionItem> conditions = new ArrayList<>();

  /** Its id is made here, so that only this says that no row has to be looked for. */
  @Transient private boolean unsaved;

  @SuppressWarnings("NullAway.Init") // for JPA
  protected Opinion() {}

  Opinion(
      DepartmentReview review,
      OpinionDraft draft,
      OpinionKind kind,
      @Nullable GroundAsOf ground,
      CheckResult.@Nullable Finding finding,
      Actor by,
      Instant at) {
    this.id = Ids.next();
    this.unsaved = true;
    this.caseId = review.caseId().value();
    this.reviewId = review.id();
    this.department = review.department();
    this.round = review.round();
    this.dossierVersion = review.dossierVersion();
    this.kind = kind;
    this.text = draft.text();
    if (kind == OpinionKind.VETO) {
      this.groundId = draft.groundId();
      this.ground = JSON.writeValueAsString(ground);
      this.fact = draft.fact();
      this.factPath = draft.factPath();
      this.finding = finding == null ? null : JSON.writeValueAsString(finding);
      this.remedy = draft.remedy();
    }
    this.signedAt = at;
    this.signedBy = by.accountId();
    this.signedByName = by.name();
    var behalf = by.onBehalfOf();
    this.onBehalfOf = behalf == null ? null : behalf.accountId();
    this.onBehalfName = behalf == null ? null : behalf.name();
    this.status = Status.EFFECTIVE;
    if (kind == OpinionKind.CONDITIONS) {
      for (var condition : draft.conditions()) {
        conditions.add(new ConditionItem(id, caseId, conditions.size(), condition, at));
      }
    }
  }

  @Override
  public UUID getId() {
    return id;
  }

  @Override
  public boolean isNew() {
    return unsaved;
  }

  @PostPersist
  void saved() {
    unsaved = false;
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

  public int round() {
    return round;
  }

  /** The version it speaks of. */
  public int dossierVersion() {
    return dossierVersion;
  }

  public OpinionKind kind() {
    return kind;
  }

  public String text() {
    return text;
  }

  /** The legal ground of a veto; null for other opinions. */
  public @Nullable GroundAsOf ground() {
    return ground == null ? null : GroundAsOf.of(ground);
  }

  /** The fact a veto relies on; null for other opinions. */
  public @Nullable String fact() {
    return fact;
  }

  /** Where that fact stands in the dossier; null if nowhere. */
  public @Nullable String factPath() {
    return factPath;
  }

  /** The finding a veto cites, as it was frozen with the version; null if it cites none. */
  public CheckResult.@Nullable Finding finding() {
    return finding == null ? null : JSON.readValue(finding, CheckResult.Finding.class);
  }

  /** What would lift a veto; null for other opinions. */
  public @Nullable String remedy() {
    return remedy;
  }

  public List<ConditionItem> conditions() {
    return List.copyOf(conditions);
  }

  public Instant signedAt() {
    return signedAt;
  }

  public UUID signedBy() {
    return signedBy;
  }

  public String signedByName() {
    return signedByName;
  }

  /** Whose seat the signer filled as a deputy; null if none. */
  public @Nullable UUID onBehalfOf() {
    return onBehalfOf;
  }

  /** The name of {@link #onBehalfOf}; null if none. */
  public @Nullable String onBehalfName() {
    return onBehalfName;
  }

  public Status status() {
    return status;
  }

  public boolean isEffective() {
    return status == Status.EFFECTIVE;
  }

  public boolean isStandingVeto() {
    return isEffective() && kind == OpinionKind.VETO;
  }

  public @Nullable Instant endedAt() {
    return endedAt;
  }

  /** Who ended it; null while it stands. */
  public @Nullable String endedByName() {
    return endedByName;
  }

  /** Why it ended; null while it stands. */
  public @Nullable String endReason() {
    return endReason;
  }

  void end(Status how, Actor by, String reason, Instant at) {
    status = how;
    endedAt = at;
    endedBy = by.accountId();
    endedByName = by.name();
    endReason = reason;
  }
}
