package org.zhunru.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import org.zhunru.common.Word;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Actors;
import org.zhunru.identity.ConflictOfInterest;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.CaseState;
import org.zhunru.intake.Cases;
import org.zhunru.intake.Matters;
import org.zhunru.intake.Trail;

/**
 * Hearings, 行政许可法(2019) 第四十七条: a department, or the lead office before it decides, tells the
 * applicant and others of their right, who asks gets one, and the department writes down what came
 * of it. A department that owes a hearing signs no opinion, and nothing is decided. Silence asks
 * for nothing and approves nothing.
 */
@Component
@Transactional
public class Hearings {
  private static final int LONGEST_LINE = 200;

  private final JdbcClient db;
  private final Cases cases;
  private final JointReviews joint;
  private final Matters matters;
  private final HearingTerms terms;
  private final Actors actors;
  private final ConflictOfInterest conflicts;
  private final Trail trail;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Hearings(
      JdbcClient db,
      Cases cases,
      JointReviews joint,
      Matters matters,
      HearingTerms terms,
      Actors actors,
      ConflictOfInterest conflicts,
      Trail trail,
      ApplicationEventPublisher events,
      Clock clock) {
    this.db = db;
    this.cases = cases;
    this.joint = joint;
    this.matters = matters;
    this.terms = terms;
    this.actors = actors;
    this.conflicts = conflicts;
    this.trail = trail;
    this.events = events;
    this.clock = clock;
  }

  /** Hearings of a case, oldest first. */
  @Transactional(readOnly = true)
  public List<Hearing> of(CaseId id) {
    return db.sql("select * from hearing where case_id = :case order by told_at, id")
        .param("case", id.value())
        .query(Hearings::row)
        .list();
  }

  /** Whether a department has told of a hearing today, and so tells of no other until tomorrow. */
  @Transactional(readOnly = true)
  public boolean toldToday(CaseId id, String department) {
    return of(id).stream()
        .anyMatch(h -> h.department().equals(department) && day(h).equals(today()));
  }

  /** Whether a department has a hearing still to hold. */
  @Transactional(readOnly = true)
  public boolean owes(CaseId id, String department) {
    return of(id).stream()
        .anyMatch(h -> h.state() == Hearing.State.ASKED && h.department().equals(department));
  }

  /**
   * Whose turn it is in a case, and who so may tell of a hearing: the departments that have still
   * to speak, by the seat that has the opinion; once all have spoken the lead office, by its head.
   *
   * @return seats by department
   */
  @Transactional(readOnly = true)
  public Map<String, SeatKind> turns(Case of) {
    var turns = new LinkedHashMap<String, SeatKind>();
    if (of.state() == CaseState.DECIDING) {
      turns.put(matters.byId(of.matter()).lead(), SeatKind.HEAD);
    } else if (of.state() == CaseState.IN_REVIEW) {
      for (var review : joint.of(of.id()).orElseThrow().departments()) {
        var seat = review.state().seat();
        if (seat != null) {
          turns.put(review.department(), seat);
        }
      }
    }
    return turns;
  }

  /**
   * A department tells of the right to a hearing. Whoever's turn it is may.
   *
   * @param interest what of theirs the licence touches
   * @param parties others than the applicant who are told, and how; may be empty
   * @throws Refusal {@code review.notYourSeat}, {@code review.noTurn}, {@code
   *     review.hearingInterestMissing}, {@code review.textTooLong}, {@code review.hearingTwice} if
   *     one is open, {@code review.hearingToday} if it has told of one today
   */
  public UUID offer(Actor by, CaseId id, String department, String interest, String parties) {
    var turn = turn(by, id, department);
    said(interest, "review.hearingInterestMissing", "interest");
    notTooLong(parties, "parties");
    var told = keep(turn, id, interest, parties, null);
    trail.officer(
        id,
        "review.hearingOffered",
        turn.actor(),
        department,
        turn.seat(),
        Audience.EVERYBODY,
        "text",
        interest.strip());
    events.publishEvent(new ReviewEvents.HearingOffered(id, told, department));
    return told;
  }

