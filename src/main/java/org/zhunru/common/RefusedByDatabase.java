package org.zhunru.common;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the log says of a refusal by PostgreSQL: which kind and which constraint, in one line, and
 * not a word of what somebody typed, which may be about a person. Hibernate's own lines are off,
 * and the driver leaves out the details (application.yaml); the embedded server writes none either.
 */
public final class RefusedByDatabase {
  private static final Logger log = LoggerFactory.getLogger(RefusedByDatabase.class);

  private RefusedByDatabase() {}

  /** Writes the line, if that is why something failed. */
  public static void log(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        log.info("Refused by the database: {}", line(sql));
        return;
      }
    }
  }

  private static String line(SQLException refused) {
    var line = new StringBuilder("SQLState ").append(refused.getSQLState());
    if (refused instanceof PSQLException told && told.getServerErrorMessage() != null) {
      var of = told.getServerErrorMessage();
      if (of.getTable() != null) {
        line.append(", table ").append(of.getTable());
      }
      if (of.getConstraint() != null) {
        line.append(", constraint ").append(of.getConstraint());
      }
    }
    return line.toString();
  }
}
