package org.zhunru.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhunru.common.Page;
import org.zhunru.common.Refusal;

/**
 * What the catalogues say, looked up by anybody: every entry of the wordings that count on a day,
 * with its history. Reads memory only and stores nothing.
 */
@Component
public class CatalogueLookUp {
  /** Longest text that is searched for, in characters. */
  public static final int LONGEST = 100;

  /** Rows of a page. */
  public static final int PAGE = 50;

  private static final int MOST_NEAR = 8;

  /** Wordings that are kept compiled. */
  private static final int KEPT = 16;

  private static final Pattern CURSOR = Pattern.compile("([0-9]{1,4})\\.([0-9]{1,9})");

  private final PoliciesInForce inForce;
  private final Kept<String, LookUpIndex> compiled = new Kept<>(KEPT);

  CatalogueLookUp(PoliciesInForce inForce) {
    this.inForce = inForce;
  }

  /**
   * What is looked for.
   *
   * @param words name, alias, CAS number or anything the row says, separated by blanks; empty for
   *     all
   * @param day whose law counts
   * @param kind null for all
   * @param catalogue id; null for all
   * @param edition id; null for all
   * @param everyDay whether entries that aren't in force on the day are shown too
   */
  public record Asked(
      String words,
      LocalDate day,
      ListedEntry.@Nullable Kind kind,
      @Nullable String catalogue,
      @Nullable String edition,
      boolean everyDay) {}

  /**
   * What was found.
   *
   * @param total of all pages
   * @param outside how many more there are that aren't in force on the day
   * @param cas what was typed, if it is a CAS number with a fault or one that no entry has
   * @param near what may be meant, if nothing is called so
   */
  public record Found(
      Page<ListedEntry> page, int total, int outside, @Nullable Cas cas, List<ListedEntry> near) {
    public Found {
      near = List.copyOf(near);
    }
  }

  /**
   * A CAS number that leads nowhere.
   *
   * @param written with hyphens, as far as they can be told
   * @param fault what is wrong with it; null if it is right and no entry has it
   */
  public record Cas(String written, @Nullable Refusal fault) {}

  /**
   * An entry with what came before and what stands elsewhere.
   *
   * @param versions what the city's wordings said of it one after the other, oldest first
   * @param editions the same in other editions of its catalogue, or again in this one; oldest first
   * @param elsewhere the same in other catalogues
   */
  public record Card(
      ListedEntry entry,
      List<Version> versions,
      List<ListedEntry> editions,
      List<ListedEntry> elsewhere) {
    public Card {
      versions = List.copyOf(versions);
      editions = List.copyOf(editions);
      elsewhere = List.copyOf(elsewhere);
    }
  }

  /**
   * What an entry says from a day on.
   *
   * @param from null for what was always in force
   * @param revision number of the revision of its file
   * @param entry null if that revision doesn't have it
   */
  public record Version(@Nullable LocalDate from, int revision, @Nullable ListedEntry entry) {}

  /** An edition with its entries, in the order of its rows. */
  public record Edition(
      ListedCatalogue catalogue, ListedEdition edition, List<ListedEntry> entries) {
    public Edition {
      entries = List.copyOf(entries);
    }

    /** As a table: a header, and a line for each entry; several values of a cell by semicolons. */
    public RevisionText table() {
      return ListedTable.of(this);
    }
  }

  /**
   * Best fits first, {@link #PAGE} rows a page.
   *
   * @param cursor {@link Page#next} of the page before; null for the first
   * @throws Refusal {@code policy.queryTooLong}, {@code policy.cursorMalformed}
   */
  public Found find(Asked asked, @Nullable String cursor) {
    if (asked.words().length() > LONGEST) {
      throw Refusal.invalid("policy.queryTooLong", "q", asked.words().length(), LONGEST);
    }
    var index = on(asked.day());
    var words = List.of(asked.words().strip().split("\\s+"));
    Predicate<LookUpIndex.Hit> wanted =
        hit ->
            (asked.kind() == null || hit.entry().kind() == asked.kind())
                && (asked.catalogue() == null || hit.entry().catalogue().equals(asked.catalogue()))
                && (asked.edition() == null || hit.entry().edition().equals(asked.edition()));
    var all = index.find(words).stream().filter(wanted).toList();
    var hits =
        asked.everyDay()
            ? all
            : all.stream().filter(hit -> hit.entry().inForce(asked.day())).toList();
    var cas = words.size() == 1 ? CasSearch.of(words.get(0)) : null;
    boolean known = all.stream().anyMatch(hit -> hit.rank() == 0);
    List<ListedEntry> near =
        known || asked.words().isBlank()
            ? List.of()
            : cas != null
                ? index.almost(cas, MOST_NEAR)
                : all.isEmpty() ? index.alike(asked.words(), MOST_NEAR) : List.of();
    return new Found(
        page(hits, cursor),
        hits.size(),
        all.size() - hits.size(),
        cas == null || known || cas.written().indexOf('-') < 0 || !whole(cas)
            ? null
            : new Cas(cas.written(), cas.fault()),
        near);
  }

