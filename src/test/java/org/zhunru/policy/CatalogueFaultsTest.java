package org.zhunru.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What may be wrong with a file of catalogues: file by file and fault by fault, where it is told
 * and how. Every file begins from a row of its own that is right.
 */
class CatalogueFaultsTest {
  private static final GovernedFiles FILES = PoliciesOf.governed();

  private static final String SQUARE =
      "{\"type\":\"Polygon\",\"coordinates\":[[[131,45.7],[131.01,45.7],[131.01,45.71],[131,45.7]]]}";

  /** A right row of each file. */
  private static final Map<String, Map<String, String>> RIGHT =
      Map.ofEntries(
          Map.entry(
              CatalogueFiles.PROHIBIT_RESTRICT_CONTROL,
              row(
                  "catalogue=深圳市例目录(第一版);effective_from=2024-01-01;list=prohibit;kind=chemical;"
                      + "name_zh=甲;links=use;zone_zh=全市;confidence=seen")),
          Map.entry(
              CatalogueFiles.INDUSTRY,
              row(
                  "edition=2019年本;effective_from=2020-01-01;effective_to=2024-01-31;class=restrict;"
                      + "subsection_zh=三、煤炭;entry_no=1;text_zh=单井井型低于规定规模的煤矿项目;"
                      + "sector=coal_mine;measure_name=单井生产能力;operator=<;threshold=30;"
                      + "unit=万吨/年;region_zh=全国;confidence=seen;source=令第29号")),
          Map.entry(
              CatalogueFiles.OBSOLETE,
              row(
                  "directory=例设备目录;doc_no=某文〔2020〕1号;batch=2019版;name_zh=某型开关;"
                      + "kind=equipment;scope_zh=40kW以上电动机;prohibited_or_restricted=prohibited;"
                      + "confidence=seen")),
          Map.entry(
              CatalogueFiles.ACCESS,
              row(
                  "sector=coal_mine;condition_zh=新建煤矿;measure_name=生产能力;operator=>=;"
                      + "threshold=30;unit=万吨/年;region_zh=全国;legal_basis=某文〔2020〕1号;"
                      + "confidence=seen")),
          Map.entry(
              CatalogueFiles.HEADCOUNTS,
              row(
                  "sector=coal;place_zh=炮采工作面;limit=25;unit=人/单班;"
                      + "legal_basis=某文〔2020〕1号;confidence=seen")),
          Map.entry(
              CatalogueFiles.SITING,
              row(
                  "ground=SIT-99;target_zh=某处;origin_zh=某处外缘;metres=100;severity=refuse;"
                      + "text_zh=距离不足;legal_basis=某法(2013) 第一条;confidence=high")),
          Map.entry(
              CatalogueFiles.SITING_AREAS,
              row(
                  "ground=SIT-98;area_kind_zh=某区;severity=refuse;text_zh=位于某区;"
                      + "legal_basis=某法(2013) 第一条;confidence=high")),
          Map.entry(CatalogueFiles.ZONES, row("zone=外;source=例;confidence=seen")),
          Map.entry(
              CatalogueFiles.ZONE_AREAS,
              row(
                  "zone=甲园;kind_zh=化工园区;effective_from=2024-01-01;effective_to=2024-12-31;"
                      + "legal_basis=批复;confidence=high;source=例",
                  "geometry",
                  SQUARE)));

  private static Map<String, String> row(String cells, String... more) {
    var row = new java.util.LinkedHashMap<String, String>();
    for (var cell : cells.split(";")) {
      row.put(cell.substring(0, cell.indexOf('=')), cell.substring(cell.indexOf('=') + 1));
    }
    for (int i = 0; i < more.length; i += 2) {
      row.put(more[i], more[i + 1]);
    }
    return row;
  }

  /** One case: what is changed in a copy of the right row that stands in line 3. */
  private static Arguments fault(
      String kind, String file, String changed, String column, String code) {
    return Arguments.of(kind, file, row("x=;" + changed), 3, column, code);
  }

