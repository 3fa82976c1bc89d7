package org.zhunru.supervision;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.audit.Audience;
import org.zhunru.calendar.Extension;
import org.zhunru.calendar.LegalClock;
import org.zhunru.calendar.LimitsInForce;
import org.zhunru.calendar.Period;
import org.zhunru.calendar.Suspension;
import org.zhunru.calendar.TimeLimit;
import org.zhunru.common.Refusal;
import org.zhunru.decision.Documents;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Actors;
import org.zhunru.identity.Departments;
import org.zhunru.identity.Enterprises;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.intake.Matters;
import org.zhunru.intake.Projects;
import org.zhunru.intake.Trail;

/**
 * What people do with the time limits of a case: let one stand still for a cause that the law does
 * not count, and extend one where the law knows of it. The head whose limit it is answers for both;
 * the applicant is told by a document, and without that nothing stands still.
 */
@Component
@Transactional
public class ClockChanges {
  private static final int LONGEST_TEXT = 1000;

  private final JdbcClient db;
  private final Clocks clocks;
  private final LimitsInForce limits;
  private final Cases cases;
  private final Matters matters;
  private final Projects projects;
  private final Enterprises enterprises;
  private final Departments departments;
  private final Actors actors;
  private final Documents documents;
  private final Trail trail;
  private final Clock clock;

  ClockChanges(
      JdbcClient db,
      Clocks clocks,
      LimitsInForce limits,
      Cases cases,
      Matters matters,
      Projects projects,
      Enterprises enterprises,
      Departments departments,
      Actors actors,
      Documents documents,
      Trail trail,
      Clock clock) {
    this.db = db;
    this.clocks = clocks;
    this.limits = limits;
    this.cases = cases;
    this.matters = matters;
    this.projects = projects;
    this.enterprises = enterprises;
    this.departments = departments;
    this.actors = actors;
    this.documents = documents;
    this.trail = trail;
    this.clock = clock;
  }

  /**
   * What shall not be counted.
   *
   * @param to last day; null while it lasts
   * @param cause id of a limit that is not counted
   * @param expected working days it is said to take, for the notice to the applicant that is issued
   *     with it; null if none is issued yet, and the limit runs on
   */
  public record Stop(
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      String cause,
      String reason,
      @Nullable Integer expected) {}

  /** A clock as its head has it before them. */
  private record Held(Case of, CaseClock clock, Actor by, String department) {}

  /** Whether the person answers for that clock and it still runs. */
  @Transactional(readOnly = true)
  public boolean mayChange(Actor actor, CaseClock of) {
    return of.ended() == null
        && !of.term().isAside()
        && actor.holds(responsible(of), SeatKind.HEAD);
  }

  /** What the law does not count of a period; empty if nothing. */
  public List<TimeLimit> causes(CaseClock of) {
    return limits.on(of.startedOn()).all().stream().filter(of.value()::mayStandStillFor).toList();
  }

  /**
   * @throws Refusal {@code clock.*}, {@code calendar.suspension*}
   */
  public void suspend(Actor actor, CaseId id, UUID which, Stop stop) {
    suspend(actor, id, which, stop, null);
  }

  /**
   * @param madeFor the procedure with whose end it ends; null if a person ends it
   */
  void suspend(Actor actor, CaseId id, UUID which, Stop stop, @Nullable UUID madeFor) {
    var held = hold(actor, id, which);
    if (stop.from() == null) {
      throw Refusal.invalid("clock.dayMissing", "from");
    }
    if (stop.cause().isBlank()) {
      throw Refusal.invalid("clock.causeMissing", "cause");
    }
    var suspension =
        new Suspension(
            stop.from(),
            stop.to(),
            limits.on(held.clock().startedOn()).byId(stop.cause()),
            words(stop.reason(), "calendar.suspensionWithoutReason"),
            notice(stop.expected()));
    var value = held.clock().value().suspend(suspension, clocks.calendar(), today());
    @Nullable UUID paper = stop.expected() == null ? null : tell(held, suspension);
    db.sql(
            """
            insert into clock_suspension (clock_id, no, from_on, to_on, cause, reason, notice_on,
              expected_days, document_id, recorded_by, recorded_at, made_for)
            select :clock, 1 + coalesce(max(no), 0), :from, cast(:to as date), :cause, :reason,
              cast(:notice as date), cast(:expected as int), cast(:document as uuid), :by, :now,
              cast(:for as uuid)
            from clock_suspension where clock_id = :clock
            """)
        .param("clock", which)
        .param("from", suspension.from())
        .param("to", suspension.to())
        .param("cause", suspension.cause().id())
        .param("reason", suspension.reason())
        .param("notice", paper == null ? null : today())
        .param("expected", stop.expected())
        .param("document", paper)
        .param("by", held.by().accountId())
        .param("now", now())
        .param("for", madeFor)
        .update();
    changed(held, value, "clock.suspended", suspension.reason(), paper != null);
  }

