package org.zhunru.supervision;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A last day that the calendar has moved.
 *
 * @param notices what the notices are called that did it; empty if it was the calendar that came
 *     with the program
 */
public record ClockMove(LocalDate from, LocalDate to, Instant at, List<String> notices) {}
