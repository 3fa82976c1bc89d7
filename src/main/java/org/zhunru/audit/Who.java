package org.zhunru.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who acted, as it was at the time.
 *
 * @param id account; null if the program itself
 * @param onBehalfOf whose seat a deputy filled; null if none
 * @param department code of the department acted for; null outside of departments
 * @param seat {@code handler}, {@code reviewer} or {@code head}; null outside of departments
 */
public record Who(
    @Nullable UUID id,
    String name,
    @Nullable UUID onBehalfOf,
    @Nullable String onBehalfName,
    @Nullable String department,
    @Nullable String seat) {

  /** The program itself. */
  public static final Who PROGRAM = new Who(null, "", null, null, null, null);
}
