package org.zhunru.web;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;
import org.zhunru.common.Refusal;
import org.zhunru.policy.CatalogueLookUp;
import org.zhunru.policy.CatalogueLookUp.Asked;
import org.zhunru.policy.CatalogueLookUp.Found;
import org.zhunru.policy.ListedCatalogue;
import org.zhunru.policy.ListedEdition;
import org.zhunru.policy.ListedEntry;

/** {@code /catalogues}: what the catalogues say, for anybody; nothing is stored. */
@Controller
class CataloguePages {
  private static final String HOME = "/catalogues";

  private final CatalogueLookUp lookUp;
  private final EntryWords said;
  private final RefusalWords refusals;
  private final TableFiles files;
  private final Words words;
  private final Clock clock;

  CataloguePages(
      CatalogueLookUp lookUp,
      EntryWords said,
      RefusalWords refusals,
      TableFiles files,
      Words words,
      Clock clock) {
    this.lookUp = lookUp;
    this.said = said;
    this.refusals = refusals;
    this.files = files;
    this.words = words;
    this.clock = clock;
  }

  /**
   * @param searched whether anything was asked for; else all catalogues are shown
   * @param count how many there are, in words
   * @param hint what is wrong with what was typed; empty if nothing
   * @param near what may be meant
   * @param outside address at which those that aren't in force are shown too; empty if there are
   *     none
   */
  public record View(
      Typed typed,
      List<Option> kinds,
      boolean searched,
      String count,
      String hint,
      List<Row> near,
      List<Row> rows,
      String outside,
      String outsideText,
      String next,
      String first,
      List<Shelf> shelves,
      List<FieldError> errors) {}

  /** As typed; the names are those of the address. */
  public record Typed(String q, String asOf, String kind, boolean all) {}

  public record Option(String value, String label) {}

  /** Catalogues of a kind. */
  public record Shelf(String kind, List<Catalogue> catalogues) {}

  public record Catalogue(String href, String title, String editions, boolean inForce) {}

  /**
   * An entry in a list.
   *
   * @param names further names and CAS numbers
   */
  public record Row(
      String href,
      String text,
      String names,
      String catalogueHref,
      String catalogue,
      String edition,
      String entryNo,
      String effect,
      String severity,
      String scope,
      String period,
      boolean inForce,
      List<String> marks) {}

