package org.zhunru.common;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * CAS Registry Number: two to seven digits, two digits, one check digit, with hyphens. The check
 * digit is the sum of the digits, each times its place counted from the right, modulo 10.
 *
 * <p>Codes of refusal: {@code common.casFormat}, {@code common.casCheckDigit} (argument 1 is the
 * digit that would fit).
 *
 * @param value canonical form, such as {@code 7782-50-5}
 */
public record CasNumber(String value) {
  private static final Pattern SHAPE = Pattern.compile("[1-9]\\d{1,6}-\\d{2}-\\d");

  public CasNumber {
    fault(value)
        .ifPresent(
            refusal -> {
              throw refusal;
            });
  }

  /**
   * @param text as typed; full-width digits and any kind of dash are taken
   * @throws Refusal if it is no CAS number
   */
  public static CasNumber parse(String text) {
    return new CasNumber(Identifiers.typed(text));
  }

  /** What is wrong with the text; empty if nothing. */
  public static Optional<Refusal> validate(String text) {
    return fault(Identifiers.typed(text));
  }

  private static Optional<Refusal> fault(String value) {
    if (!SHAPE.matcher(value).matches()) {
      return Optional.of(Refusal.invalid("common.casFormat", null, value));
    }
    int fits = checkDigit(value);
    return value.charAt(value.length() - 1) - '0' == fits
        ? Optional.empty()
        : Optional.of(Refusal.invalid("common.casCheckDigit", null, value, fits));
  }

  private static int checkDigit(String value) {
    String digits = value.substring(0, value.length() - 1).replace("-", "");
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      sum += (digits.charAt(digits.length() - 1 - i) - '0') * (i + 1);
    }
    return sum % 10;
  }

  @Override
  public String toString() {
    return value;
  }
}
