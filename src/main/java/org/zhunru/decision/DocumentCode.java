package org.zhunru.decision;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * Verification codes: 16 characters of an alphabet of 32 (80 bits), without 0, O, 1 and I, which
 * people mix up.
 */
final class DocumentCode {
  static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  static final int LENGTH = 16;

  private DocumentCode() {}

  static String next(SecureRandom random) {
    var code = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return code.toString();
  }

  static String grouped(String code) {
    return code.replaceAll("(.{4})(?=.)", "$1-");
  }

  /**
   * The code in what somebody typed: full-width letters, small letters, spaces and any dashes are
   * forgiven. Empty if it can't be one.
   */
  static Optional<String> typed(String text) {
    if (text.length() > 4 * LENGTH) {
      return Optional.empty();
    }
    var code =
        Normalizer.normalize(text, Normalizer.Form.NFKC)
            .replaceAll("[\\s\\p{Pd}_.·]", "")
            .toUpperCase(Locale.ROOT);
    return code.length() == LENGTH && code.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0)
        ? Optional.of(code)
        : Optional.empty();
  }
}
