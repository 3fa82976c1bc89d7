package org.zhunru.identity;

/** Roles outside the departments, as they stand in the database. */
public final class Role {

  public static final String APPLICANT = "applicant";
  public static final String SUPERVISOR = "supervisor";
  public static final String POLICY_EDITOR = "policy-editor";
  public static final String POLICY_APPROVER = "policy-approver";
  public static final String SYSADMIN = "sysadmin";
  public static final String SECADMIN = "secadmin";
  public static final String AUDITOR = "auditor";

  private Role() {}
}