  /**
   * Tells the applicant in writing of the suspension that lasts; from today on it stands still.
   *
   * @throws Refusal {@code clock.*}, {@code calendar.notSuspended}, {@code calendar.noticeTwice}
   */
  public void tell(Actor actor, CaseId id, UUID which, @Nullable Integer expected) {
    var held = hold(actor, id, which);
    var notice = notice(expected);
    if (expected == null || notice == null) {
      throw Refusal.invalid("clock.expectedMissing", "expected");
    }
    var value = held.clock().value().told(notice, today());
    var lasting = lasting(value);
    db.sql(
            """
            update clock_suspension set notice_on = :on, expected_days = :expected,
              document_id = :document
            where clock_id = :clock and to_on is null
            """)
        .param("on", today())
        .param("expected", expected)
        .param("document", tell(held, lasting))
        .param("clock", which)
        .update();
    changed(held, value, "clock.suspensionTold", lasting.reason(), true);
  }

  /**
   * Ends the suspension that lasts.
   *
   * @param lastDay its last day
   * @throws Refusal {@code clock.*}, {@code calendar.notSuspended}, {@code calendar.suspension*}
   */
  public void resume(Actor actor, CaseId id, UUID which, @Nullable LocalDate lastDay) {
    var held = hold(actor, id, which);
    if (lastDay == null) {
      throw Refusal.invalid("clock.dayMissing", "to");
    }
    var value = held.clock().value().resume(lastDay, today());
    boolean told = lasting(held.clock().value()).notice() != null;
    db.sql("update clock_suspension set to_on = :to where clock_id = :clock and to_on is null")
        .param("to", lastDay)
        .param("clock", which)
        .update();
    changed(held, value, "clock.resumed", lastDay.toString(), told);
  }

  /** What a suspension was made for is over: it ends today, and the applicant is told. */
  void resumeAfter(CaseId id, UUID procedure) {
    clocks.recomputeIfBehind(id, clocks.calendar());
    var which =
        db.sql("select clock_id from clock_suspension where made_for = :for and to_on is null")
            .param("for", procedure)
            .query(UUID.class)
            .optional();
    for (var was : clocks.ofCase(id)) {
      if (which.filter(was.id()::equals).isPresent() && was.ended() == null) {
        end(id, was);
      }
    }
  }

  private void end(CaseId id, CaseClock was) {
    var value = was.value().resume(today(), today());
    db.sql("update clock_suspension set to_on = :to where clock_id = :clock and to_on is null")
        .param("to", today())
        .param("clock", was.id())
        .update();
    var due = clocks.keep(id, was, value);
    trail.program(
        id,
        "clock.resumed",
        Audience.EVERYBODY,
        "department",
        responsible(was),
        "limit",
        was.limit().id(),
        "text",
        was.limit().step() + " " + was.dueOn() + " → " + due,
        "reason",
        today().toString(),
        "from",
        was.dueOn().toString(),
        "to",
        due.toString());
  }

  /**
   * Extends the limit by a rule of the law, and tells the applicant why.
   *
   * @param approval by which paper the head of the government approved, where the law wants that
   * @throws Refusal {@code clock.*}, {@code calendar.extension*}
   */
  public void extend(
      Actor actor, CaseId id, UUID which, @Nullable Integer days, String reason, String approval) {
    var held = hold(actor, id, which);
    var limit = held.clock().limit();
    var rules = limits.on(held.clock().startedOn());
    var rule =
        rules
            .extensionOf(limit)
            .orElseThrow(() -> Refusal.conflict("calendar.extensionUnknown", limit.step()));
    var authority = rule.grantedBy();
    if (authority == null) {
      throw new IllegalStateException(rule.id() + " is granted by nobody");
    }
    if (days == null) {
      throw Refusal.invalid("clock.daysMissing", "days");
    }
    boolean government = authority == TimeLimit.Authority.GOVERNMENT_HEAD;
    if (government && approval.isBlank()) {
      throw Refusal.invalid("clock.approvalMissing", "approval");
    }
    var granted =
        new Extension(
            authority, days, words(reason, "calendar.extensionWithoutReason"), today(), true);
    var value = held.clock().value().extend(granted, rules, clocks.calendar());
    var values = values(held);
    values.put("limitName", limit.step());
    values.put("extensionBasis", rule.legalBasis());
    values.put("days", days);
    values.put("grantedBy", government ? "本级政府负责人" : "本机关负责人");
    values.put("reason", granted.reason());
    values.put("dueOn", value.deadline(clocks.calendar(), today()).due());
    if (government) {
      values.put("approval", approval.strip());
    }
    db.sql(
            """
            insert into clock_extension (clock_id, granted_by, amount, reason, approval, granted_on,
              document_id, recorded_by, recorded_at)
            values (:clock, :authority, :amount, :reason, :approval, :on, :document, :by, :now)
            """)
        .param("clock", which)
        .param("authority", authority.name())
        .param("amount", days)
        .param("reason", granted.reason())
        .param("approval", government ? approval.strip() : "")
        .param("on", today())
        .param("document", issue(held, "extension", values))
        .param("by", held.by().accountId())
        .param("now", now())
        .update();
    changed(held, value, "clock.extended", granted.reason(), true);
  }

