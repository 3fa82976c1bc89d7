package org.zhunru.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhunru.common.Refusal;
import org.zhunru.policy.CheckResult.Finding;
import org.zhunru.policy.CheckResult.Severity;
import org.zhunru.policy.CheckResult.Verdict;

/** Where zones lie, and what may not lie in them. */
class ZoneAreasTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);
  private static final List<CatalogueEntry> RULES =
      SitingFile.areas(PolicyFile.of(CatalogueFiles.SITING_AREAS));

  /** A square of a hundredth of a degree, its hole in the middle. */
  private static final String SQUARE =
      "{'type':'Polygon','coordinates':[[[131,45],[131.01,45],[131.01,45.01],[131,45.01],[131,45]],"
          + "[[131.004,45.004],[131.006,45.004],[131.006,45.006],[131.004,45.006],[131.004,45.004]]]}";

  private static PolicyFile file(String... rows) {
    var csv =
        "zone,kind_zh,effective_from,effective_to,geometry,legal_basis,confidence,source\n"
            + String.join("\n", rows);
    return PolicyFile.of("zone-areas.csv", csv.getBytes(StandardCharsets.UTF_8));
  }

  private static String row(String zone, String kind, String from, String to, String geometry) {
    return "%s,%s,%s,%s,\"%s\",市政府批复,high,例"
        .formatted(zone, kind, from, to, geometry.replace("'", "\"\""));
  }

  private static CatalogueIndex index(LocalDate day, String... rows) {
    var entries = new ArrayList<>(RULES);
    return new CatalogueIndex(
        new CatalogueSet(entries, CatalogueFiles.zones(), ZoneArea.all(file(rows))), day);
  }

  @ParameterizedTest
  @CsvSource({
    "131.002,45.002,true",
    "131,45,true",
    "131.01,45.005,true",
    "131.0100001,45.005,false",
    "131.005,45.005,false",
    "131.004,45.005,true",
  })
  void the_border_belongs_to_the_zone_and_a_hole_does_not(String lon, String lat, boolean inside) {
    var index = index(TODAY, row("东环隔离带", "隔离带和卫生防护地带", "", "", SQUARE));

    var findings = index.check(Described.in("other", "230900").at(lon, lat).facts()).findings();

    assertThat(findings).hasSize(inside ? 1 : 0);
    assertThat(findings)
        .allSatisfy(
            f -> {
              assertThat(f.severity()).isEqualTo(Severity.REFUSE);
              assertThat(f.entryNo()).isEqualTo("SIT-54");
              assertThat(f.subject()).isEqualTo("siting.location");
              assertThat(f.value()).isEqualTo("东环隔离带");
            });
  }

  @Test
  void an_area_binds_from_its_first_day_to_its_last() {
    var area = row("东环隔离带", "隔离带和卫生防护地带", "2024-03-01", "2026-06-30", SQUARE);
    var facts = Described.in("other", "230900").at("131.002", "45.002").facts();

    assertThat(
            Stream.of("2024-02-29", "2024-03-01", "2026-06-30", "2026-07-01")
                .map(day -> index(LocalDate.parse(day), area).check(facts).findings().size()))
        .containsExactly(0, 1, 1, 0);
  }

  static Stream<CatalogueEntry> rules() {
    return RULES.stream();
  }

  /** Whose words narrow it is asked about; the others bind at once. */
  @ParameterizedTest
  @MethodSource("rules")
  void every_rule_is_hit_by_coordinates_and_by_word_and_missed_by_another_kind(
      CatalogueEntry rule) {
    var kind = rule.names().get(0);
    var index = index(TODAY, row("甲区", kind, "", "", SQUARE));
    var sector = rule.sectors().stream().findFirst().orElse("other");
    var expected =
        rule.qualifier().isEmpty() ? List.of(rule.severity()) : List.of(Severity.UNDETERMINED);

    assertThat(of(index, rule, described(sector).at("131.002", "45.002"))).isEqualTo(expected);
    assertThat(of(index, rule, described(sector).zone(kind))).isEqualTo(expected);
    assertThat(of(index, rule, described(sector).at("131.02", "45.002"))).isEmpty();
    assertThat(of(index, rule, described(sector).zone("别处"))).isEmpty();
    assertThat(of(index, rule, described(sector).existing().zone(kind))).isEmpty();
  }

  private static Described described(String sector) {
    return Described.in(sector, "230900").fact("tailingsPond", true);
  }

  private static List<Severity> of(CatalogueIndex index, CatalogueEntry rule, Described project) {
    return index.check(project.facts()).findings().stream()
        .filter(f -> f.rule().equals(rule.rule()))
        .map(Finding::severity)
        .toList();
  }

  @Test
  void coordinates_that_contradict_what_is_said_of_the_park_are_asked_about() {
    var index = index(TODAY, row("新兴化工园区", ZoneArea.PARK, "", "", SQUARE));
    var inside = Described.in("other", "230900").at("131.002", "45.002");
    var outside = Described.in("other", "230900").at("131.02", "45.002");

    assertThat(index.check(inside.inPark(true).facts()).verdict()).isEqualTo(Verdict.CLEAR);
    assertThat(index.check(outside.inPark(false).facts()).verdict()).isEqualTo(Verdict.CLEAR);
    assertThat(index.check(outside.inPark(true).facts()).questions())
        .extracting(Question::code)
        .contains("sitingPark");
    assertThat(index.check(inside.inPark(false).facts()).verdict()).isEqualTo(Verdict.UNDETERMINED);
    // A city that has stored no park can't contradict.
    assertThat(index(TODAY).check(outside.inPark(true).facts()).verdict()).isEqualTo(Verdict.CLEAR);
  }

  @Test
  void a_zone_of_a_catalogue_is_known_by_its_coordinates_and_with_the_zones_around_it() {
    var csv =
        """
        catalogue,issuer,doc_no,effective_from,effective_to,entry_no,list,kind,name_zh,alias_zh,cas,links,zone_zh,condition_zh,limit_value,limit_unit,confidence,source
        北京市例,甲,,2024-04-01,,1,prohibit,chemical,氨溶液,氨水,1336-21-6,use,首都功能核心区,,,,seen,例
        """;
    var entries =
        new CatalogueFiles()
            .prohibitRestrictControl(PolicyFile.of("x.csv", csv.getBytes(StandardCharsets.UTF_8)));
    var areas = ZoneArea.all(file(row("东城", "城区", "", "", SQUARE)));
    var index = new CatalogueIndex(new CatalogueSet(entries, CatalogueFiles.zones(), areas), TODAY);
    var project = Described.in("hazchem", "110000").substance("氨水", "1336-21-6", null, "use");

    assertThat(index.check(project.at("131.002", "45.002").facts()).verdict())
        .isEqualTo(Verdict.PROHIBITED);
  }

  @Test
  void every_fault_of_a_file_is_told_with_line_and_column() {
    var bow =
        "{'type':'Polygon','coordinates':[[[131,45],[131.01,45.01],[131.01,45],[131,45.01],[131,45]]]}";
    var metres =
        "{'type':'Polygon','coordinates':[[[500000,5000000],[500100,5000000],[500100,5000100],[500000,5000000]]]}";
    var file =
        file(
            row("甲", "化工园区", "2026-02-01", "2026-01-01", SQUARE),
            row("乙", "化工园区", "", "", "{'type':'Point','coordinates':[131,45]}"),
            row("丙", "化工园区", "", "", bow),
            row("丁", "化工园区", "", "", metres),
            row("戊", "化工园区", "", "", "不是"),
            row("", "化工园区", "", "", SQUARE));

    assertThatThrownBy(() -> ZoneArea.all(file))
        .isInstanceOfSatisfying(
            PolicyFile.BrokenPolicyFile.class,
            broken ->
                assertThat(broken.faults())
                    .extracting(PolicyFault::line, PolicyFault::column, PolicyFault::code)
                    .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(2, "effective_to", "before"),
                        org.assertj.core.groups.Tuple.tuple(3, "geometry", "notAnArea"),
                        org.assertj.core.groups.Tuple.tuple(4, "geometry", "crossesItself"),
                        org.assertj.core.groups.Tuple.tuple(5, "geometry", "notDegrees"),
                        org.assertj.core.groups.Tuple.tuple(6, "geometry", "notGeoJson"),
                        org.assertj.core.groups.Tuple.tuple(7, "zone", "empty")));
  }

  @Test
  void features_of_a_map_are_rows_of_the_file() {
    var features =
        """
        {"type":"FeatureCollection","features":[
          {"type":"Feature","properties":{"zone":"东环隔离带","kind_zh":"隔离带和卫生防护地带",
             "effective_from":"2024-03-01","effective_to":null,"legal_basis":"市政府批复",
             "confidence":"high","source":"例"},
           "geometry":%s}]}
        """
            .formatted(SQUARE.replace('\'', '"'));

    var text = RevisionText.ofFile(features.getBytes(StandardCharsets.UTF_8));
    var areas = ZoneArea.all(PolicyFile.of("z.csv", text.csv().getBytes(StandardCharsets.UTF_8)));

    assertThat(areas)
        .singleElement()
        .satisfies(
            area -> {
              assertThat(area.zone()).isEqualTo("东环隔离带");
              assertThat(area.from()).isEqualTo("2024-03-01");
              assertThat(area.to()).isNull();
            });
    for (var broken : List.of("{", "{}", "{\"features\":[]}", "{\"features\":3}")) {
      assertThatThrownBy(() -> RevisionText.ofFile(broken.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOfSatisfying(
              Refusal.class, r -> assertThat(r.code()).isEqualTo("policy.notFeatures"));
    }
  }
}
