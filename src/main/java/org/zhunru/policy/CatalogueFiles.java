package org.zhunru.policy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zhunru.policy.CatalogueEntry.Actor;
import org.zhunru.policy.CatalogueEntry.Binding;
import org.zhunru.policy.CatalogueEntry.Condition;
import org.zhunru.policy.CatalogueEntry.Edition;
import org.zhunru.policy.CatalogueEntry.Exemption;
import org.zhunru.policy.CatalogueEntry.Family;
import org.zhunru.policy.CatalogueEntry.Operator;
import org.zhunru.policy.CatalogueEntry.Place;
import org.zhunru.policy.CatalogueEntry.Role;
import org.zhunru.policy.CatalogueEntry.Status;
import org.zhunru.policy.CatalogueEntry.Subject;
import org.zhunru.policy.CheckResult.Severity;

/**
 * Reads the catalogues of {@code policies/catalogues/} into typed entries. What the rows say in
 * words (exemptions, later starts, zones, siblings) is typed here, once, and not looked for at
 * check time. A file with errors yields nothing but all of its errors.
 */
final class CatalogueFiles {
  static final String PROHIBIT_RESTRICT_CONTROL = "catalogues/prohibit-restrict-control.csv";
  static final String INDUSTRY = "catalogues/industry-catalogue.csv";
  static final String OBSOLETE = "catalogues/obsolete-equipment.csv";
  static final String ACCESS = "catalogues/access-conditions.csv";
  static final String HEADCOUNTS = "catalogues/headcount-limits.csv";
  static final String SITING = "catalogues/siting-distances.csv";
  static final String SITING_AREAS = "catalogues/siting-areas.csv";
  static final String ZONES = "catalogues/zones.csv";
  static final String ZONE_AREAS = "catalogues/zone-areas.csv";

  /** Whether a governed file is one of the catalogues. */
  static boolean isOne(String file) {
    return file.startsWith("catalogues/");
  }

  /** A title without what tells its editions apart. */
  static String withoutEdition(String title) {
    return EDITION.matcher(title).replaceFirst("");
  }

  /** A share of a limit, such as "%(占限员数)". */
  static final String SHARE = "share";

  /** Of 2024, as {@code veto-grounds.csv} CAP-06 cites it; some rows name it without its year. */
  private static final String COAL_MINE_SAFETY = "煤矿安全生产条例";

  private static final Pattern YEAR = Pattern.compile("(19[5-9]\\d|20[0-4]\\d)");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern STARTS =
      Pattern.compile("\\(?自?(\\d{4}-\\d{2}-\\d{2})(?:\\([^)]*\\))?(?:起|施行)");
  private static final Pattern VALID_YEARS = Pattern.compile("有效期(\\d+)年");
  private static final Pattern LATER_TRADE = Pattern.compile("(\\d{4})年(\\d{1,2})月起禁止生产流通");
  private static final Pattern YEAR_END = Pattern.compile("(\\d{4})年底前");

  /** What follows another edition takes its place; a batch ("第二批") adds to those before it. */
  private static final Pattern EDITION =
      Pattern.compile("\\(?(?:第[一二三四五六七八九十]+版|\\d{4}年?[版本])\\)?$");

  private static final Pattern ALONE = Pattern.compile("\\d+(?:\\.\\d+)?及?以[上下]");
  private static final Pattern KILOWATTS = Pattern.compile("(\\d+)kW以上");
  private static final Pattern CONTENT =
      Pattern.compile("[\\[(](含\\p{IsHan}+)(>=|≥|<=|≤|>|<)(\\d+(?:\\.\\d+)?)%[\\])]");

  /** What the joint review itself brings about: it is said, and not asked of a project. */
  private static final String OUTCOME = "联合审查结论";

  /** Of wordings without the column {@code only_zh}: conditions for some kinds of construction. */
  private static final Map<String, List<String>> OF_KINDS =
      Map.of(
          "不再核准超深新建矿井(第一水平)", List.of("new"),
          "改扩建后产能", List.of("rebuild", "expand"),
          "现有矿井改扩建后能力", List.of("rebuild", "expand"));

  private static final Pattern MINERAL =
      Pattern.compile("^(.+?)(?:新建)?最低(?:生产建设|开采)规模(?:\\(矿山占用储量([^)]*)万吨\\))?");
  static final Pattern UNLISTED = Pattern.compile("(\\d+)种正面清单以外");
  static final String[] CONFIDENCE = {
    "high", "seen", "seen_press", "corroborated", "recalled", "seen_draft", "unknown"
  };
  private static final Set<String> LINKS =
      Set.of("production", "storage", "use", "trade", "transport");
  private static final Map<String, Set<String>> SECTORS =
      Map.ofEntries(
          Map.entry("hazchem", Set.of("hazchem", "hazchem_storage", "hazchem_trade")),
          Map.entry("coal_mine", Set.of("coal_mine")),
          Map.entry("coal", Set.of("coal_mine")),
          Map.entry("noncoal_mine", Set.of("noncoal_mine")),
          Map.entry("tailings_pond", Set.of("noncoal_mine")),
          Map.entry("fireworks", Set.of("fireworks")),
          Map.entry("civil_explosives", Set.of("civil_explosive")),
          Map.entry("civil_explosive", Set.of("civil_explosive")),
          Map.entry("metal_smelting", Set.of("metallurgy")),
          Map.entry("building_materials", Set.of("building_material")),
          Map.entry("dust", Set.of("dust")),
          Map.entry("ammonia", Set.of("ammonia_refrigeration")),
          Map.entry("labour_intensive", Set.of()),
          Map.entry("other", Set.of()));

