package org.zhunru.notices;

import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.zhunru.identity.Departments;

/** What a notice says, in the language of its reader; the same words in the program and outside. */
@Component
public class NoticeWords {
  private final MessageSource messages;
  private final Departments departments;

  NoticeWords(MessageSource messages, Departments departments) {
    this.messages = messages;
    this.departments = departments;
  }

  /** What has happened, in one line, without the case it is about. */
  public String line(Notice notice, Locale locale) {
    if (!notice.visible()) {
      return say(locale, "notice.hidden");
    }
    var details = notice.details();
    var department =
        details.containsKey("department") ? name(details.get("department"), locale) : "";
    switch (notice.kind()) {
      case WORK:
        return say(locale, "notice.WORK", say(locale, "work." + details.get("work")));
      case CLOCK_NEAR:
      case CLOCK_LATE:
      case EMPTY_SEAT:
      case MOVED:
        var term =
            say(
                locale,
                details.containsKey("term")
                    ? "clock.term." + details.get("term")
                    : details.containsKey("letter") ? "clock.letter" : "clock.reconsideration");
        return say(
            locale,
            "notice." + notice.kind(),
            department.isEmpty() ? term : say(locale, "clock.of", term, department),
            day(details.get("due"), locale));
      case VACANT:
      case URGED:
        var seat = say(locale, "access.seat." + details.get("seat"));
        return say(
            locale, "notice." + notice.kind(), say(locale, "access.place", department, seat));
      case SEAT_TAKEN:
        return say(
            locale,
            "notice.SEAT_TAKEN",
            say(
                locale,
                "access.place",
                department,
                say(locale, "access.seat." + details.get("seat"))),
            Integer.parseInt(details.getOrDefault("open", "0")),
            Integer.parseInt(details.getOrDefault("late", "0")));
      case CORRECTION_LATE:
      case HEARING_SET:
        return say(locale, "notice." + notice.kind(), department, day(details.get("due"), locale));
      case APPROVAL_ENDS:
        return say(locale, "notice.APPROVAL_ENDS", day(details.get("due"), locale));
      case LIGHT:
      case LETTER:
        return say(
            locale,
            "notice." + notice.kind(),
            department,
            details.get("number"),
            day(details.get("due"), locale));
      case LIGHT_ANSWERED:
      case LIGHT_CLOSED:
      case LETTER_REPLIED:
      case LETTER_CLOSED:
        return say(locale, "notice." + notice.kind(), department, details.get("number"));
      case REPORT_NEAR:
      case REPORT_DUE:
      case REPORT_LATE:
        return say(
            locale,
            "notice." + notice.kind(),
            report(details.getOrDefault("duty", ""), locale),
            day(details.get("due"), locale));
      default:
        return say(locale, "notice." + notice.kind(), department);
    }
  }

  /** What a report is called: of its period, or by its row where that has a period of its own. */
  private String report(String duty, Locale locale) {
    var parts = duty.split("/");
    if (parts.length != 3) {
      return duty;
    }
    var period =
        switch (parts[2].charAt(0)) {
          case 'P' -> parts[0];
          case 'M' -> say(locale, "reports.period.M", parts[1], parts[2].substring(1));
          default -> say(locale, "reports.period." + parts[2], parts[1]);
        };
    return say(locale, "reports.title.of", period);
  }

  String say(Locale locale, String key, Object... arguments) {
    return String.valueOf(messages.getMessage(key, arguments, key, locale));
  }

  private String name(String code, Locale locale) {
    var department = departments.byCode(code);
    return locale.getLanguage().equals("en") ? department.nameEn() : department.name();
  }

  private static String day(String iso, Locale locale) {
    var day = LocalDate.parse(iso);
    var english = locale.getLanguage().equals("en");
    var name =
        day.getDayOfWeek().getDisplayName(TextStyle.SHORT, english ? Locale.ENGLISH : Locale.CHINA);
    return english ? day + " (" + name + ")" : day + "（" + name + "）";
  }
}
