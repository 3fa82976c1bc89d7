package org.zhunru.identity;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** 代理: a seat handed to a colleague for a period; both names stay in every record. */
@Entity
@Table(name = "delegation")
public class Delegation {

  @Id private UUID id;
  private UUID fromAccount;
  private UUID toAccount;
  private String department;

  @Enumerated(EnumType.STRING)
  private SeatKind kind;

  private LocalDate fromDate;
  private LocalDate toDate;
  private String reason;
  private Instant grantedAt;
  private @Nullable Instant endedAt;

  @SuppressWarnings("NullAway.Init")
  protected Delegation() {}

  Delegation(
      UUID from,
      UUID to,
      Seat seat,
      LocalDate fromDate,
      LocalDate toDate,
      String reason,
      Instant at) {
    this.id = UUID.randomUUID();
    this.fromAccount = from;
    this.toAccount = to;
    this.department = seat.department();
    this.kind = seat.kind();
    this.fromDate = fromDate;
    this.toDate = toDate;
    this.reason = reason;
    this.grantedAt = at;
  }

  void end(Instant at) {
    if (endedAt == null) {
      endedAt = at;
    }
  }

  public UUID id() {
    return id;
  }

  public UUID fromAccount() {
    return fromAccount;
  }

  public UUID toAccount() {
    return toAccount;
  }

  public Seat seat() {
    return new Seat(department, kind);
  }

  /** First day, included. */
  public LocalDate fromDate() {
    return fromDate;
  }

  /** Last day, included. */
  public LocalDate toDate() {
    return toDate;
  }

  public String reason() {
    return reason;
  }

  public Optional<Instant> endedAt() {
    return Optional.ofNullable(endedAt);
  }
}
