package org.zhunru.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who owes which fact. */
class RequiredFactsTest {
  private static final String PARK = "siting.inChemicalPark";

  private static List<CheckResult.Missing> missing(@Nullable String sector) {
    return new RequiredFacts(new Sectors()).missing(Described.in(sector, "230900").facts());
  }

  @Test
  void only_chemical_projects_have_to_say_whether_they_are_in_a_chemical_park() {
    for (var sector : List.of("hazchem", "hazchem_storage", "hazchem_trade")) {
      assertThat(missing(sector)).extracting(CheckResult.Missing::what).contains("name", PARK);
    }
    for (var sector : List.of("coal_mine", "metallurgy", "civil_explosive", "other")) {
      assertThat(missing(sector))
          .extracting(CheckResult.Missing::what)
          .contains("name")
          .doesNotContain(PARK);
    }
  }

  @Test
  void while_the_sector_is_open_what_only_some_sectors_owe_is_open_too() {
    assertThat(missing(null))
        .extracting(CheckResult.Missing::what, CheckResult.Missing::certain)
        .contains(tuple("sector", true), tuple(PARK, false));
  }

  @Test
  void a_sector_that_nobody_knows_is_a_fault_with_its_line() {
    var file =
        PolicyFile.of(
            "required-facts.csv",
            "path,sectors,why_zh,why_en,source\nname,hazchem;hazchems,x,x,x\n"
                .getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> new RequiredFacts(file, new Sectors()))
        .isInstanceOf(PolicyFile.BrokenPolicyFile.class)
        .hasMessageContaining(":2")
        .hasMessageContaining("hazchems");
  }
}
