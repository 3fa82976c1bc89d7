package org.zhunru.policy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.zhunru.policy.CatalogueEntry.Edition;

/** What an edition says, as one number: SHA-256 over its entries, whatever their order of sets. */
final class CatalogueHash {
  private CatalogueHash() {}

  static Map<Edition, String> ofEditions(List<CatalogueEntry> entries) {
    var grouped = new LinkedHashMap<Edition, List<CatalogueEntry>>();
    for (var e : entries) {
      grouped.computeIfAbsent(e.edition(), k -> new ArrayList<>()).add(e);
    }
    var hashes = new LinkedHashMap<Edition, String>();
    grouped.forEach((edition, its) -> hashes.put(edition, of(its)));
    return hashes;
  }

  /** The entries of one edition, in the order of their rows, as one number. */
  static String of(List<CatalogueEntry> entries) {
    return sha256(String.join("\n", entries.stream().map(CatalogueHash::line).toList()));
  }

  /** A set of editions, with where their zones lie, as one number. */
  static String ofSet(
      List<CatalogueEntry> entries, Map<String, String> zones, List<ZoneArea> areas) {
    var all = new ArrayList<String>();
    ofEditions(entries).forEach((edition, hash) -> all.add(edition + "|" + hash));
    new java.util.TreeMap<>(zones).forEach((zone, around) -> all.add(zone + "<" + around));
    areas.forEach(area -> all.add(area.toString()));
    return sha256(String.join("\n", all));
  }

  private static String line(CatalogueEntry e) {
    var scope = e.scope();
    return (scope == null ? "" : scope.words() + "|") + words(e);
  }

  private static String words(CatalogueEntry e) {
    return String.join(
        "|",
        e.rule(),
        e.family().name(),
        e.subject().name(),
        e.entryNo(),
        e.severity().name(),
        e.names().toString(),
        String.valueOf(e.cas()),
        new TreeSet<>(e.links()).toString(),
        String.valueOf(e.wholeClass()),
        e.place().words(),
        new TreeSet<>(e.place().codes()).toString(),
        new TreeSet<>(e.place().except()).toString(),
        String.valueOf(e.outsidePark()),
        new TreeSet<>(e.zones()).toString(),
        new TreeSet<>(e.sectors()).toString(),
        e.actor().name(),
        e.conditions().toString(),
        new TreeSet<>(e.exemptions()).toString(),
        e.role().name(),
        String.valueOf(e.from()),
        String.valueOf(e.to()),
        String.valueOf(e.dateAssumed()),
        new java.util.TreeMap<>(e.linkFrom()).toString(),
        String.valueOf(e.deadline()),
        e.qualifier(),
        e.binding().name(),
        e.text(),
        e.remedy(),
        e.legalBasis(),
        e.confidence());
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
