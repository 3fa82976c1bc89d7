package org.zhunru.policy;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zhunru.common.CasNumber;
import org.zhunru.common.Refusal;

/**
 * A CAS number as it was typed, whole or its beginning, with or without hyphens.
 *
 * @param digits all that was typed
 * @param written with hyphens, as far as they can be told; what was typed else
 */
record CasSearch(String digits, String written) {
  private static final Pattern TYPED =
      Pattern.compile("[0-9]{2,7}-[0-9]{0,2}(?:-[0-9]?)?|[0-9]{5,10}");

  /** Null if that is no CAS number nor the beginning of one. */
  static @Nullable CasSearch of(String word) {
    var typed =
        Normalizer.normalize(word, Normalizer.Form.NFKC)
            .replaceAll("[\\u2010-\\u2015\\u2212\\u00ad\\uff0d]", "-")
            .strip();
    if (!TYPED.matcher(typed).matches()) {
      return null;
    }
    var digits = digits(typed);
    int length = digits.length();
    return new CasSearch(
        digits,
        typed.contains("-") || length < 5
            ? typed
            : String.join(
                "-",
                digits.substring(0, length - 3),
                digits.substring(length - 3, length - 1),
                digits.substring(length - 1)));
  }

  static String digits(String cas) {
    return cas.replaceAll("[^0-9]", "");
  }

  /** What is wrong with it as a whole number; null if nothing. */
  @Nullable Refusal fault() {
    return CasNumber.validate(written).orElse(null);
  }

  /**
   * Whether one slip of the hand makes the one of the other: a digit more, less, other, swapped.
   */
  boolean almost(String cas) {
    var other = digits(cas);
    int same = 0;
    while (same < Math.min(digits.length(), other.length())
        && digits.charAt(same) == other.charAt(same)) {
      same++;
    }
    var here = digits.substring(same);
    var there = other.substring(same);
    if (here.length() == there.length()) {
      return !here.isEmpty()
          && (here.substring(1).equals(there.substring(1))
              || here.length() > 1
                  && here.charAt(0) == there.charAt(1)
                  && here.charAt(1) == there.charAt(0)
                  && here.substring(2).equals(there.substring(2)));
    }
    return here.length() == there.length() + 1
        ? here.substring(1).equals(there)
        : there.length() == here.length() + 1 && there.substring(1).equals(here);
  }
}
