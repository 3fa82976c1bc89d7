package org.zhunru.common;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.UUID;

/**
 * Ids of rows, in the order of time (UUID version 7, RFC 9562): what is made together lies together
 * in every index, and a new row goes to its end, beside however many old ones (ADR 0041). Not for
 * secrets: whoever has one can guess the hour of another.
 */
public final class Ids {
  private static final TimeBasedEpochGenerator IN_ORDER = Generators.timeBasedEpochGenerator();

  private Ids() {}

  /** An id that nobody has had. In SQL: {@code next_id()}. */
  public static UUID next() {
    return IN_ORDER.generate();
  }
}
