package org.zhunru.supervision;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.zhunru.intake.Matter;

/** Terms of clocks in statements; what is said of each is said by {@link Matter.Term} alone. */
final class Terms {
  private Terms() {}

  /** Those of which it holds, as a list of SQL. */
  static String in(Predicate<Matter.Term> which) {
    return Arrays.stream(Matter.Term.values())
        .filter(which)
        .map(term -> "'" + term + "'")
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
