package org.zhunru.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;

/** Compiled catalogues: what is kept, what is made anew, and that no check asks the database. */
class CataloguesTest {
  private static final Instant NOW = Instant.parse("2026-11-26T01:00:00Z");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
  private static final String HEADER =
      "sector,place_zh,limit,unit,condition_zh,legal_basis,confidence\n";

  private final RevisionRows rows = mock(RevisionRows.class);
  private final List<Object> told = new ArrayList<>();
  private final ApplicationEventPublisher events = told::add;
  private final PoliciesInForce policies =
      new PoliciesInForce(rows, events, Clock.fixed(NOW, ZoneId.of("Asia/Shanghai")));
  private final Catalogues catalogues = PoliciesOf.catalogues(policies);
  private final PolicyRevision first = headcounts(1, null, "");

  private static PolicyRevision headcounts(
      int no, @org.jspecify.annotations.Nullable LocalDate from, String rows) {
    return PolicyRevision.shipped(CatalogueFiles.HEADCOUNTS, no, HEADER + rows, from, NOW);
  }

  @BeforeEach
  void one_edition_was_always_in_force() {
    publish(first);
  }

  private void publish(PolicyRevision... revisions) {
    when(rows.findByStateIn(anyList())).thenReturn(List.of(revisions));
    policies.refresh();
  }

  private PolicyRevision limitFrom(LocalDate day) {
    return headcounts(2, day, "dust,试验场所,7,人/班,,测试文〔2026〕1号,high\n");
  }

  @Test
  void a_check_asks_no_database() {
    for (int i = 0; i < 100; i++) {
      catalogues.on(TODAY.minusDays(i)).check(ProjectFacts.NOTHING);
    }
    verify(rows, times(1)).findByStateIn(anyList());
    verify(rows, times(1)).changes();
    verifyNoMoreInteractions(rows);
  }

  @Test
  void what_was_compiled_stays_for_days_that_a_publication_leaves_as_they_were() {
    var today = catalogues.on(TODAY);
    assertThat(catalogues.on(TODAY)).isSameAs(today);
    var tomorrow = catalogues.on(TODAY.plusDays(1));

    publish(first, limitFrom(TODAY.plusDays(1)));

    assertThat(catalogues.on(TODAY)).isSameAs(today);
    assertThat(catalogues.on(TODAY.plusDays(1))).isNotSameAs(tomorrow);
    assertThat(catalogues.on(TODAY.plusDays(1)).hash()).isNotEqualTo(tomorrow.hash());
    publish(first);
    assertThat(catalogues.on(TODAY.plusDays(1))).isSameAs(tomorrow);
  }

  @Test
  void a_publication_says_on_which_days_something_else_begins_to_count() {
    told.clear();
    publish(first, limitFrom(TODAY.plusDays(3)), headcounts(3, TODAY.minusDays(9), ""));
    assertThat(told)
        .containsExactly(new PoliciesInForce.Changed(java.util.Set.of(TODAY, TODAY.plusDays(3))));
  }

  @Test
  void many_who_ask_at_once_get_the_same_index() throws Exception {
    var pool = Executors.newFixedThreadPool(8);
    try {
      var asked =
          java.util.Collections.nCopies(
              16, (Callable<CatalogueIndex>) () -> catalogues.on(TODAY.plusDays(7)));
      var got = new ArrayList<CatalogueIndex>();
      for (var answer : pool.invokeAll(asked)) {
        got.add(answer.get());
      }
      assertThat(got).allSatisfy(index -> assertThat(index).isSameAs(got.get(0)));
    } finally {
      pool.shutdown();
    }
  }
}
