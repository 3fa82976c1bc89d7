package org.zhunru.intake;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.audit.Audience;
import org.zhunru.calendar.Completeness;
import org.zhunru.calendar.LimitsInForce;
import org.zhunru.calendar.WorkingCalendars;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Actors;
import org.zhunru.identity.ConflictOfInterest;
import org.zhunru.identity.Regions;
import org.zhunru.identity.SeatKind;

/**
 * What the lead office says of a filing: accepted, to be corrected (all defects at once), or not
 * accepted. 行政许可法 第三十二条.
 */
@Component
@Transactional
public class Acceptance {
  private final Cases cases;
  private final CaseRows rows;
  private final Matters matters;
  private final Corrections corrections;
  private final Actors actors;
  private final ConflictOfInterest conflicts;
  private final CaseProcess process;
  private final Trail trail;
  private final ApplicationEventPublisher events;
  private final Dossiers dossiers;
  private final LimitsInForce limits;
  private final WorkingCalendars calendars;
  private final Regions regions;
  private final Clock clock;

  Acceptance(
      Cases cases,
      CaseRows rows,
      Matters matters,
      Corrections corrections,
      Actors actors,
      ConflictOfInterest conflicts,
      CaseProcess process,
      Trail trail,
      ApplicationEventPublisher events,
      Dossiers dossiers,
      LimitsInForce limits,
      WorkingCalendars calendars,
      Regions regions,
      Clock clock) {
    this.cases = cases;
    this.rows = rows;
    this.matters = matters;
    this.corrections = corrections;
    this.actors = actors;
    this.conflicts = conflicts;
    this.process = process;
    this.trail = trail;
    this.events = events;
    this.dossiers = dossiers;
    this.limits = limits;
    this.calendars = calendars;
    this.regions = regions;
    this.clock = clock;
  }

  /**
   * Accepts the filing: the review begins.
   *
   * @param note for officers; may be empty
   * @throws Refusal {@code intake.notLead}, {@code identity.conflictOfInterest}, {@code
   *     intake.wrongState}
   */
  public void accept(Actor by, CaseId id, String note) {
    var found = cases.lock(id);
    var actor = lead(by, found);
    found.accept(clock.instant());
    rows.flush();
    trail.officer(
        id, "intake.accepted", actor, lead(found), SeatKind.HEAD, Audience.EVERYBODY, "note", note);
    events.publishEvent(new CaseEvents.Accepted(id));
    process.acceptance(found, CaseProcess.Acceptance.ACCEPTED, actor);
  }

  /**
   * Sends the filing back, with everything that has to be corrected.
   *
   * @param message besides the points; may be empty
   * @param days working days in which it is expected
   * @throws Refusal as {@link #accept}, what is wrong with the points, and {@code
   *     calendar.correctionTooLate} once silence has accepted the filing
   */
  public Correction correct(
      Actor by, CaseId id, List<Correction.Item> items, String message, @Nullable Integer days) {
    var found = cases.lock(id);
    var actor = lead(by, found);
    correctable(found, items, days);
    found.askForCorrection();
    rows.flush();
    var request =
        corrections.request(
            found, Correction.Phase.ACCEPTANCE, lead(found), items, message, days, actor);
    trail.officer(
        id,
        "intake.correctionRequested",
        actor,
        lead(found),
        SeatKind.HEAD,
        Audience.EVERYBODY,
        "points",
        Integer.toString(items.size()),
        "days",
        String.valueOf(days),
        "no",
        Integer.toString(request.no()));
    process.acceptance(found, CaseProcess.Acceptance.CORRECTION, actor);
    return request;
  }

  /** Whether {@link #correct} would be refused, before anybody is asked to confirm it. */
  public void checkCorrection(
      Actor by, CaseId id, List<Correction.Item> items, @Nullable Integer days) {
    var found = cases.byId(id);
    lead(by, found);
    correctable(found, items, days);
  }

  private void correctable(Case of, List<Correction.Item> items, @Nullable Integer days) {
    Refusals.throwIfAny(corrections.faults(of.matter(), items, days));
    inTime(of);
  }

  /**
   * Does not accept the filing.
   *
   * @param reason key of the matter's reasons
   * @param text why, for the applicant
   * @throws Refusal as {@link #accept}, {@code intake.nonAcceptanceReasonUnknown}, {@code
   *     intake.reasonMissing}
   */
  public void refuse(Actor by, CaseId id, String reason, String text) {
    var found = cases.lock(id);
    var actor = lead(by, found);
    refusable(found, reason, text);
    found.refuseAcceptance(clock.instant());
    rows.flush();
    trail.officer(
        id,
        "intake.notAccepted",
        actor,
        lead(found),
        SeatKind.HEAD,
        Audience.EVERYBODY,
        "reason",
        reason,
        "text",
        text.strip());
    events.publishEvent(new CaseEvents.NotAccepted(id, reason, text.strip()));
    process.acceptance(found, CaseProcess.Acceptance.REFUSED, actor);
  }

  /** Whether {@link #refuse} would be refused, before anybody is asked to confirm it. */
  public void checkRefusal(Actor by, CaseId id, String reason, String text) {
    var found = cases.byId(id);
    lead(by, found);
    refusable(found, reason, text);
  }

  private void refusable(Case of, String reason, String text) {
    if (!matters.byId(of.matter()).nonAcceptanceReasons().containsKey(reason)) {
      throw Refusal.invalid("intake.nonAcceptanceReasonUnknown", "reason", reason);
    }
    if (text.isBlank() || text.length() > 2000) {
      throw Refusal.invalid("intake.reasonMissing", "text");
    }
  }

  private void inTime(Case of) {
    var received = dossiers.version(of.id(), of.dossierVersion()).submittedAt();
    var calendar = calendars.of(regions.around(regions.city()));
    var day = LocalDate.ofInstant(received, calendar.zone());
    Completeness.received(day)
        .listGiven(LocalDate.ofInstant(clock.instant(), calendar.zone()), limits.on(day), calendar);
  }

  private String lead(Case of) {
    return matters.byId(of.matter()).lead();
  }

  private Actor lead(Actor by, Case of) {
    var actor = actors.acting(by, lead(of), SeatKind.HEAD, "intake.notLead");
    conflicts.refuse(actor, of.enterpriseId());
    of.mustBe(CaseState.SUBMITTED);
    return actor;
  }
}
