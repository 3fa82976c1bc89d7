package org.zhunru.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.calendar.Deadline;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import org.zhunru.identity.Region;
import org.zhunru.identity.Regions;
import org.zhunru.supervision.HolidayNotices;

/** {@code /calendar}: when a period ends, and how that date came out. */
@Controller
class CalendarPage {
  private final Deadlines deadlines;
  private final HolidayNotices notices;
  private final Regions regions;
  private final RefusalWords refusals;
  private final Words words;
  private final Clock clock;

  CalendarPage(
      Deadlines deadlines,
      HolidayNotices notices,
      Regions regions,
      RefusalWords refusals,
      Words words,
      Clock clock) {
    this.deadlines = deadlines;
    this.notices = notices;
    this.regions = regions;
    this.refusals = refusals;
    this.words = words;
    this.clock = clock;
  }

  /**
   * @param years that the country's calendar knows
   * @param result null before anything was asked, and if the question was refused
   */
  public record View(
      Deadlines.Question question,
      List<Option> units,
      List<Option> regions,
      @Nullable Result result,
      List<Year> years,
      List<FieldError> errors) {}

  /**
   * A year of the calendar, the latest first.
   *
   * @param notice what its released notice is called; empty if it came with the program
   */
  public record Year(int year, String status, String notice) {}

  public record Option(String value, String label) {}

  /**
   * @param explanation why the date is provisional; empty if it is not
   */
  public record Result(
      LocalDate due, String summary, String explanation, boolean endsOnDayOff, List<Line> days) {}

  /**
   * @param nth number of the day within the period; null if it isn't counted
   */
  public record Line(LocalDate date, @Nullable Integer nth, String why) {}

  @GetMapping("/calendar")
  ModelAndView calendar(
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String days,
      @RequestParam(required = false) @Nullable String unit,
      @RequestParam(required = false) @Nullable String region,
      Locale locale) {
    boolean asked = from != null || days != null || unit != null || region != null;
    var question =
        new Deadlines.Question(
            from == null ? LocalDate.now(clock).toString() : from,
            days == null ? "" : days,
            unit == null ? deadlines.units().get(0) : unit,
            region == null ? regions.city() : region);
    if (!asked) {
      return page(question, null, List.of(), locale);
    }
    try {
      return page(question, result(question, deadlines.answer(question)), List.of(), locale);
    } catch (Refusals several) {
      return page(question, null, several.all(), locale);
    } catch (Refusal one) {
      return page(question, null, List.of(one), locale);
    }
  }

  private ModelAndView page(
      Deadlines.Question question, @Nullable Result result, List<Refusal> faults, Locale locale) {
    var view =
        new View(
            question,
            deadlines.units().stream()
                .map(u -> new Option(u, words.say("calendar.unit." + u)))
                .toList(),
            regions.all().stream()
                .filter(r -> !r.level().equals("placeholder"))
                .map(r -> new Option(r.code(), name(r, locale)))
                .toList(),
            result,
            years(),
            faults.stream().map(refusals::at).toList());
    return new ModelAndView(
        "calendar",
        Map.of("page", view),
        faults.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
  }

  private List<Year> years() {
    var titles = notices.counting();
    return notices.years().stream()
        .sorted((a, b) -> Integer.compare(b.year(), a.year()))
        .map(
            y ->
                new Year(
                    y.year(),
                    words.say("calendar.yearStatus." + y.status()),
                    titles.getOrDefault(y.year(), "")))
        .toList();
  }

  private Result result(Deadlines.Question question, Deadline deadline) {
    var nth = new int[1];
    return new Result(
        deadline.due(),
        words.say(
            "calendar.summary",
            deadline.from(),
            words.say("calendar.amount." + question.unit().strip(), question.days().strip()),
            deadline.due()),
        deadlines.explanation(deadline),
        deadline.endsOnDayOff(),
        deadline.days().stream()
            .map(d -> new Line(d.date(), d.counted() ? ++nth[0] : null, deadlines.why(d)))
            .toList());
  }

  private static String name(Region region, Locale locale) {
    return locale.getLanguage().equals("en") ? region.nameEn() : region.name();
  }
}
