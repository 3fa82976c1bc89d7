package org.zhunru.policy;

import java.util.Arrays;
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

  /** The same pairs, each as one number, ascending. */
  static int[] pairs(String normal) {
    int count = Math.max(0, normal.length() - 1);
    int[] pairs = new int[count];
    for (int i = 0; i < count; i++) {
      pairs[i] = normal.charAt(i) << 16 | normal.charAt(i + 1);
    }
    Arrays.sort(pairs);
    int distinct = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || pairs[i] != pairs[i - 1]) {
        pairs[distinct++] = pairs[i];
      }
    }
    return distinct == count ? pairs : Arrays.copyOf(pairs, distinct);
  }

  /** How many pairs both have. */
  static int shared(int[] one, int[] other) {
    int shared = 0;
    int i = 0;
    int j = 0;
    while (i < one.length && j < other.length) {
      if (one[i] == other[j]) {
        shared++;
        i++;
        j++;
      } else if (one[i] < other[j]) {
        i++;
      } else {
        j++;
      }
    }
    return shared;
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
