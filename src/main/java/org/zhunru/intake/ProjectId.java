package org.zhunru.intake;

import java.util.UUID;
import org.zhunru.common.Refusal;

/** Which project. */
public record ProjectId(UUID value) {

  /**
   * @throws Refusal {@code intake.noSuchProject} if the text is no id
   */
  public static ProjectId parse(String text) {
    try {
      return new ProjectId(UUID.fromString(text));
    } catch (IllegalArgumentException malformed) {
      throw Refusal.unknown("intake.noSuchProject");
    }
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