  private final Map<String, Set<String>> places = new LinkedHashMap<>();

  CatalogueFiles() {
    file("places.csv")
        .read(
            List.of("place_zh", "codes", "source", "confidence"),
            row -> {
              var codes = row.several("codes");
              if (codes.isEmpty() || !codes.stream().allMatch(code -> code.matches("\\d{6}"))) {
                row.wrong("codes", "notCodes", row.text("codes"));
              }
              var name = row.required("place_zh");
              if (places.putIfAbsent(name, Set.copyOf(codes)) != null) {
                row.wrong("place_zh", "twice", name);
              }
              return name;
            });
  }

  private static PolicyFile file(String name) {
    return PolicyFile.of("catalogues/" + name);
  }

  /** Every entry of the shipped catalogues. */
  List<CatalogueEntry> all() {
    return all(PolicyFile::of);
  }

  /**
   * Every entry of the catalogues.
   *
   * @param files the wording of a file by its name below {@code policies/}
   */
  List<CatalogueEntry> all(Function<String, PolicyFile> files) {
    var all = new ArrayList<CatalogueEntry>();
    all.addAll(prohibitRestrictControl(files.apply(PROHIBIT_RESTRICT_CONTROL)));
    all.addAll(industry(files.apply(INDUSTRY)));
    all.addAll(obsolete(files.apply(OBSOLETE)));
    all.addAll(access(files.apply(ACCESS)));
    all.addAll(headcounts(files.apply(HEADCOUNTS)));
    all.addAll(SitingFile.distances(files.apply(SITING)));
    all.addAll(SitingFile.areas(files.apply(SITING_AREAS)));
    return List.copyOf(all);
  }

  /** What lies in what as shipped: zone to the zone around it. */
  static Map<String, String> zones() {
    return Zones.read(PolicyFile.of(ZONES));
  }

  // 禁限控

