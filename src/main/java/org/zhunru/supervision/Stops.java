package org.zhunru.supervision;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.audit.Audience;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Actors;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.intake.Matter;
import org.zhunru.intake.Matters;
import org.zhunru.intake.Trail;
import org.zhunru.review.ExpertReviews;
import org.zhunru.review.Hearing;
import org.zhunru.review.Hearings;
import org.zhunru.review.ReviewEvents;

/**
 * Suspensions of a department's limit for a procedure that the law does not count, and of the limit
 * of the case as a whole for one of the lead office: the head signs one, or somebody of the
 * department proposes it to the head. Without the notice that goes out with the signature the limit
 * runs on. With the procedure the suspension ends.
 */
@Component
@Transactional
public class Stops {
  private final JdbcClient db;
  private final Clocks clocks;
  private final ClockChanges changes;
  private final Cases cases;
  private final Matters matters;
  private final Actors actors;
  private final ExpertReviews experts;
  private final Hearings hearings;
  private final Trail trail;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Stops(
      JdbcClient db,
      Clocks clocks,
      ClockChanges changes,
      Cases cases,
      Matters matters,
      Actors actors,
      ExpertReviews experts,
      Hearings hearings,
      Trail trail,
      ApplicationEventPublisher events,
      Clock clock) {
    this.db = db;
    this.clocks = clocks;
    this.changes = changes;
    this.cases = cases;
    this.matters = matters;
    this.actors = actors;
    this.experts = experts;
    this.hearings = hearings;
    this.trail = trail;
    this.events = events;
    this.clock = clock;
  }

  /**
   * How the limit of a department stands for a procedure.
   *
   * @param since first day on which it stands still; null if it runs
   * @param proposedBy who wants the head to suspend it; null if nobody
   * @param declined whether the head has let it run on
   */
  public record Stop(@Nullable LocalDate since, @Nullable String proposedBy, boolean declined) {
    public static final Stop NONE = new Stop(null, null, false);
  }

  /** A procedure of a department that is under way. */
  private record Procedure(String department, @Nullable Integer days, String reason) {}

  /** By procedure; those for which nothing was done or proposed are missing. */
  @Transactional(readOnly = true)
  public Map<UUID, Stop> of(CaseId id) {
    var stops = new HashMap<UUID, Stop>();
    db.sql(
            """
            select s.made_for, greatest(s.from_on, s.notice_on) since, null proposed_by_name,
              false declined
            from clock_suspension s join legal_clock l on l.id = s.clock_id
            where l.case_id = :case and s.made_for is not null and s.to_on is null
              and l.ended_at is null
            union all
            select p.procedure, null, case when p.outcome is null then p.proposed_by_name end,
              p.outcome is not null
            from stop_proposal p
            where p.case_id = :case and (p.outcome is null or p.outcome = 'DECLINED'
              and not exists (select from clock_suspension s
                where s.made_for = p.procedure and s.to_on is null))
            """)
        .param("case", id.value())
        .query(
            row -> {
              stops.put(
                  row.getObject(1, UUID.class),
                  new Stop(row.getObject(2, LocalDate.class), row.getString(3), row.getBoolean(4)));
            });
    return stops;
  }

  /** What the law leaves a procedure of a department out of: the department's own limit. */
  public static Matter.Term limitOf(String department) {
    return department.equals(Actor.LEAD_OFFICE) ? Matter.Term.WHOLE : Matter.Term.REVIEW;
  }

  /**
   * The department's limit that could be suspended now; empty if none runs, or it stands still
   * already.
   */
  @Transactional(readOnly = true)
  public Optional<CaseClock> stoppable(CaseId id, String department) {
    return clocks.ofCase(id).stream()
        .filter(c -> c.term() == limitOf(department))
        .filter(c -> c.department() == null || c.department().equals(department))
        .filter(c -> c.ended() == null)
        .filter(c -> c.value().suspensions().stream().noneMatch(s -> s.to() == null))
        .findFirst();
  }

