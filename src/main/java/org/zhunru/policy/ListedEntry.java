package org.zhunru.policy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a catalogue as anybody may look it up.
 *
 * @param id the same in every wording that has the entry, 12 hexadecimal digits, more if two
 *     entries say the same
 * @param catalogue id of the catalogue
 * @param title of the catalogue
 * @param edition id of the edition
 * @param editionName edition or batch; empty if the catalogue has one only
 * @param docNo number of the document; empty if unknown
 * @param status DRAFT, TRIAL, IN_FORCE or ADVISORY
 * @param entryNo its number in the edition; empty if the source shows none
 * @param effect what it does where it binds
 * @param text its words
 * @param aliases further names of a substance
 * @param cas CAS numbers; empty if the row gives none
 * @param links production, storage, use, trade, transport; empty if it isn't about a link
 * @param place where it binds
 * @param zones zones it is limited to, any of them; empty for the whole place
 * @param outsidePark whether it binds outside chemical parks only
 * @param sectors keys of {@link Sectors}; empty for all
 * @param actor ALL, NEW or EXISTING
 * @param limits all of them must hold
 * @param qualifier words that narrow it
 * @param exemptions names of {@link CatalogueEntry.Exemption}
 * @param from first day; null if unknown
 * @param to last day; null if none is named
 * @param linkFrom links that start later than the row
 * @param deadline last day for existing use; null if there is none
 * @param condition what the row says besides
 * @param source where the row was read
 * @param confidence how well
 * @param marks source (recalled or read in a draft), date (first day taken from the year of the
 *     document), notice (doesn't bind: draft or advice), never (of unknown standing, not enforced)
 */
public record ListedEntry(
    String id,
    Kind kind,
    String catalogue,
    String title,
    String edition,
    String editionName,
    String docNo,
    String status,
    String entryNo,
    Effect effect,
    String text,
    List<String> aliases,
    List<String> cas,
    List<String> links,
    String place,
    List<String> zones,
    boolean outsidePark,
    List<String> sectors,
    String actor,
    List<Limit> limits,
    String qualifier,
    List<String> exemptions,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    Map<String, LocalDate> linkFrom,
    @Nullable LocalDate deadline,
    String condition,
    String legalBasis,
    String source,
    String confidence,
    List<String> marks) {

  public ListedEntry {
    aliases = List.copyOf(aliases);
    cas = List.copyOf(cas);
    links = List.copyOf(links);
    zones = List.copyOf(zones);
    sectors = List.copyOf(sectors);
    limits = List.copyOf(limits);
    exemptions = List.copyOf(exemptions);
    linkFrom = java.util.Collections.unmodifiableMap(new TreeMap<>(linkFrom));
    marks = List.copyOf(marks);
  }

  /** Which kind of catalogue; the order is that of lists. */
  public enum Kind {
    PROHIBIT_RESTRICT_CONTROL,
    INDUSTRY,
    OBSOLETE,
    ACCESS,
    HEADCOUNT,
    SITING,
    SITING_AREA,
    KEY_PROCESS,
    KEY_CHEMICAL,
    MAJOR_HAZARD
  }

  /** What an entry does where it binds. */
  public enum Effect {
    PROHIBIT,
    ELIMINATE,
    RESTRICT,
    CONTROL,
    /** A positive list: what it names is allowed, what it doesn't name isn't. */
    ALLOW,
    /** A condition that has to be met. */
    REQUIRE,
    /** What it catches is not admitted. */
    REFUSE,
    /** What it catches is admitted under a condition. */
    CONDITION,
    NOTICE,
    /** Key supervised process or chemical: joint approval. */
    SUPERVISE,
    /** Counts for a major hazard. */
    COUNT
  }

  /**
   * A comparison.
   *
   * @param measure empty if the row says no more than scale
   * @param operator {@code < <= > >= == in}
   * @param threshold a number, or words separated by semicolons
   * @param required whether it says what is required to pass; else, what is caught
   */
  public record Limit(
      String measure, String operator, String threshold, String unit, boolean required) {}

  /** In force on the day, as far as its dates tell; without any date it may be. */
  public boolean inForce(LocalDate day) {
    return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
  }
}