  /** The five kinds of the files that have them, and what is theirs alone. */
  static final List<Arguments> TABLE =
      List.of(
          // dates reversed
          fault(
              "dates reversed",
              CatalogueFiles.PROHIBIT_RESTRICT_CONTROL,
              "name_zh=乙;effective_to=2023-12-31",
              "effective_to",
              "before"),
          fault(
              "dates reversed",
              CatalogueFiles.INDUSTRY,
              "entry_no=2;effective_to=2019-12-31",
              "effective_to",
              "before"),
          fault(
              "dates reversed",
              CatalogueFiles.OBSOLETE,
              "name_zh=乙;eliminate_by=2019-12-31",
              "eliminate_by",
              "before"),
          fault(
              "dates reversed",
              CatalogueFiles.OBSOLETE,
              "batch=第二批;name_zh=乙;effective_from=2024-01-01;effective_to=2023-01-01",
              "effective_to",
              "before"),
          fault(
              "dates reversed",
              CatalogueFiles.ACCESS,
              "region_zh=山东;effective_from=2024-01-01;effective_to=2023-01-01",
              "effective_to",
              "before"),
          fault(
              "dates reversed",
              CatalogueFiles.HEADCOUNTS,
              "place_zh=乙;effective_from=2024-01-01;effective_to=2023-01-01",
              "effective_to",
              "before"),
          fault(
              "dates reversed",
              CatalogueFiles.SITING,
              "target_zh=乙;effective_from=2024-01-01;effective_to=2023-01-01",
              "effective_to",
              "before"),
          fault(
              "dates reversed",
              CatalogueFiles.SITING_AREAS,
              "area_kind_zh=乙;effective_from=2024-01-01;effective_to=2023-01-01",
              "effective_to",
              "before"),
          fault(
              "dates reversed",
              CatalogueFiles.ZONE_AREAS,
              "zone=乙;effective_to=2023-12-31",
              "effective_to",
              "before"),
          // a day that is none
          fault(
              "no day",
              CatalogueFiles.PROHIBIT_RESTRICT_CONTROL,
              "name_zh=乙;condition_zh=自2019-13-01起",
              "condition_zh",
              "notADate"),
          fault(
              "no day",
              CatalogueFiles.OBSOLETE,
              "name_zh=乙;eliminate_by=2021-02-30",
              "eliminate_by",
              "notADate"),
          fault(
              "no day",
              CatalogueFiles.ACCESS,
              "condition_zh=新建矿井规模(自2020-02-30起)",
              "condition_zh",
              "notADate"),
          // duplicate entries
          fault("twice", CatalogueFiles.PROHIBIT_RESTRICT_CONTROL, "", "name_zh", "sameRow"),
          fault("twice", CatalogueFiles.INDUSTRY, "threshold=60", "text_zh", "sameRow"),
          fault("twice", CatalogueFiles.OBSOLETE, "", "name_zh", "sameRow"),
          fault("twice", CatalogueFiles.ACCESS, "threshold=60", "condition_zh", "sameRow"),
          fault("twice", CatalogueFiles.HEADCOUNTS, "limit=20", "place_zh", "sameRow"),
          fault("twice", CatalogueFiles.SITING, "metres=50", "target_zh", "sameRow"),
          fault("twice", CatalogueFiles.SITING_AREAS, "", "area_kind_zh", "sameRow"),
          fault("twice", CatalogueFiles.ZONES, "", "zone", "sameRow"),
          fault("twice", CatalogueFiles.ZONE_AREAS, "", "zone", "sameRow"),
          // overlapping editions, and rows that overlap
          fault(
              "overlap",
              CatalogueFiles.PROHIBIT_RESTRICT_CONTROL,
              "catalogue=深圳市例目录(第二版);effective_from=2025-01-01",
              "effective_from",
              "editionsOverlap"),
          fault(
              "overlap",
              CatalogueFiles.INDUSTRY,
              "edition=2024年本;effective_from=2024-01-31;effective_to=",
              "effective_from",
              "editionsOverlap"),
          fault(
              "overlap",
              CatalogueFiles.INDUSTRY,
              "entry_no=2;effective_to=2023-12-31",
              "effective_from",
              "editionDates"),
          fault(
              "overlap",
              CatalogueFiles.OBSOLETE,
              "batch=2024版;doc_no=某文〔2024〕1号",
              "batch",
              "editionsOverlap"),
          fault(
              "overlap",
              CatalogueFiles.ACCESS,
              "effective_from=2024-01-01",
              "condition_zh",
              "rowsOverlap"),
          fault(
              "overlap",
              CatalogueFiles.HEADCOUNTS,
              "effective_from=2024-01-01",
              "place_zh",
              "rowsOverlap"),
          fault(
              "overlap",
              CatalogueFiles.SITING,
              "legal_basis=某法(2024) 第一条",
              "target_zh",
              "rowsOverlap"),
          fault(
              "overlap",
              CatalogueFiles.SITING_AREAS,
              "legal_basis=某法(2024) 第一条",
              "area_kind_zh",
              "rowsOverlap"),
          fault(
              "overlap",
              CatalogueFiles.ZONE_AREAS,
              "effective_from=2024-12-31;effective_to=",
              "zone",
              "rowsOverlap"),
          // a threshold without a unit
          fault(
              "no unit",
              CatalogueFiles.PROHIBIT_RESTRICT_CONTROL,
              "name_zh=乙;kind=industry;condition_zh=低于限值;limit_value=3",
              "limit_unit",
              "empty"),
          fault("no unit", CatalogueFiles.INDUSTRY, "entry_no=2;unit=", "unit", "empty"),
          fault("no unit", CatalogueFiles.OBSOLETE, "scope_zh=40以上电动机", "scope_zh", "numberAlone"),
          fault("no unit", CatalogueFiles.ACCESS, "region_zh=山东;unit=", "unit", "empty"),
          fault("no unit", CatalogueFiles.HEADCOUNTS, "place_zh=乙;unit=", "unit", "empty"),
          fault("other unit", CatalogueFiles.HEADCOUNTS, "place_zh=乙;unit=头", "unit", "noUnit"),
          fault(
              "other unit",
              CatalogueFiles.SITING,
              "target_zh=乙;metres=0.1km",
              "metres",
              "notMetres"),
          fault(
              "other unit",
              CatalogueFiles.ZONE_AREAS,
              "zone=乙;geometry={\"type\":\"Polygon\",\"coordinates\":"
                  + "[[[500000,5000000],[500100,5000000],[500100,5000100],[500000,5000000]]]}",
              "geometry",
              "notDegrees"),
          // zones that lie in each other, and what is of one file alone
          fault("nesting", CatalogueFiles.ZONES, "zone=内;parent=别处", "parent", "noZone"),
          fault("nesting", CatalogueFiles.ZONES, "zone=内;parent=内", "parent", "zonesInCircle"),
          fault(
              "of its own",
              CatalogueFiles.SITING,
              "target_zh=乙;sectors=mill",
              "sectors",
              "noSector"),
          fault(
              "of its own", CatalogueFiles.SITING, "target_zh=乙;only_zh=长江", "only_zh", "notOnly"),
          fault(
              "of its own",
              CatalogueFiles.SITING_AREAS,
              "area_kind_zh=乙;only_zh=风向=东",
              "only_zh",
              "noLabel"),
          // projects that a row speaks of, told in facts
          fault("only", CatalogueFiles.ACCESS, "region_zh=山东;only_zh=煤层", "only_zh", "notOnly"),
          fault("only", CatalogueFiles.ACCESS, "region_zh=山东;only_zh=风向=东", "only_zh", "noLabel"),
          fault(
              "only",
              CatalogueFiles.ACCESS,
              "region_zh=山东;only_zh=瓦斯等级=低瓦斯|中瓦斯",
              "only_zh",
              "noChoice"),
          fault(
              "only",
              CatalogueFiles.ACCESS,
              "region_zh=山东;only_zh=是否冲击地压矿井=无",
              "only_zh",
              "noChoice"),
          fault(
              "only", CatalogueFiles.ACCESS, "region_zh=山东;only_zh=建设性质=大修", "only_zh", "noChoice"),
          fault(
              "only",
              CatalogueFiles.ACCESS,
              "region_zh=山东;only_zh=竖井提升深度>300吨",
              "only_zh",
              "noUnit"),
          fault(
              "only", CatalogueFiles.ACCESS, "region_zh=山东;only_zh=瓦斯等级>2级", "only_zh", "noLabel"),
          fault(
              "only",
              CatalogueFiles.HEADCOUNTS,
              "place_zh=乙;only_zh=瓦斯等级=低",
              "only_zh",
              "noChoice"));