  /**
   * A department announces that it holds a hearing itself, without being asked. Whoever's turn it
   * is may.
   *
   * @param why with the text of the law that wants it, or the public interest that is touched
   * @param days working days it is expected to take
   * @throws Refusal as {@link #offer}, {@code review.daysMissing}
   */
  public UUID announce(Actor by, CaseId id, String department, String why, @Nullable Integer days) {
    var turn = turn(by, id, department);
    said(why, "review.hearingInterestMissing", "interest");
    if (days == null || days < 1 || days > Period.MOST_STATED) {
      throw Refusal.invalid("review.daysMissing", "days", Period.MOST_STATED);
    }
    var announced = keep(turn, id, why, "", days);
    trail.officer(
        id,
        "review.hearingAnnounced",
        turn.actor(),
        department,
        turn.seat(),
        Audience.EVERYBODY,
        "text",
        why.strip(),
        "days",
        days.toString());
    events.publishEvent(new ReviewEvents.HearingAnnounced(id, announced, department, days));
    return announced;
  }

  /** Whose turn it is in a department, for who has it. */
  private record Turn(String department, SeatKind seat, Actor actor) {}

  private Turn turn(Actor by, CaseId id, String department) {
    var of = cases.lock(id);
    boolean lead = department.equals(matters.byId(of.matter()).lead());
    of.mustBe(lead ? CaseState.DECIDING : CaseState.IN_REVIEW);
    var seat = turns(of).get(department);
    if (seat == null) {
      var state = joint.locked(id).invited(department).state();
      throw Refusal.conflict(
          "review.noTurn", new Word("review.state." + state.name(), state.name()));
    }
    var actor = actors.acting(by, department, seat, "review.notYourSeat");
    conflicts.refuse(actor, of.enterpriseId());
    return new Turn(department, seat, actor);
  }

  /**
   * @param days of one that the department holds itself; null of one that can be asked for
   */
  private UUID keep(Turn turn, CaseId id, String interest, String parties, @Nullable Integer days) {
    noneOpen(id, turn.department());
    if (toldToday(id, turn.department())) {
      throw Refusal.conflict("review.hearingToday");
    }
    var hearing = Ids.next();
    db.sql(
            """
            insert into hearing (id, case_id, department, told_by, told_by_name, told_at, interest,
              parties, state, own, expected_days)
            values (:id, :case, :department, :by, :name, :now, :interest, :parties, :state, :own,
              :days)
            """)
        .param("id", hearing)
        .param("case", id.value())
        .param("department", turn.department())
        .param("by", turn.actor().accountId())
        .param("name", turn.actor().name())
        .param("now", now())
        .param("interest", interest.strip())
        .param("parties", parties.strip())
        .param("state", (days == null ? Hearing.State.OFFERED : Hearing.State.ASKED).name())
        .param("own", days != null)
        .param("days", days)
        .update();
    return hearing;
  }

  /**
   * The applicant asks for it, today.
   *
   * @throws Refusal {@code intake.noSuchCase} for anybody else, {@code review.noHearing}, {@code
   *     review.hearingAsked}, {@code review.hearingGone} if the request was withdrawn, {@code
   *     review.hearingTooLate}
   */
  public void ask(Actor by, CaseId id, UUID hearing) {
    var of = cases.lock(id);
    if (!by.isApplicantOf(of.enterpriseId())) {
      throw Refusal.unknown("intake.noSuchCase");
    }
    var request = new Hearing.Request(by.name(), true, today());
    var found = asking(of, hearing, request);
    keep(found, request, by);
    trail.applicant(
        id, "review.hearingAsked", by, "department", found.department(), "text", by.name());
    publish(id, found, request);
  }

