package org.zhunru.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  @ParameterizedTest
  @CsvSource({
    "1, 0, 1 working day 0 hours left",
    "2, 1, 2 working days 1 hour left",
    "11, 21, 11 working days 21 hours left",
    "0, 1, 0 working days 1 hour left"
  })
  void in_English_one_is_counted_otherwise_than_many(int days, int hours, String said) {
    assertThat(LayoutTest.words().say(Locale.ENGLISH, "clock.left.working", days, hours))
        .isEqualTo(said);
  }
}
