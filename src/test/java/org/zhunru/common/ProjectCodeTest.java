package org.zhunru.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectCodeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-230900-26-03-000001",
        "2607-230900-04-01-123456",
        "2017-000052-77-02-000001",
        "2026-660000-26-03-000001",
        " 2026-230900-26-03-000001 "
      })
  void codes_of_the_platform_are_valid(String code) {
    assertThat(ProjectCode.validate(code)).isEmpty();
    assertThat(ProjectCode.parse(code).value()).hasSize(24);
  }

  @ParameterizedTest
  @CsvSource({
    "20262309002603000001,common.projectCodeLength",
    "2026-230900-26-03-0000010,common.projectCodeLength",
    "2026-2309002-6-03-000001,common.projectCodeFormat",
    "2026-23090A-26-03-000001,common.projectCodeFormat",
    "9999-230900-26-03-000001,common.projectCodeYear",
    "1999-230900-26-03-000001,common.projectCodeYear",
    "2026-990900-26-03-000001,common.projectCodeRegion"
  })
  void each_fault_has_its_own_code(String code, String fault) {
    assertThat(ProjectCode.validate(code))
        .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo(fault));
  }
}