  List<CatalogueEntry> prohibitRestrictControl(PolicyFile file) {
    record Raw(CatalogueEntry entry, String group, boolean positive, int promised) {}
    var once = new OnceADay();
    var rows =
        file.read(
            List.of(
                "catalogue",
                "issuer",
                "doc_no",
                "effective_from",
                "effective_to",
                "entry_no",
                "list",
                "kind",
                "name_zh",
                "alias_zh",
                "cas",
                "links",
                "zone_zh",
                "condition_zh",
                "limit_value",
                "limit_unit",
                "confidence",
                "source"),
            row -> {
              var title = row.required("catalogue");
              var docNo = row.text("doc_no");
              var condition = row.text("condition_zh");
              var name = row.required("name_zh");
              var kind = row.oneOf("kind", "chemical", "industry", "process", "equipment");
              var list = row.oneOf("list", "prohibit", "restrict", "control");
              var confidence = row.oneOf("confidence", CONFIDENCE);
              var links = row.several("links");
              if (links.isEmpty() || !LINKS.containsAll(links)) {
                row.wrong(
                    "links", "noneOf", row.text("links"), String.join(", ", new TreeSet<>(LINKS)));
              }
              var dates = dates(row, title, docNo, "condition_zh", condition);
              var edition = edition(title, "", docNo, dates);
              once.row(
                  row,
                  "name_zh",
                  List.of(
                      "catalogue",
                      "doc_no",
                      "list",
                      "kind",
                      "name_zh",
                      "cas",
                      "links",
                      "zone_zh",
                      "condition_zh"),
                  dates.from,
                  dates.to);
              var work = withoutEdition(title);
              if (!work.equals(title)) {
                once.edition(row, "effective_from", work, title, false, dates.from, dates.to);
              }
              var zone = row.required("zone_zh");
              var unlisted = UNLISTED.matcher(name);
              boolean rest = unlisted.find();
              boolean listOnly =
                  !rest && row.text("entry_no").equals("规则") && kind.equals("chemical");
              boolean positive = condition.contains("正面清单");
              var names = new ArrayList<String>();
              if (!rest && !listOnly && !kind.equals("industry")) {
                names.addAll(kind.equals("chemical") ? substances(name) : variants(name));
                names.addAll(row.several("alias_zh"));
              }
              boolean chemProject =
                  kind.equals("industry")
                      && Set.of("化工项目", "新建、扩建化工项目", "化工园区外新设化工企业").contains(name);
              boolean exceptSome = condition.contains("除外") && exemptions(condition).isEmpty();
              var qualifier =
                  kind.equals("industry") && !chemProject && row.text("limit_value").isEmpty()
                      ? name
                      : zone.equals("限定区域") || zone.equals("化工企业周边")
                          ? zone
                          : kind.equals("industry") && exceptSome ? condition : "";
              var later = new LinkedHashMap<String, LocalDate>();
              var laterTrade = LATER_TRADE.matcher(condition);
              if (laterTrade.find()) {
                later.put(
                    "trade",
                    LocalDate.of(
                        Integer.parseInt(laterTrade.group(1)),
                        Integer.parseInt(laterTrade.group(2)),
                        1));
              }
              boolean eliminated = condition.startsWith("淘汰;") || condition.contains(";淘汰;");
              var entry =
                  new CatalogueEntry(
                      row.place(),
                      Family.PROHIBIT_RESTRICT_CONTROL,
                      edition,
                      row.text("entry_no"),
                      list.isEmpty() ? Severity.NOTICE : Severity.valueOf(upper(list)),
                      kind.equals("chemical")
                          ? Subject.SUBSTANCE
                          : kind.equals("industry")
                              ? Subject.PROJECT
                              : Subject.PROCESS_OR_EQUIPMENT,
                      names,
                      row.text("cas").isEmpty() ? null : row.text("cas"),
                      name.contains("及其") || name.endsWith("(类)") || name.contains("相关化合物"),
                      Set.copyOf(links),
                      issuedFor(row, title, zone),
                      zonesOf(zone),
                      zone.equals("化工园区外") || name.startsWith("化工园区外"),
                      kind.equals("industry") ? SECTORS.get("hazchem") : Set.of(),
                      condition.contains("新建、改扩建")
                              || name.contains("新增")
                              || name.contains("新设")
                              || name.startsWith("新建")
                              || title.contains("承接")
                          ? Actor.NEW
                          : Actor.ALL,
                      kind.equals("chemical") ? content(name) : limit(row, condition),
                      qualifier,
                      null,
                      exemptions(condition),
                      rest
                          ? Role.UNLISTED
                          : listOnly ? Role.UNKNOWN_LIST : positive ? Role.ALLOWED : Role.ENTRY,
                      dates.from,
                      dates.to,
                      dates.assumed,
                      later,
                      eliminated ? LocalDate.of(2020, 12, 31) : null,
                      binding(confidence, edition),
                      name,
                      condition,
                      docNo.isEmpty() ? title : docNo,
                      confidence);
              return new Raw(
                  entry,
                  title + "|" + zone,
                  positive,
                  rest ? Integer.parseInt(unlisted.group(1)) : 0);
            });
    var complete = new ArrayList<CatalogueEntry>();
    for (var raw : rows) {
      long named =
          rows.stream()
              .filter(r -> r.group.equals(raw.group) && r.positive && r.promised == 0)
              .count();
      // A positive list of which rows are missing can't condemn what it isn't known to leave out.
      complete.add(raw.promised > named ? raw.entry.as(Role.UNKNOWN_LIST) : raw.entry);
    }
    var rules = new LinkedHashSet<String>();
    for (var raw : rows) {
      // "清单外只可…" in the rows of a list is the rule for what the list leaves out.
      if (raw.entry.remedy().contains("清单外只可") && rules.add(raw.group)) {
        complete.add(unlisted(raw.entry));
      }
    }
    return complete;
  }

  private static CatalogueEntry unlisted(CatalogueEntry e) {
    return new CatalogueEntry(
        e.rule() + "#unlisted",
        e.family(),
        e.edition(),
        e.entryNo(),
        Severity.RESTRICT,
        e.subject(),
        List.of(),
        null,
        false,
        e.links(),
        e.place(),
        e.zones(),
        e.outsidePark(),
        e.sectors(),
        e.actor(),
        e.conditions(),
        e.qualifier(),
        e.scope(),
        e.exemptions(),
        Role.UNLISTED,
        e.from(),
        e.to(),
        e.dateAssumed(),
        e.linkFrom(),
        e.deadline(),
        e.binding(),
        e.remedy(),
        e.remedy(),
        e.legalBasis(),
        e.confidence());
  }

  /** {@code 氨溶液[含氨>10%]}: of solutions, those that are as strong as that. */
  private static List<Condition> content(String name) {
    var content = CONTENT.matcher(name);
    if (!content.find()) {
      return List.of();
    }
    var operator =
        java.util.Objects.requireNonNull(
            Operator.of(content.group(2).replace("≥", ">=").replace("≤", "<=")));
    return List.of(
        new Condition(
            content.group(1), operator, new BigDecimal(content.group(3)), List.of(), "%", false));
  }

  private static List<Condition> limit(PolicyFile.Row row, String words) {
    var limit = row.optionalNumber("limit_value");
    var unit = row.text("limit_unit");
    if (limit == null) {
      return List.of();
    }
    if (Measure.of(unit).isEmpty()) {
      row.wrong("limit_unit", unit.isEmpty() ? "empty" : "noUnit", unit);
    }
    if (!words.contains("低于限值")) {
      row.wrong("condition_zh", "noSide");
    }
    var operator = words.contains("等于或低于") ? Operator.AT_MOST : Operator.LESS;
    return List.of(
        new Condition(
            unit.equals("亿元") ? "投资额(不含土地费用)" : "", operator, limit, List.of(), unit, false));
  }

