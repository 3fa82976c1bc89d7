package org.zhunru.policy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhunru.policy.CatalogueEntry.Actor;
import org.zhunru.policy.CatalogueEntry.Condition;
import org.zhunru.policy.CatalogueEntry.Edition;
import org.zhunru.policy.CatalogueEntry.Exemption;
import org.zhunru.policy.CatalogueEntry.Family;
import org.zhunru.policy.CatalogueEntry.Operator;
import org.zhunru.policy.CatalogueEntry.Place;
import org.zhunru.policy.CatalogueEntry.Role;
import org.zhunru.policy.CatalogueEntry.Subject;
import org.zhunru.policy.CheckResult.Severity;

/**
 * Reads what the law says of sites: {@code catalogues/siting-distances.csv}, what has to lie how
 * far from what, measured from where (rows of one ground, target and scope that name different
 * classes are one entry), and {@code catalogues/siting-areas.csv}, what may not lie in which kind
 * of area.
 */
final class SitingFile {
  /** The measure of entries on areas: the zone in which the site lies. */
  static final String INSIDE = "所在区域";

  private static final Sectors KNOWN = new Sectors();

  private SitingFile() {}

  private record Row(CatalogueEntry entry, String group, @Nullable Condition limit) {}

  static List<CatalogueEntry> distances(PolicyFile file) {
    var groups = new LinkedHashMap<String, List<Row>>();
    var once = new OnceADay();
    for (var row :
        file.read(
            List.of(
                "ground",
                "target_zh",
                "origin_zh",
                "class_name_zh",
                "class_zh",
                "metres",
                "sectors",
                "only_zh",
                "severity",
                "text_zh",
                "standard_zh",
                "remedy_zh",
                "legal_basis",
                "confidence",
                "source"),
            row -> row(row, once))) {
      groups.computeIfAbsent(row.group(), k -> new ArrayList<>()).add(row);
    }
    return groups.values().stream().map(SitingFile::joined).toList();
  }

  private static Row row(PolicyFile.Row row, OnceADay once) {
    var metres = metres(row);
    var kind = row.text("class_zh");
    var standard = row.text("standard_zh");
    if (row.text("metres").isEmpty() && standard.isEmpty()) {
      row.wrong("standard_zh", "empty");
    }
    if (metres != null) {
      row.required("origin_zh");
      if (metres.signum() <= 0) {
        row.wrong("metres", "notPositive", metres.toPlainString());
      }
    }
    if (!kind.isEmpty()) {
      row.required("class_name_zh");
    }
    var group =
        String.join(
            "|",
            row.text("ground"),
            row.text("target_zh"),
            row.text("sectors"),
            row.text("only_zh"),
            row.has("effective_from") ? row.text("effective_from") : "",
            row.has("effective_to") ? row.text("effective_to") : "");
    var entry = entry(row, standard);
    once.row(
        row,
        "target_zh",
        List.of("ground", "target_zh", "class_name_zh", "class_zh", "sectors", "only_zh"),
        entry.from(),
        entry.to());
    return new Row(entry, group, metres == null ? null : limit(row, metres, kind));
  }

  /** The column is in metres: another unit, or its name beside the number, is a fault. */
  private static @Nullable BigDecimal metres(PolicyFile.Row row) {
    var text = row.text("metres");
    try {
      return text.isEmpty() ? null : new BigDecimal(text);
    } catch (NumberFormatException noNumber) {
      row.wrong("metres", "notMetres", text);
      return null;
    }
  }

  private static Condition limit(PolicyFile.Row row, BigDecimal metres, String kind) {
    return kind.isEmpty()
        ? SitingDistance.limit(Operator.AT_MOST, metres)
        : SitingDistance.limit(Operator.AT_MOST, metres, row.text("class_name_zh"), kind);
  }

  static List<CatalogueEntry> areas(PolicyFile file) {
    var once = new OnceADay();
    return file.read(
        List.of(
            "ground",
            "area_kind_zh",
            "sectors",
            "only_zh",
            "scope_zh",
            "severity",
            "text_zh",
            "remedy_zh",
            "legal_basis",
            "confidence",
            "source"),
        row -> {
          var kind = row.required("area_kind_zh");
          var conditions = new ArrayList<Condition>();
          conditions.add(new Condition(INSIDE, Operator.EQUAL, null, List.of(kind), "", false));
          conditions.addAll(narrowing(row));
          var entry =
              entry(
                  row, Subject.AREA, kind, row.text("scope_zh"), conditions, row.text("remedy_zh"));
          once.row(
              row,
              "area_kind_zh",
              List.of("ground", "area_kind_zh", "sectors", "only_zh", "scope_zh"),
              entry.from(),
              entry.to());
          return entry;
        });
  }

  private static CatalogueEntry entry(PolicyFile.Row row, String standard) {
    return entry(
        row,
        Subject.DISTANCE,
        row.required("target_zh"),
        row.text("origin_zh"),
        narrowing(row),
        standard.isEmpty() ? row.text("remedy_zh") : standard);
  }

  private static CatalogueEntry entry(
      PolicyFile.Row row,
      Subject subject,
      String name,
      String qualifier,
      List<Condition> conditions,
      String remedy) {
    var basis = row.required("legal_basis");
    var dates = CatalogueFiles.dates(row, "", basis, "legal_basis", "");
    var sectors = row.several("sectors");
    sectors.stream()
        .filter(sector -> KNOWN.find(sector).isEmpty())
        .forEach(sector -> row.wrong("sectors", "noSector", sector));
    var edition =
        new Edition(basis, "", basis, CatalogueFiles.status(basis), dates.from(), dates.to());
    var text = row.required("text_zh");
    var confidence = row.oneOf("confidence", CatalogueFiles.CONFIDENCE);
    return new CatalogueEntry(
        row.place(),
        subject == Subject.AREA ? Family.SITING_AREA : Family.SITING,
        edition,
        row.required("ground"),
        row.oneOf("severity", "refuse", "condition").equals("condition")
            ? Severity.CONDITION
            : Severity.REFUSE,
        subject,
        List.of(name),
        null,
        false,
        Set.of(),
        Place.EVERYWHERE,
        Set.of(),
        false,
        Set.copyOf(sectors),
        Actor.NEW,
        conditions,
        qualifier,
        null,
        text.contains("加油站等补能设施除外") ? Set.of(Exemption.FUEL_STATION) : Set.of(),
        Role.ENTRY,
        dates.from(),
        dates.to(),
        dates.assumed(),
        Map.of(),
        null,
        CatalogueFiles.binding(confidence, edition),
        text,
        remedy,
        basis,
        confidence);
  }

  /** {@code 所属流域=长江干流|长江支流;建设性质=new|expand}: all of them, any word of each. */
  private static List<Condition> narrowing(PolicyFile.Row row) {
    var conditions = new ArrayList<Condition>();
    for (var part : row.several(FactScope.COLUMN)) {
      var condition = FactScope.oneOf(row, part);
      if (condition != null) {
        conditions.add(condition);
      }
    }
    return conditions;
  }

  private static CatalogueEntry joined(List<Row> rows) {
    var first = rows.get(0).entry();
    var conditions = new ArrayList<Condition>();
    rows.stream().map(Row::limit).filter(java.util.Objects::nonNull).forEach(conditions::add);
    conditions.addAll(first.conditions());
    return first.with(conditions);
  }
}
