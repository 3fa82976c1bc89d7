package org.zhunru.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;
import org.zhunru.IntegrationTest;

@IntegrationTest
class FactLinesTest {
  @Autowired FactLines lines;

  @BeforeEach
  void a_chinese_reader() {
    LocaleContextHolder.setLocale(java.util.Locale.SIMPLIFIED_CHINESE);
  }

  @AfterEach
  void nobody() {
    LocaleContextHolder.resetLocaleContext();
  }

  @Test
  void what_stands_alone_comes_first_in_the_order_of_the_dictionary_then_row_after_row() {
    assertThat(
            lines.of(
                """
                {"units":[{"exposedPeople":60,"substances":[{"quantityTonnes":0.125,"name":"三氯氢硅"}],
                  "name":"罐区"}],"investmentYuan":378000000,"facts":{"specialEquipment":true},"name":"项目"}
                """,
                false))
        .extracting(FactLines.Line::group, FactLines.Line::label, FactLines.Line::value)
        .containsExactly(
            tuple("", "项目名称", "项目"),
            tuple("", "总投资", "378,000,000 元"),
            tuple("", "是否使用特种设备", "是"),
            tuple("单元 1", "单元名称", "罐区"),
            tuple("单元 1", "厂外可能暴露人员数量", "60 人"),
            tuple("单元 1 · 物质 1", "物质名称", "三氯氢硅"),
            tuple("单元 1 · 物质 1", "最大存在量", "0.125 吨"));
  }

  @Test
  void a_list_of_plain_values_is_one_line() {
    assertThat(
            lines.of(
                "{\"processes\":[\"氯化工艺\",\"硝化工艺\"],\"units\":[{\"substances\":[{\"categories\":[\"W5.1\",\"W11\"]}]}]}",
                false))
        .extracting(FactLines.Line::path, FactLines.Line::value)
        .containsExactly(
            tuple("processes", "氯化工艺；硝化工艺"),
            tuple("units[0].substances[0].categories", "W5.1；W11"));
  }

  @Test
  void identity_numbers_are_shown_in_part_unless_whole() {
    var person = "{\"people\":[{\"residentId\":\"11010519491231002X\"}]}";
    assertThat(lines.of(person, false).get(0).value()).isEqualTo("1101" + "*".repeat(12) + "2X");
    assertThat(lines.of(person, true).get(0).value()).isEqualTo("11010519491231002X");
  }
}