  /** The place of a list is its issuer's: the title begins with it; state lists bind everywhere. */
  private Place issuedFor(PolicyFile.Row row, String title, String zone) {
    if (zone.equals("全国")) {
      return Place.EVERYWHERE;
    }
    for (var place : places.entrySet()) {
      if (title.replaceFirst("^\\d{4}", "").startsWith(place.getKey())) {
        return new Place(place.getKey(), true, place.getValue(), Set.of());
      }
    }
    row.wrong("catalogue", "noPlace", title);
    return Place.EVERYWHERE;
  }

  private static Set<String> zonesOf(String words) {
    if (Set.of("全国", "全省", "全市", "化工园区外", "限定区域", "化工企业周边").contains(words)) {
      return Set.of();
    }
    var zones = new LinkedHashSet<String>();
    for (var part : words.replaceAll("\\([^)]*\\)", "").split("[及、]")) {
      zones.add(part.strip());
    }
    return zones;
  }

  private static Set<Exemption> exemptions(String words) {
    var found = EnumSet.noneOf(Exemption.class);
    if (words.matches(".*(除外|不受|只允许以).*")) {
      for (var exemption : Exemption.values()) {
        if (exemption.in(words)) {
          found.add(exemption);
        }
      }
    }
    return found;
  }

  // industry catalogue

  List<CatalogueEntry> industry(PolicyFile file) {
    record Raw(
        CatalogueEntry entry,
        String all,
        String siblings,
        String region,
        @Nullable Condition part) {}
    var once = new OnceADay();
    var rows =
        file.read(
            List.of(
                "edition",
                "effective_from",
                "effective_to",
                "class",
                "subsection_zh",
                "entry_no",
                "text_zh",
                "sector",
                "measure_name",
                "operator",
                "threshold",
                "unit",
                "region_zh",
                "phase_out_date",
                "confidence",
                "source"),
            row -> {
              var text = row.required("text_zh");
              var name = row.required("edition");
              var dates = dates(row, name, row.text("source"), "source", "");
              once.edition(row, "effective_from", "", name, true, dates.from, dates.to);
              once.row(
                  row,
                  "text_zh",
                  List.of(
                      "edition",
                      "class",
                      "subsection_zh",
                      "entry_no",
                      "text_zh",
                      "sector",
                      "measure_name",
                      "operator",
                      "region_zh"),
                  dates.from,
                  dates.to);
              // What follows the document's number tells where else the row was seen.
              var docNo = row.text("source").replaceFirst("[;；].*$", "");
              var edition = edition("产业结构调整指导目录", name, docNo, dates);
              var eliminate = row.oneOf("class", "restrict", "eliminate").equals("eliminate");
              var region = row.required("region_zh");
              var confidence = row.oneOf("confidence", CONFIDENCE);
              var part = condition(row, false);
              var sectors = sectors(row);
              boolean general =
                  part != null
                      && (text.contains("煤矿") || text.contains("矿井"))
                      && sectors.contains("coal_mine");
              boolean exception = text.startsWith("例外:");
              var only = FactScope.isTold(row) ? FactScope.of(row) : null;
              var head =
                  String.join(
                      "|",
                      name,
                      row.text("class"),
                      row.text("subsection_zh"),
                      row.text("entry_no"));
              var entry =
                  new CatalogueEntry(
                      row.place(),
                      Family.INDUSTRY,
                      edition,
                      row.text("subsection_zh") + " " + row.text("entry_no"),
                      exception
                          ? Severity.NOTICE
                          : eliminate ? Severity.ELIMINATE : Severity.RESTRICT,
                      general ? Subject.PROJECT : Subject.PROCESS_OR_EQUIPMENT,
                      general ? List.of() : variants(text),
                      null,
                      false,
                      Set.of(),
                      Place.EVERYWHERE,
                      Set.of(),
                      false,
                      sectors,
                      eliminate ? Actor.ALL : Actor.NEW,
                      List.of(),
                      only != null
                          ? only.equals(FactScope.EVERY) ? "" : only.words()
                          : general && !text.matches("(单井井型)?低于(规定规模|3万吨/年规模)的(生产)?(煤矿项目|煤矿|矿井)")
                              ? text
                              : region.startsWith("全国(") ? region : "",
                      only,
                      Set.of(),
                      Role.ENTRY,
                      dates.from,
                      dates.to,
                      dates.assumed,
                      Map.of(),
                      phaseOut(row),
                      binding(confidence, edition),
                      text,
                      "",
                      row.text("source"),
                      confidence);
              return new Raw(
                  entry, head + "|" + text + "|" + region, head + "|" + text, region, part);
            });
    var joined = new LinkedHashMap<String, List<Raw>>();
    rows.forEach(row -> joined.computeIfAbsent(row.all, k -> new ArrayList<>()).add(row));
    var named = named(rows, Raw::siblings, Raw::region);
    var entries = new ArrayList<CatalogueEntry>();
    for (var group : joined.values()) {
      var first = group.get(0);
      var conditions =
          group.stream().flatMap(r -> java.util.stream.Stream.ofNullable(r.part)).toList();
      entries.add(
          first.entry.at(
              place(first.region, named.getOrDefault(first.siblings, Set.of())), conditions));
    }
    return entries;
  }

