package org.zhunru.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.zhunru.policy.ListedEntry.Effect;
import org.zhunru.policy.ListedEntry.Kind;
import org.zhunru.policy.ListedEntry.Limit;

/**
 * The lists behind two-key-one-major as entries: the 18 processes, the 74 chemicals, table 1 of GB
 * 18218-2018. Their documents name no first day, so the year of the number counts.
 */
final class ListedKeys {
  private static final Pattern YEAR = Pattern.compile("〔(\\d{4})〕|-(\\d{4})");
  private static final String PROCESSES = "重点监管的危险化工工艺目录";
  private static final String CHEMICALS = "重点监管的危险化学品名录";
  private static final String HAZARDS = "GB 18218-2018 危险化学品重大危险源辨识 表1";

  private ListedKeys() {}

  static List<ListedEntry> all() {
    var all = new ArrayList<ListedEntry>();
    all.addAll(
        PolicyFile.of("key-supervised-processes.csv")
            .read(
                List.of("no", "name_zh", "key_parameters_zh", "confidence", "source"),
                row ->
                    entry(
                        row,
                        Kind.KEY_PROCESS,
                        PROCESSES,
                        List.of(),
                        List.of(),
                        List.of(),
                        row.text("key_parameters_zh"))));
    all.addAll(
        PolicyFile.of("key-supervised-chemicals.csv")
            .read(
                List.of("no", "name_zh", "alias_zh", "cas", "confidence", "source"),
                row ->
                    entry(
                        row,
                        Kind.KEY_CHEMICAL,
                        CHEMICALS,
                        row.several("alias_zh"),
                        row.several("cas"),
                        List.of(),
                        "")));
    all.addAll(
        PolicyFile.of("gb18218-2018-named.csv")
            .read(
                List.of("no", "name_zh", "alias_zh", "cas", "threshold_t", "confidence", "source"),
                row ->
                    entry(
                        row,
                        Kind.MAJOR_HAZARD,
                        HAZARDS,
                        row.several("alias_zh"),
                        row.several("cas"),
                        List.of(new Limit("临界量", ">=", row.text("threshold_t"), "t", false)),
                        "")));
    return all;
  }

  private static ListedEntry entry(
      PolicyFile.Row row,
      Kind kind,
      String title,
      List<String> aliases,
      List<String> cas,
      List<Limit> limits,
      String condition) {
    var source = row.required("source");
    var docNo = source.replaceFirst(" 表1.*$", "");
    var year = YEAR.matcher(docNo);
    var from =
        year.find()
            ? LocalDate.of(
                Integer.parseInt(year.group(1) == null ? year.group(2) : year.group(1)), 1, 1)
            : null;
    return new ListedEntry(
        LookUpIds.entry(kind, title, "", docNo, row.text("no"), row.required("name_zh")),
        kind,
        LookUpIds.catalogue(kind, title),
        title,
        LookUpIds.edition(title, "", docNo, from),
        "",
        docNo,
        CatalogueEntry.Status.IN_FORCE.name(),
        row.text("no"),
        kind == Kind.MAJOR_HAZARD ? Effect.COUNT : Effect.SUPERVISE,
        row.required("name_zh"),
        aliases,
        cas,
        List.of(),
        CatalogueEntry.Place.EVERYWHERE.words(),
        List.of(),
        false,
        List.of(),
        CatalogueEntry.Actor.ALL.name(),
        limits,
        "",
        List.of(),
        from,
        null,
        Map.of(),
        null,
        condition,
        docNo,
        source,
        row.text("confidence"),
        List.of("date"));
  }
}
