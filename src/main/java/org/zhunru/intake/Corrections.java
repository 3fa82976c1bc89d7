package org.zhunru.intake;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.calendar.LegalClock;
import org.zhunru.calendar.Period;
import org.zhunru.calendar.TimeLimit;
import org.zhunru.calendar.WorkingCalendars;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Regions;

/** Requests for correction, before acceptance and during review. */
@Component
@Transactional
public class Corrections {
  private final CorrectionRows rows;
  private final Matters matters;
  private final WorkingCalendars calendars;
  private final Regions regions;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Corrections(
      CorrectionRows rows,
      Matters matters,
      WorkingCalendars calendars,
      Regions regions,
      ApplicationEventPublisher events,
      Clock clock) {
    this.rows = rows;
    this.matters = matters;
    this.calendars = calendars;
    this.regions = regions;
    this.events = events;
    this.clock = clock;
  }

  /** All requests of a case, in order. */
  @Transactional(readOnly = true)
  public List<Correction> ofCase(CaseId id) {
    return rows.findByCaseIdOrderByNo(id.value());
  }

  /** Requests that the applicant has not answered yet. */
  @Transactional(readOnly = true)
  public List<Correction> open(CaseId id) {
    return ofCase(id).stream().filter(Correction::isOpen).toList();
  }

  /**
   * Looks whether points can be asked for like this.
   *
   * @param days working days in which it is expected, 1 to {@value Period#MOST_STATED}; no law says
   *     any, so that whoever asks has to
   * @return what is wrong, with fields {@code items[0].text}, {@code days} and so on
   */
  public List<Refusal> faults(String matter, List<Correction.Item> items, @Nullable Integer days) {
    var reasons = matters.byId(matter).correctionReasons();
    var faults = new ArrayList<Refusal>();
    if (items.isEmpty()) {
      faults.add(Refusal.invalid("intake.correctionEmpty", "items"));
    }
    for (int i = 0; i < items.size(); i++) {
      var at = "items[" + i + "].";
      var item = items.get(i);
      if (item.subject().isBlank()) {
        faults.add(Refusal.invalid("intake.correctionSubjectMissing", at + "subject"));
      }
      if (!reasons.containsKey(item.reason())) {
        faults.add(Refusal.invalid("intake.correctionReasonUnknown", at + "reason", item.reason()));
      }
      if (item.text().isBlank() || item.text().length() > 1000) {
        faults.add(Refusal.invalid("intake.correctionTextMissing", at + "text"));
      }
    }
    if (days == null || days < 1 || days > Period.MOST_STATED) {
      faults.add(Refusal.invalid("intake.correctionDaysMissing", "days", Period.MOST_STATED));
    }
    return faults;
  }

  /**
   * The day up to which what is asked for today is expected, by the calendar as it is now.
   *
   * @param days working days, as it was stated
   */
  public LocalDate lastDay(int days) {
    var calendar = calendars.of(regions.around(regions.city()));
    var today = LocalDate.ofInstant(clock.instant(), calendar.zone());
    return LegalClock.start(TimeLimit.ASKED.lasting(Period.workingDays(days)), today)
        .deadline(calendar, today)
        .due();
  }

  /**
   * Asks for corrections; all points at once. The case is locked by the caller.
   *
   * @param days working days in which it is expected
   * @param by who asks, already acting in a seat of that department
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Correction request(
      Case of,
      Correction.Phase phase,
      String department,
      List<Correction.Item> items,
      String message,
      @Nullable Integer days,
      Actor by) {
    Refusals.throwIfAny(faults(of.matter(), items, days));
    var request =
        rows.saveAndFlush(
            new Correction(
                of,
                rows.countByCaseId(of.id().value()) + 1,
                phase,
                department,
                message.strip(),
                items,
                Objects.requireNonNull(days),
                by.accountId(),
                by.name(),
                clock.instant()));
    events.publishEvent(new CaseEvents.CorrectionRequested(of.id(), request.no()));
    return request;
  }

  /** The open requests are answered by that version; returns the departments that had asked. */
  Set<String> answer(CaseId id, int version) {
    var open = open(id);
    open.forEach(request -> request.answer(version, clock.instant()));
    rows.saveAllAndFlush(open);
    return open.stream().map(Correction::department).collect(Collectors.toSet());
  }

  /** Nobody waits for an answer any more. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void cancelOpen(CaseId id) {
    var open = open(id);
    open.forEach(request -> request.cancel(clock.instant()));
    rows.saveAllAndFlush(open);
  }
}