  /** Provinces that siblings name: "其他地区" is all but these. */
  private <R> Map<String, Set<String>> named(
      List<R> rows, Function<R, String> siblings, Function<R, String> region) {
    var named = new LinkedHashMap<String, Set<String>>();
    for (var row : rows) {
      named
          .computeIfAbsent(siblings.apply(row), k -> new LinkedHashSet<>())
          .addAll(place(region.apply(row), Set.of()).codes());
    }
    return named;
  }

  private Place place(String words, Set<String> siblings) {
    if (words.startsWith("全国")) {
      return Place.EVERYWHERE;
    }
    if (words.equals("其他地区")) {
      return new Place(words, true, Set.of(), siblings);
    }
    boolean except = words.startsWith("除");
    var codes = new LinkedHashSet<String>();
    for (var part : words.replaceAll("^除|外$", "").split("、")) {
      @Nullable Set<String> found = places.get(part);
      if (found == null) {
        // 江苏南通, 黑龙江鸡西: the city behind its province
        for (var name : places.keySet()) {
          if (part.startsWith(name) && places.containsKey(part.substring(name.length()))) {
            found = places.get(part.substring(name.length()));
          }
        }
      }
      if (found == null) {
        return new Place(words, false, Set.of(), Set.of());
      }
      codes.addAll(found);
    }
    return except
        ? new Place(words, true, Set.of(), codes)
        : new Place(words, true, codes, Set.of());
  }

  // obsolete processes and equipment

  List<CatalogueEntry> obsolete(PolicyFile file) {
    var once = new OnceADay();
    return file.read(
        List.of(
            "directory",
            "doc_no",
            "batch",
            "entry_no",
            "name_zh",
            "kind",
            "scope_zh",
            "replacement_zh",
            "eliminate_by",
            "prohibited_or_restricted",
            "confidence",
            "source"),
        row -> {
          var directory = row.required("directory");
          var batch = row.text("batch");
          var docNo = row.text("doc_no");
          var name = row.required("name_zh");
          var scope = row.text("scope_zh");
          var kind = row.oneOf("prohibited_or_restricted", "prohibited", "restricted", "advisory");
          var confidence = row.oneOf("confidence", CONFIDENCE);
          row.oneOf("kind", "equipment", "process", "material");
          var dates = dates(row, directory + batch, docNo, "scope_zh", "");
          once.row(
              row,
              "name_zh",
              List.of("directory", "batch", "name_zh", "scope_zh"),
              dates.from,
              dates.to);
          if (EDITION.matcher(batch).matches()) {
            once.edition(row, "batch", directory, batch, true, dates.from, dates.to);
          }
          var advisory = kind.equals("advisory");
          var edition =
              new Edition(
                  directory,
                  batch,
                  docNo,
                  advisory ? Status.ADVISORY : status(directory + batch),
                  dates.from,
                  dates.to);
          var by = row.text("eliminate_by");
          var conditions = new ArrayList<Condition>();
          var power = KILOWATTS.matcher(scope);
          if (power.find()) {
            conditions.add(
                new Condition(
                    "电动机功率",
                    Operator.MORE,
                    new BigDecimal(power.group(1)),
                    List.of(),
                    "kW",
                    false));
          }
          var alone = ALONE.matcher(scope);
          if (alone.find()) {
            row.wrong("scope_zh", "numberAlone", alone.group());
          }
          boolean narrow =
              conditions.isEmpty()
                  && !Set.of(
                          "",
                          "井工煤矿",
                          "地下矿山",
                          "露天矿山",
                          "地下矿山及露天矿山",
                          "煤矿",
                          "危险化学品",
                          "房建和市政新开工项目",
                          "职业病危害材料",
                          "职业健康",
                          "工贸(粉尘防爆)")
                      .contains(scope);
          return new CatalogueEntry(
              row.place(),
              Family.OBSOLETE,
              edition,
              row.text("entry_no"),
              kind.equals("prohibited") ? Severity.ELIMINATE : Severity.RESTRICT,
              Subject.PROCESS_OR_EQUIPMENT,
              variants(name),
              null,
              false,
              Set.of(),
              Place.EVERYWHERE,
              Set.of(),
              false,
              boundSectors(directory, scope),
              scope.contains("新开工") ? Actor.NEW : Actor.ALL,
              conditions,
              narrow ? scope : "",
              null,
              Set.of(),
              Role.ENTRY,
              dates.from,
              dates.to,
              dates.assumed,
              Map.of(),
              deadline(row, by, dates.from),
              binding(confidence, edition),
              name,
              row.text("replacement_zh"),
              docNo,
              confidence);
        });
  }