  @ParameterizedTest(name = "{0}: {1} {2}")
  @FieldSource("TABLE")
  void a_fault_is_told_at_its_line_and_column(
      String kind, String file, Map<String, String> changed, int line, String column, String code) {
    var right = RIGHT.get(file);
    var second = new java.util.LinkedHashMap<>(right);
    second.putAll(changed);

    assertThat(FILES.faults(file, csv(file, List.of(right)))).isEmpty();
    assertThat(FILES.faults(file, csv(file, List.of(right, second))))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.line()).isEqualTo(line);
              assertThat(fault.column()).isEqualTo(column);
              assertThat(fault.code()).isEqualTo(code);
              for (var bundle : List.of("messages.policy", "messages.policy_en")) {
                assertThat(ResourceBundle.getBundle(bundle).keySet())
                    .contains(fault.messageKey(), fault.mendKey());
              }
            });
  }

  /** With every column of the shipped file, and those that are changed beside. */
  private static String csv(String file, List<Map<String, String>> rows) {
    var columns = new java.util.LinkedHashSet<>(RevisionText.of(shipped(file)).header());
    rows.forEach(row -> columns.addAll(row.keySet()));
    columns.remove("x");
    return new RevisionText(
            List.copyOf(columns),
            rows.stream()
                .map(row -> columns.stream().map(column -> row.getOrDefault(column, "")).toList())
                .toList())
        .csv();
  }

  private static String shipped(String file) {
    try (var in = CatalogueFaultsTest.class.getResourceAsStream("/policies/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  static Stream<String> catalogues() {
    return FILES.all().stream().filter(file -> file.startsWith("catalogues/"));
  }

  @ParameterizedTest
  @MethodSource("catalogues")
  void what_is_shipped_has_no_faults(String file) {
    assertThat(FILES.faults(file, shipped(file))).isEmpty();
  }

  @Test
  void the_table_has_every_catalogue_with_dates_duplicates_and_overlaps() {
    for (var kind : List.of("dates reversed", "twice", "overlap")) {
      assertThat(
              TABLE.stream()
                  .filter(row -> row.get()[0].equals(kind))
                  .map(row -> (String) row.get()[1])
                  .distinct())
          .containsAll(
              catalogues()
                  .filter(file -> kind.equals("twice") || !file.equals(CatalogueFiles.ZONES))
                  .toList());
    }
  }

  @Test
  void each_circle_of_zones_is_told_once_and_by_name() {
    var csv =
        """
        zone,parent,source,confidence
        甲,乙,例,seen
        乙,丙,例,seen
        丙,甲,例,seen
        丁,甲,例,seen
        戊,己,例,seen
        己,戊,例,seen
        """;

    assertThat(FILES.faults(CatalogueFiles.ZONES, csv))
        .extracting(fault -> fault.line() + " " + fault.code() + " " + fault.arguments())
        .containsExactly("4 zonesInCircle [丙 → 甲 → 乙 → 丙]", "7 zonesInCircle [己 → 戊 → 己]");
  }

  @Test
  void rows_and_editions_that_follow_each_other_are_right() {
    var first = RIGHT.get(CatalogueFiles.ZONE_AREAS);
    var next = new java.util.LinkedHashMap<>(first);
    next.putAll(Map.of("effective_from", "2025-01-01", "effective_to", ""));
    assertThat(
            FILES.faults(
                CatalogueFiles.ZONE_AREAS, csv(CatalogueFiles.ZONE_AREAS, List.of(first, next))))
        .isEmpty();

    var old = RIGHT.get(CatalogueFiles.INDUSTRY);
    var anew = new java.util.LinkedHashMap<>(old);
    anew.putAll(Map.of("edition", "2024年本", "effective_from", "2024-02-01", "effective_to", ""));
    assertThat(
            FILES.faults(CatalogueFiles.INDUSTRY, csv(CatalogueFiles.INDUSTRY, List.of(old, anew))))
        .isEmpty();

    // A batch adds to the one before; only an edition takes its place.
    var batch = new java.util.LinkedHashMap<>(RIGHT.get(CatalogueFiles.OBSOLETE));
    batch.put("batch", "第一批");
    var second = new java.util.LinkedHashMap<>(batch);
    second.put("batch", "第二批");
    assertThat(
            FILES.faults(
                CatalogueFiles.OBSOLETE, csv(CatalogueFiles.OBSOLETE, List.of(batch, second))))
        .isEmpty();
  }

  @Test
  void many_faults_are_told_at_once() {
    var right = RIGHT.get(CatalogueFiles.HEADCOUNTS);
    var rows = new ArrayList<Map<String, String>>(List.of(right));
    for (var change : List.of("unit=", "limit=七", "sector=mill")) {
      var row = new java.util.LinkedHashMap<>(right);
      row.putAll(row("place_zh=" + change + ";" + change));
      rows.add(row);
    }
    assertThat(FILES.faults(CatalogueFiles.HEADCOUNTS, csv(CatalogueFiles.HEADCOUNTS, rows)))
        .extracting(PolicyFault::line)
        .isEqualTo(List.of(3, 4, 5));
  }

  @Test
  void every_fault_has_words_and_a_mend_in_both_languages() {
    for (var name : List.of("messages.policy", "messages.policy_en")) {
      Set<String> keys = ResourceBundle.getBundle(name, java.util.Locale.ROOT).keySet();
      assertThat(
              keys.stream()
                  .filter(key -> key.startsWith("policy.fault.") && !key.endsWith(".mend"))
                  .filter(key -> !keys.contains(key + ".mend")))
          .as(name)
          .isEmpty();
    }
  }
}
