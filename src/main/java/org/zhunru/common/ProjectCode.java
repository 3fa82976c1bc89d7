package org.zhunru.common;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * National code of an investment project, GB/T 40058-2021: year (4), region (6), industry (2), kind
 * of approval (2), sequence (5) and check (1), written with hyphens in 24 characters: {@code
 * 2026-230900-26-03-000001}.
 *
 * <p>What is checked: the shape; that the first four digits are a year of this century or a year
 * and month (both are met); that the region has a province, or is one of the state's own (00) or of
 * the Xinjiang corps (66; recalled). <b>The check digit is not checked</b>: how it is formed was
 * not readable when this was written, and a guessed rule would turn honest applicants away.
 *
 * <p>Codes of refusal: {@code common.projectCodeLength}, {@code common.projectCodeFormat}, {@code
 * common.projectCodeYear}, {@code common.projectCodeRegion}.
 *
 * @param value canonical form, 24 characters
 */
public record ProjectCode(String value) {
  private static final Pattern SHAPE = Pattern.compile("\\d{4}-\\d{6}-\\d{2}-\\d{2}-\\d{6}");

  public ProjectCode {
    fault(value)
        .ifPresent(
            refusal -> {
              throw refusal;
            });
  }

  /**
   * @param text as typed; full-width digits and any kind of dash are taken
   * @throws Refusal if it is no project code
   */
  public static ProjectCode parse(String text) {
    return new ProjectCode(Identifiers.typed(text));
  }

  /** What is wrong with the text; empty if nothing. */
  public static Optional<Refusal> validate(String text) {
    return fault(Identifiers.typed(text));
  }

  /** Six digits of the region that issued it. */
  public String region() {
    return value.substring(5, 11);
  }

  private static Optional<Refusal> fault(String value) {
    if (value.length() != 24) {
      return refused("common.projectCodeLength", value.length());
    }
    if (!SHAPE.matcher(value).matches()) {
      return refused("common.projectCodeFormat", value);
    }
    int month = Integer.parseInt(value.substring(2, 4));
    if (!value.startsWith("20") && (month < 1 || month > 12)) {
      return refused("common.projectCodeYear", value.substring(0, 4));
    }
    String province = value.substring(5, 7);
    if (!province.equals("00") && !province.equals("66") && !Identifiers.isProvince(province)) {
      return refused("common.projectCodeRegion", value.substring(5, 11));
    }
    return Optional.empty();
  }

  private static Optional<Refusal> refused(String code, Object... arguments) {
    return Optional.of(Refusal.invalid(code, null, arguments));
  }

  @Override
  public String toString() {
    return value;
  }
}
