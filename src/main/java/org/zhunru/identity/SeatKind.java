package org.zhunru.identity;

import java.util.Locale;

/** What a person does in a department. */
public enum SeatKind {
  /** 经办: drafts. */
  HANDLER,
  /** 审核: checks the draft. */
  REVIEWER,
  /** 签发: signs; with it the department has spoken. */
  HEAD;

  /** As in roles, routes and addresses: {@code handler}, {@code reviewer}, {@code head}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws org.zhunru.common.Refusal {@code identity.noSuchSeat} if there is none of that code
   */
  public static SeatKind of(String code) {
    for (var kind : values()) {
      if (kind.code().equalsIgnoreCase(code)) {
        return kind;
      }
    }
    throw org.zhunru.common.Refusal.invalid("identity.noSuchSeat", "kind", code);
  }
}
