package org.zhunru.web;

import java.math.BigDecimal;

/** Numbers as they stand on a page. */
final class Figures {
  private Figures() {}

  /** All digits, no exponent, no zeros behind the last one that counts: 0.50 → 0.5, 1E+2 → 100. */
  static String plain(BigDecimal number) {
    if (number.signum() == 0) {
      return "0";
    }
    var stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0).toPlainString() : stripped.toPlainString();
  }
}
