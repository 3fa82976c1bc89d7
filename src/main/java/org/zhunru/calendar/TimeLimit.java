package org.zhunru.calendar;

import org.jspecify.annotations.Nullable;

/**
 * One period of the law, from {@code policies/time-limits.csv}.
 *
 * @param process such as {@code general_licence}
 * @param step what has to be done within it, in the words of the law
 * @param period null for what is not counted at all (行政许可法 45 and the like)
 * @param startsAt the event that starts it, in the words of the law
 * @param backwards whether it is counted back from that event (倒算)
 * @param extended id of the period that this one extends; null for periods of their own
 * @param grantedBy who may extend by this one; null unless it extends
 * @param id empty if no row speaks of it, see {@link #ASKED}
 * @param confidence {@code high}, {@code recalled} or {@code unknown}
 */
public record TimeLimit(
    String id,
    String process,
    String step,
    @Nullable Period period,
    String startsAt,
    boolean backwards,
    @Nullable String extended,
    @Nullable Authority grantedBy,
    String legalBasis,
    String confidence) {
  /** Process of the limits that hold for every licence. */
  static final String GENERAL = "general_licence";

  /**
   * What an applicant is asked for, of which no law says in what time: whoever asks states it, see
   * {@link #lasting}. It comes from no row, stands still for nothing and is not extended.
   */
  public static final TimeLimit ASKED =
      new TimeLimit("", "", "申请人补正", null, "要求补正", false, null, null, "", "high");

  /**
   * The same with the period that a person has stated, for what the law gives none: how long a
   * procedure will take that it does not count.
   */
  public TimeLimit lasting(Period stated) {
    return new TimeLimit(
        id,
        process,
        step,
        stated,
        startsAt,
        backwards,
        extended,
        grantedBy,
        legalBasis,
        confidence);
  }

  /** Who may extend a period. */
  public enum Authority {
    /** 本机关（本部门）负责人. */
    DEPARTMENT_HEAD,
    /** 本级政府负责人. */
    GOVERNMENT_HEAD
  }
}
