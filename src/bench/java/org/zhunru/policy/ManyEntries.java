package org.zhunru.policy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.zhunru.policy.CatalogueEntry.Actor;
import org.zhunru.policy.CatalogueEntry.Binding;
import org.zhunru.policy.CatalogueEntry.Condition;
import org.zhunru.policy.CatalogueEntry.Edition;
import org.zhunru.policy.CatalogueEntry.Family;
import org.zhunru.policy.CatalogueEntry.Operator;
import org.zhunru.policy.CatalogueEntry.Place;
import org.zhunru.policy.CatalogueEntry.Role;
import org.zhunru.policy.CatalogueEntry.Status;
import org.zhunru.policy.CatalogueEntry.Subject;
import org.zhunru.policy.CheckResult.Severity;

/**
 * As many entries as all cities of the country would publish together, and one project: the same
 * for every run. Six of ten are substances, a quarter processes and equipment, the rest conditions
 * on projects; two of a hundred bind everywhere, eight in a province, the rest in one city each.
 */
final class ManyEntries {
  static final LocalDate DAY = LocalDate.of(2026, 11, 26);

  private static final String[] COUNT = "一 二 三 四 五 六 正 异 仲 叔".split(" ");
  private static final String[] GROUP =
      "氯 溴 氟 碘 硝基 氨基 甲基 乙基 丙基 丁基 苯基 羟基 氰基 乙酰 磺酰 甲氧基 环氧 硫代 巯基 亚硝基".split(" ");
  private static final String[] ROOT =
      ("甲烷 乙烷 丙烷 丁烷 苯 甲苯 苯酚 苯胺 吡啶 萘 蒽 甲醇 乙醇 丙酮 乙酸 乙腈 甲酰胺 乙烯 丙烯 丁二烯 "
              + "呋喃 噻吩 吲哚 喹啉 联苯 环己烷 硅烷 膦 硼酸 肼")
          .split(" ");
  private static final String[] MANNER = "间歇式 敞开式 常压 人工 土法 半水煤气 固定床 单级 手动 干法 湿法 水冷".split(" ");
  private static final String[] WORK =
      "合成 裂解 硝化 蒸馏 精馏 干燥 离心 过滤 造粒 电解 煅烧 焙烧 萃取 结晶 压缩 提升 采掘 破碎".split(" ");
  private static final String[] THING = "工艺 装置 设备 生产线 反应釜 塔 炉 机组 泵 系统 窑 仓库".split(" ");
  private static final String[] LINKS = "production storage use trade transport".split(" ");
  private static final String[] SECTORS =
      "hazchem coal_mine noncoal_mine metallurgy fireworks dust building_material".split(" ");
  private static final String[] MEASURES = "产能 生产能力 有效容积 公称容量 采深 服务年限".split(" ");
  private static final Map<String, String> UNITS =
      Map.of("有效容积", "立方米", "公称容量", "吨", "采深", "米", "服务年限", "年");

  private final Random random = new Random(20261126);

  private ManyEntries() {}

  static List<CatalogueEntry> of(int count) {
    var many = new ManyEntries();
    var entries = new ArrayList<CatalogueEntry>(count);
    for (int i = 0; i < count; i++) {
      entries.add(many.entry(i));
    }
    return entries;
  }

  /** 30 substances, 5 processes and 10 capacities of a chemical plant in 七台河. */
  static ProjectFacts project() {
    var many = new ManyEntries();
    many.random.setSeed(7);
    var substances = new ArrayList<ProjectFacts.Substance>();
    for (int i = 0; i < 30; i++) {
      // A third of what is handled is on no list.
      int no = many.random.nextInt(SUBSTANCES);
      substances.add(
          new ProjectFacts.Substance(
              substance(no) + (i % 3 == 0 ? "衍生物" : ""),
              i % 3 == 0 ? null : cas(no),
              null,
              List.of(),
              BigDecimal.TEN,
              List.of("production", "storage")));
    }
    var processes = new ArrayList<String>();
    for (int i = 0; i < 5; i++) {
      processes.add("新建" + many.process());
    }
    var capacities = new ArrayList<ProjectFacts.Capacity>();
    for (int i = 0; i < 10; i++) {
      var measure = MEASURES[i % MEASURES.length];
      capacities.add(
          new ProjectFacts.Capacity(
              i < MEASURES.length ? measure : processes.get(i % 5) + measure,
              new BigDecimal(10 + 7 * i),
              UNITS.getOrDefault(measure, "万吨/年")));
    }
    return new ProjectFacts(
        "一个项目",
        null,
        "hazchem",
        ProjectKind.NEW,
        null,
        "230903",
        null,
        new BigDecimal("250000000"),
        "生产",
        null,
        null,
        null,
        List.of(),
        processes,
        List.of(
            new ProjectFacts.Unit("甲", ProjectFacts.UnitType.PRODUCTION, 0, substances)),
        new ProjectFacts.Siting(true, null, null, List.of()),
        List.of(),
        capacities,
        List.of(),
        List.of(),
        null,
        Map.of());
  }