  /**
   * Who has asked for a procedure wants the limit suspended for it: done at once by the head,
   * proposed to the head by others.
   *
   * @throws Refusal as {@link #sign}, {@code review.notYourSeat}, {@code clock.proposedTwice}
   */
  public void want(Actor by, CaseId id, UUID procedure) {
    cases.lock(id);
    var of = open(id, procedure);
    if (by.holds(of.department(), SeatKind.HEAD)) {
      sign(by, id, procedure, of.days());
      return;
    }
    var seat = by.holds(of.department(), SeatKind.REVIEWER) ? SeatKind.REVIEWER : SeatKind.HANDLER;
    var actor = actors.acting(by, of.department(), seat, "review.notYourSeat");
    int proposed =
        db.sql(
                """
            insert into stop_proposal (procedure, case_id, department, proposed_by,
              proposed_by_name, proposed_at)
            values (:procedure, :case, :department, :by, :name, :now)
            on conflict do nothing
            """)
            .param("procedure", procedure)
            .param("case", id.value())
            .param("department", of.department())
            .param("by", actor.accountId())
            .param("name", actor.name())
            .param("now", now())
            .update();
    if (proposed == 0) {
      throw Refusal.conflict("clock.proposedTwice");
    }
    trail.officer(id, "clock.stopProposed", actor, of.department(), seat, Audience.OFFICERS);
    events.publishEvent(new StopEvents.Proposed(id, procedure, of.department()));
  }

  /**
   * The head suspends the limit of the department from today on and tells the applicant.
   *
   * @param days working days the procedure will still take
   * @throws Refusal {@code clock.noProcedure} if it is over, {@code clock.noLimitRuns}, {@code
   *     clock.stoppedToday} if today stands still by another already, {@code
   *     clock.expectedMissing}, as {@link ClockChanges#suspend}
   */
  public void sign(Actor by, CaseId id, UUID procedure, @Nullable Integer days) {
    cases.lock(id);
    var of = open(id, procedure);
    if (days == null) {
      throw Refusal.invalid("clock.expectedMissing", "expected");
    }
    var limit =
        stoppable(id, of.department()).orElseThrow(() -> Refusal.conflict("clock.noLimitRuns"));
    if (limit.value().suspensions().stream().anyMatch(s -> today().equals(s.to()))) {
      throw Refusal.conflict("clock.stoppedToday");
    }
    var cause = matters.byId(cases.byId(id).matter()).limits().get(Matter.Term.EXPERTS);
    changes.suspend(
        by,
        id,
        limit.id(),
        new ClockChanges.Stop(today(), null, String.valueOf(cause), of.reason(), days),
        procedure);
    if (answered(procedure, "SIGNED")) {
      events.publishEvent(new StopEvents.Signed(procedure, by.accountId()));
    }
  }

  /**
   * The head lets the limit run on.
   *
   * @throws Refusal {@code clock.noProcedure} if nothing is proposed
   */
  public void decline(Actor by, CaseId id, UUID procedure) {
    cases.lock(id);
    var department =
        db.sql(
                """
                select department from stop_proposal
                where procedure = :procedure and case_id = :case and outcome is null
                """)
            .param("procedure", procedure)
            .param("case", id.value())
            .query(String.class)
            .optional()
            .orElseThrow(() -> Refusal.unknown("clock.noProcedure"));
    var actor = actors.acting(by, department, SeatKind.HEAD, "clock.notYours");
    answered(procedure, "DECLINED");
    trail.officer(id, "clock.stopDeclined", actor, department, SeatKind.HEAD, Audience.OFFICERS);
    events.publishEvent(new StopEvents.Closed(procedure));
  }

  @EventListener
  void on(ReviewEvents.ExpertsDone done) {
    over(done.caseId(), done.expertReview());
  }

  @EventListener
  void on(ReviewEvents.HearingOver over) {
    over(over.caseId(), over.hearing());
  }

  private void over(CaseId id, UUID procedure) {
    changes.resumeAfter(id, procedure);
    if (answered(procedure, "LAPSED")) {
      events.publishEvent(new StopEvents.Closed(procedure));
    }
  }

  private Procedure open(CaseId id, UUID procedure) {
    var reviews =
        experts.of(id).stream()
            .filter(e -> e.id().equals(procedure) && e.isOpen())
            .map(e -> new Procedure(e.department(), e.days(), "组织专家评审"));
    var heard =
        hearings.of(id).stream()
            .filter(h -> h.id().equals(procedure) && h.state() == Hearing.State.ASKED)
            .map(h -> new Procedure(h.department(), h.days(), "组织听证"));
    return Stream.concat(reviews, heard)
        .findFirst()
        .orElseThrow(() -> Refusal.unknown("clock.noProcedure"));
  }

  /** Whether something was proposed and not answered yet. */
  private boolean answered(UUID procedure, String outcome) {
    return db.sql(
                """
                update stop_proposal set outcome = :outcome, answered_at = :now
                where procedure = :procedure and outcome is null
                """)
            .param("outcome", outcome)
            .param("now", now())
            .param("procedure", procedure)
            .update()
        > 0;
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), clocks.calendar().zone());
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
