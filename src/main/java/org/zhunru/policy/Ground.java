package org.zhunru.policy;

import java.util.Set;

/**
 * A legal ground on which a department may say no: a row of the register.
 *
 * @param id such as {@code JPA-07}; never used again for another ground
 * @param process to which procedure the row belongs
 * @param departments codes of the departments that may rely on it; {@code *} for every department
 *     that takes part
 * @param legalBasis document and article
 * @param kind veto or refuse
 * @param confidence high or recalled
 */
public record Ground(
    String id,
    String process,
    Set<String> departments,
    String text,
    String legalBasis,
    String kind,
    String confidence) {
  /** Every department that takes part. */
  public static final String EVERYBODY = "*";

  public Ground {
    departments = Set.copyOf(departments);
  }

  public boolean servesDepartment(String code) {
    return departments.contains(code) || departments.contains(EVERYBODY);
  }

  /** Whether the row still has to be checked against its source. */
  public boolean toBeConfirmed() {
    return !confidence.equals("high");
  }
}
