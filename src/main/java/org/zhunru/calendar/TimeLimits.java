package org.zhunru.calendar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;

/** The periods of the law, by id; immutable. */
public final class TimeLimits {
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

  private final Map<String, TimeLimit> byId;

  private TimeLimits(Map<String, TimeLimit> byId) {
    this.byId = byId;
  }

  /** {@code policies/time-limits.csv}. */
  public static TimeLimits ofProduct() {
    return read(Table.ofProduct("time-limits.csv"));
  }

  /**
   * @param content CSV in UTF-8; {@code days} empty for what is not counted
   * @throws Refusal {@code calendar.*}, or {@link Refusals} with every fault and its line
   */
  public static TimeLimits read(byte[] content) {
    var table = Table.read(content, COLUMNS);
    var faults = new ArrayList<>(table.faults());
    var byId = new LinkedHashMap<String, TimeLimit>();
    for (var line : table.lines()) {
      int at = line.number();
      for (var column : List.of("id", "process", "step_zh", "starts_at_zh")) {
        if (line.cell(column).isEmpty()) {
          faults.add(Table.wrong(at, "cellEmpty", column));
        }
      }
      var confidence = line.cell("confidence");
      if (!List.of("high", "recalled", "unknown").contains(confidence)) {
        faults.add(Table.wrong(at, "confidenceUnknown", confidence));
      } else if (line.cell("legal_basis").isEmpty() && !confidence.equals("unknown")) {
        faults.add(Table.wrong(at, "cellEmpty", "legal_basis"));
      }
      var authority = line.cell("granted_by");
      if (line.cell("extends").isEmpty() != authority.isEmpty()
          || !authority.isEmpty() && !AUTHORITIES.containsKey(authority)) {
        faults.add(Table.wrong(at, "authorityUnknown", authority));
      }
      var limit =
          new TimeLimit(
              line.cell("id"),
              line.cell("process"),
              line.cell("step_zh"),
              period(line, faults),
              line.cell("starts_at_zh"),
              line.cell("starts_at_zh").contains("倒算"),
              line.cell("extends").isEmpty() ? null : line.cell("extends"),
              authority.isEmpty() ? null : AUTHORITIES.get(authority),
              line.cell("legal_basis"),
              confidence);
      if (limit.extended() != null && !byId.containsKey(limit.extended())) {
        faults.add(Table.wrong(at, "extendsNothing", limit.extended()));
      }
      if (byId.putIfAbsent(limit.id(), limit) != null) {
        faults.add(Table.wrong(at, "idDoubled", limit.id()));
      }
    }
    Refusals.throwIfAny(faults);
    return new TimeLimits(byId);
  }

  /** All of them, in the order of the file. */
  public List<TimeLimit> all() {
    return List.copyOf(byId.values());
  }

  /**
   * @throws Refusal {@code calendar.noSuchLimit}
   */
  public TimeLimit byId(String id) {
    @Nullable TimeLimit limit = byId.get(id);
    if (limit == null) {
      throw Refusal.unknown("calendar.noSuchLimit", id);
    }
    return limit;
  }

  /** The period by which {@code limit} may be extended; empty if the law knows of none. */
  public Optional<TimeLimit> extensionOf(TimeLimit limit) {
    return byId.values().stream().filter(l -> limit.id().equals(l.extended())).findFirst();
  }

  private static @Nullable Period period(Table.Line line, List<Refusal> faults) {
    var unit = UNITS.get(line.cell("unit"));
    if (unit == null) {
      faults.add(Table.wrong(line.number(), "unitUnknown", line.cell("unit")));
      return null;
    }
    if (line.cell("days").isEmpty()) {
      return null;
    }
    try {
      return new Period(Integer.parseInt(line.cell("days")), unit);
    } catch (NumberFormatException noNumber) {
      faults.add(Table.wrong(line.number(), "amountMalformed", line.cell("days")));
    } catch (Refusal outOfRange) {
      faults.add(Table.wrong(line.number(), "amountMalformed", line.cell("days")));
    }
    return null;
  }
}
