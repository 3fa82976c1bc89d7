package org.zhunru.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GuidePageTest {
  private static String text(GuidePage.View view) throws Exception {
    return freemarker.core.HTMLOutputFormat.INSTANCE.getMarkupString(view.text());
  }

  @Test
  void the_heading_is_the_page_s_and_what_is_wide_is_reached_by_keyboard() throws Exception {
    var view =
        GuidePage.view(
            """
            # Rows

            [中文](other.md)

            | a | b |
            | --- | --- |
            | 1 | <b>2</b> |

            ```csv
            1,2
            ```

            一
            二
            """,
            "");
    assertThat(view.title()).isEqualTo("Rows");
    assertThat(text(view))
        .contains("<table tabindex=\"0\">", "<pre tabindex=\"0\">", "&lt;b&gt;2", "<p>一二</p>")
        .doesNotContain("<h1>", "other.md", "<b>");
  }

  @Test
  void both_guides_are_there_and_say_the_same_sections() throws Exception {
    var page = new GuidePage();
    var chinese = (GuidePage.View) page.ruleToRow(java.util.Locale.CHINESE).getModel().get("page");
    var english = (GuidePage.View) page.ruleToRow(java.util.Locale.ENGLISH).getModel().get("page");
    assertThat(chinese.title()).isNotEqualTo(english.title());
    assertThat(text(chinese).split("<h2>")).hasSameSizeAs(text(english).split("<h2>"));
    assertThat(text(chinese).split("<pre")).hasSameSizeAs(text(english).split("<pre"));
  }

  @Test
  void a_text_without_a_heading_is_no_guide() {
    assertThatThrownBy(() -> GuidePage.view("text", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("heading");
  }
}
