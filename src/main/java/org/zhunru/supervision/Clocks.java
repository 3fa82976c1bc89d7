package org.zhunru.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.audit.Audience;
import org.zhunru.calendar.Completeness;
import org.zhunru.calendar.Deadline;
import org.zhunru.calendar.Extension;
import org.zhunru.calendar.LegalClock;
import org.zhunru.calendar.LimitsInForce;
import org.zhunru.calendar.Period;
import org.zhunru.calendar.Standing;
import org.zhunru.calendar.Suspension;
import org.zhunru.calendar.TimeLimit;
import org.zhunru.calendar.WorkingCalendar;
import org.zhunru.calendar.WorkingCalendars;
import org.zhunru.common.Ids;
import org.zhunru.decision.DecisionDelivered;
import org.zhunru.decision.DecisionMade;
import org.zhunru.identity.Regions;
import org.zhunru.inbox.Due;
import org.zhunru.inbox.WorkItems;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseEvents;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.intake.Correction;
import org.zhunru.intake.Corrections;
import org.zhunru.intake.DossierSubmitted;
import org.zhunru.intake.Matter;
import org.zhunru.intake.Matters;
import org.zhunru.intake.Trail;
import org.zhunru.review.ReviewEvents;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The periods of the law that run in cases: started and ended in the transaction of what starts and
 * ends them. A clock that runs out decides nothing.
 *
 * <p>Asking the applicant for corrections during review stops no clock: no rule for joint handling
 * says so (行政许可法 45 names what isn't counted). The correction has a time of its own, as long as
 * whoever asked has stated: no law gives the applicant one.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Clocks {
  /** The work of a procedure is opened with the day that its clock says. */
  private static final int BEFORE_WORK = 0;

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String COLUMNS =
      """
      id, case_id, term, department, limit_id, started_on, started_by, due_on, due_at, provisional,
      ended_at, ended_by, stated_days,
      (select jsonb_agg(jsonb_build_array(from_on, to_on, cause, reason, notice_on, expected_days)
                        order by from_on)
       from clock_suspension s where s.clock_id = legal_clock.id) suspensions,
      (select jsonb_build_array(granted_by, amount, reason, granted_on)
       from clock_extension e where e.clock_id = legal_clock.id) extension
      """;

  private final JdbcClient db;
  private final Cases cases;
  private final Matters matters;
  private final Corrections corrections;
  private final LimitsInForce limits;
  private final WorkingCalendars calendars;
  private final Regions regions;
  private final WorkItems work;
  private final Trail trail;
  private final ClockSettings settings;
  private final Clock clock;

  Clocks(
      JdbcClient db,
      Cases cases,
      Matters matters,
      Corrections corrections,
      LimitsInForce limits,
      WorkingCalendars calendars,
      Regions regions,
      WorkItems work,
      Trail trail,
      ClockSettings settings,
      Clock clock) {
    this.db = db;
    this.cases = cases;
    this.matters = matters;
    this.corrections = corrections;
    this.limits = limits;
    this.calendars = calendars;
    this.regions = regions;
    this.work = work;
    this.trail = trail;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * There is work: a clock of its term runs from now on, if none does yet.
   *
   * @param department whose work it is, or who waits for it; null if no reviewing department
   * @param taskRef the task
   * @return by when it is due; null for work without a term, and for corrections that were asked
   *     for before somebody had to say by when
   */
  public @Nullable Due workOpened(
      Case of, Matter.Work opened, @Nullable String department, String taskRef) {
    var term = opened.term();
    if (term == null) {
      return null;
    }
    switch (term) {
      case ACCEPTANCE:
        return running(of.id(), term, null)
            .map(Clocks::due)
            .orElseGet(() -> start(of, term, null, today(), CaseClock.Start.RECEIVED));
      case WHOLE:
        var all = running(List.of(of.id().value())).getOrDefault(of.id().value(), List.of());
        all.stream()
            .filter(c -> c.term() == Matter.Term.REVIEW || c.term() == Matter.Term.CORRECTION)
            .forEach(c -> end(c, CaseClock.End.ROUND_CLOSED));
        return all.stream().filter(c -> c.term() == term).map(Clocks::due).findFirst().orElse(null);
      case REVIEW:
        return running(of.id(), term, department)
            .map(Clocks::due)
            .orElseGet(() -> start(of, term, department, today(), CaseClock.Start.CALLED));
      case CORRECTION:
        var asker = department == null ? matters.byId(of.matter()).lead() : department;
        return running(of.id(), term, asker).map(c -> dueWith(c, taskRef)).orElse(null);
      default:
        throw new IllegalStateException("no task is done within " + term);
    }
  }

  private Due dueWith(CaseClock running, String taskRef) {
    db.sql("update legal_clock set task_ref = :task where id = :id")
        .param("task", taskRef)
        .param("id", running.id())
        .update();
    return due(running);
  }

  /**
   * By when a procedure of a department is due that runs beside the work of a case.
   *
   * @return null if no such clock runs
   */
  public @Nullable Due aside(CaseId id, Matter.Term term, String department) {
    return running(id, term, department).map(Clocks::due).orElse(null);
  }

  /** Clocks of a case, the oldest first, for who has seen to it that the reader may see them. */
  @Transactional(readOnly = true)
  public List<CaseClock> ofCase(CaseId id) {
    var calendar = calendar();
    return db.sql(
            "select %s from legal_clock where case_id = :case order by started_on, term, id"
                .formatted(COLUMNS))
        .param("case", id.value())
        .query((row, n) -> read(row, calendar))
        .list();
  }

  /** Running clocks of several cases, the oldest first; cases without one are missing. */
  @Transactional(readOnly = true)
  public Map<UUID, List<CaseClock>> running(Collection<UUID> cases) {
    var running = new HashMap<UUID, List<CaseClock>>();
    if (!cases.isEmpty()) {
      var calendar = calendar();
      db.sql(
              """
              select %s from legal_clock where case_id in (:cases) and ended_at is null
              order by started_on, term, id
              """
                  .formatted(COLUMNS))
          .param("cases", cases)
          .query(
              (row, n) ->
                  running
                      .computeIfAbsent(row.getObject("case_id", UUID.class), c -> new ArrayList<>())
                      .add(read(row, calendar)))
          .list();
    }
    return running;
  }

  /** How a moment by which something is due stands now, if no clock says more. */
  @Transactional(propagation = Propagation.SUPPORTS)
  public CaseClock.Light light(Instant dueAt) {
    if (!clock.instant().isBefore(dueAt)) {
      return CaseClock.Light.LATE;
    }
    var calendar = calendar();
    var last = LocalDate.ofInstant(dueAt.minusNanos(1), calendar.zone());
    var today = LocalDate.ofInstant(clock.instant(), calendar.zone());
    return calendar.workingDaysBetween(today, last) <= settings.nearDays()
        ? CaseClock.Light.NEAR
        : CaseClock.Light.OK;
  }

  @EventListener
  void on(CaseEvents.Accepted accepted) {
    var id = accepted.caseId();
    var today = today();
    var receipt = running(id, Matter.Term.ACCEPTANCE, null).map(CaseClock::startedOn);
    boolean silence =
        receipt.isPresent()
            && Completeness.received(receipt.get())
                    .outcome(today, limits.on(receipt.get()), calendar())
                == Completeness.Outcome.ACCEPTED_BY_SILENCE;
    end(id, Matter.Term.ACCEPTANCE, null, CaseClock.End.ACCEPTED);
    start(
        cases.byId(id),
        Matter.Term.WHOLE,
        null,
        silence ? receipt.get() : today,
        silence ? CaseClock.Start.SILENCE : CaseClock.Start.ACCEPTED);
  }

  @EventListener
  void on(CaseEvents.CorrectionRequested requested) {
    var asked =
        corrections.ofCase(requested.caseId()).stream()
            .filter(c -> c.no() == requested.correctionNo())
            .findFirst()
            .orElseThrow();
    if (asked.phase() == Correction.Phase.ACCEPTANCE) {
      end(requested.caseId(), Matter.Term.ACCEPTANCE, null, CaseClock.End.CORRECTION);
    }
    start(
        cases.byId(requested.caseId()),
        Matter.Term.CORRECTION,
        asked.department(),
        today(),
        CaseClock.Start.CORRECTION_REQUESTED,
        Objects.requireNonNull(asked.days()));
  }

  /** One version answers all that is asked for. */
  @EventListener
  void on(DossierSubmitted submitted) {
    running(List.of(submitted.caseId().value()))
        .getOrDefault(submitted.caseId().value(), List.of())
        .stream()
        .filter(c -> c.term() == Matter.Term.CORRECTION)
        .forEach(c -> end(c, CaseClock.End.CORRECTED));
  }

  @EventListener
  void on(CaseEvents.NotAccepted refused) {
    endAll(refused.caseId(), CaseClock.End.NOT_ACCEPTED);
  }

  @EventListener
  void on(CaseEvents.Withdrawn withdrawn) {
    endAll(withdrawn.caseId(), CaseClock.End.WITHDRAWN);
  }

  @EventListener
  void on(ReviewEvents.OpinionSigned signed) {
    end(signed.caseId(), Matter.Term.REVIEW, signed.department(), CaseClock.End.OPINION);
  }

  @EventListener
  void on(ReviewEvents.Transferred transferred) {
    end(
        transferred.caseId(),
        Matter.Term.REVIEW,
        transferred.department(),
        CaseClock.End.TRANSFERRED);
  }

  @EventListener
  @Order(BEFORE_WORK)
  void on(ReviewEvents.ExpertsAsked asked) {
    start(
        cases.byId(asked.caseId()),
        Matter.Term.EXPERTS,
        asked.department(),
        today(),
        CaseClock.Start.EXPERTS_ASKED,
        asked.days());
  }

  @EventListener
  void on(ReviewEvents.ExpertsDone done) {
    end(
        done.caseId(),
        Matter.Term.EXPERTS,
        done.department(),
        done.concluded() ? CaseClock.End.EXPERTS_CONCLUDED : CaseClock.End.EXPERTS_CANCELLED);
  }

  @EventListener
  void on(ReviewEvents.HearingOffered offered) {
    start(
        cases.byId(offered.caseId()),
        Matter.Term.HEARING_REQUEST,
        offered.department(),
        today(),
        CaseClock.Start.HEARING_OFFERED);
  }

  @EventListener
  @Order(BEFORE_WORK)
  void on(ReviewEvents.HearingAsked asked) {
    running(asked.caseId(), Matter.Term.HEARING_REQUEST, asked.department())
        .ifPresent(c -> end(c, CaseClock.End.HEARING_REQUESTED, endOf(asked.receivedOn())));
    start(
        cases.byId(asked.caseId()),
        Matter.Term.HEARING,
        asked.department(),
        asked.receivedOn(),
        CaseClock.Start.HEARING_REQUESTED);
  }

  @EventListener
  @Order(BEFORE_WORK)
  void on(ReviewEvents.HearingAnnounced announced) {
    start(
        cases.byId(announced.caseId()),
        Matter.Term.OWN_HEARING,
        announced.department(),
        today(),
        CaseClock.Start.HEARING_ANNOUNCED,
        announced.days());
  }

  @EventListener
  void on(ReviewEvents.HearingOver over) {
    var why =
        switch (over.end()) {
          case NOT_ASKED -> CaseClock.End.HEARING_NOT_REQUESTED;
          case WITHDRAWN -> CaseClock.End.HEARING_WITHDRAWN;
          case ABSENT -> CaseClock.End.HEARING_ABSENT;
          default -> CaseClock.End.HEARING_HELD;
        };
    // A department has one hearing at a time, so that only one of these runs.
    Stream.of(Matter.Term.HEARING_REQUEST, Matter.Term.HEARING, Matter.Term.OWN_HEARING)
        .flatMap(term -> running(over.caseId(), term, over.department()).stream())
        .forEach(c -> end(c, why, endOf(over.on())));
  }

  @EventListener
  void on(DecisionMade made) {
    endAll(made.caseId(), CaseClock.End.DECIDED);
    if (made.outcome().approves()) {
      start(
          cases.byId(made.caseId()), Matter.Term.DELIVERY, null, today(), CaseClock.Start.DECIDED);
    }
  }

  @EventListener
  void on(DecisionDelivered delivered) {
    running(delivered.caseId(), Matter.Term.DELIVERY, null)
        .ifPresent(c -> end(c, CaseClock.End.DELIVERED, endOf(delivered.on())));
  }

  /** The calendar that the city's clocks run by. */
  @Transactional(propagation = Propagation.SUPPORTS)
  public WorkingCalendar calendar() {
    return calendars.of(regions.around(regions.city()));
  }

  /**
   * Cases in which a clock runs, in the order of their ids.
   *
   * @param after id of the last one seen; null for the first
   * @param all whether also those that are computed by the calendar as it is now
   */
  @Transactional(readOnly = true)
  List<UUID> casesWithRunning(@Nullable UUID after, int most, boolean all) {
    // Two statements, so that "nothing is behind" is one look into an index.
    return db.sql(
            """
            select distinct case_id from legal_clock
            where ended_at is null and %s
              and (cast(:after as uuid) is null or case_id > :after)
            order by case_id limit :most
            """
                .formatted(all ? "true" : "calendar_edition < :edition"))
        .param("edition", calendar().edition())
        .param("after", after)
        .param("most", most)
        .query(UUID.class)
        .list();
  }

  /**
   * Computes the running clocks of a case again by that calendar, those too that stand still. A
   * date that changed is recorded with the old and the new one and the notice that did it, and the
   * open work is due anew; what was said of the old date stays said. Once done it changes nothing.
   *
   * @return how many changed
   */
  @Transactional
  public int recompute(CaseId id, WorkingCalendar calendar) {
    cases.lockIfAny(id);
    int changed = 0;
    // Held until the end, so that nobody else moves them meanwhile, whatever became of the case.
    var behind = new HashMap<UUID, Boolean>();
    db.sql(
            """
            select id, calendar_edition < :edition from legal_clock
            where case_id = :case and ended_at is null order by id for update
            """)
        .param("case", id.value())
        .param("edition", calendar.edition())
        .query(
            row -> {
              behind.put(row.getObject(1, UUID.class), row.getBoolean(2));
            });
    for (var was : running(List.of(id.value())).getOrDefault(id.value(), List.of())) {
      var now = was.value().deadline(calendar, today());
      // What stands still moves with the days, too; that is no news of the calendar.
      if (!now.due().equals(was.dueOn())
          && (behind.getOrDefault(was.id(), false) || !still(was.value()))) {
        moved(id, was, now.due(), calendar);
        changed++;
      }
      if (!now.due().equals(was.dueOn()) || now.provisional() != was.provisional()) {
        keep(id.value(), was, was.value(), calendar);
      }
    }
    db.sql(
            """
            update legal_clock set calendar_edition = :edition
            where case_id = :case and ended_at is null and calendar_edition < :edition
            """)
        .param("edition", calendar.edition())
        .param("case", id.value())
        .update();
    return changed;
  }

  private void moved(CaseId id, CaseClock was, LocalDate due, WorkingCalendar calendar) {
    db.sql(
            """
            insert into clock_move (clock_id, old_due, new_due, since, edition, at)
            select id, due_on, :due, calendar_edition, greatest(calendar_edition, :edition), :now
            from legal_clock where id = :id
            """)
        .param("due", due)
        .param("edition", calendar.edition())
        .param("now", utc(clock.instant()))
        .param("id", was.id())
        .update();
    var moves = moves(id).get(was.id());
    boolean forAll = was.department() == null || was.term().isApplicants();
    trail.program(
        id,
        forAll ? "clock.moved" : "clock.moved.department",
        forAll ? Audience.EVERYBODY : Audience.OFFICERS,
        "department",
        was.department() == null ? "" : was.department(),
        "term",
        was.term().name(),
        "due",
        due.toString(),
        "limit",
        was.limit().id(),
        "text",
        was.limit().step() + " " + was.dueOn() + " → " + due,
        "reason",
        String.join("；", moves.get(moves.size() - 1).notices()),
        "from",
        was.dueOn().toString(),
        "to",
        due.toString());
  }

  /** Last days of a case that the calendar has moved, by clock, the oldest first. */
  @Transactional(readOnly = true)
  public Map<UUID, List<ClockMove>> moves(CaseId id) {
    var moves = new HashMap<UUID, List<ClockMove>>();
    db.sql(
            """
            select m.clock_id, m.old_due, m.new_due, m.at,
              (select array_agg(n.title order by n.edition) from holiday_notice n
               where n.edition > m.since and n.edition <= m.edition) notices
            from clock_move m join legal_clock l on l.id = m.clock_id
            where l.case_id = :case order by m.id
            """)
        .param("case", id.value())
        .query(
            row -> {
              var notices = row.getArray("notices");
              moves
                  .computeIfAbsent(row.getObject("clock_id", UUID.class), c -> new ArrayList<>())
                  .add(
                      new ClockMove(
                          row.getObject("old_due", LocalDate.class),
                          row.getObject("new_due", LocalDate.class),
                          row.getObject("at", OffsetDateTime.class).toInstant(),
                          notices == null ? List.of() : List.of((String[]) notices.getArray())));
            });
    return moves;
  }

  /**
   * How many running clocks would end on another day by another calendar.
   *
   * @param first day that is another by it
   */
  @Transactional(readOnly = true)
  List<Moving> moving(WorkingCalendar calendar, LocalDate first) {
    var today = today();
    var moving = new TreeMap<Moving, Integer>();
    db.sql(
            """
            select %s from legal_clock where ended_at is null and due_on >= :first
            """
                .formatted(COLUMNS))
        .param("first", first)
        .query(
            row -> {
              var startedOn = row.getObject("started_on", LocalDate.class);
              var limit = limit(row, startedOn);
              var value = value(row, limit, startedOn);
              var from = row.getObject("due_on", LocalDate.class);
              var to = value.deadline(calendar, today).due();
              if (!to.equals(from)) {
                moving.merge(
                    new Moving(Matter.Term.valueOf(row.getString("term")), from, to, 0),
                    1,
                    Integer::sum);
              }
            });
    return moving.entrySet().stream()
        .map(m -> new Moving(m.getKey().term(), m.getKey().from(), m.getKey().to(), m.getValue()))
        .toList();
  }

  /** Clocks that a release has moved, together with those after it that were computed at once. */
  @Transactional(readOnly = true)
  List<Moving> movedBy(long edition) {
    return db.sql(
            """
            select l.term, m.old_due, m.new_due, count(*) clocks
            from clock_move m join legal_clock l on l.id = m.clock_id
            where m.since < :edition and m.edition >= :edition
            group by 1, 2, 3 order by 2, 3, 1
            """)
        .param("edition", edition)
        .query(
            (row, n) ->
                new Moving(
                    Matter.Term.valueOf(row.getString("term")),
                    row.getObject("old_due", LocalDate.class),
                    row.getObject("new_due", LocalDate.class),
                    row.getInt("clocks")))
        .list();
  }

  /**
   * Clocks of one kind that would move from one day to another.
   *
   * @param clocks how many
   */
  public record Moving(Matter.Term term, LocalDate from, LocalDate to, int clocks)
      implements Comparable<Moving> {
    @Override
    public int compareTo(Moving other) {
      return Comparator.comparing(Moving::from)
          .thenComparing(Moving::to)
          .thenComparing(Moving::term)
          .thenComparing(Moving::clocks)
          .compare(this, other);
    }
  }

  /** Last days of clocks that stand still move on with every day; cases of such clocks. */
  @Transactional(readOnly = true)
  public List<CaseId> standingStill() {
    return db.sql(
            """
            select distinct l.case_id from clock_suspension s join legal_clock l on l.id = s.clock_id
            where s.to_on is null and s.notice_on is not null and l.ended_at is null order by 1
            """)
        .query((row, n) -> new CaseId(row.getObject(1, UUID.class)))
        .list();
  }

  /** Moves the last days of what stands still in a case to the earliest they can be today. */
  @Transactional
  public void moveOn(CaseId id) {
    var calendar = calendar();
    recomputeIfBehind(id, calendar);
    for (var was : running(List.of(id.value())).getOrDefault(id.value(), List.of())) {
      if (!was.value().deadline(calendar, today()).due().equals(was.dueOn())) {
        keep(id.value(), was, was.value(), calendar);
      }
    }
  }

  /** So that what the calendar moved is told apart from what is about to be done. */
  void recomputeIfBehind(CaseId id, WorkingCalendar calendar) {
    cases.lockIfAny(id);
    boolean behind =
        db.sql(
                """
                select exists (select 1 from legal_clock
                  where case_id = :case and ended_at is null and calendar_edition < :edition)
                """)
            .param("case", id.value())
            .param("edition", calendar.edition())
            .query(Boolean.class)
            .single();
    if (behind) {
      recompute(id, calendar);
    }
  }

  /**
   * Keeps what has become of a clock: its last day, its ladder from the beginning if that day is
   * another, and the open work.
   *
   * @return its last day
   */
  LocalDate keep(CaseId id, CaseClock was, LegalClock value) {
    return keep(id.value(), was, value, calendar());
  }

  private LocalDate keep(UUID id, CaseClock was, LegalClock value, WorkingCalendar calendar) {
    var now = value.deadline(calendar, today());
    db.sql(
            """
            update legal_clock set due_on = :on, due_at = :at, provisional = :provisional,
              rung = case when due_on = :on then rung else 0 end,
              next_at = case when :still then null
                             when due_on = :on and next_at is not null then next_at
                             else :next end
            where id = :id
            """)
        .param("on", now.due())
        .param("at", utc(now.end()))
        .param("next", firstRung(was.term(), was.department(), now.due(), calendar))
        .param("still", still(value))
        .param("provisional", now.provisional())
        .param("id", was.id())
        .update();
    boolean moved = !now.end().equals(was.dueAt()) || now.provisional() != was.provisional();
    if (moved && was.term().isAside()) {
      underWay(id, was.term(), was.department()).ifPresent(ref -> work.due(ref, due(now)));
    } else if (moved) {
      work.reschedule(id, was.department(), was.dueAt(), due(now));
    }
    return now.due();
  }

  /** What such a clock measures, which its work is called by: a procedure, or a task. */
  private Optional<String> underWay(UUID id, Matter.Term term, @Nullable String department) {
    return db.sql(
            """
            select cast(id as text) from expert_review
            where :term = 'EXPERTS' and case_id = :case and department = :department
              and concluded_at is null and cancelled_at is null
            union all
            select cast(id as text) from hearing
            where :term in ('HEARING', 'OWN_HEARING') and case_id = :case
              and department = :department and state = 'ASKED'
            union all
            select task_ref from legal_clock
            where :term = 'CORRECTION' and term = :term and case_id = :case
              and department = :department and ended_at is null and task_ref is not null
            """)
        .param("term", term.name())
        .param("case", id)
        .param("department", department)
        .query(String.class)
        .optional();
  }

  private static boolean still(LegalClock value) {
    return value.suspensions().stream().anyMatch(s -> s.to() == null && s.notice() != null);
  }

  private static Due due(CaseClock clock) {
    return new Due(clock.dueAt(), clock.provisional());
  }

  private static Due due(Deadline by) {
    return new Due(by.end(), by.provisional());
  }

  private Due start(
      Case of,
      Matter.Term term,
      @Nullable String department,
      LocalDate on,
      CaseClock.Start startedBy) {
    return start(of, term, department, on, startedBy, null);
  }

  /**
   * @param stated working days that a person has stated, for what the law gives no period
   * @return its last day
   */
  private Due start(
      Case of,
      Matter.Term term,
      @Nullable String department,
      LocalDate on,
      CaseClock.Start startedBy,
      @Nullable Integer stated) {
    @Nullable String id = matters.byId(of.matter()).limits().get(term);
    if (id == null && term.hasRow()) {
      throw new IllegalStateException(of.matter() + " names no limit for " + term);
    }
    var calendar = calendar();
    var limit = limit(id, on);
    if (stated != null) {
      limit = limit.lasting(Period.workingDays(stated));
    }
    var deadline = LegalClock.start(limit, on).deadline(calendar, today());
    db.sql(
            """
            insert into legal_clock (id, case_id, term, department, limit_id, started_on,
              started_by, due_on, due_at, provisional, next_at, calendar_edition, in_working_days, stated_days)
            values (:id, :case, :term, :department, :limit, :on, :by, :due, :end, :provisional,
              :next, :edition, :working, :stated)
            """)
        .param("working", Objects.requireNonNull(limit.period()).unit() == Period.Unit.WORKING)
        .param("edition", calendar.edition())
        .param("stated", stated)
        .param("id", Ids.next())
        .param("case", of.id().value())
        .param("term", term.name())
        .param("department", department)
        .param("limit", id)
        .param("on", on)
        .param("by", startedBy.name())
        .param("due", deadline.due())
        .param("end", utc(deadline.end()))
        .param("provisional", deadline.provisional())
        .param("next", firstRung(term, department, deadline.due(), calendar))
        .update();
    return due(deadline);
  }

  /** Null for a time in which nobody has to do anything. */
  private @Nullable OffsetDateTime firstRung(
      Matter.Term term, @Nullable String department, LocalDate due, WorkingCalendar calendar) {
    return term == Matter.Term.HEARING_REQUEST
        ? null
        : utc(Ladder.of(term, department, settings).get(0).at(due, calendar));
  }

  private Optional<CaseClock> running(CaseId id, Matter.Term term, @Nullable String department) {
    var calendar = calendar();
    return db.sql(
            """
            select %s from legal_clock
            where case_id = :case and term = :term and ended_at is null
              and department is not distinct from cast(:department as text)
            """
                .formatted(COLUMNS))
        .param("case", id.value())
        .param("term", term.name())
        .param("department", department)
        .query((row, n) -> read(row, calendar))
        .optional();
  }

  private void end(CaseId id, Matter.Term term, @Nullable String department, CaseClock.End why) {
    running(id, term, department).ifPresent(c -> end(c, why));
  }

  private void endAll(CaseId id, CaseClock.End why) {
    running(List.of(id.value())).getOrDefault(id.value(), List.of()).forEach(c -> end(c, why));
  }

  private void end(CaseClock running, CaseClock.End why) {
    end(running, why, clock.instant());
  }

  private void end(CaseClock running, CaseClock.End why, Instant at) {
    db.sql(
            """
            update legal_clock set ended_at = :at, ended_by = :why, took = :took
            where id = :id and ended_at is null
            """)
        .param("at", utc(at))
        .param("why", why.name())
        .param("took", took(running.value(), at))
        .param("id", running.id())
        .update();
  }

  private int took(LegalClock value, Instant end) {
    var day = LocalDate.ofInstant(end, calendar().zone());
    return day.isBefore(value.startedOn()) ? 0 : value.used(day, calendar());
  }

  /** Clocks that ended before it was kept how long they took. */
  @Transactional
  public void fillTook() {
    var calendar = calendar();
    db.sql(
            "select %s from legal_clock where ended_at is not null and took is null"
                .formatted(COLUMNS))
        .query((row, n) -> read(row, calendar))
        .list()
        .forEach(
            c ->
                db.sql("update legal_clock set took = :took where id = :id")
                    .param("took", took(c.value(), Objects.requireNonNull(c.ended()).at()))
                    .param("id", c.id())
                    .update());
  }

  private CaseClock read(ResultSet row, WorkingCalendar calendar) throws SQLException {
    var startedOn = row.getObject("started_on", LocalDate.class);
    var limit = limit(row, startedOn);
    var value = value(row, limit, startedOn);
    var dueAt = row.getObject("due_at", OffsetDateTime.class).toInstant();
    @Nullable OffsetDateTime endedAt = row.getObject("ended_at", OffsetDateTime.class);
    @Nullable Standing standing =
        endedAt == null ? value.standing(calendar, clock.instant()) : null;
    return new CaseClock(
        row.getObject("id", UUID.class),
        Matter.Term.valueOf(row.getString("term")),
        row.getString("department"),
        limit,
        startedOn,
        CaseClock.Start.valueOf(row.getString("started_by")),
        row.getObject("due_on", LocalDate.class),
        dueAt,
        row.getBoolean("provisional"),
        value.deadline(calendar, LocalDate.ofInstant(clock.instant(), calendar.zone())),
        value,
        standing,
        endedAt == null
            ? null
            : new CaseClock.Ended(
                CaseClock.End.valueOf(row.getString("ended_by")), endedAt.toInstant()),
        standing != null ? light(standing) : light(dueAt, endedAt));
  }

  private TimeLimit limit(ResultSet row, LocalDate startedOn) throws SQLException {
    var limit = limit(row.getString("limit_id"), startedOn);
    int stated = row.getInt("stated_days");
    return row.wasNull() ? limit : limit.lasting(Period.workingDays(stated));
  }

  /**
   * @param row id of the row of the time limits; null if the law has none
   */
  TimeLimit limit(@Nullable String row, LocalDate startedOn) {
    return row == null ? TimeLimit.ASKED : limits.byId(row, startedOn);
  }

  private LegalClock value(ResultSet row, TimeLimit limit, LocalDate startedOn)
      throws SQLException {
    var suspensions = new ArrayList<Suspension>();
    @Nullable String stopped = row.getString("suspensions");
    if (stopped != null) {
      for (var s : JSON.readTree(stopped)) {
        suspensions.add(
            new Suspension(
                LocalDate.parse(s.get(0).asString()),
                day(s.get(1)),
                limits.byId(s.get(2).asString(), startedOn),
                s.get(3).asString(),
                s.get(4).isNull()
                    ? null
                    : new Suspension.Notice(
                        LocalDate.parse(s.get(4).asString()),
                        Period.workingDays(s.get(5).asInt()))));
      }
    }
    @Nullable String extended = row.getString("extension");
    if (extended == null) {
      return new LegalClock(limit, startedOn, suspensions, null);
    }
    var e = JSON.readTree(extended);
    return new LegalClock(
        limit,
        startedOn,
        suspensions,
        new Extension(
            TimeLimit.Authority.valueOf(e.get(0).asString()),
            e.get(1).asInt(),
            e.get(2).asString(),
            LocalDate.parse(e.get(3).asString()),
            true));
  }

  private static @Nullable LocalDate day(JsonNode text) {
    return text.isNull() ? null : LocalDate.parse(text.asString());
  }

  private CaseClock.Light light(Standing standing) {
    return switch (standing.state()) {
      case LATE -> CaseClock.Light.LATE;
      case SUSPENDED -> CaseClock.Light.PAUSED;
      case RUNNING ->
          standing.days() <= settings.nearDays() ? CaseClock.Light.NEAR : CaseClock.Light.OK;
    };
  }

  private static CaseClock.Light light(Instant dueAt, @Nullable OffsetDateTime endedAt) {
    return endedAt != null && endedAt.toInstant().isBefore(dueAt)
        ? CaseClock.Light.MET
        : CaseClock.Light.LATE;
  }

  /** The last second of a day that is over; of today, now. */
  private Instant endOf(LocalDate day) {
    var end = day.plusDays(1).atStartOfDay(clock.getZone()).minusSeconds(1).toInstant();
    return end.isBefore(clock.instant()) ? end : clock.instant();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), clock.getZone());
  }

  private static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
