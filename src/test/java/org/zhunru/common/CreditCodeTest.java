package org.zhunru.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreditCodeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9144030071526726XG", // organisation check X
        "91330100799655058B",
        "91350100M000100Y43", // sample of GB 32100-2015
        "9144030071526726xg",
        "91330100799655058B"
      })
  void published_codes_are_valid(String code) {
    assertThat(CreditCode.validate(code)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "9144030071526726X,common.creditCodeLength",
    "9144030071526726XGG,common.creditCodeLength",
    "9144030O71526726XG,common.creditCodeCharacter",
    "914403I071526726XG,common.creditCodeCharacter",
    "9144030071S26726XG,common.creditCodeCharacter",
    "9144030071V26726XG,common.creditCodeCharacter",
    "9144030071Z26726XG,common.creditCodeCharacter",
    "91A4030071526726XG,common.creditCodeRegion",
    "000000000000000000,common.creditCodeRegion",
    "91440300715267261G,common.creditCodeOrganisation",
    "9144030071526726XH,common.creditCodeCheckDigit"
  })
  void each_fault_has_its_own_code(String code, String fault) {
    assertThat(CreditCode.validate(code))
        .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo(fault));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "X"})
  void thirty_one_becomes_zero_and_ten_becomes_x(String organisationCheck) {
    // 91230903 + organisation code: look for a code whose last character is 0, in every series
    String alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    int found = 0;
    for (int i = 0; i < 100_000 && found < 3; i++) {
      String stem = "91230903MA%06d%s".formatted(i, organisationCheck);
      for (char last : alphabet.toCharArray()) {
        if (CreditCode.validate(stem + last).isEmpty() && last == '0') {
          found++;
          assertThat(CreditCode.parse(stem + last).value()).endsWith("0");
        }
      }
    }
    assertThat(found).isEqualTo(3);
  }
}
