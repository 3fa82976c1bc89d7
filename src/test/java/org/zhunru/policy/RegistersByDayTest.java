package org.zhunru.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.zhunru.calendar.Period;
import org.zhunru.intake.Case;

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

  @Test
  void a_material_is_asked_for_from_its_edition_on_and_keeps_its_name_afterwards() {
    var file = MaterialTable.FILE;
    var materials =
        PoliciesOf.file(file)
            .and(
                DAY,
                PoliciesOf.without(file, "eia-report")
                    + "risk-report,joint-pre-approval,风险报告,Risk report,yes,,,,某法 第一条,high\n")
            .materials();

    assertThat(asked(materials, BEFORE)).contains("eia-report").doesNotContain("risk-report");
    assertThat(asked(materials, DAY)).contains("risk-report").doesNotContain("eia-report");
    assertThat(materials.find("eia-report", DAY)).isEmpty();
    var draft = mock(Case.class);
    when(draft.submittedAt()).thenReturn(DAY.plusDays(3).atTime(9, 0).toInstant(ZoneOffset.UTC));
    assertThat(materials.name("eia-report", draft, Locale.CHINESE)).isEqualTo("环境影响报告书");
    assertThat(materials.name("never-was", draft, Locale.CHINESE)).isEqualTo("never-was");
  }

  private static List<String> asked(MaterialsChecklist materials, LocalDate on) {
    return materials.forMatter("joint-pre-approval", ProjectFacts.NOTHING, on).stream()
        .map(n -> n.material().id())
        .toList();
  }

  @Test
  void what_was_filed_is_asked_by_the_edition_of_its_first_filing() {
    var materials = PoliciesOf.file(MaterialTable.FILE).materials();
    var filed = mock(Case.class);
    when(filed.submittedAt()).thenReturn(BEFORE.atTime(9, 0).toInstant(ZoneOffset.UTC));
    assertThat(materials.dayOf(filed)).isEqualTo(BEFORE);
    assertThat(materials.dayOf(mock(Case.class))).as("today").isEqualTo("2026-11-26");
  }

  @Test
  void a_limit_counts_from_its_edition_on_and_what_began_before_keeps_its_own() {
    var file = LimitTable.FILE;
    var shipped = PoliciesOf.text(file);
    var longer = shipped.replaceFirst("(?m)^(TL-GL-04,.*),45,working_day", "$1,60,calendar_day");
    assertThat(longer).isNotEqualTo(shipped);
    var limits =
        PoliciesOf.file(file).and(DAY, longer.replaceFirst("(?m)^TL-GL-05,.*\n", "")).limits();

    var before = limits.byId("TL-GL-04", BEFORE);
    assertThat(before.period()).isEqualTo(Period.workingDays(45));
    assertThat(limits.on(BEFORE).extensionOf(before)).isPresent();
    var after = limits.byId("TL-GL-04", DAY);
    assertThat(after.period()).isEqualTo(new Period(60, Period.Unit.CALENDAR));
    assertThat(limits.on(DAY).extensionOf(after)).isEmpty();
  }

  @Test
  void a_row_that_an_edition_lacks_is_read_from_the_nearest_that_has_it() {
    var file = LimitTable.FILE;
    var limits =
        PoliciesOf.file(file)
            .and(DAY, PoliciesOf.without(file, "TL-SI-01"))
            .and(
                DAY.plusDays(9),
                PoliciesOf.without(file, "TL-SI-01")
                    + "TL-X-1,siting,试验,3,working_day,受理,,,某法 第一条,high\n")
            .limits();
    assertThat(limits.on(DAY).find("TL-SI-01")).isEmpty();
    assertThat(limits.find("TL-SI-01", DAY)).as("the last before").isPresent();
    assertThat(limits.find("TL-X-1", BEFORE)).as("the first after").isPresent();
    assertThat(limits.find("TL-X-2", BEFORE)).isEmpty();
  }

  @Test
  void a_rule_calls_its_department_from_its_edition_on() {
    var routings =
        PoliciesOf.file(RoutingFile.FILE)
            .and(DAY, PoliciesOf.routingWith("Extra", "gaj"))
            .routings();
    var told = new HashMap<String, String>();
    routings.on(DAY).inputs().forEach(input -> told.put(input, "no"));
    told.put("sector", "other");
    told.put("joint", "yes");

    assertThat(routings.on(BEFORE).calls(told)).noneMatch(c -> c.department().equals("gaj"));
    assertThat(routings.on(DAY).calls(told))
        .anyMatch(c -> c.department().equals("gaj") && c.rule().equals("Extra"));
    var reads = new DepartmentReads(routings);
    assertThat(reads.of("gaj", BEFORE).test("facts.riverManagementArea")).isFalse();
    assertThat(reads.of("gaj", DAY).test("facts.riverManagementArea")).isTrue();
    assertThat(reads.concerned(List.of("facts.riverManagementArea"), BEFORE, DAY))
        .contains("gaj", "swj");
  }
}
