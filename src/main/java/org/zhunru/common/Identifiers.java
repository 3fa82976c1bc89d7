package org.zhunru.common;

import java.text.Normalizer;

/** What the four identifiers share: how typed text becomes the text that is judged. */
final class Identifiers {
  /** Province prefixes of GB/T 2260, in the order of the standard. */
  private static final String PROVINCES =
      " 11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64"
          + " 65 71 81 82 ";

  private Identifiers() {}

  /**
   * Full-width characters become half-width, every kind of dash a hyphen, letters upper case, and
   * surrounding blanks go. Blanks inside stay, and so are found out.
   */
  static String typed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .strip()
        .replaceAll("[\\u2010-\\u2015\\u2212\\uFE58\\uFE63]", "-")
        .toUpperCase(java.util.Locale.ROOT);
  }

  static boolean isProvince(String prefix) {
    return PROVINCES.contains(" " + prefix + " ");
  }

  /** Only 0 to 9: {@link Character#isDigit} knows many scripts. */
  static boolean digits(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
