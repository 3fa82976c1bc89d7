package org.zhunru.intake;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;

/** Cases: opening, seeing, locking, withdrawing. */
@Component
@Transactional
public class Cases {
  private final CaseRows rows;
  private final Projects projects;
  private final Matters matters;
  private final Drafts drafts;
  private final Corrections corrections;
  private final CaseProcess process;
  private final Trail trail;
  private final JdbcClient db;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Cases(
      CaseRows rows,
      Projects projects,
      Matters matters,
      Drafts drafts,
      Corrections corrections,
      CaseProcess process,
      Trail trail,
      JdbcClient db,
      ApplicationEventPublisher events,
      Clock clock) {
    this.rows = rows;
    this.projects = projects;
    this.matters = matters;
    this.drafts = drafts;
    this.corrections = corrections;
    this.process = process;
    this.trail = trail;
    this.db = db;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Opens a case as a draft. Where an earlier case of the same matter ended without approval, the
   * draft begins with what was filed last.
   *
   * @param by an applicant of the project's enterprise
   * @throws Refusal {@code intake.noSuchProject}, {@code intake.noSuchMatter}, {@code
   *     intake.caseOpenAlready}
   */
  public Case open(Actor by, ProjectId projectId, String matter) {
    var project = projects.ofApplicant(by, projectId);
    var kind = matters.byId(matter);
    var open = EnumSet.noneOf(CaseState.class);
    for (var state : CaseState.values()) {
      if (!state.isFinal()) {
        open.add(state);
      }
    }
    if (rows.existsByProjectIdAndMatterAndStateIn(projectId.value(), kind.id(), open)) {
      throw Refusal.conflict("intake.caseOpenAlready", project.name());
    }
    var opened = rows.saveAndFlush(new Case(project, kind.id(), by.accountId(), clock.instant()));
    drafts.begin(by, opened, project);
    trail.applicant(opened.id(), "intake.opened", by);
    return opened;
  }

  /** Cases of the enterprises a person files for, newest first. */
  @Transactional(readOnly = true)
  public List<Case> ofApplicant(Actor actor) {
    return actor.enterprises().isEmpty()
        ? List.of()
        : rows.findByEnterpriseIdInOrderByCreatedAtDescIdAsc(actor.enterprises());
  }

  /**
   * A case, for a person who may see it: its applicant; from the first filing on the joint-review
   * office and supervisors; departments that take part.
   *
   * @throws Refusal {@code intake.noSuchCase}, also if it is not this person's to see
   */
  @Transactional(readOnly = true)
  public Case see(Actor actor, CaseId id) {
    return rows.findById(id.value())
        .filter(found -> maySee(actor, found))
        .orElseThrow(() -> Refusal.unknown("intake.noSuchCase"));
  }

  /** Whether a person may see a case: what {@link Sight} says of it. */
  @Transactional(readOnly = true)
  public boolean maySee(Actor actor, Case of) {
    var sight = Sight.of(actor);
    if (sight.enterprises().contains(of.enterpriseId())) {
      return true;
    }
    if (of.state() == CaseState.DRAFT) {
      return false;
    }
    return sight.everyFiled()
        || (!sight.departments().isEmpty() && takesPart(of.id(), sight.departments()));
  }

  /** Whether a person may see what is for officers alone. */
  public boolean seesAsOfficer(Actor actor, Case of) {
    return !actor.isApplicantOf(of.enterpriseId()) && maySee(actor, of);
  }

  /**
   * Any case; for who has seen to it that the reader may see it.
   *
   * @throws Refusal {@code intake.noSuchCase}
   */
  @Transactional(readOnly = true)
  public Case byId(CaseId id) {
    return rows.findById(id.value()).orElseThrow(() -> Refusal.unknown("intake.noSuchCase"));
  }

  /** Whether a person may see it; not if there is no such case. */
  @Transactional(readOnly = true)
  public boolean maySee(Actor actor, CaseId id) {
    return rows.findById(id.value()).filter(found -> maySee(actor, found)).isPresent();
  }

  /**
   * The case, locked until the end of the transaction: whoever changes something about a case takes
   * this lock first, and only then looks at its state.
   *
   * @throws Refusal {@code intake.noSuchCase}
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Case lock(CaseId id) {
    return rows.lock(id.value()).orElseThrow(() -> Refusal.unknown("intake.noSuchCase"));
  }

  /** As {@link #lock}; empty if there is no such case. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<Case> lockIfAny(CaseId id) {
    return rows.lock(id.value());
  }

  /** From now on these departments may see the case. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void letTakePart(CaseId id, Set<String> departments) {
    db.sql(
            """
            insert into case_department (case_id, department, since, filed_at)
            select c.id, d.code, :now, c.submitted_at
            from case_file c cross join unnest(cast(:departments as text[])) as d (code)
            where c.id = :id
            on conflict do nothing
            """)
        .param("id", id.value())
        .param("departments", departments.toArray(String[]::new))
        .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .update();
  }

  private boolean takesPart(CaseId id, Set<String> departments) {
    return db.sql(
            "select exists (select from case_department where case_id = :id and department in (:of))")
        .param("id", id.value())
        .param("of", departments)
        .query(Boolean.class)
        .single();
  }

  /**
   * The applicant takes the filing back, at any time before the decision.
   *
   * @param reason why, for the record
   * @throws Refusal {@code intake.noSuchCase}, {@code intake.reasonMissing}, {@code
   *     intake.wrongState}
   */
  public void withdraw(Actor by, CaseId id, String reason) {
    var found = withdrawable(by, id, reason);
    found.withdraw(clock.instant());
    rows.flush();
    corrections.cancelOpen(id);
    process.withdrawn(found, by);
    trail.applicant(id, "intake.withdrawn", by, "reason", reason.strip());
    events.publishEvent(new CaseEvents.Withdrawn(id, reason.strip()));
  }

  /** Whether {@link #withdraw} would do it; refuses as that does, and changes nothing. */
  public void checkWithdrawal(Actor by, CaseId id, String reason) {
    withdrawable(by, id, reason).mayBeWithdrawn();
  }

  private Case withdrawable(Actor by, CaseId id, String reason) {
    var found = lock(id);
    if (!by.isApplicantOf(found.enterpriseId())) {
      throw Refusal.unknown("intake.noSuchCase");
    }
    if (reason.isBlank() || reason.strip().length() > 1000) {
      throw Refusal.invalid("intake.reasonMissing", "reason");
    }
    return found;
  }
}
