package org.zhunru.identity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** 企业: an applicant. */
@Entity
@Table(name = "enterprise")
public class Enterprise {

  @Id private UUID id;
  private String name;
  private String creditCode;

  @SuppressWarnings("NullAway.Init")
  protected Enterprise() {}

  Enterprise(UUID id, String name, String creditCode) {
    this.id = id;
    this.name = name;
    this.creditCode = creditCode;
  }

  public UUID id() {
    return id;
  }

  public String name() {
    return name;
  }

  /** Unified social credit code (GB 32100), 18 characters. */
  public String creditCode() {
    return creditCode;
  }
}
