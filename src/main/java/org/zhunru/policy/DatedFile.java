package org.zhunru.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A governed file as it counts on a day. Each wording is read once, so that asking costs no more
 * than looking up; a publication is seen with {@link PoliciesInForce}.
 */
final class DatedFile<T> {
  /** Wordings that are kept read. */
  private static final int WORDINGS = 16;

  private final PoliciesInForce policies;
  private final String file;
  private final Function<PolicyFile, T> read;
  private final Kept<String, T> kept = new Kept<>(WORDINGS);

  /**
   * @param file name below {@code policies/}
   */
  DatedFile(PoliciesInForce policies, String file, Function<PolicyFile, T> read) {
    this.policies = policies;
    this.file = file;
    this.read = read;
  }

  /** As it counts on the day; as it is shipped until the first wording is in the database. */
  T on(LocalDate day) {
    var wordings = policies.on(day);
    var revision = wordings.revisions().get(file);
    return kept.get(
        revision == null ? "" : revision.sha256(), () -> read.apply(wordings.file(file)));
  }

  /**
   * The last edition before a day that has something.
   *
   * @param until first day of the next edition, which no longer has it; null if the last one has it
   */
  record Last<T>(T edition, @org.jspecify.annotations.Nullable LocalDate until) {}

  /** The newest edition, begun on the day or before, that fits; empty if none ever did. */
  Optional<Last<T>> last(LocalDate on, Predicate<T> has) {
    var begun = new ArrayList<PoliciesInForce.Counting>();
    policies.timeline(file).stream().filter(c -> !c.from().isAfter(on)).forEach(begun::add);
    for (int i = begun.size() - 1; i >= 0; i--) {
      var revision = begun.get(i).revision();
      var edition =
          kept.get(revision.sha256(), () -> read.apply(PolicyFile.of(file, revision.bytes())));
      if (has.test(edition)) {
        return Optional.of(
            new Last<>(edition, i + 1 < begun.size() ? begun.get(i + 1).from() : null));
      }
    }
    return Optional.empty();
  }

  /** Every edition that counted, counts or will count, the oldest first. */
  List<T> all() {
    return policies.timeline(file).stream()
        .map(c -> c.revision())
        .map(r -> kept.get(r.sha256(), () -> read.apply(PolicyFile.of(file, r.bytes()))))
        .toList();
  }
}
