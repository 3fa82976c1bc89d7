package org.zhunru.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.audit.Audience;
import org.zhunru.calendar.Period;
import org.zhunru.common.Ids;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import org.zhunru.common.Word;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Actors;
import org.zhunru.identity.ConflictOfInterest;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.CaseState;
import org.zhunru.intake.Cases;
import org.zhunru.intake.Trail;

/**
 * Expert reviews: a department asks, the joint-review office holds them and writes down who said
 * what. Until then the department signs no opinion.
 */
@Component
@Transactional
public class ExpertReviews {
  private final JdbcClient db;
  private final Cases cases;
  private final JointReviewRows rows;
  private final Actors actors;
  private final ConflictOfInterest conflicts;
  private final Trail trail;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  ExpertReviews(
      JdbcClient db,
      Cases cases,
      JointReviewRows rows,
      Actors actors,
      ConflictOfInterest conflicts,
      Trail trail,
      ApplicationEventPublisher events,
      Clock clock) {
    this.db = db;
    this.cases = cases;
    this.rows = rows;
    this.actors = actors;
    this.conflicts = conflicts;
    this.trail = trail;
    this.events = events;
    this.clock = clock;
  }

  /** Expert reviews of a case, oldest first. */
  @Transactional(readOnly = true)
  public List<ExpertReview> of(CaseId id) {
    return db.sql("select * from expert_review where case_id = :case order by asked_at, id")
        .param("case", id.value())
        .query(ExpertReviews::row)
        .list();
  }

  /** Whether a department awaits a conclusion. */
  @Transactional(readOnly = true)
  public boolean open(CaseId id, String department) {
    return of(id).stream().anyMatch(e -> e.isOpen() && e.department().equals(department));
  }

  /**
   * A department asks for experts. Whoever's turn it is may ask.
   *
   * @param question what they are to look at
   * @param days working days it is expected to take
   * @return id of the expert review
   * @throws Refusal {@code review.notYourSeat}, {@code review.noTurn}, {@code
   *     review.questionMissing}, {@code review.daysMissing}, {@code review.expertsOpen} if it has
   *     asked already
   */
  public UUID ask(Actor by, CaseId id, String department, String question, @Nullable Integer days) {
    var of = cases.lock(id);
    of.mustBe(CaseState.IN_REVIEW);
    var review =
        rows.findById(id.value())
            .orElseThrow(() -> Refusal.conflict("review.notOpen"))
            .invited(department);
    var seat = review.state().seat();
    if (seat == null) {
      throw Refusal.conflict(
          "review.noTurn",
          new Word("review.state." + review.state().name(), review.state().name()));
    }
    var actor = actors.acting(by, department, seat, "review.notYourSeat");
    conflicts.refuse(actor, of.enterpriseId());
    if (question.isBlank() || question.length() > OpinionDraft.LONGEST) {
      throw Refusal.invalid("review.questionMissing", "question");
    }
    if (days == null || days < 1 || days > Period.MOST_STATED) {
      throw Refusal.invalid("review.daysMissing", "days", Period.MOST_STATED);
    }
    if (open(id, department)) {
      throw Refusal.conflict("review.expertsOpen");
    }
    var asked = Ids.next();
    db.sql(
            """
            insert into expert_review (id, case_id, department, asked_by, asked_by_name, question, asked_at,
              expected_days)
            values (:id, :case, :department, :by, :name, :question, :now, :days)
            """)
        .param("id", asked)
        .param("case", id.value())
        .param("department", department)
        .param("by", actor.accountId())
        .param("name", actor.name())
        .param("question", question.strip())
        .param("days", days)
        .param("now", now())
        .update();
    trail.officer(
        id,
        "review.expertsAsked",
        actor,
        department,
        seat,
        Audience.EVERYBODY,
        "days",
        days.toString());
    events.publishEvent(new ReviewEvents.ExpertsAsked(id, asked, department, days));
    return asked;
  }

