package org.zhunru.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** A new edition of a register changes what is offered from its day on, and not before. */
class RegistersByDayTest {
  private static final LocalDate DAY = LocalDate.of(2026, 12, 1);
  private static final LocalDate BEFORE = DAY.minusDays(1);

  @Test
  void a_ground_is_offered_from_its_edition_on_and_until_one_without_it() {
    var file = GroundRegister.FILE;
    var next = DAY.plusDays(9);
    var grounds =
        PoliciesOf.file(file)
            .and(DAY, PoliciesOf.without(file, "SIT-01") + "T-1,siting,公安机关,甲,某法 第一条,veto,high\n")
            .and(next, PoliciesOf.text(file))
            .grounds();

    assertThat(grounds.byId("T-1", BEFORE)).isEmpty();
    assertThat(grounds.forDepartment("gaj", BEFORE)).extracting(Ground::id).doesNotContain("T-1");
    assertThat(grounds.byId("SIT-01", BEFORE)).isPresent();
    assertThat(grounds.search("gaj", "甲 某法", DAY)).extracting(Ground::id).contains("T-1");
    assertThat(grounds.byId("SIT-01", DAY)).isEmpty();
    assertThat(grounds.edition(DAY)).isNotEqualTo(grounds.edition(BEFORE)).hasSize(12);
    assertThat(grounds.edition(next)).isEqualTo(grounds.edition(BEFORE));
    assertThat(grounds.byId("SIT-01", next)).isPresent();
  }

  @Test
  void a_ground_that_ended_is_told_with_its_words_and_the_day() {
    var file = GroundRegister.FILE;
    var grounds = PoliciesOf.file(file).and(DAY, PoliciesOf.without(file, "SIT-01")).grounds();

    assertThat(grounds.ended("SIT-01", BEFORE)).isEmpty();
    assertThat(grounds.ended("SIT-01", DAY.plusDays(30)))
        .hasValueSatisfying(
            ended -> {
              assertThat(ended.from()).isEqualTo(DAY);
              assertThat(ended.refusal().code()).isEqualTo("policy.groundEnded");
              assertThat(ended.refusal().field()).isEqualTo("groundId");
            });
    assertThat(grounds.ended("SIT-02", DAY)).as("still one").isEmpty();
    assertThat(grounds.ended("T-9", DAY)).as("never was one").isEmpty();
  }

  /** An edition is read years later, whatever became of what it names. */
  @Test
  void an_old_edition_with_a_name_that_is_no_longer_known_stays_readable() {
    var file = GroundRegister.FILE;
    var grounds =
        PoliciesOf.file(file)
            .and(DAY, PoliciesOf.text(file) + "T-1,siting,公安机关;旧局,甲,某法 第一条,veto,high\n")
            .grounds();
    assertThat(grounds.byId("T-1", DAY))
        .hasValueSatisfying(g -> assertThat(g.departments()).containsExactly("gaj"));
  }
}
