package org.zhunru.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhunru.policy.CatalogueEntry.Binding;
import org.zhunru.policy.CatalogueEntry.Condition;
import org.zhunru.policy.CatalogueEntry.Family;
import org.zhunru.policy.CatalogueEntry.Role;
import org.zhunru.policy.ListedEntry.Effect;
import org.zhunru.policy.ListedEntry.Kind;
import org.zhunru.policy.ListedEntry.Limit;

/** Every entry of one set of wordings, for whoever looks something up. Immutable. */
final class LookUpIndex {
  /** How well a word fits: an own name, the beginning of one, a part of one, another field. */
  private static final int WORST = 3;

  private static final int NOT = WORST + 1;

  /** Names that share less with what was typed aren't offered as near. */
  private static final double NEAR = 0.5;

  private final List<Item> items = new ArrayList<>();
  private final Map<String, Item> byId = new LinkedHashMap<>();
  private final List<ListedCatalogue> catalogues;

  /**
   * An entry as it is searched.
   *
   * @param no its place in the order of lists
   * @param names its names and words, normalised
   * @param identity names and CAS numbers by which it is known elsewhere
   * @param rest what else it says, normalised
   */
  private record Item(
      int no, ListedEntry entry, Set<String> names, Set<String> identity, String rest) {}

  /** An entry and how well it fits; 0 is best. */
  record Hit(int rank, int no, ListedEntry entry) {
    static final Comparator<Hit> ORDER = Comparator.comparing(Hit::rank).thenComparing(Hit::no);

    /** Its place in a list, as text. */
    String cursor() {
      return rank + "." + no;
    }
  }

  /**
   * @param files the wording of a file by its name below {@code policies/}
   */
  LookUpIndex(Function<String, PolicyFile> files) {
    var written = new HashMap<String, Written>();
    for (var file :
        List.of(
            CatalogueFiles.PROHIBIT_RESTRICT_CONTROL,
            CatalogueFiles.INDUSTRY,
            CatalogueFiles.OBSOLETE)) {
      boolean aliases = file.equals(CatalogueFiles.PROHIBIT_RESTRICT_CONTROL);
      files
          .apply(file)
          .read(
              List.of("source"),
              row ->
                  written.put(
                      row.place(),
                      new Written(
                          row.text("source"), aliases ? row.several("alias_zh") : List.of())));
    }
    var compiled = new CatalogueFiles().all(files);
    for (var entry : compiled) {
      var row =
          written.getOrDefault(
              entry.rule().replaceFirst("#.*$", ""), new Written(entry.legalBasis(), List.of()));
      add(listed(entry, row), entry.names());
    }
    ListedKeys.all().forEach(entry -> add(entry, List.of()));
    catalogues = catalogues(compiled);
  }

  /** What a row says that checks don't need. */
  private record Written(String source, List<String> aliases) {}

  private void add(ListedEntry entry, List<String> further) {
    var known = entry;
    for (int n = 2; byId.containsKey(known.id()); n++) {
      known = withId(entry, entry.id() + "-" + n);
    }
    var names = new LinkedHashSet<String>();
    Stream.of(List.of(known.text()), known.aliases(), further)
        .flatMap(List::stream)
        .map(SubstanceNames::normal)
        .filter(name -> !name.isEmpty())
        .forEach(names::add);
    var identity = new HashSet<>(names);
    known.cas().forEach(cas -> identity.add(CasSearch.digits(cas)));
    var rest =
        Stream.of(
                List.of(
                    known.title(),
                    known.editionName(),
                    known.docNo(),
                    known.entryNo(),
                    known.place(),
                    known.qualifier(),
                    known.condition(),
                    known.legalBasis(),
                    known.source()),
                known.zones(),
                known.limits().stream().map(Limit::measure).toList())
            .flatMap(List::stream)
            .map(SubstanceNames::normal)
            .collect(Collectors.joining("\n"));
    var item = new Item(items.size(), known, names, identity, rest);
    items.add(item);
    byId.put(known.id(), item);
  }