  /** The day by which it has to be gone, if the row names one; what it says in words is no day. */
  private static @Nullable LocalDate deadline(
      PolicyFile.Row row, String by, @Nullable LocalDate from) {
    var day = DAY.matcher(by).matches() ? row.date("eliminate_by", by) : null;
    if (day != null && from != null && day.isBefore(from)) {
      row.wrong("eliminate_by", "before", day, from);
    }
    return day;
  }

  private static Set<String> boundSectors(String directory, String scope) {
    if (directory.contains("煤矿") || scope.startsWith("煤矿")) {
      return Set.of("coal_mine");
    }
    if (directory.contains("金属非金属矿山")) {
      return Set.of("noncoal_mine");
    }
    if (directory.contains("危险化学品") || scope.equals("危险化学品")) {
      return SECTORS.getOrDefault("hazchem", Set.of());
    }
    if (directory.contains("建材")) {
      return Set.of("building_material");
    }
    if (directory.contains("房屋建筑")) {
      return Set.of("construction");
    }
    return scope.contains("粉尘防爆") ? Set.of("dust") : Set.of();
  }

  // access conditions

  List<CatalogueEntry> access(PolicyFile file) {
    record Raw(CatalogueEntry entry, String siblings, String region) {}
    var once = new OnceADay();
    var rows =
        file.read(
            List.of(
                "sector",
                "condition_zh",
                "measure_name",
                "operator",
                "threshold",
                "unit",
                "region_zh",
                "legal_basis",
                "confidence"),
            row -> {
              var text = row.required("condition_zh");
              var basis = row.required("legal_basis");
              var confidence = row.oneOf("confidence", CONFIDENCE);
              var dates = dates(row, "", basis, "legal_basis", "");
              var from = dates.from;
              var to = dates.to;
              boolean assumed = dates.assumed;
              var starts = STARTS.matcher(text);
              var told = starts.find() ? row.date("condition_zh", starts.group(1)) : null;
              if (told != null) {
                from = told;
                assumed = false;
                var years = VALID_YEARS.matcher(text);
                if (years.find()) {
                  to = from.plusYears(Integer.parseInt(years.group(1))).minusDays(1);
                }
              }
              once.row(
                  row,
                  "condition_zh",
                  List.of(
                      "sector",
                      "condition_zh",
                      "measure_name",
                      "operator",
                      "region_zh",
                      "legal_basis"),
                  from,
                  to);
              var edition = new Edition(basis, "", basis, status(basis), from, to);
              var part = condition(row, true);
              var end = YEAR_END.matcher(text);
              boolean ends = end.find();
              var only = FactScope.isTold(row) ? FactScope.of(row) : null;
              List<String> kinds =
                  only == null ? OF_KINDS.getOrDefault(text, List.of()) : List.of();
              boolean existing = kinds.isEmpty() && (text.startsWith("现有") || ends);
              var conditions = new ArrayList<Condition>();
              if (part != null) {
                conditions.add(part);
              }
              var minerals = new ArrayList<String>();
              var mineral = MINERAL.matcher(text);
              boolean ofMineral = mineral.find() && !text.startsWith("新建");
              if (ofMineral) {
                for (var each : mineral.group(1).replaceAll("\\([^)]*\\)", "").split("、")) {
                  minerals.add(each.replaceAll("矿矿$", "矿"));
                }
                if (mineral.group(2) != null) {
                  reserves(row, mineral.group(2), conditions);
                }
              }
              // 萤石选矿回收率: the mineral, then what is measured of it.
              var measure = row.text("measure_name");
              if (row.text("sector").equals("noncoal_mine")
                  && measure.endsWith("率")
                  && text.endsWith(measure)
                  && text.length() > measure.length()) {
                ofMineral = true;
                minerals.add(text.substring(0, text.length() - measure.length()));
              }
              if (!kinds.isEmpty()) {
                conditions.add(new Condition("建设性质", Operator.ONE_OF, null, kinds, "", false));
              }
              var siblings = row.text("sector") + "|" + text + "|" + basis;
              var entry =
                  new CatalogueEntry(
                      row.place(),
                      Family.ACCESS,
                      edition,
                      "",
                      Severity.REFUSE,
                      Subject.PROJECT,
                      minerals,
                      null,
                      false,
                      Set.of(),
                      Place.EVERYWHERE,
                      Set.of(),
                      false,
                      sectors(row),
                      actor(text, existing, only, !kinds.isEmpty()),
                      conditions,
                      only == null
                          ? ofMineral || plain(text) || !kinds.isEmpty() ? "" : text
                          : only.equals(FactScope.EVERY) ? "" : only.words(),
                      only,
                      exemptions(text),
                      Role.ENTRY,
                      from,
                      to,
                      assumed,
                      Map.of(),
                      ends ? LocalDate.of(Integer.parseInt(end.group(1)), 12, 31) : null,
                      measure.equals(OUTCOME) ? Binding.NOTICE : binding(confidence, edition),
                      text,
                      "",
                      basis,
                      confidence);
              return new Raw(entry, siblings, row.required("region_zh"));
            });
    var named = named(rows, Raw::siblings, Raw::region);
    return rows.stream()
        .map(
            raw ->
                raw.entry.at(
                    place(raw.region, named.getOrDefault(raw.siblings, Set.of())),
                    raw.entry.conditions()))
        .toList();
  }