  @GetMapping(HOME)
  ModelAndView find(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String asOf,
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(defaultValue = "false") boolean all,
      @RequestParam(defaultValue = "") String cursor) {
    var typed = new Typed(q.strip(), asOf.strip(), kind, all);
    var errors = new ArrayList<FieldError>();
    var day = day(typed.asOf(), errors);
    boolean searched = !typed.q().isEmpty() || kind(kind) != null;
    Found found = null;
    if (errors.isEmpty() && searched) {
      try {
        found = lookUp.find(new Asked(typed.q(), day, kind(kind), null, null, all), cursor);
      } catch (Refusal refusal) {
        if ("cursor".equals(refusal.field())) {
          throw refusal;
        }
        errors.add(refusals.at(refusal));
      }
    }
    var page =
        new ModelAndView(
            "catalogues", errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    page.addObject("page", view(typed, day, found, cursor, errors));
    return page;
  }

  private View view(
      Typed typed, LocalDate day, @Nullable Found found, String cursor, List<FieldError> errors) {
    var next = found == null ? null : found.page().next();
    boolean more = found != null && found.outside() > 0;
    return new View(
        typed,
        Arrays.stream(ListedEntry.Kind.values())
            .map(kind -> new Option(ListFilters.lower(kind), said.kind(kind)))
            .toList(),
        found != null,
        found == null ? "" : words.say("lookup.count", found.total(), day),
        found == null ? "" : hint(found.cas()),
        found == null ? List.of() : rows(found.near(), typed.asOf(), day),
        found == null ? List.of() : rows(found.page().rows(), typed.asOf(), day),
        more ? address(new Typed(typed.q(), typed.asOf(), typed.kind(), true), "") : "",
        more ? words.say("lookup.outside", found.outside(), day) : "",
        next == null ? "" : address(typed, next),
        cursor.isEmpty() ? "" : address(typed, ""),
        found == null && errors.isEmpty() ? shelves(typed.asOf(), day) : List.of(),
        errors);
  }

  private String hint(CatalogueLookUp.@Nullable Cas cas) {
    if (cas == null) {
      return "";
    }
    var fault = cas.fault();
    return fault == null
        ? words.say("lookup.cas.unlisted", cas.written())
        : refusals.at(fault).text();
  }

  private List<Shelf> shelves(String asOf, LocalDate day) {
    Map<ListedEntry.Kind, List<Catalogue>> shelves = new LinkedHashMap<>();
    for (var catalogue : lookUp.catalogues(day)) {
      shelves
          .computeIfAbsent(catalogue.kind(), k -> new ArrayList<>())
          .add(
              new Catalogue(
                  dated(HOME + "/" + catalogue.id(), asOf),
                  said.title(catalogue.title()),
                  words.say(
                      "lookup.editions",
                      catalogue.editions().size(),
                      catalogue.editions().stream().mapToInt(ListedEdition::entries).sum()),
                  catalogue.inForce(day)));
    }
    return shelves.entrySet().stream()
        .map(shelf -> new Shelf(said.kind(shelf.getKey()), shelf.getValue()))
        .toList();
  }

  private List<Row> rows(List<ListedEntry> entries, String asOf, LocalDate day) {
    return entries.stream().map(entry -> row(entry, asOf, day)).toList();
  }

  private Row row(ListedEntry entry, String asOf, LocalDate day) {
    var names = new ArrayList<>(entry.aliases());
    entry.cas().forEach(cas -> names.add(words.say("lookup.cas", cas)));
    return new Row(
        dated(HOME + "/entries/" + entry.id(), asOf),
        entry.text(),
        said.list(names),
        dated(HOME + "/" + entry.catalogue(), asOf),
        said.title(entry.title()),
        said.edition(entry),
        entry.entryNo(),
        said.effect(entry),
        ListFilters.lower(entry.effect()),
        said.scope(entry),
        said.period(entry.from(), entry.to()),
        entry.inForce(day),
        said.marks(entry));
  }

  /**
   * A catalogue.
   *
   * @param rows entries of the edition shown
   */
  public record Whole(
      String title,
      String kind,
      LocalDate day,
      boolean today,
      List<Edition> editions,
      Edition shown,
      List<Row> rows,
      String next,
      String first) {}

  /**
   * @param current whether its entries are shown
   */
  public record Edition(
      String href,
      String file,
      String name,
      String docNo,
      String status,
      String period,
      boolean inForce,
      boolean dateAssumed,
      int entries,
      String hash,
      boolean current) {}

  @GetMapping(HOME + "/{catalogue}")
  ModelAndView catalogue(
      @PathVariable String catalogue,
      @RequestParam(defaultValue = "") String edition,
      @RequestParam(defaultValue = "") String asOf,
      @RequestParam(defaultValue = "") String cursor) {
    var day = day(asOf);
    var of = lookUp.catalogue(catalogue, day);
    var shown =
        edition.isEmpty() ? current(of, day) : lookUp.edition(catalogue, edition, day).edition();
    var found = lookUp.find(new Asked("", day, null, of.id(), shown.id(), true), cursor).page();
    var editions = of.editions().stream().map(each -> edition(of, each, shown, asOf, day)).toList();
    var here = dated(HOME + "/" + of.id() + "?edition=" + shown.id(), asOf);
    var page = new ModelAndView("catalogue");
    page.addObject(
        "page",
        new Whole(
            said.title(of.title()),
            said.kind(of.kind()),
            day,
            asOf.isEmpty(),
            editions,
            edition(of, shown, shown, asOf, day),
            rows(found.rows(), asOf, day),
            found.next() == null ? "" : here + "&cursor=" + found.next(),
            cursor.isEmpty() ? "" : here));
    return page;
  }

  /** The edition in force; where none is, the latest. */
  private static ListedEdition current(ListedCatalogue of, LocalDate day) {
    var all = of.editions();
    return all.stream()
        .filter(edition -> edition.inForce(day))
        .reduce((one, other) -> other)
        .orElse(all.get(all.size() - 1));
  }

  private Edition edition(
      ListedCatalogue of, ListedEdition edition, ListedEdition shown, String asOf, LocalDate day) {
    var at = HOME + "/" + of.id();
    return new Edition(
        dated(at + "?edition=" + edition.id(), asOf),
        dated(at + "/" + edition.id() + "/file", asOf),
        edition.name().isEmpty() ? said.title(of.title()) : edition.name(),
        edition.docNo(),
        said.status(edition),
        said.period(edition.from(), edition.to()),
        edition.inForce(day),
        edition.dateAssumed(),
        edition.entries(),
        edition.hash(),
        edition.id().equals(shown.id()));
  }

  /**
   * An edition as a file.
   *
   * @param format csv, xlsx or json
   */
  @GetMapping(HOME + "/{catalogue}/{edition}/file")
  ResponseEntity<byte[]> file(
      @PathVariable String catalogue,
      @PathVariable String edition,
      @RequestParam(defaultValue = "") String asOf,
      @RequestParam(defaultValue = "csv") String format) {
    var found = lookUp.edition(catalogue, edition, day(asOf));
    return files.of(found.table(), catalogue + "-" + edition, format);
  }

  /**
   * An entry.
   *
   * @param today whether no other day was asked for
   * @param inForce whether it is in force on the day
   */
  public record Card(
      String text,
      String catalogue,
      String catalogueHref,
      String edition,
      LocalDate day,
      boolean today,
      boolean inForce,
      List<String> marks,
      List<EntryWords.Fact> facts,
      List<Version> versions,
      List<Row> editions,
      List<Row> elsewhere) {}

  /**
   * @param from first day in words
   * @param what it was that happened: added, changed, removed
   */
  public record Version(String from, int revision, String what, List<Difference> differences) {}

  public record Difference(String label, String before, String after) {}

  @GetMapping(HOME + "/entries/{id}")
  ModelAndView entry(@PathVariable String id, @RequestParam(defaultValue = "") String asOf) {
    var day = day(asOf);
    var card = lookUp.entry(id, day);
    var entry = card.entry();
    var page = new ModelAndView("catalogue-entry");
    page.addObject(
        "page",
        new Card(
            entry.text(),
            said.title(entry.title()),
            dated(HOME + "/" + entry.catalogue() + "?edition=" + entry.edition(), asOf),
            said.edition(entry),
            day,
            asOf.isEmpty(),
            entry.inForce(day),
            said.marks(entry),
            said.facts(entry, day),
            versions(card.versions(), day),
            rows(card.editions(), asOf, day),
            rows(card.elsewhere(), asOf, day)));
    return page;
  }

  private List<Version> versions(List<CatalogueLookUp.Version> all, LocalDate day) {
    var versions = new ArrayList<Version>();
    ListedEntry before = null;
    for (var version : all) {
      var entry = version.entry();
      versions.add(
          new Version(
              version.from() == null
                  ? words.say("lookup.version.always")
                  : words.say("lookup.version.from", version.from().toString()),
              version.revision(),
              entry == null ? "removed" : before == null ? "added" : "changed",
              entry == null || before == null
                  ? List.of()
                  : differences(said.facts(before, day), said.facts(entry, day))));
      before = entry;
    }
    return versions;
  }

  private static List<Difference> differences(
      List<EntryWords.Fact> before, List<EntryWords.Fact> after) {
    Map<String, String> old = new LinkedHashMap<>();
    before.forEach(fact -> old.put(fact.label(), fact.value()));
    Map<String, String> now = new LinkedHashMap<>();
    after.forEach(fact -> now.put(fact.label(), fact.value()));
    var labels = new ArrayList<>(old.keySet());
    now.keySet().stream().filter(label -> !old.containsKey(label)).forEach(labels::add);
    return labels.stream()
        .map(
            label ->
                new Difference(label, old.getOrDefault(label, ""), now.getOrDefault(label, "")))
        .filter(difference -> !difference.before().equals(difference.after()))
        .toList();
  }

  private static ListedEntry.@Nullable Kind kind(String name) {
    return ListFilters.known(ListedEntry.Kind.values(), name);
  }

  private LocalDate day(String typed, List<FieldError> errors) {
    try {
      return day(typed);
    } catch (Refusal refusal) {
      errors.add(refusals.at(refusal));
      return LocalDate.now(clock);
    }
  }

  /** The day asked for; today if none is. */
  private LocalDate day(String typed) {
    if (typed.isEmpty()) {
      return LocalDate.now(clock);
    }
    try {
      if (typed.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
        return LocalDate.parse(typed);
      }
    } catch (DateTimeException noSuchDay) {
      // said below, as for any other text
    }
    throw Refusal.invalid("policy.noSuchDay", "asOf", typed);
  }

  private static String dated(String address, String asOf) {
    return asOf.isEmpty()
        ? address
        : address + (address.indexOf('?') < 0 ? "?" : "&") + "asOf=" + asOf;
  }

  private static String address(Typed typed, String cursor) {
    var address = UriComponentsBuilder.fromPath(HOME);
    put(address, "q", typed.q());
    put(address, "asOf", typed.asOf());
    put(address, "kind", typed.kind());
    put(address, "all", typed.all() ? "true" : "");
    put(address, "cursor", cursor);
    return address.encode().build().toUriString();
  }

  private static void put(UriComponentsBuilder address, String name, String value) {
    if (!value.isEmpty()) {
      address.queryParam(name, "{" + name + "}").uriVariables(Map.of(name, value));
    }
  }
}