  private static ListedEntry listed(CatalogueEntry e, Written row) {
    var kind = Kind.valueOf(e.family().name());
    var edition = e.edition();
    var title = edition.document();
    var marks = new ArrayList<String>();
    switch (e.binding()) {
      case TO_CONFIRM -> marks.add("source");
      case NOTICE -> marks.add("notice");
      case NEVER -> marks.add("never");
      case BINDS -> {}
    }
    if (e.dateAssumed() && e.binding() != Binding.NEVER) {
      marks.add("date");
    }
    return new ListedEntry(
        LookUpIds.entry(
            kind,
            title,
            edition.name(),
            edition.docNo(),
            e.entryNo(),
            e.severity().name(),
            e.role().name(),
            e.text(),
            e.place().words(),
            new TreeSet<>(e.zones()).toString()),
        kind,
        LookUpIds.catalogue(kind, title),
        title,
        LookUpIds.edition(title, edition.name(), edition.docNo(), edition.from()),
        edition.name(),
        edition.docNo(),
        edition.status().name(),
        e.entryNo(),
        effect(e),
        e.text(),
        row.aliases,
        Stream.ofNullable(e.cas()).toList(),
        inOrder(e.links()),
        e.place().words(),
        inOrder(e.zones()),
        e.outsidePark(),
        inOrder(e.sectors()),
        e.actor().name(),
        e.conditions().stream()
            .map(
                c ->
                    new Limit(
                        measure(c), c.operator().sign(), c.threshold(), c.unit(), c.required()))
            .toList(),
        e.qualifier(),
        e.exemptions().stream().map(Enum::name).sorted().toList(),
        e.from(),
        e.to(),
        e.linkFrom(),
        e.deadline(),
        e.remedy(),
        e.legalBasis(),
        row.source,
        e.confidence(),
        marks);
  }

  /** A limit that holds for one class alone names it: 距离（公路等级 国道）. */
  private static String measure(Condition c) {
    return c.number() == null || c.words().isEmpty()
        ? c.measure()
        : "%s（%s）".formatted(c.measure(), String.join(" ", c.words()));
  }

  private static Effect effect(CatalogueEntry e) {
    if (e.role() == Role.ALLOWED) {
      return Effect.ALLOW;
    }
    return switch (e.severity()) {
      case PROHIBIT -> Effect.PROHIBIT;
      case ELIMINATE -> Effect.ELIMINATE;
      case RESTRICT -> Effect.RESTRICT;
      case CONTROL -> Effect.CONTROL;
      case REFUSE -> e.family() == Family.ACCESS ? Effect.REQUIRE : Effect.REFUSE;
      case CONDITION -> Effect.CONDITION;
      case NOTICE, UNDETERMINED -> Effect.NOTICE;
    };
  }

  private static List<String> inOrder(Set<String> words) {
    return List.copyOf(new TreeSet<>(words));
  }

  private static ListedEntry withId(ListedEntry e, String id) {
    return new ListedEntry(
        id,
        e.kind(),
        e.catalogue(),
        e.title(),
        e.edition(),
        e.editionName(),
        e.docNo(),
        e.status(),
        e.entryNo(),
        e.effect(),
        e.text(),
        e.aliases(),
        e.cas(),
        e.links(),
        e.place(),
        e.zones(),
        e.outsidePark(),
        e.sectors(),
        e.actor(),
        e.limits(),
        e.qualifier(),
        e.exemptions(),
        e.from(),
        e.to(),
        e.linkFrom(),
        e.deadline(),
        e.condition(),
        e.legalBasis(),
        e.source(),
        e.confidence(),
        e.marks());
  }

  private List<ListedCatalogue> catalogues(List<CatalogueEntry> compiled) {
    var hashes = new HashMap<String, String>();
    var entries = new LinkedHashMap<String, List<CatalogueEntry>>();
    compiled.forEach(
        e -> {
          var edition = e.edition();
          entries
              .computeIfAbsent(
                  LookUpIds.edition(
                      edition.document(), edition.name(), edition.docNo(), edition.from()),
                  k -> new ArrayList<>())
              .add(e);
        });
    entries.forEach((id, of) -> hashes.put(id, CatalogueHash.of(of)));
    var grouped = new LinkedHashMap<String, Map<String, List<ListedEntry>>>();
    for (var item : items) {
      grouped
          .computeIfAbsent(item.entry.catalogue(), k -> new LinkedHashMap<>())
          .computeIfAbsent(item.entry.edition(), k -> new ArrayList<>())
          .add(item.entry);
    }
    var all = new ArrayList<ListedCatalogue>();
    for (var catalogue : grouped.entrySet()) {
      var editions = new ArrayList<ListedEdition>();
      for (var edition : catalogue.getValue().entrySet()) {
        editions.add(
            edition(
                edition.getKey(),
                edition.getValue(),
                hashes.computeIfAbsent(
                    edition.getKey(), k -> RevisionText.sha256(edition.getValue().toString()))));
      }
      editions.sort(
          Comparator.comparing(
              ListedEdition::from, Comparator.nullsLast(Comparator.naturalOrder())));
      var first = catalogue.getValue().values().iterator().next().get(0);
      all.add(new ListedCatalogue(catalogue.getKey(), first.kind(), first.title(), editions));
    }
    all.sort(Comparator.comparing(ListedCatalogue::kind));
    return List.copyOf(all);
  }

