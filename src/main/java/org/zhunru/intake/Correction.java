package org.zhunru.intake;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhunru.common.Ids;

/** One request for correction: everything at once, each point tied to a field or a material. */
@Entity
@Table(name = "correction")
public class Correction {
  /** When it was asked for. */
  public enum Phase {
    ACCEPTANCE,
    REVIEW
  }

  /** What a point speaks of. */
  public enum Kind {
    FIELD,
    MATERIAL
  }

  /**
   * One point.
   *
   * @param subject path of a fact, or id of a material
   * @param reason key of the matter's reasons for correction
   * @param text what is wrong and what is wanted
   */
  @Embeddable
  public record Item(
      @Enumerated(EnumType.STRING) Kind kind, String subject, String reason, String text) {}

  @Id private UUID id;
  private UUID caseId;
  private int no;

  @Enumerated(EnumType.STRING)
  private Phase phase;

  private String department;
  private int dossierVersion;
  private String message;

  @Column(name = "expected_days")
  private @Nullable Integer days;

  private Instant requestedAt;
  private UUID requestedBy;
  private String requestedByName;
  private @Nullable Instant answeredAt;
  private @Nullable Integer answeredVersion;
  private @Nullable Instant cancelledAt;
  @Version private @Nullable Integer revision;

  @ElementCollection(fetch = FetchType.EAGER)
  @CollectionTable(name = "correction_item", joinColumns = @JoinColumn(name = "correction_id"))
  @OrderColumn(name = "position")
  private List<Item> items = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // for JPA
  protected Correction() {}

  Correction(
      Case of,
      int no,
      Phase phase,
      String department,
      String message,
      List<Item> items,
      int days,
      UUID by,
      String byName,
      Instant at) {
    this.id = Ids.next();
    this.caseId = of.id().value();
    this.no = no;
    this.phase = phase;
    this.department = department;
    this.dossierVersion = of.dossierVersion();
    this.message = message;
    this.items = new ArrayList<>(items);
    this.days = days;
    this.requestedBy = by;
    this.requestedByName = byName;
    this.requestedAt = at;
  }

  public CaseId caseId() {
    return new CaseId(caseId);
  }

  /** Number of the request within the case, from 1. */
  public int no() {
    return no;
  }

  public Phase phase() {
    return phase;
  }

  /** Code of the department that asks. */
  public String department() {
    return department;
  }

  /** The version it speaks of. */
  public int dossierVersion() {
    return dossierVersion;
  }

  /** What was said besides the points; may be empty. */
  public String message() {
    return message;
  }

  public List<Item> items() {
    return List.copyOf(items);
  }

  /**
   * Working days in which whoever asked expects it, from the day after the request on; null of
   * requests from before that had to be said.
   */
  public @Nullable Integer days() {
    return days;
  }

  public Instant requestedAt() {
    return requestedAt;
  }

  public String requestedByName() {
    return requestedByName;
  }

  public @Nullable Instant answeredAt() {
    return answeredAt;
  }

  /** The version that answers it; null while it is open. */
  public @Nullable Integer answeredVersion() {
    return answeredVersion;
  }

  public boolean isOpen() {
    return answeredAt == null && cancelledAt == null;
  }

  void answer(int version, Instant at) {
    answeredVersion = version;
    answeredAt = at;
  }

  void cancel(Instant at) {
    cancelledAt = at;
  }
}
