package org.zhunru.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page on rules and rows shows rows that are there, the same in both languages. */
class RuleToRowTest {
  private static final Pattern SHOWN =
      Pattern.compile("`(policies/catalogues/[a-z-]+\\.csv)`\\s+```csv\\n(.*?)```", Pattern.DOTALL);

  private static List<String> rows(String page) throws IOException {
    var rows = new ArrayList<String>();
    var shown = SHOWN.matcher(Files.readString(Path.of("src/docs", page)));
    while (shown.find()) {
      var file = Files.readAllLines(Path.of(shown.group(1)));
      assertThat(file).containsAll(shown.group(2).lines().toList());
      rows.addAll(shown.group(2).lines().toList());
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(strings = {"rule-to-row.md", "rule-to-row.zh-CN.md"})
  void every_row_shown_is_a_row_of_its_file(String page) throws IOException {
    assertThat(rows(page)).hasSizeGreaterThan(5);
    var line = "catalogues/siting-distances.csv:10";
    assertThat(Files.readString(Path.of("src/docs", page))).contains(line);
    assertThat(Files.readString(Path.of("src/docs", page)))
        .contains("```csv\n" + Files.readString(Path.of("policies/transitions.csv")) + "```");
    assertThat(Files.readAllLines(Path.of("policies/catalogues/siting-distances.csv")).get(9))
        .startsWith("SIT-15,");
  }

  @Test
  void both_languages_show_the_same_rows() throws IOException {
    assertThat(rows("rule-to-row.zh-CN.md")).isEqualTo(rows("rule-to-row.md"));
  }
}