  private Held hold(Actor actor, CaseId id, UUID which) {
    var of = cases.lock(id);
    cases.see(actor, id);
    clocks.recomputeIfBehind(id, clocks.calendar());
    var found =
        clocks.ofCase(id).stream()
            .filter(c -> c.id().equals(which))
            .findFirst()
            .orElseThrow(() -> Refusal.unknown("clock.noSuchClock"));
    var department = responsible(found);
    var by = actors.acting(actor, department, SeatKind.HEAD, "clock.notYours");
    if (found.ended() != null) {
      throw Refusal.conflict("clock.over");
    }
    return new Held(of, found, by, department);
  }

  private static String responsible(CaseClock of) {
    var department = of.department();
    return department == null ? Actor.LEAD_OFFICE : department;
  }

  private Suspension.@Nullable Notice notice(@Nullable Integer expected) {
    if (expected == null) {
      return null;
    }
    if (expected < 1 || expected > Period.MOST_STATED) {
      throw Refusal.invalid("clock.expectedOutOfRange", "expected", Period.MOST_STATED);
    }
    return new Suspension.Notice(today(), Period.workingDays(expected));
  }

  private static Suspension lasting(LegalClock value) {
    return value.suspensions().stream()
        .filter(s -> s.to() == null)
        .findFirst()
        .orElseThrow(() -> Refusal.conflict("calendar.notSuspended"));
  }

  /** The written notice to the applicant. */
  private UUID tell(Held held, Suspension suspension) {
    var notice = suspension.notice();
    if (notice == null) {
      throw new IllegalStateException("nothing is told");
    }
    var values = values(held);
    values.put("limitName", held.clock().limit().step());
    values.put("limitBasis", held.clock().limit().legalBasis());
    values.put("cause", suspension.cause().step());
    values.put("causeBasis", suspension.cause().legalBasis());
    values.put("reason", suspension.reason());
    values.put(
        "suspendedFrom",
        suspension.from().isBefore(notice.givenOn()) ? notice.givenOn() : suspension.from());
    values.put("expectedDays", notice.expected().amount());
    return issue(held, "suspension", values);
  }

  private Map<String, Object> values(Held held) {
    var of = held.of();
    var values = new LinkedHashMap<String, Object>();
    values.put("office", departments.byCode(held.department()).officialName());
    values.put("date", today());
    values.put("matterName", matters.byId(of.matter()).name().zh());
    values.put("applicant", enterprises.byId(of.enterpriseId()).name());
    values.put("project", projects.byId(of.projectId()).name());
    values.put("caseNumber", String.valueOf(of.number()));
    return values;
  }

  private UUID issue(Held held, String paper, Map<String, Object> values) {
    var matter = matters.byId(held.of().matter());
    return documents.issue(
        held.of().id().value(),
        matter.id(),
        paper,
        matter.papers().get(paper),
        null,
        values,
        org.zhunru.decision.Audience.APPLICANT,
        Map.of(
            "office", String.valueOf(values.get("office")),
            "date", today().toString(),
            "matter", matter.name().zh(),
            "project", String.valueOf(values.get("project"))));
  }

  private void changed(Held held, LegalClock value, String act, String why, boolean told) {
    var was = held.clock();
    var due = clocks.keep(held.of().id(), was, value);
    trail.officer(
        held.of().id(),
        act,
        held.by(),
        held.department(),
        SeatKind.HEAD,
        told ? Audience.EVERYBODY : Audience.OFFICERS,
        "limit",
        was.limit().id(),
        "text",
        was.limit().step() + " " + was.dueOn() + " → " + due,
        "reason",
        why,
        "from",
        was.dueOn().toString(),
        "to",
        due.toString());
  }

  private static String words(String text, String missing) {
    var words = text.strip();
    if (words.isEmpty()) {
      throw Refusal.invalid(missing, "reason");
    }
    if (words.length() > LONGEST_TEXT) {
      throw Refusal.invalid("clock.textTooLong", "reason", LONGEST_TEXT);
    }
    return words;
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), clocks.calendar().zone());
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
