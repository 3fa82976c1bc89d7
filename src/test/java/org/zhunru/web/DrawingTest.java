package org.zhunru.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrawingTest {
  @Test
  void a_plain_picture_goes_through_as_it_is() throws Exception {
    var svg = "<svg viewBox=\"0 0 1 1\"><a href=\"/cases/1\"><text>受理</text></a></svg>";

    assertThat(Drawing.of(svg).getOutputFormat().getMarkupString(Drawing.of(svg))).isEqualTo(svg);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>no picture</p>",
        "<svg><script>1</script></svg>",
        "<svg onload=\"x()\"/>",
        "<svg><rect style=\"fill:red\"/></svg>",
        "<svg><a href=\"javascript:alert(1)\"/></svg>",
        "<svg><a href=\"//elsewhere.example/\"/></svg>",
        "<svg xmlns:xlink=\"http://www.w3.org/1999/xlink\"><use xlink:href=\"http://x/\"/></svg>",
        "<svg><foreignObject/></svg>",
        "<svg><text>unclosed</svg>",
        "<svg/><script/>"
      })
  void what_could_act_or_lead_away_is_refused(String svg) {
    assertThatThrownBy(() -> Drawing.of(svg)).isInstanceOf(IllegalArgumentException.class);
  }
}
