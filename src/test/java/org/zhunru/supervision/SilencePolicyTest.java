package org.zhunru.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.zhunru.common.CannotStart;

class SilencePolicyTest {
  private static final Set<String> MATTERS = Set.of("joint-pre-approval");

  @Test
  void it_is_off_unless_somebody_says_otherwise() {
    assertThatCode(() -> new SilencePolicy(new SilenceSettings(Map.of()), MATTERS))
        .doesNotThrowAnyException();
  }

  @Test
  void it_can_not_be_switched_on_for_a_matter_of_safety() {
    assertThatThrownBy(() -> policy("yjj", "joint-pre-approval"))
        .isInstanceOfSatisfying(
            CannotStart.class,
            why -> {
              assertThat(why.code()).isEqualTo("silenceSafety");
              assertThat(why.arguments()).containsExactly("yjj", "joint-pre-approval");
            });
  }

  @Test
  void nor_for_what_is_no_matter() {
    assertThatThrownBy(() -> policy("yjj", "joint_pre_approval"))
        .hasMessageContaining("silenceMatter");
  }

  private static SilencePolicy policy(String department, String matter) {
    return new SilencePolicy(new SilenceSettings(Map.of(department, List.of(matter))), MATTERS);
  }
}
