package org.zhunru.policy;

import java.util.HashSet;
import java.util.Set;

/** How alike two texts are: by the pairs of characters that they share (Dice). */
final class CatalogueText {
  /** From here on something is asked: the entry may mean it. */
  static final double RESEMBLES = 0.6;

  /** From here on the entry is shown as a near miss. */
  static final double NEAR = 0.35;

  private CatalogueText() {}

  static Set<String> grams(String normal) {
    Set<String> grams = new HashSet<>();
    for (int i = 0; i + 2 <= normal.length(); i++) {
      grams.add(normal.substring(i, i + 2));
    }
    return grams;
  }

  /**
   * @param shared pairs that both have
   * @param one pairs of the one
   * @param other pairs of the other
   */
  static double alike(int shared, int one, int other) {
    return one + other == 0 ? 0 : 2.0 * shared / (one + other);
  }
}