  /**
   * The department records that somebody has asked for it: an interested party, or the applicant by
   * letter.
   *
   * @param name who asked
   * @param receivedOn the day on which the department had the request
   * @throws Refusal {@code review.notYourSeat}, {@code identity.conflictOfInterest}, {@code
   *     review.noHearing}, {@code review.hearingAsked}, {@code review.hearingNameMissing}, {@code
   *     review.hearingDayMissing}, {@code review.hearingDayWrong} (before the telling or after
   *     today), {@code review.hearingTooLate}
   */
  public void record(
      Actor by,
      CaseId id,
      UUID hearing,
      String name,
      boolean byApplicant,
      @Nullable LocalDate receivedOn) {
    var of = cases.lock(id);
    var told = find(id, hearing);
    var seat = joint.first(told.department());
    var actor = actors.acting(by, told.department(), seat, "review.notYourSeat");
    conflicts.refuse(actor, of.enterpriseId());
    if (name.isBlank() || name.length() > LONGEST_LINE) {
      throw Refusal.invalid("review.hearingNameMissing", "name", LONGEST_LINE);
    }
    between(day(told), day(receivedOn, "receivedOn"), today(), "receivedOn");
    var request = new Hearing.Request(name.strip(), byApplicant, day(receivedOn, "receivedOn"));
    var found = asking(of, hearing, request);
    keep(found, request, actor);
    trail.officer(
        id,
        "review.hearingAsked",
        actor,
        found.department(),
        seat,
        Audience.EVERYBODY,
        "text",
        request.byName() + " " + request.receivedOn());
    publish(id, found, request);
  }

  /**
   * The department sets when and where it will be, or sets it anew; the applicant is told.
   *
   * @param on not in the past, and within a year, so that a slip of the keyboard is no day
   * @throws Refusal {@code review.notYourSeat}, {@code identity.conflictOfInterest}, {@code
   *     review.noHearing}, {@code review.hearingNotAsked}, {@code review.hearingDayMissing}, {@code
   *     review.hearingDayPast}, {@code review.hearingDayWrong}, {@code review.hearingPlaceMissing},
   *     {@code review.textTooLong}
   */
  public void set(
      Actor by, CaseId id, UUID hearing, @Nullable LocalDate on, String place, String announced) {
    var of = cases.lock(id);
    var found = owed(of, hearing);
    var seat = joint.first(found.department());
    var actor = actors.acting(by, found.department(), seat, "review.notYourSeat");
    conflicts.refuse(actor, of.enterpriseId());
    if (day(on, "heldAt").isBefore(today())) {
      throw Refusal.invalid("review.hearingDayPast", "heldAt", day(on, "heldAt"));
    }
    between(today(), day(on, "heldAt"), today().plusYears(1), "heldAt");
    if (place.isBlank() || place.length() > LONGEST_LINE) {
      throw Refusal.invalid("review.hearingPlaceMissing", "place", LONGEST_LINE);
    }
    if (announced.length() > LONGEST_LINE) {
      throw Refusal.invalid("review.textTooLong", "announced", LONGEST_LINE);
    }
    db.sql("update hearing set set_on = :on, place = :place, announced = :how where id = :id")
        .param("on", on)
        .param("place", place.strip())
        .param("how", announced.strip())
        .param("id", hearing)
        .update();
    trail.officer(
        id,
        "review.hearingSet",
        actor,
        found.department(),
        seat,
        Audience.EVERYBODY,
        "text",
        on + " " + place.strip(),
        "due",
        String.valueOf(on));
  }

  /**
   * The department writes down what came of it.
   *
   * @param end one of {@link Hearing#ends}; null if none was chosen
   * @param heldOn the day of the hearing, from the request to today; for one that was held
   * @param summary of the minutes, or why there was none
   * @throws Refusal {@code review.notYourSeat}, {@code identity.conflictOfInterest}, {@code
   *     review.noHearing}, {@code review.hearingNotAsked}, {@code review.hearingEndMissing}, {@code
   *     review.hearingDayMissing}, {@code review.hearingDayWrong}, {@code
   *     review.hearingSummaryMissing}
   */
  public void finish(
      Actor by,
      CaseId id,
      UUID hearing,
      Hearing.@Nullable State end,
      @Nullable LocalDate heldOn,
      String summary) {
    var of = cases.lock(id);
    var found = owed(of, hearing);
    var seat = joint.first(found.department());
    var actor = actors.acting(by, found.department(), seat, "review.notYourSeat");
    conflicts.refuse(actor, of.enterpriseId());
    if (end == null || !found.ends().contains(end)) {
      throw Refusal.invalid("review.hearingEndMissing", "end");
    }
    @Nullable LocalDate on = end == Hearing.State.HELD ? day(heldOn, "heldOn") : null;
    if (on != null) {
      between(since(found), on, today(), "heldOn");
    }
    said(summary, "review.hearingSummaryMissing", "summary");
    over(found, end, on, summary, actor);
    trail.officer(
        id,
        "review.hearingOver."
            + (found.isOwn() && end == Hearing.State.WITHDRAWN
                ? "calledOff"
                : end.name().toLowerCase(Locale.ROOT)),
        actor,
        found.department(),
        seat,
        Audience.EVERYBODY,
        "text",
        summary.strip());
    events.publishEvent(
        new ReviewEvents.HearingOver(
            id, hearing, found.department(), end, on == null ? today() : on, actor.accountId()));
  }