  private static ListedEdition edition(String id, List<ListedEntry> entries, String hash) {
    var first = entries.get(0);
    boolean open = entries.stream().anyMatch(e -> e.to() == null);
    return new ListedEdition(
        id,
        first.editionName(),
        first.docNo(),
        first.status(),
        first.from(),
        open
            ? null
            : entries.stream()
                .map(ListedEntry::to)
                .filter(java.util.Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null),
        entries.stream().allMatch(e -> e.marks().contains("date")),
        entries.size(),
        hash);
  }

  List<ListedCatalogue> catalogues() {
    return catalogues;
  }

  /** Entries of an edition, in the order of its rows. */
  List<ListedEntry> of(String catalogue, String edition) {
    return items.stream()
        .map(Item::entry)
        .filter(e -> e.catalogue().equals(catalogue) && e.edition().equals(edition))
        .toList();
  }

  Optional<ListedEntry> byId(String id) {
    return Optional.ofNullable(byId.get(id)).map(Item::entry);
  }

  /** Entries that name the same, by CAS number or by name; without the entry itself. */
  List<ListedEntry> same(ListedEntry entry) {
    var item = byId.get(entry.id());
    if (item == null) {
      return List.of();
    }
    return items.stream()
        .filter(
            other ->
                other != item && !java.util.Collections.disjoint(item.identity, other.identity))
        .map(Item::entry)
        .toList();
  }

  /**
   * Best first.
   *
   * @param words every one of them has to fit
   */
  List<Hit> find(List<String> words) {
    var hits = new ArrayList<Hit>();
    var asked =
        words.stream()
            .map(word -> new Word(SubstanceNames.normal(word), CasSearch.of(word)))
            .filter(word -> !word.normal.isEmpty())
            .toList();
    for (var item : items) {
      int rank = asked.stream().mapToInt(word -> rank(item, word)).max().orElse(0);
      if (rank <= WORST) {
        hits.add(new Hit(rank, item.no, item.entry));
      }
    }
    hits.sort(Hit.ORDER);
    return hits;
  }

  private record Word(String normal, @Nullable CasSearch cas) {}

  private static int rank(Item item, Word word) {
    int rank = NOT;
    var cas = word.cas;
    if (cas != null) {
      for (var number : item.entry.cas()) {
        var digits = CasSearch.digits(number);
        rank =
            Math.min(
                rank, digits.equals(cas.digits()) ? 0 : digits.startsWith(cas.digits()) ? 1 : NOT);
      }
    }
    for (var name : item.names) {
      rank =
          Math.min(
              rank,
              name.equals(word.normal)
                  ? 0
                  : name.startsWith(word.normal) ? 1 : name.contains(word.normal) ? 2 : NOT);
    }
    return rank == NOT && item.rest.contains(word.normal) ? WORST : rank;
  }

  /** Entries whose CAS number is one slip of the hand away; each number once. */
  List<ListedEntry> almost(CasSearch cas, int most) {
    var numbers = new HashSet<String>();
    return items.stream()
        .map(Item::entry)
        .filter(e -> e.cas().stream().anyMatch(number -> cas.almost(number) && numbers.add(number)))
        .limit(most)
        .toList();
  }

  /** Entries whose name looks like what was typed; each name once, most alike first. */
  List<ListedEntry> alike(String words, int most) {
    var asked = CatalogueText.grams(SubstanceNames.normal(words));
    record Near(double alike, ListedEntry entry) {}
    var near = new ArrayList<Near>();
    for (var item : items) {
      double best = 0;
      for (var name : item.names) {
        var grams = CatalogueText.grams(name);
        int all = grams.size();
        grams.retainAll(asked);
        best = Math.max(best, CatalogueText.alike(grams.size(), asked.size(), all));
      }
      if (best >= NEAR) {
        near.add(new Near(best, item.entry));
      }
    }
    near.sort(Comparator.comparing(Near::alike).reversed());
    var names = new HashSet<String>();
    return near.stream()
        .map(Near::entry)
        .filter(e -> names.add(e.text().toLowerCase(Locale.ROOT)))
        .limit(most)
        .toList();
  }
}
