package org.zhunru.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What counts once only on any day: rows of one file that say the same of the same thing, and
 * editions of one document. They may follow each other in time; on a day on which two of them count
 * nobody could say which.
 */
final class OnceADay {
  private final Map<List<String>, List<Period>> rows = new LinkedHashMap<>();
  private final Map<String, Map<String, List<Period>>> editions = new LinkedHashMap<>();

  /**
   * @param from null if from ever on
   * @param to null if no end is known
   */
  private record Period(int line, @Nullable LocalDate from, @Nullable LocalDate to) {
    boolean reversed() {
      return from != null && to != null && to.isBefore(from);
    }

    boolean meets(Period other) {
      return !(ends(to, other.from) || ends(other.to, from));
    }

    private static boolean ends(@Nullable LocalDate last, @Nullable LocalDate first) {
      return last != null && first != null && last.isBefore(first);
    }

    boolean sameDays(Period other) {
      return said().equals(other.said());
    }

    String said() {
      return (from == null ? "…" : from.toString()) + "/" + (to == null ? "…" : to.toString());
    }
  }

  /**
   * Notes a row, and tells if an earlier one says the same on some of its days.
   *
   * @param column where it is told
   * @param same the columns that together name what it is about
   */
  void row(
      PolicyFile.Row row,
      String column,
      List<String> same,
      @Nullable LocalDate from,
      @Nullable LocalDate to) {
    var period = new Period(row.line(), from, to);
    if (period.reversed()) {
      return;
    }
    var known = rows.computeIfAbsent(same.stream().map(row::text).toList(), k -> new ArrayList<>());
    known.stream()
        .filter(period::meets)
        .findFirst()
        .ifPresent(
            other -> {
              if (period.sameDays(other)) {
                row.wrong(column, "sameRow", row.text(column), other.line);
              } else {
                row.wrong(column, "rowsOverlap", period.said(), other.line, other.said());
              }
            });
    known.add(period);
  }

  /**
   * Notes of which edition a row is, and tells if the edition counts while another one of the same
   * document does.
   *
   * @param column where it is told
   * @param document of which it is an edition
   * @param name of the edition
   * @param whole whether all rows of an edition have the same days; else some may begin later
   */
  void edition(
      PolicyFile.Row row,
      String column,
      String document,
      String name,
      boolean whole,
      @Nullable LocalDate from,
      @Nullable LocalDate to) {
    var period = new Period(row.line(), from, to);
    if (period.reversed()) {
      return;
    }
    var known = editions.computeIfAbsent(document, k -> new LinkedHashMap<>());
    var own = known.computeIfAbsent(name, k -> new ArrayList<>());
    if (own.stream().anyMatch(period::sameDays)) {
      return;
    }
    if (whole && !own.isEmpty()) {
      var first = own.get(0);
      row.wrong(column, "editionDates", name, period.said(), first.line, first.said());
      return;
    }
    known.forEach(
        (otherName, others) ->
            others.stream()
                .filter(other -> !otherName.equals(name) && period.meets(other))
                .findFirst()
                .ifPresent(
                    other ->
                        row.wrong(
                            column,
                            "editionsOverlap",
                            name,
                            period.said(),
                            otherName,
                            other.said(),
                            other.line)));
    own.add(period);
  }
}
