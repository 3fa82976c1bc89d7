package org.zhunru.common;

import java.sql.SQLException;
import java.util.Set;

/** Text that PostgreSQL cannot keep: a character that is none, as U+0000 is for it. */
public final class NotKept {
  /** character_not_in_repertoire, and untranslatable_character within JSON. */
  private static final Set<String> STATES = Set.of("22021", "22P05");

  private NotKept() {}

  /** Whether that is why something failed. */
  public static boolean causes(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && STATES.contains(String.valueOf(sql.getSQLState()))) {
        return true;
      }
    }
    return false;
  }
}
