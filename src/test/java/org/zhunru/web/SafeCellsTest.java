package org.zhunru.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeCellsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "＝1",
        "＋1",
        "－1",
        "＠SUM(A1)",
        "|calc",
        "%0A=1",
        " =1",
        "　=1",
        "\u00a0=1",
        "\u200b=1",
        "\uFEFF=1",
        "\t=1",
        "\tx",
        "\rx",
        "\n=1",
        "=cmd|' /C calc'!A0"
      })
  void what_a_spreadsheet_would_take_for_a_formula_is_told_to_be_text(String typed) {
    assertThat(SafeCells.harmless(typed)).isEqualTo("'" + typed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "距居民区过近", "2026-QTH-000001", "12", "a=b", "（一）", "“引号”", "'=1", " "})
  void other_text_stays_as_it_is(String typed) {
    assertThat(SafeCells.harmless(typed)).isEqualTo(typed);
  }

  @Test
  void cells_come_back_as_they_were_whatever_is_in_them() throws IOException {
    var rows =
        List.of(
            List.of("a,b", "say \"no\""), List.of("two\nlines", "x\",=1+1,\"y"), List.of("", "中文"));
    var text = SafeCells.csv(List.of("甲", "乙"), rows);

    assertThat(text).startsWith("\uFEFF\"甲\",\"乙\"\r\n").endsWith("\"中文\"\r\n");
    var read =
        CSVFormat.RFC4180.parse(new StringReader(text.substring(1))).stream()
            .skip(1)
            .map(r -> r.toList())
            .toList();
    assertThat(read).isEqualTo(rows);
  }
}