  /**
   * The joint-review office writes down what the experts said.
   *
   * @param experts names and employers, one a line
   * @param dissent what a minority said; may be empty
   * @param heldOn not in the future; null if it was not said
   * @throws Refusal {@code review.notLead}, {@code review.noExpertReview}, or all that is missing:
   *     {@code review.expertsMissing}, {@code review.heldMissing}, {@code review.heldLater}, {@code
   *     review.conclusionMissing}, {@code review.textTooLong}
   */
  public void conclude(
      Actor by,
      CaseId id,
      UUID expertReview,
      String experts,
      String conclusion,
      String dissent,
      @Nullable LocalDate heldOn) {
    var of = cases.lock(id);
    var actor = actors.acting(by, Actor.LEAD_OFFICE, SeatKind.HEAD, "review.notLead");
    conflicts.refuse(actor, of.enterpriseId());
    var faults = new ArrayList<Refusal>();
    if (heldOn == null) {
      faults.add(Refusal.invalid("review.heldMissing", "heldOn"));
    } else if (heldOn.isAfter(LocalDate.now(clock))) {
      faults.add(Refusal.invalid("review.heldLater", "heldOn"));
    }
    if (missing(experts)) {
      faults.add(Refusal.invalid("review.expertsMissing", "experts"));
    }
    if (missing(conclusion)) {
      faults.add(Refusal.invalid("review.conclusionMissing", "conclusion"));
    }
    if (dissent.length() > OpinionDraft.LONGEST) {
      faults.add(Refusal.invalid("review.textTooLong", "dissent", OpinionDraft.LONGEST));
    }
    Refusals.throwIfAny(faults);
    var concluded =
        db.sql(
                """
                update expert_review set experts = :experts, conclusion = :conclusion,
                  dissent = :dissent, held_on = :held, concluded_at = :now, concluded_by = :by
                where id = :id and case_id = :case and concluded_at is null and cancelled_at is null
                returning department
                """)
            .param("experts", experts.strip())
            .param("conclusion", conclusion.strip())
            .param("dissent", dissent.strip())
            .param("held", heldOn)
            .param("now", now())
            .param("by", actor.accountId())
            .param("id", expertReview)
            .param("case", id.value())
            .query(String.class)
            .optional()
            .orElseThrow(() -> Refusal.unknown("review.noExpertReview"));
    trail.officer(
        id, "review.expertsConcluded", actor, Actor.LEAD_OFFICE, SeatKind.HEAD, Audience.EVERYBODY);
    events.publishEvent(
        new ReviewEvents.ExpertsDone(id, expertReview, concluded, true, actor.accountId()));
  }

  /**
   * The department that asked does without.
   *
   * @throws Refusal {@code review.noExpertReview}, {@code review.notYourSeat}, {@code
   *     review.reasonMissing}
   */
  public void cancel(Actor by, CaseId id, UUID expertReview, String reason) {
    cases.lock(id);
    var asked =
        of(id).stream()
            .filter(e -> e.id().equals(expertReview) && e.isOpen())
            .findFirst()
            .orElseThrow(() -> Refusal.unknown("review.noExpertReview"));
    var actor = actors.acting(by, asked.department(), SeatKind.HEAD, "review.notYourSeat");
    if (missing(reason)) {
      throw Refusal.invalid("review.reasonMissing", "reason");
    }
    db.sql("update expert_review set cancelled_at = :now, cancel_reason = :why where id = :id")
        .param("now", now())
        .param("why", reason.strip())
        .param("id", expertReview)
        .update();
    trail.officer(
        id,
        "review.expertsCancelled",
        actor,
        asked.department(),
        SeatKind.HEAD,
        Audience.EVERYBODY,
        "reason",
        reason.strip());
    events.publishEvent(
        new ReviewEvents.ExpertsDone(
            id, expertReview, asked.department(), false, actor.accountId()));
  }

  private static boolean missing(String text) {
    return text.isBlank() || text.length() > OpinionDraft.LONGEST;
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static ExpertReview row(ResultSet row, int n) throws SQLException {
    return new ExpertReview(
        row.getObject("id", UUID.class),
        row.getString("department"),
        row.getString("asked_by_name"),
        row.getString("question"),
        row.getObject("asked_at", OffsetDateTime.class).toInstant(),
        row.getObject("expected_days", Integer.class),
        row.getString("experts"),
        row.getString("conclusion"),
        row.getString("dissent"),
        row.getObject("held_on", LocalDate.class),
        instant(row, "concluded_at"),
        instant(row, "cancelled_at"),
        row.getString("cancel_reason"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
