package org.zhunru.policy;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which wording of a governed file counts on a day. Kept in memory whole, and read anew after every
 * publication, so that a check asks no database. Other nodes see a publication within seconds, and
 * before they freeze the check of a filing; what is published counts from the next day on.
 */
@Component
class PoliciesInForce {
  static final Comparator<PolicyRevision> LATER =
      Comparator.comparing(
              (PolicyRevision r) -> r.inForceFrom() == null ? LocalDate.MIN : r.inForceFrom())
          .thenComparing(PolicyRevision::no);

  private static final int DAYS = 64;

  private final RevisionRows rows;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private volatile Published published = new Published(-1, Map.of());

  PoliciesInForce(RevisionRows rows, ApplicationEventPublisher events, Clock clock) {
    this.rows = rows;
    this.events = events;
    this.clock = clock;
  }

  /** All revisions that were ever published, and what they come to on the days asked for. */
  private static final class Published {
    private final long changes;
    private final Map<String, List<PolicyRevision>> files;
    private final Kept<LocalDate, Wordings> days = new Kept<>(DAYS);

    Published(long changes, Map<String, List<PolicyRevision>> files) {
      this.changes = changes;
      this.files = files;
    }
  }

  /**
   * Wordings were published or repealed.
   *
   * @param days today, and every later day on which something else begins to count
   */
  record Changed(Set<LocalDate> days) {}

  /** Reads what is published; whoever asks meanwhile gets what was there before. */
  @Transactional(propagation = Propagation.REQUIRES_NEW, readOnly = true)
  public void refresh() {
    read();
  }

  /** Reads what another node published or repealed; one small question if there is nothing. */
  @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
  @Transactional(readOnly = true)
  public void catchUp() {
    if (rows.changes() != published.changes) {
      read();
    }
  }

  private void read() {
    long changes = rows.changes(); // first: what comes meanwhile is read again
    var all = rows.findByStateIn(List.of(RevisionState.PUBLISHED, RevisionState.REPEALED));
    published =
        new Published(
            changes,
            all.stream()
                .collect(
                    Collectors.groupingBy(
                        PolicyRevision::file, TreeMap::new, Collectors.toList())));
    events.publishEvent(new Changed(turns(LocalDate.now(clock))));
  }

  /** The day, and every later one on which something else begins to count. */
  NavigableSet<LocalDate> turns(LocalDate from) {
    var days = new TreeSet<>(Set.of(from));
    published.files.values().stream()
        .flatMap(List::stream)
        .flatMap(r -> Stream.of(r.inForceFrom(), r.repealedFrom()).filter(Objects::nonNull))
        .filter(from::isBefore)
        .forEach(days::add);
    return days;
  }

  /**
   * The wordings of one day.
   *
   * @param set SHA-256 over names and wordings of the catalogues, 64 hexadecimal digits
   * @param registers the same over all other governed files
   */
  record Wordings(String set, String registers, Map<String, PolicyRevision> revisions) {
    /** A governed file as it counts; any other as it is shipped. */
    PolicyFile file(String name) {
      var revision = revisions.get(name);
      return revision == null ? PolicyFile.of(name) : PolicyFile.of(name, revision.bytes());
    }
  }

  Wordings on(LocalDate day) {
    var now = published;
    return now.days.get(day, () -> on(day, now.files));
  }

  private static Wordings on(LocalDate day, Map<String, List<PolicyRevision>> files) {
    var revisions = new TreeMap<String, PolicyRevision>();
    files.forEach(
        (file, all) ->
            all.stream()
                .filter(r -> r.inForce(day))
                .max(LATER)
                .ifPresent(r -> revisions.put(file, r)));
    return wordings(revisions);
  }

  /** The wordings of a day with one of them replaced: what would be, if it were published. */
  Wordings with(LocalDate day, PolicyRevision instead) {
    var revisions = new TreeMap<>(on(day).revisions());
    revisions.put(instead.file(), instead);
    return wordings(revisions);
  }

  /**
   * From a day on, until the next one.
   *
   * @param from {@link LocalDate#MIN} for what was always in force
   */
  record Counting(LocalDate from, PolicyRevision revision) {}

  /** Which revision of a file counted, counts or will count, one after the other. */
  List<Counting> timeline(String file) {
    var all = published.files.getOrDefault(file, List.of());
    var days = new TreeSet<LocalDate>();
    for (var revision : all) {
      var from = revision.inForceFrom();
      days.add(from == null ? LocalDate.MIN : from);
      Optional.ofNullable(revision.repealedFrom()).ifPresent(days::add);
    }
    var timeline = new ArrayList<Counting>();
    for (var day : days) {
      all.stream()
          .filter(r -> r.inForce(day))
          .max(LATER)
          .filter(
              r ->
                  timeline.isEmpty() || timeline.get(timeline.size() - 1).revision().no() != r.no())
          .ifPresent(r -> timeline.add(new Counting(day, r)));
    }
    return timeline;
  }

  private static Wordings wordings(TreeMap<String, PolicyRevision> revisions) {
    return new Wordings(
        sha256(revisions, CatalogueFiles::isOne),
        sha256(revisions, file -> !CatalogueFiles.isOne(file)),
        Map.copyOf(revisions));
  }

  private static String sha256(Map<String, PolicyRevision> revisions, Predicate<String> files) {
    return RevisionText.sha256(
        revisions.entrySet().stream()
            .filter(e -> files.test(e.getKey()))
            .map(e -> e.getKey() + " " + e.getValue().sha256() + "\n")
            .collect(Collectors.joining()));
  }
}