  /** A kind of construction tells more than whether somebody is new. */
  private static Actor actor(
      String text, boolean existing, @Nullable FactScope only, boolean ofKinds) {
    if (existing) {
      return Actor.EXISTING;
    }
    if (only != null && only.asks(FactScope.KIND)) {
      return Actor.ALL;
    }
    return text.contains("新建") || text.contains("核准") || ofKinds ? Actor.NEW : Actor.ALL;
  }

  /** {@code >1000且不超过5000}: whose reserves a minimum scale is for. */
  private static void reserves(PolicyFile.Row row, String words, List<Condition> conditions) {
    for (var part : words.replace("不超过", "<=").split("且")) {
      var sign = part.replaceAll("[0-9.]", "");
      var operator = Operator.of(sign);
      if (operator == null) {
        row.wrong("condition_zh", "noRange", words);
        return;
      }
      conditions.add(
          new Condition(
              "矿山占用储量",
              operator,
              new BigDecimal(part.substring(sign.length())),
              List.of(),
              "万吨",
              false));
    }
  }

  /**
   * Conditions that every project of the sector has to pass; others are narrowed by their words,
   * unless {@code only_zh} says what these mean.
   */
  private static boolean plain(String text) {
    return text.matches(
        "(停止核准新建|不得核准|停止新建)低于规定规模煤矿|新建煤矿(最低规模)?|新建矿井规模|新建、改扩建煤矿"
            + "|新建化工企业必须(进入化工园区|装备自动化控制系统)|新建(、扩建危险化学品|\\(含搬迁\\)化工|化工)项目(\\(原则\\))?"
            + "|已整体退出烟花爆竹生产的16省\\(区、市\\)不得新建|开采年限\\(金属非金属矿山\\)|相邻露天矿山最小安全距离");
  }

  // headcounts

  List<CatalogueEntry> headcounts(PolicyFile file) {
    var once = new OnceADay();
    return file.read(
        List.of("sector", "place_zh", "limit", "unit", "condition_zh", "legal_basis", "confidence"),
        row -> {
          var basis = row.text("legal_basis");
          var place = row.required("place_zh");
          var condition = row.text("condition_zh");
          var confidence = row.oneOf("confidence", CONFIDENCE);
          var limit = row.optionalNumber("limit");
          var unit = row.text("unit");
          var measure = Measure.of(unit);
          boolean people = measure.isPresent() && measure.get().dimension().equals("people");
          boolean share = measure.isPresent() && measure.get().dimension().equals(SHARE);
          if (limit != null && measure.isEmpty()) {
            row.wrong("unit", unit.isEmpty() ? "empty" : "noUnit", unit);
          }
          var dates = dates(row, "", basis, "legal_basis", "");
          once.row(
              row,
              "place_zh",
              List.of("sector", "place_zh", "condition_zh", "legal_basis"),
              dates.from,
              dates.to);
          var edition = new Edition(basis, "", basis, status(basis), dates.from, dates.to);
          var where =
              basis.contains("泰安")
                  ? place("泰安", Set.of())
                  : basis.contains("山东") ? place("山东", Set.of()) : Place.EVERYWHERE;
          return new CatalogueEntry(
              row.place(),
              Family.HEADCOUNT,
              edition,
              "",
              Severity.REFUSE,
              Subject.PLACE_OF_WORK,
              List.of(place),
              null,
              false,
              Set.of(),
              where,
              Set.of(),
              false,
              sectors(row),
              Actor.ALL,
              limit != null && (people || share)
                  ? List.of(new Condition("", Operator.MORE, limit, List.of(), unit, false))
                  : List.of(),
              FactScope.isTold(row)
                      || condition.contains("灾害严重")
                      || condition.contains("高瓦斯")
                      || condition.contains("其他矿井")
                  ? condition
                  : "",
              FactScope.isTold(row) ? FactScope.of(row) : null,
              Set.of(),
              Role.ENTRY,
              dates.from,
              dates.to,
              dates.assumed,
              Map.of(),
              null,
              limit == null || !people || condition.contains("不是上限")
                  ? confidence.equals("unknown") ? Binding.NEVER : Binding.NOTICE
                  : binding(confidence, edition),
              place + " " + condition,
              "",
              basis,
              confidence);
        });
  }

  // what all share

  record Dates(@Nullable LocalDate from, @Nullable LocalDate to, boolean assumed) {}

