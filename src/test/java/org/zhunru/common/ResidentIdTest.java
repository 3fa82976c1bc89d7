package org.zhunru.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResidentIdTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

  /** Check character by the formula of ISO 7064, written the other way round. */
  private static String withCheck(String seventeen) {
    int sum = 0;
    for (int i = 0; i < 17; i++) {
      sum += (seventeen.charAt(i) - '0') * WEIGHTS[i];
    }
    int check = (12 - sum % 11) % 11;
    return seventeen + (check == 10 ? "X" : check);
  }

  @ParameterizedTest
  @ValueSource(strings = {"11010519491231002X", "11010519491231002x", "440524188001010014"})
  void samples_of_the_standard_are_valid(String id) {
    assertThat(ResidentId.validate(id, TODAY)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "110105491231002,common.residentIdFifteenDigits",
    "1101051949123100,common.residentIdLength",
    "11010519491231X02X,common.residentIdCharacter",
    "11010519491231002Y,common.residentIdCharacter",
    "000105194912310029,common.residentIdProvince",
    "100105194912310029,common.residentIdProvince",
    "110105194913310021,common.residentIdBirthDate",
    "110105000012310021,common.residentIdBirthDate",
    "110105194912310020,common.residentIdCheckDigit"
  })
  void each_fault_has_its_own_code(String id, String fault) {
    assertThat(ResidentId.validate(id, TODAY))
        .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo(fault));
  }

  @Test
  void nineteen_hundred_was_no_leap_year_two_thousand_was() {
    assertThat(ResidentId.validate(withCheck("23090319000229001"), TODAY))
        .hasValueSatisfying(r -> assertThat(r.code()).isEqualTo("common.residentIdBirthDate"));
    assertThat(ResidentId.validate(withCheck("23090320000229001"), TODAY)).isEmpty();
  }

  @Test
  void nobody_is_born_tomorrow() {
    assertThat(ResidentId.validate(withCheck("23090320261123001"), TODAY)).isEmpty();
    assertThat(ResidentId.validate(withCheck("23090320261124001"), TODAY))
        .hasValueSatisfying(r -> assertThat(r.code()).isEqualTo("common.residentIdBornLater"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "51022119700101001", // Chongqing while it was Sichuan's: abolished, valid
        "23090119700101001", // a placeholder region
        "81000019700101001",
        "82000019700101001",
        "83000019700101001",
        "71000019700101001",
        "91115619700101001" // foreign permanent resident
      })
  void abolished_regions_and_permits_are_valid(String seventeen) {
    assertThat(ResidentId.validate(withCheck(seventeen), TODAY)).isEmpty();
  }

  @Test
  void it_never_shows_itself_whole() {
    ResidentId id = ResidentId.parse("11010519491231002x", TODAY);
    assertThat(id.value()).isEqualTo("11010519491231002X");
    assertThat(id.toString()).isEqualTo("110105********002X").isEqualTo(id.masked());
    assertThat(id.born()).isEqualTo(LocalDate.of(1949, 12, 31));
    assertThat(ResidentId.masked("12345678")).isEqualTo("****5678");
    assertThat(ResidentId.validate("110105194912310020", TODAY).orElseThrow().getMessage())
        .doesNotContain("19491231");
  }

  @Property
  void one_wrong_digit_is_always_found(
      @ForAll @IntRange(min = 0, max = 999) int sequence,
      @ForAll @IntRange(min = 14, max = 16) int place,
      @ForAll @IntRange(min = 1, max = 9) int shift) {
    String id = withCheck("23090319850607%03d".formatted(sequence));
    char wrong = (char) ('0' + (id.charAt(place) - '0' + shift) % 10);
    String mistyped = id.substring(0, place) + wrong + id.substring(place + 1);
    assertThat(ResidentId.validate(id, TODAY)).isEmpty();
    assertThat(ResidentId.validate(mistyped, TODAY)).isPresent();
  }
}
