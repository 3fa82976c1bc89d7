package org.zhunru.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhunru.calendar.Completeness;
import org.zhunru.calendar.Period;
import org.zhunru.calendar.TimeLimit;
import org.zhunru.calendar.TimeLimits;
import org.zhunru.common.Refusal;
import org.zhunru.intake.Matter;

/** Reads a wording of {@code policies/time-limits.csv}. */
final class LimitTable {
  static final String FILE = "time-limits.csv";

  private static final List<String> COLUMNS =
      List.of(
          "id",
          "process",
          "step_zh",
          "days",
          "unit",
          "starts_at_zh",
          "extends",
          "granted_by",
          "legal_basis",
          "confidence");
  private static final Map<String, Period.Unit> UNITS =
      Map.of(
          "working_day", Period.Unit.WORKING,
          "calendar_day", Period.Unit.CALENDAR,
          "month", Period.Unit.MONTH,
          "year", Period.Unit.YEAR);
  private static final Map<String, TimeLimit.Authority> AUTHORITIES =
      Map.of(
          "department_head", TimeLimit.Authority.DEPARTMENT_HEAD,
          "government_head", TimeLimit.Authority.GOVERNMENT_HEAD);

  private LimitTable() {}

  /**
   * A row without which a matter can't run.
   *
   * @param by the term it is needed for, or {@code SILENCE}: when silence has accepted a filing
   * @param stated whether a person states the period, and the row has none
   */
  record Needed(String id, String by, String matter, boolean stated) {}

  /** The rows that matters run by, and the one by which silence accepts. */
  static List<Needed> needed(List<Matter> matters) {
    var needed = new ArrayList<Needed>();
    for (var matter : matters) {
      matter.limits().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(
              e ->
                  needed.add(
                      new Needed(
                          e.getValue(),
                          e.getKey().name(),
                          matter.name().zh(),
                          e.getKey().isStated())));
      needed.add(new Needed(Completeness.LIMIT, "SILENCE", matter.name().zh(), false));
    }
    return needed;
  }

  /**
   * Reads a wording.
   *
   * @throws PolicyFile.BrokenPolicyFile with every fault
   */
  static TimeLimits of(PolicyFile file) {
    return TimeLimits.of(read(file, List.of()));
  }

  /**
   * Reads a wording that shall be published: besides, no row is missing that a matter runs by, and
   * each of them says a period that can run.
   *
   * @throws PolicyFile.BrokenPolicyFile with every fault
   */
  static TimeLimits strictly(PolicyFile file, List<Needed> needed) {
    return TimeLimits.of(read(file, needed));
  }

  private static List<TimeLimit> read(PolicyFile file, List<Needed> needed) {
    var above = new LinkedHashMap<String, TimeLimit>();
    return file.read(
        COLUMNS,
        row -> {
          var limit = limit(row, above);
          needed.stream()
              .filter(n -> n.id().equals(limit.id()))
              .findFirst()
              .ifPresent(n -> canRun(row, limit, n));
          if (above.putIfAbsent(limit.id(), limit) != null) {
            row.wrong("id", "twice", limit.id());
          }
          return limit;
        },
        () ->
            needed.stream()
                .filter(n -> !above.containsKey(n.id()))
                .forEach(n -> file.wrong("rowNeeded." + n.by(), n.id(), n.matter())));
  }

  private static void canRun(PolicyFile.Row row, TimeLimit limit, Needed needed) {
    if (!needed.stated() && limit.period() == null && row.text("days").isEmpty()) {
      row.wrong("days", "mustRun", limit.id(), needed.matter());
    }
    if (limit.confidence().equals("unknown")) {
      row.wrong("confidence", "mustRun", limit.id(), needed.matter());
    }
    if (limit.backwards() || limit.extended() != null) {
      row.wrong(
          limit.backwards() ? "starts_at_zh" : "extends", "mustRun", limit.id(), needed.matter());
    }
  }

  private static TimeLimit limit(PolicyFile.Row row, Map<String, TimeLimit> above) {
    var confidence = row.oneOf("confidence", "high", "recalled", "unknown");
    if (row.text("legal_basis").isEmpty() && !confidence.equals("unknown")) {
      row.wrong("legal_basis", "empty");
    }
    var extended = row.text("extends");
    var authority = row.text("granted_by");
    if (!authority.isEmpty()) {
      row.oneOf("granted_by", AUTHORITIES.keySet().stream().sorted().toArray(String[]::new));
    }
    if (extended.isEmpty() != authority.isEmpty()) {
      row.wrong(authority.isEmpty() ? "granted_by" : "extends", "extensionHalf");
    }
    var startsAt = row.required("starts_at_zh");
    var limit =
        new TimeLimit(
            row.required("id"),
            row.required("process"),
            row.required("step_zh"),
            period(row),
            startsAt,
            startsAt.contains("倒算"),
            extended.isEmpty() ? null : extended,
            AUTHORITIES.get(authority),
            row.text("legal_basis"),
            confidence);
    if (!extended.isEmpty()) {
      extension(row, limit, above.get(extended));
    }
    return limit;
  }

  private static void extension(PolicyFile.Row row, TimeLimit limit, @Nullable TimeLimit extended) {
    if (extended == null) {
      row.wrong("extends", "extendsNothing", String.valueOf(limit.extended()));
      return;
    }
    var longer = limit.period();
    var base = extended.period();
    if (row.text("days").isEmpty()) {
      row.wrong("days", "empty");
    } else if (longer != null && base != null && longer.unit() != base.unit()) {
      row.wrong("unit", "extendsOtherUnit", extended.id());
    }
  }

  private static @Nullable Period period(PolicyFile.Row row) {
    var word = row.oneOf("unit", UNITS.keySet().stream().sorted().toArray(String[]::new));
    var unit = UNITS.get(word);
    var days = row.text("days");
    if (unit == null || days.isEmpty()) {
      return null;
    }
    try {
      return new Period(Integer.parseInt(days), unit);
    } catch (NumberFormatException | Refusal noAmount) {
      row.wrong("days", "notAPeriod", days);
      return null;
    }
  }
}