  /**
   * The days of a row: those that its own words name, then its columns (which a file of editions
   * without own days may leave out), then the year of its document.
   *
   * @param column where the words stand
   */
  static Dates dates(PolicyFile.Row row, String title, String docNo, String column, String words) {
    var from = row.has("effective_from") ? row.optionalDate("effective_from") : null;
    var to = row.has("effective_to") ? row.optionalDate("effective_to") : null;
    if (from != null && to != null && to.isBefore(from)) {
      row.wrong("effective_to", "before", to, from);
    }
    var starts = STARTS.matcher(words);
    if (words.startsWith("自") && starts.find()) {
      return new Dates(row.date(column, starts.group(1)), to, false);
    }
    if (from != null) {
      return new Dates(from, to, false);
    }
    var assumed = dates(title, docNo);
    return new Dates(assumed.from, to, assumed.assumed);
  }

  /** 1 January of the year in document number or title; nothing if there is no year. */
  static Dates dates(String title, String docNo) {
    var starts = STARTS.matcher(docNo);
    if (starts.find()) {
      return new Dates(LocalDate.parse(starts.group(1)), null, false);
    }
    for (var words : List.of(docNo, title)) {
      var year = YEAR.matcher(words);
      if (year.find()) {
        return new Dates(LocalDate.of(Integer.parseInt(year.group(1)), 1, 1), null, true);
      }
    }
    if (docNo.contains(COAL_MINE_SAFETY)) {
      return new Dates(LocalDate.of(2024, 1, 1), null, true);
    }
    return new Dates(null, null, true);
  }

  private static Edition edition(String title, String name, String docNo, Dates dates) {
    return new Edition(title, name, docNo, status(title + name), dates.from, dates.to);
  }

  static Status status(String title) {
    if (title.contains("征求意见")) {
      return Status.DRAFT;
    }
    return title.contains("试行") ? Status.TRIAL : Status.IN_FORCE;
  }

  static Binding binding(String confidence, Edition edition) {
    if (confidence.equals("unknown") || confidence.isEmpty()) {
      return Binding.NEVER;
    }
    if (edition.status() == Status.DRAFT || edition.status() == Status.ADVISORY) {
      return Binding.NOTICE;
    }
    return confidence.equals("recalled") || confidence.equals("seen_draft")
        ? Binding.TO_CONFIRM
        : Binding.BINDS;
  }

  private static @Nullable LocalDate phaseOut(PolicyFile.Row row) {
    var text = row.text("phase_out_date");
    if (text.isEmpty()) {
      return null;
    }
    if (text.matches("\\d{4}")) {
      return LocalDate.of(Integer.parseInt(text), 12, 31);
    }
    return row.optionalDate("phase_out_date");
  }

  private static Set<String> sectors(PolicyFile.Row row) {
    var sector = row.text("sector");
    var sectors = SECTORS.get(sector);
    if (sectors == null) {
      row.wrong("sector", "noSector", sector);
      return Set.of();
    }
    return sectors;
  }

  private static @Nullable Condition condition(PolicyFile.Row row, boolean required) {
    var sign = row.text("operator");
    var threshold = row.text("threshold");
    var unit = row.text("unit");
    if (sign.isEmpty() && threshold.isEmpty()) {
      return null;
    }
    var operator = Operator.of(sign);
    if (operator == null) {
      row.wrong("operator", "noneOf", sign, "< <= > >= == in");
      return null;
    }
    if (threshold.isEmpty()) {
      row.wrong("threshold", "empty");
      return null;
    }
    var measure = row.required("measure_name");
    if (Measure.isWord(unit) || unit.isEmpty()) {
      if (unit.isEmpty()) {
        row.wrong("unit", "empty");
      }
      return new Condition(measure, operator, null, row.several("threshold"), unit, required);
    }
    if (Measure.of(unit).isEmpty()) {
      row.wrong("unit", "noUnit", unit);
    }
    var number = row.optionalNumber("threshold");
    return number == null
        ? null
        : new Condition(measure, operator, number, List.of(), unit, required);
  }

  /** A substance's name, and without what stands in brackets or of its class behind it. */
  private static List<String> substances(String name) {
    var names = new LinkedHashSet<String>();
    names.add(name);
    names.add(name.replaceAll("[\\[(].*$", "").replaceAll("(及其|和相关).*$", "").replaceAll("类$", ""));
    names.removeIf(String::isBlank);
    return List.copyOf(names);
  }

  /**
   * What an entry of processes and equipment may be called: without brackets, and each model of
   * several ("QC83-80、QC83-120系列矿用隔爆型电磁起动器" is hit by any one).
   */
  static List<String> variants(String text) {
    var names = new LinkedHashSet<String>();
    names.add(text);
    var bare = text.replaceAll("\\([^)]*\\)", "");
    names.add(bare);
    for (var part : bare.split("[、]|以及|及(?=使用)")) {
      if (part.strip().length() >= 4) {
        names.add(part.strip());
      }
    }
    names.removeIf(String::isBlank);
    return List.copyOf(names);
  }

  private static String upper(String word) {
    return word.toUpperCase(java.util.Locale.ROOT);
  }
}
