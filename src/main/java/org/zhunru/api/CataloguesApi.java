package org.zhunru.api;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhunru.common.Refusal;
import org.zhunru.policy.CatalogueLookUp;
import org.zhunru.policy.CatalogueLookUp.Asked;
import org.zhunru.policy.ListedCatalogue;
import org.zhunru.policy.ListedEdition;
import org.zhunru.policy.ListedEntry;
import org.zhunru.web.RefusalWords;
import org.zhunru.web.TableFiles;

/** What the catalogues say: for anybody, without any effect. */
@RestController
class CataloguesApi {
  private final CatalogueLookUp lookUp;
  private final TableFiles files;
  private final RefusalWords refusals;
  private final Clock clock;

  CataloguesApi(CatalogueLookUp lookUp, TableFiles files, RefusalWords refusals, Clock clock) {
    this.lookUp = lookUp;
    this.files = files;
    this.refusals = refusals;
    this.clock = clock;
  }

  record Catalogues(LocalDate asOf, List<Catalogue> catalogues) {}

  /**
   * @param inForce whether an edition is in force on the day
   * @param editions how many
   * @param entries of all editions
   */
  record Catalogue(
      String id, String kind, String title, boolean inForce, int editions, int entries) {}

  record Editions(LocalDate asOf, Catalogue catalogue, List<Edition> editions) {}

  /** An edition, see {@link ListedEdition}. */
  record Edition(
      String id,
      String name,
      String docNo,
      String status,
      @Nullable LocalDate effectiveFrom,
      @Nullable LocalDate effectiveTo,
      boolean dateAssumed,
      boolean inForce,
      int entries,
      String hash) {}

  record Entries(LocalDate asOf, Catalogue catalogue, Edition edition, List<Entry> entries) {}

  /**
   * What was found.
   *
   * @param outside how many more there are that aren't in force on the day
   * @param cas what is wrong with the CAS number that was asked for; null if nothing
   * @param near what may be meant, if nothing is called so
   * @param next cursor of the next page; null if this is the last
   */
  record Found(
      LocalDate asOf,
      int total,
      int outside,
      @Nullable Cas cas,
      List<Entry> entries,
      List<Entry> near,
      @Nullable String next) {}

  /**
   * @param code what is wrong; null if it is right and no entry has it
   * @param detail the same in words
   */
  record Cas(String written, @Nullable String code, @Nullable String detail) {}

  record Reference(String id, String title) {}

  record EditionReference(String id, String name, String docNo, String status) {}

  /** An entry, see {@link ListedEntry}. */
  record Entry(
      String id,
      String kind,
      Reference catalogue,
      EditionReference edition,
      String entryNo,
      String effect,
      String text,
      List<String> aliases,
      List<String> cas,
      List<String> links,
      String place,
      List<String> zones,
      boolean outsidePark,
      List<String> sectors,
      String actor,
      List<ListedEntry.Limit> limits,
      String qualifier,
      List<String> exemptions,
      @Nullable LocalDate effectiveFrom,
      @Nullable LocalDate effectiveTo,
      Map<String, LocalDate> linkFrom,
      @Nullable LocalDate deadline,
      String condition,
      String legalBasis,
      String source,
      String confidence,
      List<String> marks,
      boolean inForce,
      String href) {}

  /** An entry with its history, see {@link CatalogueLookUp.Card}. */
  record Card(
      LocalDate asOf,
      Entry entry,
      List<Version> versions,
      List<Entry> editions,
      List<Entry> elsewhere) {}

  /**
   * @param from null for what was always in force
   * @param entry null if that revision doesn't have it
   */
  record Version(@Nullable LocalDate from, int revision, @Nullable Entry entry) {}

  @GetMapping("/api/v1/catalogues")
  Catalogues catalogues(@RequestParam(defaultValue = "") String asOf) {
    var day = Days.asked(asOf, clock);
    return new Catalogues(
        day, lookUp.catalogues(day).stream().map(of -> catalogue(of, day)).toList());
  }

  @GetMapping("/api/v1/catalogues/{id}/editions")
  Editions editions(@PathVariable String id, @RequestParam(defaultValue = "") String asOf) {
    var day = Days.asked(asOf, clock);
    var of = lookUp.catalogue(id, day);
    return new Editions(
        day, catalogue(of, day), of.editions().stream().map(each -> edition(each, day)).toList());
  }

