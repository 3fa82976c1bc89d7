package org.zhunru.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;
import org.zhunru.IntegrationTest;
import org.zhunru.policy.CheckResult.NearMiss;

/** Why an entry doesn't apply, reason by reason, with no key left in the words. */
@IntegrationTest
class NearWordsTest {
  @Autowired NearWords words;

  @AfterEach
  void none() {
    LocaleContextHolder.resetLocaleContext();
  }

  private String why(Locale locale, String reason, @Nullable String value, @Nullable String limit) {
    LocaleContextHolder.setLocale(locale);
    return words.why(
        new NearMiss("rule", "sector", "条目", reason, value, limit == null ? "" : limit, "目录"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "confidence|unknown||不明，不予适用",
        "date|2026-11-28|2013-05-01/2019-12-31|2013-05-01",
        "date|2026-11-28|../2019-12-31|2019-12-31",
        "date|2010-01-01|2013-05-01/..|2013-05-01",
        "sector|hazchem|coal_mine;noncoal_mine|煤矿",
        "zone|主城区|东城;西城|东城;西城",
        "park||化工园区外|化工园区外",
        "link||production;transport|生产；运输",
        "actor||EXISTING|现有",
        "exempt||FUEL_STATION|加油站",
        "condition|100.001|距离 <= 100 米|距离 ≤ 100 米",
        "words|液氨泵|氨泵|液氨泵",
      })
  void the_reason_is_said_with_what_was_told_and_what_the_entry_asks(
      String reason, @Nullable String value, @Nullable String limit, String said) {
    assertThat(why(Locale.CHINESE, reason, value, limit))
        .contains(said)
        .doesNotContainPattern("[a-z_]{3,}|null|NEW|EXISTING|FUEL");
    assertThat(why(Locale.ENGLISH, reason, value, limit))
        .doesNotContainPattern("[a-z]+_[a-z]+|null|\\w+\\.\\w+\\.|EXISTING|FUEL|<=");
  }
}
