package org.zhunru.policy;

import java.time.LocalDate;
import java.util.List;

/**
 * A catalogue with its editions.
 *
 * @param id the same in every wording that has it, such as {@code industry-1f0c55ab}
 * @param editions oldest first, those without a date last
 */
public record ListedCatalogue(
    String id, ListedEntry.Kind kind, String title, List<ListedEdition> editions) {
  public ListedCatalogue {
    editions = List.copyOf(editions);
  }

  /** Whether an edition is in force on the day. */
  public boolean inForce(LocalDate day) {
    return editions.stream().anyMatch(edition -> edition.inForce(day));
  }
}
