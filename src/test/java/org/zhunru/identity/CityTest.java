package org.zhunru.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhunru.IntegrationTest;

@IntegrationTest
class CityTest {
  @Autowired Departments departments;
  @Autowired Regions regions;
  @Autowired CityAtStart city;

  @Test
  void the_departments_of_the_city_are_those_of_the_file() {
    assertThat(departments.all()).extracting(Department::code).startsWith("lhsp").hasSize(16);
    assertThat(departments.byCode("yjj").officialName()).isEqualTo("七台河市应急管理局");
    assertThat(departments.byCode("lhsp").has(SeatKind.HANDLER)).isFalse();
    assertThat(departments.byCode("yjj").has(SeatKind.REVIEWER)).isTrue();
  }

  @Test
  void zones_without_a_national_code_lie_in_the_city() {
    assertThat(regions.ofProjects()).extracting(Region::name).contains("金沙新区", "茄子河区");
    assertThat(regions.byCode("L230900-1").national()).isFalse();
    assertThat(regions.lies("L230900-1", "230000")).isTrue();
    assertThat(regions.lies("230902", "230921")).isFalse();
  }

  @Test
  void reading_the_files_again_changes_nothing() {
    var before = departments.all();

    city.afterSingletonsInstantiated();

    assertThat(departments.all()).isEqualTo(before);
  }
}