  /**
   * The applicant withdraws the own request; there is no hearing then. That of somebody else is
   * that person's.
   *
   * @param why may be empty: nobody has to give reasons for not using a right
   * @throws Refusal {@code intake.noSuchCase} for anybody else, {@code review.noHearing}, {@code
   *     review.hearingNotAsked}, {@code review.hearingOfOthers}, {@code review.textTooLong}
   */
  public void withdraw(Actor by, CaseId id, UUID hearing, String why) {
    var of = cases.lock(id);
    if (!by.isApplicantOf(of.enterpriseId())) {
      throw Refusal.unknown("intake.noSuchCase");
    }
    var found = owed(of, hearing);
    if (!found.isOfApplicant()) {
      throw Refusal.conflict("review.hearingOfOthers");
    }
    notTooLong(why, "reason");
    over(found, Hearing.State.WITHDRAWN, null, why, by);
    trail.applicant(
        id,
        "review.hearingWithdrawn",
        by,
        "department",
        found.department(),
        "text",
        why.isBlank() ? by.name() : why.strip());
    events.publishEvent(
        new ReviewEvents.HearingOver(
            id, hearing, found.department(), Hearing.State.WITHDRAWN, today(), null));
  }

  private void over(
      Hearing of, Hearing.State end, @Nullable LocalDate heldOn, String summary, Actor by) {
    db.sql(
            """
            update hearing set state = :state, held_on = cast(:on as date), summary = :summary,
              ended_at = :now, ended_by = :by, ended_by_name = :name
            where id = :id
            """)
        .param("state", end.name())
        .param("on", heldOn)
        .param("summary", summary.strip())
        .param("now", now())
        .param("by", by.accountId())
        .param("name", by.name())
        .param("id", of.id())
        .update();
  }

  /**
   * Nobody has asked in time; the program says so, once.
   *
   * @param last day on which it could be asked for
   * @return whether it was to be said
   */
  public boolean unasked(CaseId id, String department, LocalDate last) {
    cases.lock(id);
    var over =
        db.sql(
                """
                update hearing set state = 'NOT_ASKED', ended_at = :now
                where case_id = :case and department = :department and state = 'OFFERED'
                returning id
                """)
            .param("now", now())
            .param("case", id.value())
            .param("department", department)
            .query(UUID.class)
            .optional();
    over.ifPresent(
        hearing -> {
          trail.program(
              id,
              "review.hearingNotAsked",
              Audience.EVERYBODY,
              "department",
              department,
              "text",
              last.toString());
          events.publishEvent(
              new ReviewEvents.HearingOver(
                  id, hearing, department, Hearing.State.NOT_ASKED, last, null));
        });
    return over.isPresent();
  }