  /**
   * All entries of an edition.
   *
   * @param format json as everywhere; csv and xlsx as files
   */
  @GetMapping("/api/v1/catalogues/{id}/editions/{edition}/entries")
  ResponseEntity<?> entries(
      @PathVariable String id,
      @PathVariable String edition,
      @RequestParam(defaultValue = "") String asOf,
      @RequestParam(defaultValue = "json") String format) {
    var day = Days.asked(asOf, clock);
    var of = lookUp.edition(id, edition, day);
    return format.equals("json")
        ? ResponseEntity.ok(
            new Entries(
                day,
                catalogue(of.catalogue(), day),
                edition(of.edition(), day),
                of.entries().stream().map(entry -> entry(entry, day)).toList()))
        : files.of(of.table(), id + "-" + edition, format);
  }

  @GetMapping("/api/v1/entries")
  Found find(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String asOf,
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(required = false) @Nullable String catalogue,
      @RequestParam(required = false) @Nullable String edition,
      @RequestParam(defaultValue = "false") boolean all,
      @RequestParam(required = false) @Nullable String cursor) {
    var day = Days.asked(asOf, clock);
    var found = lookUp.find(new Asked(q.strip(), day, kind(kind), catalogue, edition, all), cursor);
    return new Found(
        day,
        found.total(),
        found.outside(),
        cas(found.cas()),
        found.page().rows().stream().map(entry -> entry(entry, day)).toList(),
        found.near().stream().map(entry -> entry(entry, day)).toList(),
        found.page().next());
  }

  @GetMapping("/api/v1/entries/{id}")
  Card one(@PathVariable String id, @RequestParam(defaultValue = "") String asOf) {
    var day = Days.asked(asOf, clock);
    var card = lookUp.entry(id, day);
    return new Card(
        day,
        entry(card.entry(), day),
        card.versions().stream()
            .map(
                version -> {
                  var said = version.entry();
                  return new Version(
                      version.from(), version.revision(), said == null ? null : entry(said, day));
                })
            .toList(),
        card.editions().stream().map(entry -> entry(entry, day)).toList(),
        card.elsewhere().stream().map(entry -> entry(entry, day)).toList());
  }

  private static ListedEntry.@Nullable Kind kind(String name) {
    return name.isEmpty()
        ? null
        : Arrays.stream(ListedEntry.Kind.values())
            .filter(kind -> lower(kind.name()).equals(name))
            .findFirst()
            .orElseThrow(() -> Refusal.invalid("api.valueMalformed", "kind", "kind"));
  }

  private @Nullable Cas cas(CatalogueLookUp.@Nullable Cas cas) {
    if (cas == null) {
      return null;
    }
    var fault = cas.fault();
    return fault == null
        ? new Cas(cas.written(), null, null)
        : new Cas(cas.written(), fault.code(), refusals.at(fault).text());
  }

  private static Catalogue catalogue(ListedCatalogue of, LocalDate day) {
    return new Catalogue(
        of.id(),
        lower(of.kind().name()),
        of.title(),
        of.inForce(day),
        of.editions().size(),
        of.editions().stream().mapToInt(ListedEdition::entries).sum());
  }

  private static Edition edition(ListedEdition e, LocalDate day) {
    return new Edition(
        e.id(),
        e.name(),
        e.docNo(),
        lower(e.status()),
        e.from(),
        e.to(),
        e.dateAssumed(),
        e.inForce(day),
        e.entries(),
        e.hash());
  }

  private static Entry entry(ListedEntry e, LocalDate day) {
    return new Entry(
        e.id(),
        lower(e.kind().name()),
        new Reference(e.catalogue(), e.title()),
        new EditionReference(e.edition(), e.editionName(), e.docNo(), lower(e.status())),
        e.entryNo(),
        lower(e.effect().name()),
        e.text(),
        e.aliases(),
        e.cas(),
        e.links(),
        e.place(),
        e.zones(),
        e.outsidePark(),
        e.sectors(),
        lower(e.actor()),
        e.limits(),
        e.qualifier(),
        e.exemptions().stream().map(CataloguesApi::lower).toList(),
        e.from(),
        e.to(),
        e.linkFrom(),
        e.deadline(),
        e.condition(),
        e.legalBasis(),
        e.source(),
        e.confidence(),
        e.marks(),
        e.inForce(day),
        "/api/v1/entries/" + e.id());
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
