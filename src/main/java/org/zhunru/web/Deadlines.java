package org.zhunru.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhunru.calendar.CountedDay;
import org.zhunru.calendar.Deadline;
import org.zhunru.calendar.Period;
import org.zhunru.calendar.WorkingCalendars;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import org.zhunru.identity.Regions;

/** When a period ends, asked and answered in words. */
@Component
public class Deadlines {
  private final WorkingCalendars calendars;
  private final Regions regions;
  private final Words words;

  Deadlines(WorkingCalendars calendars, Regions regions, Words words) {
    this.calendars = calendars;
    this.regions = regions;
    this.words = words;
  }

  /**
   * As typed.
   *
   * @param from day of the event, YYYY-MM-DD
   * @param unit {@code working}, {@code calendar}, {@code month} or {@code year}
   * @param region code
   */
  public record Question(String from, String days, String unit, String region) {}

  /**
   * @throws Refusal naming the field {@code from}, {@code days}, {@code unit} or {@code region};
   *     {@link Refusals} if several are wrong
   */
  public Deadline answer(Question question) {
    var faults = new ArrayList<Refusal>();
    @Nullable LocalDate from = day(question.from(), faults);
    Period.@Nullable Unit unit = unit(question.unit(), faults);
    @Nullable Integer days = number(question.days(), faults);
    @Nullable Period period = null;
    if (unit != null && days != null) {
      try {
        period = new Period(days, unit);
      } catch (Refusal outOfRange) {
        faults.add(outOfRange);
      }
    }
    var around = regions.around(question.region().strip());
    if (around.isEmpty()) {
      faults.add(Refusal.invalid("calendar.regionUnknown", "region", question.region()));
    }
    Refusals.throwIfAny(faults);
    if (from == null || period == null) {
      throw new IllegalStateException("neither faults nor values in " + question);
    }
    return Deadline.of(calendars.of(around), from, period);
  }

  /** Names of the units, as {@link Question} takes them. */
  List<String> units() {
    return List.of(Period.Unit.values()).stream().map(Deadlines::name).toList();
  }

  /** Why a day counts or not. */
  public String why(CountedDay day) {
    return words.say("calendar.why." + day.why(), day.day().name(), day.day().source());
  }

  /** Why the date is provisional; empty if it is not. */
  public String explanation(Deadline deadline) {
    return deadline.unofficial().entrySet().stream()
        .map(y -> words.say("calendar.year." + y.getValue(), y.getKey()))
        .collect(Collectors.joining(" "));
  }

  private static @Nullable LocalDate day(String text, List<Refusal> faults) {
    try {
      return LocalDate.parse(text.strip());
    } catch (DateTimeException noDate) {
      faults.add(Refusal.invalid("calendar.fromMalformed", "from", text));
      return null;
    }
  }

  private static @Nullable Integer number(String text, List<Refusal> faults) {
    try {
      return Integer.valueOf(text.strip());
    } catch (NumberFormatException noNumber) {
      faults.add(Refusal.invalid("calendar.daysMalformed", "days", text));
      return null;
    }
  }

  private static Period.@Nullable Unit unit(String name, List<Refusal> faults) {
    for (var unit : Period.Unit.values()) {
      if (name(unit).equals(name.strip())) {
        return unit;
      }
    }
    faults.add(Refusal.invalid("calendar.unitNotOffered", "unit", name));
    return null;
  }

  private static String name(Period.Unit unit) {
    return unit.name().toLowerCase(Locale.ROOT);
  }
}
