package org.zhunru.identity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** 部门: a legal person in the workflow; it speaks with one voice. */
@Entity
@Table(name = "department")
public class Department {

  @Id private String code;
  private String name;
  private String nameEn;
  private String officialName;
  private int seatSteps;
  private String regionCode;
  private int position;

  @SuppressWarnings("NullAway.Init")
  protected Department() {}

  /** Short code, such as {@code yjj}. */
  public String code() {
    return code;
  }

  /** Everyday name, such as 应急管理局. */
  public String name() {
    return name;
  }

  public String nameEn() {
    return nameEn;
  }

  /** Full name for documents. */
  public String officialName() {
    return officialName;
  }

  /** How many seats an opinion passes: 1 head; 2 handler, head; 3 handler, reviewer, head. */
  public int seatSteps() {
    return seatSteps;
  }

  public String regionCode() {
    return regionCode;
  }

  /** Order in lists. */
  public int position() {
    return position;
  }
}
