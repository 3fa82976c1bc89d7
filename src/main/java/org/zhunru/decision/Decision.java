package org.zhunru.decision;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;
import org.zhunru.identity.Actor;
import org.zhunru.intake.CaseId;

/** What was decided of a case. */
@Entity
@Table(name = "decision")
public class Decision implements Persistable<UUID> {
  @Id private UUID caseId;

  @Enumerated(EnumType.STRING)
  private DecisionOutcome outcome;

  private String number;
  private int dossierVersion;
  private String reasons;
  private String remedies;
  private Instant decidedAt;
  private UUID decidedBy;
  private String decidedByName;
  private @Nullable UUID onBehalfOf;
  private @Nullable String onBehalfName;
  private @Nullable LocalDate validUntil;
  private @Nullable UUID documentId;

  @SuppressWarnings("NullAway.Init") // for JPA
  protected Decision() {}

  Decision(
      CaseId id,
      int dossierVersion,
      DecisionRequest request,
      String number,
      @Nullable LocalDate validUntil,
      Actor by,
      Instant at) {
    this.caseId = id.value();
    this.dossierVersion = dossierVersion;
    this.outcome = request.outcome();
    this.reasons = request.reasons();
    this.remedies = request.remedies();
    this.number = number;
    this.validUntil = validUntil;
    this.decidedAt = at;
    this.decidedBy = by.accountId();
    this.decidedByName = by.name();
    var behalf = by.onBehalfOf();
    this.onBehalfOf = behalf == null ? null : behalf.accountId();
    this.onBehalfName = behalf == null ? null : behalf.name();
  }

  @Override
  public UUID getId() {
    return caseId;
  }

  /** A decision is written once. */
  @Override
  public boolean isNew() {
    return true;
  }

  public CaseId caseId() {
    return new CaseId(caseId);
  }

  public DecisionOutcome outcome() {
    return outcome;
  }

  /** Document number. */
  public String number() {
    return number;
  }

  /** The version it speaks of. */
  public int dossierVersion() {
    return dossierVersion;
  }

  public String reasons() {
    return reasons;
  }

  /** What the applicant could mend; empty unless refused. */
  public String remedies() {
    return remedies;
  }

  public Instant decidedAt() {
    return decidedAt;
  }

  public String decidedByName() {
    return decidedByName;
  }

  /** Whose seat a deputy filled; null if none. */
  public @Nullable String onBehalfName() {
    return onBehalfName;
  }

  /** Last day of an approval; null if refused. */
  public @Nullable LocalDate validUntil() {
    return validUntil;
  }
}
