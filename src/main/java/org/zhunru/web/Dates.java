package org.zhunru.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;

/** Days and moments as they stand on a page; civil time of Asia/Shanghai. */
final class Dates {
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

  private Dates() {}

  /** 2026-11-23（周一）, or 2026-11-23 (Mon). */
  static String day(LocalDate day, Locale locale) {
    return isEnglish(locale)
        ? day + " (" + day.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH) + ")"
        : day + "（" + day.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.CHINA) + "）";
  }

  /** 2026-11-23（周一）09:05, or 2026-11-23 (Mon) 09:05. */
  static String moment(Instant moment, Locale locale) {
    var here = moment.atZone(ZONE);
    return day(here.toLocalDate(), locale) + (isEnglish(locale) ? " " : "") + CLOCK.format(here);
  }

  private static boolean isEnglish(Locale locale) {
    return locale.getLanguage().equals("en");
  }
}
