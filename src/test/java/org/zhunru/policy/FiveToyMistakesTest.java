package org.zhunru.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.zhunru.policy.CatalogueEntry.Binding;
import org.zhunru.policy.CheckResult.Finding;
import org.zhunru.policy.CheckResult.Severity;
import org.zhunru.policy.CheckResult.Verdict;

/**
 * What a list with a flag for each substance gets wrong, each with what the law in the shipped
 * catalogues says instead.
 */
class FiveToyMistakesTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
  private static final LocalDate IN_2015 = LocalDate.of(2015, 6, 1);
  private static final List<CatalogueEntry> ALL = new CatalogueFiles().all();
  private static final CatalogueSet SET = new CatalogueSet(ALL, CatalogueFiles.zones());
  private static final Map<LocalDate, CatalogueIndex> DAYS = new HashMap<>();

  private static CatalogueResult check(LocalDate day, Described project) {
    return DAYS.computeIfAbsent(day, d -> new CatalogueIndex(SET, d)).check(project.facts());
  }

  private static List<Severity> said(LocalDate day, Described project, String text) {
    return check(day, project).findings().stream()
        .filter(f -> f.message().equals(text))
        .map(Finding::severity)
        .toList();
  }

  @Test
  void one_flag_per_substance() {
    // The links decide, for each substance of its own.
    var made = Described.in("hazchem", "230900").substance("二氯甲烷", "75-09-2", null, "production");
    var stored = Described.in("hazchem", "230900").substance("二氯甲烷", "75-09-2", null, "storage");
    assertThat(said(TODAY, made, "二氯甲烷")).containsExactly(Severity.RESTRICT);
    assertThat(said(TODAY, stored, "二氯甲烷")).isEmpty();
    assertThat(check(TODAY, stored).nearMisses())
        .anyMatch(n -> n.text().equals("二氯甲烷") && n.reason().equals("link"));
    var untold = Described.in("hazchem", "230900").substance("二氯甲烷", "75-09-2", null);
    assertThat(said(TODAY, untold, "二氯甲烷")).containsExactly(Severity.UNDETERMINED);
    // The place and the zone decide.
    var argon = Described.in("hazchem_trade", "320100").zone("主城区");
    assertThat(said(TODAY, argon.substance("氩", "7440-37-1", null, "transport"), "氩"))
        .containsExactly(Severity.CONTROL);
    var elsewhere = Described.in("hazchem_trade", "230900").zone("主城区");
    assertThat(said(TODAY, elsewhere.substance("氩", "7440-37-1", null, "transport"), "氩"))
        .isEmpty();
    // Whether it is new or already operates decides.
    var winch = "JTK型矿用提升绞车(地下矿山主提升)";
    var lastDay = LocalDate.of(2015, 3, 6);
    assertThat(said(lastDay, Described.in("noncoal_mine", "230900").equipment(winch), "JTK型矿用提升绞车"))
        .containsExactly(Severity.RESTRICT);
    assertThat(
            said(
                lastDay,
                Described.in("noncoal_mine", "230900").existing().equipment(winch),
                "JTK型矿用提升绞车"))
        .containsExactly(Severity.CONDITION);
  }

  @Test
  void unlisted_means_allowed() {
    var inside = Described.in("hazchem_trade", "320100").zone("主城区");
    var benzene = check(TODAY, inside.substance("苯", "71-43-2", null, "transport"));
    assertThat(benzene.findings())
        .anyMatch(
            f ->
                f.rule().endsWith("#unlisted")
                    && f.severity() == Severity.RESTRICT
                    && f.subject().equals("units[0].substances[0]"));
    var outside = Described.in("hazchem_trade", "320100").zone("化工集中区");
    assertThat(check(TODAY, outside.substance("苯", "71-43-2", null, "transport")).findings())
        .noneMatch(f -> f.rule().endsWith("#unlisted"));
    var named = Described.in("hazchem_trade", "320100").zone("主城区");
    assertThat(check(TODAY, named.substance("氩", "7440-37-1", null, "transport")).findings())
        .noneMatch(f -> f.rule().endsWith("#unlisted"));
    // A list whose contents aren't stored is asked about, never taken for empty.
    var shanghai = Described.in("hazchem", "310000").substance("苯", "71-43-2", null, "use");
    var open = check(TODAY, shanghai);
    assertThat(open.findings())
        .anyMatch(
            f ->
                f.severity() == Severity.UNDETERMINED
                    && f.open().stream().anyMatch(q -> q.code().equals("unknownList")));
    assertThat(open.verdict()).isNotEqualTo(Verdict.CLEAR);
  }

  @Test
  void judging_by_todays_edition() {
    var furnace =
        Described.in("metallurgy", "230900").equipment("炼铁高炉").capacity("有效容积", "1000", "m³");
    for (var edition :
        Map.of(
                "2013-05-01", "2011年本",
                "2019-12-31", "2011年本",
                "2020-01-01", "2019年本",
                "2024-01-31", "2019年本",
                "2024-02-01", "2024年本",
                "2026-11-26", "2024年本")
            .entrySet()) {
      assertThat(check(LocalDate.parse(edition.getKey()), furnace).findings())
          .as(edition.getKey())
          .filteredOn(f -> f.edition() != null && f.edition().catalogue().startsWith("产业结构调整指导目录"))
          .isNotEmpty()
          .allMatch(f -> f.edition().catalogue().contains(edition.getValue()));
    }
    // Before the first edition nothing is applied backwards, and that is said.
    var before = check(LocalDate.of(2013, 4, 30), furnace);
    assertThat(before.findings())
        .noneMatch(f -> f.edition() != null && f.edition().catalogue().startsWith("产业结构"));
    assertThat(before.questions())
        .anyMatch(q -> q.code().equals("noEdition") && q.subject().equals("asOf"));
    assertThat(before.verdict()).isEqualTo(Verdict.UNDETERMINED);
  }

  private static boolean restricted(String volume, String unit) {
    var furnace =
        Described.in("metallurgy", "230900").equipment("炼铁高炉").capacity("有效容积", volume, unit);
    return said(IN_2015, furnace, "炼铁高炉").contains(Severity.RESTRICT);
  }

  private static boolean closed(String region, String scale) {
    var mine = Described.in("coal_mine", region).capacity("生产能力", scale, "万吨/年");
    return said(TODAY, mine, "低于规定规模的生产煤矿").contains(Severity.ELIMINATE);
  }

  private static boolean tooMany(int people) {
    var dust = Described.in("dust", "370900").people("小微企业涉爆粉尘岗位", people);
    return said(TODAY, dust, "小微企业涉爆粉尘岗位 防爆设施符合标准为前提").contains(Severity.REFUSE);
  }

  private static boolean tooCheap(String yuan) {
    var plant = Described.in("hazchem_storage", "410100").yuan(yuan).fact("landCostYuan", 0);
    return said(TODAY, plant, "危险化学品生产建设项目(一次性固定资产投资额,不含土地费用)").contains(Severity.PROHIBIT);
  }

  @Test
  void boundaries_off_by_one() {
    // Above 400 m³ and below 1200 m³ a new furnace is restricted; 400 m³ itself is eliminated.
    assertThat(restricted("400", "立方米")).isFalse();
    assertThat(restricted("400.001", "立方米")).isTrue();
    assertThat(restricted("1199.999", "m3")).isTrue();
    assertThat(restricted("1200", "立方米")).isFalse();
    assertThat(restricted("1200000", "升")).isFalse();
    var at400 =
        Described.in("metallurgy", "230900").equipment("炼铁高炉").capacity("有效容积", "400", "m³");
    assertThat(said(IN_2015, at400, "炼铁高炉(铸造铁企业除外)")).containsExactly(Severity.ELIMINATE);
    // 9, 15 and 30 in ten thousand tonnes a year, by province.
    assertThat(closed("520000", "9")).isTrue();
    assertThat(closed("520000", "9.001")).isFalse();
    assertThat(closed("230900", "14.999")).isTrue();
    assertThat(closed("230900", "15")).isFalse();
    assertThat(closed("140000", "29.999")).isTrue();
    assertThat(closed("140000", "30")).isFalse();
    // People and money.
    assertThat(tooMany(2)).isFalse();
    assertThat(tooMany(3)).isTrue();
    assertThat(tooCheap("299999999.99")).isTrue();
    assertThat(tooCheap("300000000")).isFalse();
    // The last day of a grace belongs to it.
    var winch = Described.in("noncoal_mine", "230900").existing().equipment("JTK型矿用提升绞车(地下矿山主提升)");
    assertThat(said(LocalDate.of(2015, 3, 6), winch, "JTK型矿用提升绞车"))
        .containsExactly(Severity.CONDITION);
    assertThat(said(LocalDate.of(2015, 3, 7), winch, "JTK型矿用提升绞车"))
        .containsExactly(Severity.RESTRICT);
  }

  @Test
  void confidence_ignored() {
    var unknown = ALL.stream().filter(e -> e.binding() == Binding.NEVER).toList();
    assertThat(unknown)
        .isNotEmpty()
        .allMatch(e -> e.confidence().equals("unknown") || e.confidence().isEmpty());
    for (var entry : unknown) {
      var project =
          Described.in(entry.sectors().stream().findFirst().orElse(null), "370900")
              .equipment(entry.names().isEmpty() ? entry.text() : entry.names().get(0))
              .people(entry.names().isEmpty() ? entry.text() : entry.names().get(0), 9999);
      assertThat(check(TODAY, project).findings())
          .extracting(Finding::rule)
          .doesNotContain(entry.rule());
    }
    // What was recalled binds, and is marked.
    var recalled = Described.in("hazchem", "230900").substance("六氯苯", null, null, "use");
    assertThat(check(TODAY, recalled).findings())
        .filteredOn(f -> f.message().equals("六氯苯"))
        .singleElement()
        .matches(f -> f.severity() == Severity.PROHIBIT && f.marks().contains("source"));
    // A draft that circulates is a notice, whatever its words.
    var drafts =
        ALL.stream()
            .filter(e -> e.edition().status() == CatalogueEntry.Status.DRAFT)
            .filter(e -> e.binding() != Binding.NEVER)
            .toList();
    assertThat(drafts).isNotEmpty().allMatch(e -> e.binding() == Binding.NOTICE);
    // Another city's list whose name can't be read is nobody's.
    assertThat(ALL)
        .filteredOn(e -> e.text().contains("新建建筑用花岗岩矿"))
        .allMatch(e -> !e.place().known());
  }
}
