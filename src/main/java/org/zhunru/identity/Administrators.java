package org.zhunru.identity;

import org.zhunru.common.Refusal;

/**
 * The three separated administrators: the system administrator makes, stops and resumes accounts;
 * the security administrator says what each account may do; the auditor looks and changes nothing.
 */
final class Administrators {
  private Administrators() {}

  static void system(Actor by) {
    if (!by.hasRole("sysadmin")) {
      throw Refusal.forbidden("identity.notSystemAdministrator");
    }
  }

  static void security(Actor by) {
    if (!by.hasRole("secadmin")) {
      throw Refusal.forbidden("identity.notSecurityAdministrator");
    }
  }
}
