package org.zhunru.identity;

import java.util.List;
import java.util.Set;
import org.zhunru.common.Refusal;

/**
 * Roles given to an account; {@code handler}, {@code reviewer}, {@code head}, {@code lead} follow
 * from seats.
 */
public final class Role {
  public static final String APPLICANT = "applicant";
  public static final String SUPERVISOR = "supervisor";
  public static final String POLICY_EDITOR = "policy-editor";
  public static final String POLICY_APPROVER = "policy-approver";
  public static final String SYSADMIN = "sysadmin";
  public static final String SECADMIN = "secadmin";
  public static final String AUDITOR = "auditor";

  /** Every role an account can be given. */
  public static final List<String> ALL =
      List.of(APPLICANT, SUPERVISOR, POLICY_EDITOR, POLICY_APPROVER, SYSADMIN, SECADMIN, AUDITOR);

  /** The separated administrators; each stands alone. */
  public static final Set<String> ADMINISTRATIVE = Set.of(SYSADMIN, SECADMIN, AUDITOR);

  private Role() {}

  /**
   * What one person must not be at once: an administrator anything else; an applicant anything of
   * the state's; who drafts the policy, its approver.
   *
   * @throws Refusal {@code identity.noSuchRole}, {@code identity.rolesClash}
   */
  static void check(Set<String> roles, boolean seated) {
    for (var role : roles) {
      if (!ALL.contains(role)) {
        throw Refusal.invalid("identity.noSuchRole", "roles", role);
      }
    }
    boolean several = roles.size() > 1 || seated;
    for (var role : ALL) {
      if (roles.contains(role) && several && standsAlone(role)) {
        throw Refusal.invalid("identity.rolesClash", "roles", role);
      }
    }
    if (roles.contains(POLICY_EDITOR) && roles.contains(POLICY_APPROVER)) {
      throw Refusal.invalid("identity.rolesClash", "roles", POLICY_APPROVER);
    }
  }

  private static boolean standsAlone(String role) {
    return ADMINISTRATIVE.contains(role) || role.equals(APPLICANT);
  }
}