  /** The one that can be asked for, which nobody has done yet; late letters count by their day. */
  private Hearing asking(Case of, UUID hearing, Hearing.Request request) {
    of.mustBe(CaseState.IN_REVIEW, CaseState.DECIDING);
    var found = find(of.id(), hearing);
    if (found.isOwn()) {
      throw Refusal.conflict("review.hearingOwn");
    }
    if (found.state() == Hearing.State.WITHDRAWN) {
      throw Refusal.conflict("review.hearingGone");
    }
    if (found.request() != null) {
      throw Refusal.conflict(
          "review.hearingAsked", found.request().byName(), found.request().receivedOn());
    }
    if (!terms.inTime(of.id(), found.department(), day(found), request.receivedOn())) {
      throw Refusal.conflict("review.hearingTooLate", request.receivedOn());
    }
    if (found.state() != Hearing.State.OFFERED) {
      noneOpen(of.id(), found.department());
    }
    return found;
  }

  private void keep(Hearing of, Hearing.Request request, Actor by) {
    db.sql(
            """
            update hearing set state = 'ASKED', asked_by_name = :name, asked_by_applicant = :own,
              received_on = :on, asked_recorded_by = :by, asked_recorded_at = :now, ended_at = null
            where id = :id
            """)
        .param("name", request.byName())
        .param("own", request.byApplicant())
        .param("on", request.receivedOn())
        .param("by", by.accountId())
        .param("now", now())
        .param("id", of.id())
        .update();
  }

  private void publish(CaseId id, Hearing of, Hearing.Request request) {
    events.publishEvent(
        new ReviewEvents.HearingAsked(id, of.id(), of.department(), request.receivedOn()));
  }

  private Hearing owed(Case of, UUID hearing) {
    of.mustBe(CaseState.IN_REVIEW, CaseState.DECIDING);
    var found = find(of.id(), hearing);
    if (found.state() != Hearing.State.ASKED) {
      throw Refusal.conflict("review.hearingNotAsked");
    }
    return found;
  }

  private Hearing find(CaseId id, UUID hearing) {
    return of(id).stream()
        .filter(h -> h.id().equals(hearing))
        .findFirst()
        .orElseThrow(() -> Refusal.unknown("review.noHearing"));
  }

  private void noneOpen(CaseId id, String department) {
    if (of(id).stream().anyMatch(h -> h.isOpen() && h.department().equals(department))) {
      throw Refusal.conflict("review.hearingTwice");
    }
  }

  private static void said(String text, String missing, String field) {
    if (text.isBlank() || text.length() > OpinionDraft.LONGEST) {
      throw Refusal.invalid(missing, field);
    }
  }

  private static void notTooLong(String text, String field) {
    if (text.length() > OpinionDraft.LONGEST) {
      throw Refusal.invalid("review.textTooLong", field, OpinionDraft.LONGEST);
    }
  }

  private static LocalDate day(@Nullable LocalDate day, String field) {
    if (day == null) {
      throw Refusal.invalid("review.hearingDayMissing", field);
    }
    return day;
  }

  private static void between(LocalDate first, LocalDate day, LocalDate last, String field) {
    if (day.isBefore(first) || day.isAfter(last)) {
      throw Refusal.invalid("review.hearingDayWrong", field, day, first, last);
    }
  }

  /** First day on which it could be held. */
  private LocalDate since(Hearing of) {
    var request = of.request();
    return request == null ? day(of) : request.receivedOn();
  }

  private LocalDate day(Hearing told) {
    return LocalDate.ofInstant(told.toldAt(), clock.getZone());
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static Hearing row(ResultSet row, int n) throws SQLException {
    @Nullable String asked = row.getString("asked_by_name");
    @Nullable LocalDate on = row.getObject("set_on", LocalDate.class);
    return new Hearing(
        row.getObject("id", UUID.class),
        row.getString("department"),
        row.getString("told_by_name"),
        row.getObject("told_at", OffsetDateTime.class).toInstant(),
        row.getString("interest"),
        row.getString("parties"),
        Hearing.State.valueOf(row.getString("state")),
        asked == null
            ? null
            : new Hearing.Request(
                asked,
                row.getBoolean("asked_by_applicant"),
                row.getObject("received_on", LocalDate.class)),
        on == null
            ? null
            : new Hearing.Setting(on, row.getString("place"), row.getString("announced")),
        row.getObject("held_on", LocalDate.class),
        row.getString("summary"),
        row.getString("ended_by_name"),
        row.getObject("expected_days", Integer.class));
  }
}
