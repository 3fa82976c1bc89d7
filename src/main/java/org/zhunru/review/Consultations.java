package org.zhunru.review;

import java.time.Clock;
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
import org.zhunru.common.Ids;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Actors;
import org.zhunru.identity.ConflictOfInterest;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.CaseState;
import org.zhunru.intake.Cases;
import org.zhunru.intake.Trail;

/** Advice among officers: asked of a colleague of the own or another department. */
@Component
@Transactional
public class Consultations {
  private final JdbcClient db;
  private final Cases cases;
  private final Actors actors;
  private final ConflictOfInterest conflicts;
  private final Trail trail;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Consultations(
      JdbcClient db,
      Cases cases,
      Actors actors,
      ConflictOfInterest conflicts,
      Trail trail,
      ApplicationEventPublisher events,
      Clock clock) {
    this.db = db;
    this.cases = cases;
    this.actors = actors;
    this.conflicts = conflicts;
    this.trail = trail;
    this.events = events;
    this.clock = clock;
  }

  /** Consultations of a case, oldest first; for officers. */
  @Transactional(readOnly = true)
  public List<Consultation> of(CaseId id) {
    return db.sql("select * from consultation where case_id = :case order by asked_at, id")
        .param("case", id.value())
        .query(
            (row, n) -> {
              var answered = row.getObject("answered_at", OffsetDateTime.class);
              return new Consultation(
                  row.getObject("id", UUID.class),
                  row.getString("department"),
                  row.getObject("asked_by", UUID.class),
                  row.getString("asked_by_name"),
                  row.getObject("asked", UUID.class),
                  row.getString("asked_name"),
                  row.getString("question"),
                  row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                  row.getString("answer"),
                  answered == null ? null : answered.toInstant());
            })
        .list();
  }

  /**
   * Whom a person can ask about a case: officers whose accounts have not been stopped, without the
   * person and without who may not act on cases of that enterprise.
   */
  @Transactional(readOnly = true)
  public List<Actor> colleagues(Actor by, Case of) {
    var interested = conflicts.interested(of.enterpriseId());
    return actors.officers().stream()
        .filter(officer -> !officer.accountId().equals(by.accountId()))
        .filter(officer -> !interested.contains(officer.accountId()))
        .toList();
  }

  /**
   * Asks a colleague. The colleague's department may see the case from then on.
   *
   * @param department the department that asks; the asker has a seat in it
   * @param colleague account of one of {@link #colleagues}; null if none was chosen
   * @throws Refusal {@code review.notYourSeat}, {@code identity.conflictOfInterest}, {@code
   *     intake.wrongState}, or all that is missing: {@code review.noSuchColleague}, {@code
   *     review.questionMissing}
   */
  public UUID ask(
      Actor by, CaseId id, String department, @Nullable UUID colleague, String question) {
    var of = cases.lock(id);
    of.mustBe(CaseState.IN_REVIEW, CaseState.DECIDING);
    if (!by.belongsTo(department) || !cases.maySee(by, of)) {
      throw Refusal.forbidden("review.notYourSeat", department, "");
    }
    conflicts.refuse(by, of.enterpriseId());
    var found =
        colleagues(by, of).stream().filter(c -> c.accountId().equals(colleague)).findFirst();
    var faults = new ArrayList<Refusal>();
    if (found.isEmpty()) {
      faults.add(Refusal.invalid("review.noSuchColleague", "colleague"));
    }
    if (question.isBlank() || question.length() > OpinionDraft.LONGEST) {
      faults.add(Refusal.invalid("review.questionMissing", "question"));
    }
    Refusals.throwIfAny(faults);
    var asked = found.orElseThrow();
    var consultation = Ids.next();
    db.sql(
            """
            insert into consultation (id, case_id, department, asked_by, asked_by_name, asked,
              asked_name, question, asked_at)
            values (:id, :case, :department, :by, :byName, :asked, :askedName, :question, :now)
            """)
        .param("id", consultation)
        .param("case", id.value())
        .param("department", department)
        .param("by", by.accountId())
        .param("byName", by.name())
        .param("asked", colleague)
        .param("askedName", asked.name())
        .param("question", question.strip())
        .param("now", now())
        .update();
    if (!cases.maySee(asked, of)) {
      cases.letTakePart(id, asked.departments());
    }
    trail.officer(
        id,
        "review.consulted",
        by,
        department,
        seatIn(by, department),
        Audience.OFFICERS,
        "asked",
        asked.name());
    events.publishEvent(new ReviewEvents.Consulted(id, consultation, colleague));
    return consultation;
  }

  /**
   * The colleague answers; once.
   *
   * @throws Refusal {@code review.noConsultation}, {@code review.answerMissing}, {@code
   *     identity.conflictOfInterest}, {@code intake.wrongState} once the case is decided
   */
  public void answer(Actor by, CaseId id, UUID consultation, String answer) {
    var of = cases.lock(id);
    of.mustBe(CaseState.IN_REVIEW, CaseState.DECIDING);
    if (!by.isOfficer()) {
      throw Refusal.unknown("review.noConsultation");
    }
    conflicts.refuse(by, of.enterpriseId());
    if (answer.isBlank() || answer.length() > OpinionDraft.LONGEST) {
      throw Refusal.invalid("review.answerMissing", "answer");
    }
    int updated =
        db.sql(
                """
                update consultation set answer = :answer, answered_at = :now
                where id = :id and case_id = :case and asked = :by and answered_at is null
                """)
            .param("answer", answer.strip())
            .param("now", now())
            .param("id", consultation)
            .param("case", id.value())
            .param("by", by.accountId())
            .update();
    if (updated == 0) {
      throw Refusal.unknown("review.noConsultation");
    }
    var seat = by.seats().get(0);
    trail.officer(
        id, "review.consultationAnswered", by, seat.department(), seat.kind(), Audience.OFFICERS);
    events.publishEvent(new ReviewEvents.ConsultationAnswered(id, consultation, by.accountId()));
  }

  private static SeatKind seatIn(Actor by, String department) {
    return by.seats().stream()
        .filter(s -> s.department().equals(department))
        .findFirst()
        .orElseThrow()
        .kind();
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
