package org.zhunru.calendar;

import java.time.LocalDate;

/**
 * One row of {@code policies/working-days*.csv}: a day that is not what its weekday says.
 *
 * @param working true for a make-up day, false for a day off
 * @param name the festival, in the words of the notice
 * @param source the notice
 * @param provisional whether it was worked out before the notice
 */
public record CalendarRow(
    LocalDate date, boolean working, String name, String source, boolean provisional) {}
