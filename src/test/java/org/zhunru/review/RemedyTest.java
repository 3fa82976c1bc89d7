package org.zhunru.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RemedyTest {

  @Test
  void a_remedy_is_parted_at_lines_and_semicolons() {
    assertThat(Remedy.items("调整选址")).containsExactly("调整选址");
    assertThat(Remedy.items("1. 调整选址\n\n2. 重做环评\r\n")).containsExactly("1. 调整选址", "2. 重做环评");
    assertThat(Remedy.items("调整选址；重做环评;补测")).containsExactly("调整选址", "重做环评", "补测");
  }

  @Test
  void what_stands_in_brackets_stays_together() {
    assertThat(Remedy.items("调整选址（距居民区300米；避开水源地）；重做环评"))
        .containsExactly("调整选址（距居民区300米；避开水源地）", "重做环评");
    assertThat(Remedy.items("没有右括号（甲；乙\n丙；丁")).containsExactly("没有右括号（甲；乙", "丙", "丁");
    assertThat(Remedy.items("甲）；乙")).containsExactly("甲）", "乙");
  }

  @Test
  void the_last_look_counts() {
    var remedy = new ArrayList<Remedy.Check>();
    assertThat(with(remedy).met()).isFalse();
    remedy.add(check(true));
    assertThat(with(remedy).met()).isTrue();
    remedy.add(check(false));
    assertThat(with(remedy).met()).isFalse();
  }

  private static Remedy with(List<Remedy.Check> checks) {
    return new Remedy(
        UUID.randomUUID(),
        UUID.randomUUID(),
        "sthj",
        new Opinion.GroundAsOf("T-1", "", "", "high", null),
        "调整选址",
        checks);
  }

  private static Remedy.Check check(boolean met) {
    return new Remedy.Check(met, "见图", null, null, "甲", null, Instant.EPOCH);
  }
}
