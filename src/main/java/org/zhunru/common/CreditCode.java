package org.zhunru.common;

import java.util.Optional;

/**
 * Unified social credit code of a legal person, GB 32100-2015: registrar (1), category (2), region
 * (3-8), organisation code with its own check of GB 11714 (9-17), check (18).
 *
 * <p>Registrar and category are not looked up: their tables grow. The region is digits and not all
 * zero; codes registered with the state itself carry 100000, so no province is asked for.
 *
 * <p>Codes of refusal: {@code common.creditCodeLength}, {@code common.creditCodeCharacter}
 * (arguments: character, place), {@code common.creditCodeRegion}, {@code
 * common.creditCodeOrganisation}, {@code common.creditCodeCheckDigit}.
 *
 * @param value canonical form, upper case
 */
public record CreditCode(String value) {
  private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  private static final int[] WEIGHTS = {
    1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28
  };
  private static final int[] ORGANISATION_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};

  public CreditCode {
    fault(value)
        .ifPresent(
            refusal -> {
              throw refusal;
            });
  }

  /**
   * @param text as typed; lower case and full-width characters are taken
   * @throws Refusal if it is no credit code
   */
  public static CreditCode parse(String text) {
    return new CreditCode(Identifiers.typed(text));
  }

  /** What is wrong with the text; empty if nothing. */
  public static Optional<Refusal> validate(String text) {
    return fault(Identifiers.typed(text));
  }

  private static Optional<Refusal> fault(String value) {
    if (value.length() != 18) {
      return refused("common.creditCodeLength", value.length());
    }
    for (int i = 0; i < 18; i++) {
      if (ALPHABET.indexOf(value.charAt(i)) < 0) {
        return refused("common.creditCodeCharacter", value.substring(i, i + 1), i + 1);
      }
    }
    String region = value.substring(2, 8);
    if (!Identifiers.digits(region) || region.equals("000000")) {
      return refused("common.creditCodeRegion", region);
    }
    String organisation = value.substring(8, 17);
    if (organisation.charAt(8) != organisationCheck(organisation)) {
      return refused("common.creditCodeOrganisation", organisation);
    }
    if (value.charAt(17) != check(value)) {
      return refused("common.creditCodeCheckDigit", value);
    }
    return Optional.empty();
  }

  private static Optional<Refusal> refused(String code, Object... arguments) {
    return Optional.of(Refusal.invalid(code, null, arguments));
  }

  /** GB 32100: 31 less the sum modulo 31, where 31 becomes 0. */
  private static char check(String value) {
    int sum = 0;
    for (int i = 0; i < 17; i++) {
      sum += ALPHABET.indexOf(value.charAt(i)) * WEIGHTS[i];
    }
    return ALPHABET.charAt((31 - sum % 31) % 31);
  }

  /** GB 11714: letters count A = 10 to Z = 35; 10 is written X, 11 becomes 0. */
  private static char organisationCheck(String organisation) {
    int sum = 0;
    for (int i = 0; i < 8; i++) {
      sum += Character.digit(organisation.charAt(i), 36) * ORGANISATION_WEIGHTS[i];
    }
    int check = 11 - sum % 11;
    return check == 10 ? 'X' : check == 11 ? '0' : (char) ('0' + check);
  }

  @Override
  public String toString() {
    return value;
  }
}
