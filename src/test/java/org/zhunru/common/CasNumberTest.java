package org.zhunru.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CasNumberTest {

  @ParameterizedTest
  @CsvSource({
    "7782-50-5,7782-50-5",
    " 7664-41-7 ,7664-41-7",
    "7782-50-5,7782-50-5",
    "7782–50—5,7782-50-5",
    "50-00-0,50-00-0",
    "86290-81-5,86290-81-5"
  })
  void typed_in_any_width_it_is_the_same_number(String typed, String canonical) {
    assertThat(CasNumber.parse(typed).value()).isEqualTo(canonical);
  }

  @Test
  void a_wrong_check_digit_is_refused_and_the_fitting_one_named() {
    assertThat(CasNumber.validate("7782-50-4"))
        .hasValueSatisfying(
            refusal -> {
              assertThat(refusal.code()).isEqualTo("common.casCheckDigit");
              assertThat(refusal.arguments()).contains(5);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "7782505", "7782-505", "0-00-0", "0782-50-5", "7782-50-5x", "氯", "٧٧٨٢-٥٠-٥"})
  void other_text_is_no_cas_number(String text) {
    assertThatThrownBy(() -> CasNumber.parse(text))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("common.casFormat"));
  }
}
