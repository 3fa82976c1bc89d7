package org.zhunru.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhunru.IntegrationTest;
import org.zhunru.common.Refusal;
import org.zhunru.policy.CatalogueLookUp.Asked;
import org.zhunru.policy.CatalogueLookUp.Found;
import org.zhunru.policy.ListedEntry.Effect;
import org.zhunru.policy.ListedEntry.Kind;

/** What anybody finds in the catalogues. */
@IntegrationTest
class CatalogueLookUpTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 26);

  @Autowired CatalogueLookUp lookUp;

  private Found find(String words) {
    return find(words, DAY, false, null);
  }

  private Found find(String words, LocalDate day, boolean everyDay, @Nullable String cursor) {
    return lookUp.find(new Asked(words, day, null, null, null, everyDay), cursor);
  }

  private static List<String> texts(Found found) {
    return found.page().rows().stream().map(ListedEntry::text).toList();
  }

  @Test
  void a_substance_is_found_by_name_alias_and_cas_in_every_list_that_has_it() {
    for (var words : List.of("毒鼠强", "没鼠命", "80-12-6", "８０－１２－６", "80126", " 80‑12‑6 ")) {
      assertThat(texts(find(words))).as(words).contains("毒鼠强");
    }
    assertThat(find("7782-50-5").page().rows())
        .extracting(ListedEntry::kind)
        .contains(Kind.KEY_CHEMICAL, Kind.MAJOR_HAZARD);
    assertThat(find("液氯").page().rows())
        .filteredOn(e -> e.kind() == Kind.MAJOR_HAZARD)
        .singleElement()
        .satisfies(
            e -> {
              assertThat(e.limits()).extracting(ListedEntry.Limit::threshold).containsExactly("5");
              assertThat(e.effect()).isEqualTo(Effect.COUNT);
            });
  }

  @Test
  void own_names_come_before_parts_of_names_and_those_before_other_words() {
    var texts = texts(find("氯"));
    assertThat(texts.get(0)).isEqualTo("氯");
    assertThat(texts).anyMatch(text -> text.length() > 1 && text.contains("氯"));
    assertThat(find("氯 毒鼠强").total()).isZero();
    assertThat(texts(find("2015 克百威"))).allMatch(text -> text.contains("克百威"));
  }

  @Test
  void the_beginning_of_a_cas_number_finds_those_that_begin_so() {
    assertThat(find("80-12").page().rows())
        .isNotEmpty()
        .allMatch(
            e -> e.cas().stream().anyMatch(cas -> cas.startsWith("80-12")) || !e.text().isEmpty());
    assertThat(find("80-12").cas()).isNull();
  }

  @Test
  void a_cas_number_with_a_slip_is_told_and_its_neighbours_offered() {
    for (var slip : List.of("7782-50-6", "7782-55-5", "7728-50-5", "77782-50-5", "782-50-5")) {
      var found = find(slip);
      assertThat(found.total()).as(slip).isZero();
      assertThat(found.near()).as(slip).anyMatch(e -> e.cas().contains("7782-50-5"));
      assertThat(found.cas()).as(slip).isNotNull();
    }
    var wrong = find("7782-50-6").cas();
    assertThat(wrong).isNotNull();
    assertThat(wrong.fault()).isNotNull();
    assertThat(wrong.fault().code()).isEqualTo("common.casCheckDigit");
    var unlisted = find("7732-18-5");
    assertThat(unlisted.cas()).isEqualTo(new CatalogueLookUp.Cas("7732-18-5", null));
    assertThat(find("7782-50-5").cas()).isNull();
    assertThat(find("7782-50-5").near()).isEmpty();
  }

  @Test
  void a_name_with_a_slip_leads_to_names_that_look_like_it() {
    assertThat(find("煤矿用隔爆型插消开关").near()).extracting(ListedEntry::text).contains("煤矿用隔爆型插销开关");
    assertThat(find("龘龘龘龘").near()).isEmpty();
  }

  @Test
  void the_day_decides_and_what_is_left_out_is_counted() {
    var then = find("炼铁高炉", LocalDate.of(2015, 6, 1), false, null);
    assertThat(then.page().rows())
        .filteredOn(e -> e.kind() == Kind.INDUSTRY)
        .isNotEmpty()
        .allMatch(e -> e.editionName().startsWith("2011"));
    assertThat(then.outside()).isPositive();
    var all = find("炼铁高炉", LocalDate.of(2015, 6, 1), true, null);
    assertThat(all.outside()).isZero();
    assertThat(all.total()).isEqualTo(then.total() + then.outside());
    assertThat(all.page().rows())
        .extracting(ListedEntry::editionName)
        .anyMatch(name -> name.startsWith("2019"));
  }

  @Test
  void pages_by_keyset_hold_every_entry_once_in_one_order() {
    var seen = new ArrayList<String>();
    String cursor = null;
    int total = 0;
    do {
      var found = find("", DAY, true, cursor);
      total = found.total();
      assertThat(found.page().rows()).hasSizeLessThanOrEqualTo(CatalogueLookUp.PAGE);
      found.page().rows().forEach(e -> seen.add(e.id()));
      cursor = found.page().next();
    } while (cursor != null);
    assertThat(seen).hasSize(total).doesNotHaveDuplicates();
    assertThat(total).isGreaterThan(1000);
    assertThat(new HashSet<>(seen)).hasSameSizeAs(seen);
  }

  @Test
  void an_entry_has_its_other_editions_and_the_same_elsewhere() {
    var entry =
        find("炼铁高炉", LocalDate.of(2021, 6, 1), false, null).page().rows().stream()
            .filter(e -> e.kind() == Kind.INDUSTRY && e.effect() == Effect.RESTRICT)
            .findFirst()
            .orElseThrow();
    var card = lookUp.entry(entry.id(), DAY);
    assertThat(card.entry()).isEqualTo(entry);
    assertThat(card.editions())
        .isNotEmpty()
        .allMatch(e -> e.catalogue().equals(entry.catalogue()))
        .extracting(ListedEntry::editionName)
        .anyMatch(name -> name.startsWith("2011"));
    assertThat(card.versions()).hasSize(1);
    assertThat(card.versions().get(0).from()).isNull();
    var chlorine = find("7782-50-5").page().rows().get(0);
    assertThat(lookUp.entry(chlorine.id(), DAY).elsewhere()).isNotEmpty();
  }

  @Test
  void catalogues_have_editions_whose_hashes_are_those_of_findings() {
    var catalogues = lookUp.catalogues(DAY);
    assertThat(catalogues).extracting(ListedCatalogue::kind).contains(Kind.values());
    assertThat(catalogues).extracting(ListedCatalogue::id).doesNotHaveDuplicates();
    var industry =
        catalogues.stream().filter(c -> c.kind() == Kind.INDUSTRY).findFirst().orElseThrow();
    assertThat(industry.editions())
        .extracting(ListedEdition::name)
        .containsExactly("2011年本(2013年修正)", "2019年本", "2024年本");
    assertThat(industry.editions()).filteredOn(e -> e.inForce(DAY)).hasSize(1);
    var hashes = CatalogueHash.ofEditions(new CatalogueFiles().all()).values();
    assertThat(industry.editions()).extracting(ListedEdition::hash).isSubsetOf(hashes);
    assertThat(
            catalogues.stream()
                .flatMap(c -> c.editions().stream())
                .mapToInt(ListedEdition::entries)
                .sum())
        .isEqualTo(find("", DAY, true, null).total());
  }

  @Test
  void an_edition_is_a_table_that_reads_back() {
    var industry =
        lookUp.catalogues(DAY).stream()
            .filter(c -> c.kind() == Kind.INDUSTRY)
            .findFirst()
            .orElseThrow();
    var edition = lookUp.edition(industry.id(), industry.editions().get(0).id(), DAY);
    var table = edition.table();
    assertThat(table.lines()).hasSize(industry.editions().get(0).entries());
    assertThat(RevisionText.of(table.csv())).isEqualTo(table);
    assertThat(table.records())
        .anyMatch(
            r ->
                r.get("name_zh").equals("炼铁高炉")
                    && r.get("caught_if").contains("有效容积 > 400 立方米")
                    && r.get("effective_to").equals("2019-12-31"));
  }

  @Test
  void what_may_not_be_enforced_is_shown_as_that() {
    var everything = new ArrayList<ListedEntry>();
    for (String cursor = ""; cursor != null; ) {
      var page = find("", DAY, true, cursor).page();
      everything.addAll(page.rows());
      cursor = page.next();
    }
    assertThat(everything)
        .allMatch(e -> !e.confidence().equals("unknown") || e.marks().contains("never"))
        .allMatch(e -> !e.confidence().equals("recalled") || !e.marks().isEmpty())
        .allMatch(e -> !e.status().equals("DRAFT") || !e.marks().isEmpty());
  }

  @Test
  void what_cant_be_looked_up_is_refused_by_name() {
    refused("policy.queryTooLong", () -> find("氯".repeat(101)));
    refused("policy.cursorMalformed", () -> find("氯", DAY, false, "x"));
    refused("policy.noSuchEntry", () -> lookUp.entry("x", DAY));
    refused("policy.noSuchCatalogue", () -> lookUp.catalogue("x", DAY));
    var some = lookUp.catalogues(DAY).get(0);
    refused("policy.noSuchEdition", () -> lookUp.edition(some.id(), "x", DAY));
    assertThat(Stream.of("", " ", "--").map(this::find)).allMatch(f -> f.total() > 500);
    assertThat(find("_").total()).isZero();
  }

  private static void refused(
      String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
