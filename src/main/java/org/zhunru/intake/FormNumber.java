package org.zhunru.intake;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Optional;
import org.zhunru.common.Refusal;

/**
 * Numbers as people type them: exact decimals; full-width digits, point and sign are taken. Marks
 * between thousands are refused and never guessed at, since 1,200 may also mean 1.2; exponents are
 * no numbers of a filing.
 */
final class FormNumber {
  private static final int MOST_DIGITS = 30;

  private FormNumber() {}

  static Optional<BigDecimal> read(String typed) {
    var text = plain(typed);
    return fault(typed).isPresent() ? Optional.empty() : Optional.of(new BigDecimal(text));
  }

  /** What keeps the text from being a number; without a field. */
  static Optional<Refusal> fault(String typed) {
    var text = plain(typed);
    if (text.matches("[+-]?\\d[\\d,'\\s_，、’]*\\d([.].*)?")
        && !text.matches("[+-]?\\d+([.]\\d*)?")) {
      return Optional.of(Refusal.invalid("intake.numberSeparator", null, typed));
    }
    if (!text.matches("[+-]?(\\d+([.]\\d+)?|[.]\\d+)")) {
      return Optional.of(Refusal.invalid("intake.notANumber", null, typed));
    }
    if (text.replaceAll("\\D", "").length() > MOST_DIGITS) {
      return Optional.of(Refusal.invalid("intake.numberTooLong", null, MOST_DIGITS));
    }
    return Optional.empty();
  }

  private static String plain(String typed) {
    return Normalizer.normalize(typed, Normalizer.Form.NFKC)
        .strip()
        .replace('。', '.')
        .replaceAll("^[\\u2010-\\u2015\\u2212]", "-");
  }
}
