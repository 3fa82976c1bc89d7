package org.zhunru.intake;

import java.util.UUID;
import org.zhunru.common.Refusal;

/** Which case. */
public record CaseId(UUID value) {

  /**
   * @throws Refusal {@code intake.noSuchCase} if the text is no id
   */
  public static CaseId parse(String text) {
    try {
      return new CaseId(UUID.fromString(text));
    } catch (IllegalArgumentException malformed) {
      throw Refusal.unknown("intake.noSuchCase");
    }
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
