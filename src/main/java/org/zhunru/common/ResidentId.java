package org.zhunru.common;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Resident identity number, GB 11643-1999: place of first registration (6), date of birth (8),
 * sequence (3), check (1, may be X).
 *
 * <p>The place is where the person was first registered, so abolished region codes stay valid and
 * only the province is checked. 81, 82 and 83 are the residence permits of Hong Kong, Macao and
 * Taiwan residents; a number beginning with 9 is a foreigner's permanent residence permit (both
 * recalled, not read). The old 15-digit numbers are no longer valid.
 *
 * <p>Codes of refusal: {@code common.residentIdFifteenDigits}, {@code common.residentIdLength},
 * {@code common.residentIdCharacter}, {@code common.residentIdProvince}, {@code
 * common.residentIdBirthDate}, {@code common.residentIdBornLater}, {@code
 * common.residentIdCheckDigit}. None of them carries the number: refusals are logged.
 *
 * @param value canonical form, X in upper case
 */
public record ResidentId(String value) {
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECKS = "10X98765432";

  public ResidentId {
    fault(value, LocalDate.MAX)
        .ifPresent(
            refusal -> {
              throw refusal;
            });
  }

  /**
   * @param text as typed; a lower-case x and full-width digits are taken
   * @param today births after this civil date are refused
   * @throws Refusal if it is no resident number
   */
  public static ResidentId parse(String text, LocalDate today) {
    String value = Identifiers.typed(text);
    fault(value, today)
        .ifPresent(
            refusal -> {
              throw refusal;
            });
    return new ResidentId(value);
  }

  /** What is wrong with the text on that day; empty if nothing. */
  public static Optional<Refusal> validate(String text, LocalDate today) {
    return fault(Identifiers.typed(text), today);
  }

  /** Date of birth as the number says. */
  public LocalDate born() {
    return birthDate(value).orElseThrow();
  }

  /** For display: first six and last four characters, the date of birth hidden. */
  public String masked() {
    return value.substring(0, 6) + "********" + value.substring(14);
  }

  /** For display of text that may be no valid number: nothing but its last four characters. */
  public static String masked(String text) {
    String value = Identifiers.typed(text);
    return validate(value, LocalDate.MAX).isEmpty()
        ? new ResidentId(value).masked()
        : "*".repeat(Math.max(0, value.length() - 4))
            + value.substring(Math.max(0, value.length() - 4));
  }

  private static Optional<Refusal> fault(String value, LocalDate today) {
    if (value.length() == 15 && Identifiers.digits(value)) {
      return refused("common.residentIdFifteenDigits");
    }
    if (value.length() != 18) {
      return refused("common.residentIdLength", value.length());
    }
    if (!Identifiers.digits(value.substring(0, 17))
        || "0123456789X".indexOf(value.charAt(17)) < 0) {
      return refused("common.residentIdCharacter");
    }
    String province = value.substring(0, 2);
    if (value.charAt(0) != '9' && !province.equals("83") && !Identifiers.isProvince(province)) {
      return refused("common.residentIdProvince", province);
    }
    Optional<LocalDate> born = birthDate(value);
    if (born.isEmpty()) {
      return refused("common.residentIdBirthDate");
    }
    if (born.get().isAfter(today)) {
      return refused("common.residentIdBornLater");
    }
    int sum = 0;
    for (int i = 0; i < 17; i++) {
      sum += (value.charAt(i) - '0') * WEIGHTS[i];
    }
    return CHECKS.charAt(sum % 11) == value.charAt(17)
        ? Optional.empty()
        : refused("common.residentIdCheckDigit");
  }

  /** A day of the calendar since 1800; older ones are typing errors, not people. */
  private static Optional<LocalDate> birthDate(String value) {
    try {
      LocalDate date =
          LocalDate.of(
              Integer.parseInt(value.substring(6, 10)),
              Integer.parseInt(value.substring(10, 12)),
              Integer.parseInt(value.substring(12, 14)));
      return date.getYear() < 1800 ? Optional.empty() : Optional.of(date);
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }

  private static Optional<Refusal> refused(String code, Object... arguments) {
    return Optional.of(Refusal.invalid(code, null, arguments));
  }

  /** Masked, so that no log line shows a whole number. */
  @Override
  public String toString() {
    return masked();
  }
}
