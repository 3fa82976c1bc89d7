package org.zhunru.decision;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * How an approval reached its applicant.
 *
 * @param on day
 * @param remark of the lead office; empty if there is none
 * @param by name of who confirmed or recorded it
 */
public record Delivery(LocalDate on, Way way, String remark, String by) {

  /** How. */
  public enum Way {
    /** 签收: the applicant has confirmed it here. */
    RECEIPT,
    /** 当面. */
    HAND,
    /** 邮寄. */
    POST,
    /** 电子. */
    ELECTRONIC,
    /** 公告. */
    PUBLIC;

    /** Those that the lead office records. */
    public static final Set<Way> RECORDED = EnumSet.range(HAND, PUBLIC);

    /** As in acts of the record. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