  private static final int SUBSTANCES = COUNT.length * GROUP.length * ROOT.length;

  private static String substance(int no) {
    return COUNT[no % COUNT.length]
        + GROUP[no / COUNT.length % GROUP.length]
        + ROOT[no / COUNT.length / GROUP.length];
  }

  private static String cas(int no) {
    return (10_000 + no) + "-" + (10 + no % 90) + "-" + no % 10;
  }

  private String one(String[] of) {
    return of[random.nextInt(of.length)];
  }

  private String process() {
    return one(MANNER) + one(GROUP) + one(ROOT) + one(WORK) + one(THING);
  }

  private Place place() {
    int of100 = random.nextInt(100);
    if (of100 < 2) {
      return Place.EVERYWHERE;
    }
    int province = new int[] {11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45,
      46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65}[random.nextInt(31)];
    var code =
        of100 < 10
            ? province + "0000"
            : "%d%02d00".formatted(province, 1 + random.nextInt(11));
    return new Place(code, true, Set.of(code), Set.of());
  }

  private CatalogueEntry entry(int i) {
    int of100 = random.nextInt(100);
    var subject =
        of100 < 60
            ? Subject.SUBSTANCE
            : of100 < 85 ? Subject.PROCESS_OR_EQUIPMENT : Subject.PROJECT;
    var place = place();
    int no = random.nextInt(SUBSTANCES);
    var names =
        switch (subject) {
          case SUBSTANCE -> List.of(substance(no));
          case PROCESS_OR_EQUIPMENT -> List.of(process());
          default -> List.<String>of();
        };
    var measure = one(MEASURES);
    var year = 2012 + random.nextInt(14);
    boolean limited = subject != Subject.SUBSTANCE && random.nextInt(3) > 0;
    return new CatalogueEntry(
        "many.csv:" + (i + 2),
        switch (subject) {
          case SUBSTANCE -> Family.PROHIBIT_RESTRICT_CONTROL;
          case PROCESS_OR_EQUIPMENT -> Family.INDUSTRY;
          default -> Family.ACCESS;
        },
        new Edition(
            place.words() + "目录", year + "年版", year + "号", Status.IN_FORCE, LocalDate.of(year, 1, 1), null),
        String.valueOf(i),
        subject == Subject.PROJECT ? Severity.REFUSE : Severity.RESTRICT,
        subject,
        names,
        subject == Subject.SUBSTANCE && random.nextInt(10) > 0 ? cas(no) : null,
        subject == Subject.SUBSTANCE && random.nextInt(50) == 0,
        subject == Subject.SUBSTANCE ? Set.copyOf(List.of(one(LINKS), one(LINKS))) : Set.of(),
        place,
        random.nextInt(10) == 0 ? Set.of("中心城区") : Set.of(),
        false,
        subject == Subject.SUBSTANCE ? Set.of() : Set.of(one(SECTORS)),
        Actor.ALL,
        limited || subject == Subject.PROJECT
            ? List.of(
                new Condition(
                    measure,
                    subject == Subject.PROJECT ? Operator.AT_LEAST : Operator.LESS,
                    new BigDecimal(1 + random.nextInt(120)),
                    List.of(),
                    UNITS.getOrDefault(measure, "万吨/年"),
                    subject == Subject.PROJECT))
            : List.of(),
        "",
        null,
        Set.of(),
        Role.ENTRY,
        LocalDate.of(year, 1, 1),
        null,
        false,
        Map.of(),
        null,
        Binding.BINDS,
        names.isEmpty() ? "新建项目" + measure : names.get(0),
        "",
        year + "号",
        "high");
  }
}