  /** A number of which nothing is missing at its end. */
  private static boolean whole(CasSearch cas) {
    return cas.written().matches("[0-9]+-[0-9]{2}-[0-9]");
  }

  private static Page<ListedEntry> page(List<LookUpIndex.Hit> hits, @Nullable String cursor) {
    var rest = after(hits, cursor);
    var shown = rest.size() > PAGE ? rest.subList(0, PAGE) : rest;
    return new Page<>(
        shown.stream().map(LookUpIndex.Hit::entry).toList(),
        rest.size() > PAGE ? shown.get(PAGE - 1).cursor() : null);
  }

  private static List<LookUpIndex.Hit> after(List<LookUpIndex.Hit> hits, @Nullable String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return hits;
    }
    var place = CURSOR.matcher(cursor);
    if (!place.matches()) {
      throw Refusal.invalid("policy.cursorMalformed", "cursor");
    }
    int rank = Integer.parseInt(place.group(1));
    int no = Integer.parseInt(place.group(2));
    return hits.stream()
        .filter(hit -> hit.rank() > rank || hit.rank() == rank && hit.no() > no)
        .toList();
  }

  /** Every catalogue of the wordings that count on a day, kind by kind. */
  public List<ListedCatalogue> catalogues(LocalDate day) {
    return on(day).catalogues();
  }

  /**
   * @throws Refusal {@code policy.noSuchCatalogue}
   */
  public ListedCatalogue catalogue(String id, LocalDate day) {
    return catalogues(day).stream()
        .filter(catalogue -> catalogue.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Refusal.unknown("policy.noSuchCatalogue", id));
  }

  /**
   * @throws Refusal {@code policy.noSuchCatalogue}, {@code policy.noSuchEdition}
   */
  public Edition edition(String catalogue, String id, LocalDate day) {
    var of = catalogue(catalogue, day);
    var edition =
        of.editions().stream()
            .filter(each -> each.id().equals(id))
            .findFirst()
            .orElseThrow(() -> Refusal.unknown("policy.noSuchEdition", id));
    return new Edition(of, edition, on(day).of(catalogue, id));
  }

  /**
   * @throws Refusal {@code policy.noSuchEntry}
   */
  public Card entry(String id, LocalDate day) {
    var index = on(day);
    var entry = index.byId(id).orElseThrow(() -> Refusal.unknown("policy.noSuchEntry", id));
    var same = index.same(entry);
    return new Card(
        entry,
        versions(entry),
        same.stream()
            .filter(other -> other.catalogue().equals(entry.catalogue()))
            .sorted(
                java.util.Comparator.comparing(
                    ListedEntry::from,
                    java.util.Comparator.nullsLast(java.util.Comparator.naturalOrder())))
            .toList(),
        same.stream().filter(other -> !other.catalogue().equals(entry.catalogue())).toList());
  }

  private List<Version> versions(ListedEntry entry) {
    var file = file(entry.kind());
    if (file.isEmpty()) {
      return List.of();
    }
    var versions = new ArrayList<Version>();
    ListedEntry before = null;
    for (var counting : inForce.timeline(file.get())) {
      var now = on(counting.from()).byId(entry.id()).orElse(null);
      if (versions.isEmpty() ? now != null : !java.util.Objects.equals(before, now)) {
        versions.add(
            new Version(
                counting.from().equals(LocalDate.MIN) ? null : counting.from(),
                counting.revision().no(),
                now));
      }
      before = now;
    }
    return versions;
  }

  private static Optional<String> file(ListedEntry.Kind kind) {
    return Optional.ofNullable(
        switch (kind) {
          case PROHIBIT_RESTRICT_CONTROL -> CatalogueFiles.PROHIBIT_RESTRICT_CONTROL;
          case INDUSTRY -> CatalogueFiles.INDUSTRY;
          case OBSOLETE -> CatalogueFiles.OBSOLETE;
          case ACCESS -> CatalogueFiles.ACCESS;
          case HEADCOUNT -> CatalogueFiles.HEADCOUNTS;
          case SITING -> CatalogueFiles.SITING;
          case SITING_AREA -> CatalogueFiles.SITING_AREAS;
          case KEY_PROCESS, KEY_CHEMICAL, MAJOR_HAZARD -> null;
        });
  }

  private LookUpIndex on(LocalDate day) {
    var wordings = inForce.on(day);
    return compiled.get(wordings.set(), () -> new LookUpIndex(wordings::file));
  }
}
