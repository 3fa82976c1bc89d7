package org.zhunru.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.audit.Audience;
import org.zhunru.common.Ids;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Actors;
import org.zhunru.identity.ConflictOfInterest;
import org.zhunru.identity.Role;
import org.zhunru.identity.SeatKind;
import org.zhunru.inbox.Claims;
import org.zhunru.inbox.Due;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseEvents;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.CaseState;
import org.zhunru.intake.Cases;
import org.zhunru.intake.Trail;
import org.zhunru.policy.Grounds;
import org.zhunru.review.JointReviews;
import org.zhunru.review.Opinion;
import org.zhunru.review.ReviewEvents;
import org.zhunru.review.Reviews;

/**
 * Reconsideration of vetoes. The applicant or a supervisor asks, the department answers, the office
 * of the safety committee (安委会办公室) concludes with reasons: the head of the department that houses
 * it, unless that department has vetoed the case itself; then the lead office does. Overturning
 * takes a second person, of the lead office. Who vetoed, answered or asked concludes nothing, nor
 * does who has an interest in the enterprise.
 *
 * <p>No rule of law sets a time limit for it ({@code policies/time-limits.csv} has no such row), so
 * a person of the lead office sets the days. Nothing follows from letting them pass.
 */
@Component
@Transactional
public class Reconsiderations {
  /** In {@code policies/ground-departments.csv}. */
  static final String COMMITTEE = "市政府安委会";

  private static final int LONGEST = 4000;

  private final JdbcClient db;
  private final Cases cases;
  private final JointReviews joint;
  private final Reviews reviews;
  private final Grounds grounds;
  private final Actors actors;
  private final ConflictOfInterest conflicts;
  private final Claims claims;
  private final ReconsiderationProcess process;
  private final ReconsiderationPapers papers;
  private final Trail trail;
  private final Clock clock;

  Reconsiderations(
      JdbcClient db,
      Cases cases,
      JointReviews joint,
      Reviews reviews,
      Grounds grounds,
      Actors actors,
      ConflictOfInterest conflicts,
      Claims claims,
      ReconsiderationProcess process,
      ReconsiderationPapers papers,
      Trail trail,
      Clock clock) {
    this.db = db;
    this.cases = cases;
    this.joint = joint;
    this.reviews = reviews;
    this.grounds = grounds;
    this.actors = actors;
    this.conflicts = conflicts;
    this.claims = claims;
    this.process = process;
    this.papers = papers;
    this.trail = trail;
    this.clock = clock;
  }

  /** Reconsiderations of a case, oldest first; for who has seen to it that the reader may. */
  @Transactional(readOnly = true)
  public List<Reconsideration> of(CaseId id) {
    return read("case_id", id.value());
  }

  /**
   * One of a case.
   *
   * @throws Refusal {@code reconsideration.unknown}
   */
  @Transactional(readOnly = true)
  public Reconsideration byId(CaseId caseId, UUID id) {
    return read("id", id).stream()
        .filter(r -> r.caseId().equals(caseId))
        .findFirst()
        .orElseThrow(() -> Refusal.unknown("reconsideration.unknown"));
  }

  /** Any; for who has seen to it that the reader may see its case. */
  @Transactional(readOnly = true)
  public Reconsideration byId(UUID id) {
    return read("id", id).stream()
        .findFirst()
        .orElseThrow(() -> Refusal.unknown("reconsideration.unknown"));
  }

  /** The one whose next step is that work; of the case it is work of. */
  @Transactional(readOnly = true)
  public Reconsideration ofWork(CaseId caseId, String reference) {
    return of(caseId).stream()
        .filter(Reconsideration::isOpen)
        .filter(r -> reference.equals(process.work(r.id())))
        .findFirst()
        .orElseThrow(() -> Refusal.unknown("reconsideration.unknown"));
  }

  /**
   * Whether somebody may ask for a veto to be reconsidered now.
   *
   * @param veto an opinion of that case
   */
  @Transactional(readOnly = true)
  public boolean mayAsk(Actor by, Case of, Opinion veto) {
    return veto.isStandingVeto()
        && (of.state() == CaseState.IN_REVIEW || of.state() == CaseState.DECIDING)
        && (by.isApplicantOf(of.enterpriseId()) || by.hasRole(Role.SUPERVISOR))
        && read("opinion_id", veto.id()).stream().noneMatch(Reconsiderations::inTheWay);
  }

  private static boolean inTheWay(Reconsideration earlier) {
    return earlier.isOpen()
        || earlier.state() == Reconsideration.State.UPHELD
        || earlier.state() == Reconsideration.State.OVERTURNED;
  }

  /**
   * The applicant, or a supervisor, asks for the veto of a department to be reconsidered.
   *
   * @throws Refusal {@code intake.noSuchCase}, {@code reconsideration.notYours}, {@code
   *     identity.conflictOfInterest}, {@code intake.wrongState} outside of the review, {@code
   *     review.noVeto}, {@code reconsideration.open}, {@code reconsideration.concluded}, {@code
   *     reconsideration.reasonsMissing}
   */
  public UUID ask(Actor by, CaseId id, String department, String reasons) {
    var of = cases.lock(id);
    cases.see(by, id);
    boolean applicant = by.isApplicantOf(of.enterpriseId());
    if (!applicant && !by.hasRole(Role.SUPERVISOR)) {
      throw Refusal.forbidden("reconsideration.notYours");
    }
    if (!applicant) {
      conflicts.refuse(by, of.enterpriseId());
    }
    of.mustBe(CaseState.IN_REVIEW, CaseState.DECIDING);
    var veto =
        joint.effective(id).stream()
            .filter(o -> o.department().equals(department) && o.isStandingVeto())
            .findFirst()
            .orElseThrow(() -> Refusal.conflict("review.noVeto", department));
    for (var earlier : read("opinion_id", veto.id())) {
      if (earlier.isOpen()) {
        throw Refusal.conflict("reconsideration.open");
      }
      if (inTheWay(earlier)) {
        throw Refusal.conflict("reconsideration.concluded");
      }
    }
    var said = words(reasons, "reconsideration.reasonsMissing", "reasons");
    var asked = Ids.next();
    db.sql(
            """
            insert into reconsideration (id, case_id, opinion_id, department, decider, state,
              asked_as, asked_by, asked_by_name, reasons, asked_at)
            values (:id, :case, :veto, :department, :decider, 'ASKED', :as, :by, :name, :reasons,
              :now)
            """)
        .param("id", asked)
        .param("case", id.value())
        .param("veto", veto.id())
        .param("department", department)
        .param("decider", decider(id))
        .param(
            "as", (applicant ? Reconsideration.As.APPLICANT : Reconsideration.As.SUPERVISOR).name())
        .param("by", by.accountId())
        .param("name", by.name())
        .param("reasons", said)
        .param("now", now())
        .update();
    act(asked, Reconsideration.Kind.ASKED, said, by);
    trail.applicant(id, "reconsideration.asked", by, "department", department, "reason", said);
    process.begin(asked);
    return asked;
  }

  /**
   * Who asked no longer wants it.
   *
   * @throws Refusal {@code reconsideration.unknown}, {@code reconsideration.notYours}, {@code
   *     reconsideration.over}, {@code reconsideration.reasonsMissing}
   */
  public void takeBack(Actor by, CaseId caseId, UUID id, String reason) {
    var of = cases.lock(caseId);
    cases.see(by, caseId);
    var it = open(caseId, id);
    boolean asker =
        it.askedAs() == Reconsideration.As.APPLICANT
            ? by.isApplicantOf(of.enterpriseId())
            : by.accountId().equals(it.askedBy());
    if (!asker) {
      throw Refusal.forbidden("reconsideration.notYours");
    }
    var said = words(reason, "reconsideration.reasonsMissing", "reason");
    become(id, Reconsideration.State.TAKEN_BACK);
    act(id, Reconsideration.Kind.TAKEN_BACK, said, by);
    trail.applicant(caseId, "reconsideration.takenBack", by, "reason", said);
    process.notNeeded(id);
  }

  /**
   * A person of the lead office sets the days, or sets them anew.
   *
   * @param answerBy last day for the department
   * @param decideBy last day for the conclusion
   * @param why needed where days were set before
   * @throws Refusal {@code reconsideration.notLead}, {@code identity.conflictOfInterest}, {@code
   *     reconsideration.over}, {@code inbox.claimedByOther}, or all that is wrong: {@code
   *     reconsideration.dayMissing}, {@code reconsideration.dayPast}, {@code
   *     reconsideration.dayFar}, {@code reconsideration.daysReversed}, {@code
   *     reconsideration.whyMissing}
   */
  public void setDays(
      Actor by,
      CaseId caseId,
      UUID id,
      @Nullable LocalDate answerBy,
      @Nullable LocalDate decideBy,
      String why) {
    var of = cases.lock(caseId);
    var actor = lead(by, of);
    var it = open(caseId, id);
    boolean first = it.state() == Reconsideration.State.ASKED;
    var faults = new ArrayList<Refusal>();
    var answer = day(answerBy, it.answer() == null, "answerBy", faults);
    var decide = day(decideBy, true, "decideBy", faults);
    if (answer != null && decide != null && decide.isBefore(answer)) {
      faults.add(Refusal.invalid("reconsideration.daysReversed", "decideBy"));
    }
    if ((!first && why.isBlank()) || why.length() > LONGEST) {
      faults.add(Refusal.invalid("reconsideration.whyMissing", "why"));
    }
    Refusals.throwIfAny(faults);
    if (first) {
      take(by, id);
    }
    db.sql("update reconsideration set answer_by = :answer, decide_by = :decide where id = :id")
        .param("answer", answer)
        .param("decide", decide)
        .param("id", id)
        .update();
    act(id, Reconsideration.Kind.DAYS_SET, answer + " / " + decide + " " + why.strip(), actor);
    trail.officer(
        caseId,
        "reconsideration.daysSet",
        actor,
        Actor.LEAD_OFFICE,
        SeatKind.HEAD,
        Audience.EVERYBODY,
        "text",
        answer + " / " + decide,
        "reason",
        why.strip());
    if (first) {
      become(id, Reconsideration.State.ANSWERING);
      process.daysSet(id, actor);
    } else {
      process.daysMoved(id, java.util.Objects.requireNonNull(due(byId(caseId, id))));
    }
    papers.notice(of, byId(caseId, id), veto(it));
  }

  private @Nullable LocalDate day(
      @Nullable LocalDate day, boolean ahead, String field, List<Refusal> faults) {
    if (day == null) {
      faults.add(Refusal.invalid("reconsideration.dayMissing", field));
    } else if (ahead && day.isBefore(LocalDate.now(clock))) {
      faults.add(Refusal.invalid("reconsideration.dayPast", field));
    } else if (ahead && day.isAfter(LocalDate.now(clock).plusYears(1))) {
      // A slip of the keyboard would be a day of which nobody is ever told.
      faults.add(Refusal.invalid("reconsideration.dayFar", field));
    }
    return day;
  }

  /** By when the step at hand is due; null if no day is set. */
  public @Nullable Due due(Reconsideration of) {
    var on = of.dueOn();
    return on == null
        ? null
        : new Due(on.plusDays(1).atStartOfDay(clock.getZone()).toInstant(), false);
  }

  /**
   * The head of the department answers.
   *
   * @throws Refusal {@code review.notYourSeat}, {@code identity.conflictOfInterest}, {@code
   *     reconsideration.over}, {@code reconsideration.notNow}, {@code
   *     reconsideration.answerMissing}
   */
  public void answer(Actor by, CaseId caseId, UUID id, String answer) {
    var of = cases.lock(caseId);
    var it = byId(caseId, id);
    var actor = actors.acting(by, it.department(), SeatKind.HEAD, "review.notYourSeat");
    conflicts.refuse(actor, of.enterpriseId());
    mustBe(it, Reconsideration.State.ANSWERING);
    var said = words(answer, "reconsideration.answerMissing", "answer");
    take(by, id);
    var decider = decider(caseId);
    if (!decider.equals(Actor.LEAD_OFFICE)) {
      cases.letTakePart(caseId, Set.of(decider));
    }
    db.sql("update reconsideration set answer = :answer, decider = :decider where id = :id")
        .param("answer", said)
        .param("decider", decider)
        .param("id", id)
        .update();
    become(id, Reconsideration.State.DECIDING);
    act(id, Reconsideration.Kind.ANSWERED, said, actor);
    trail.officer(
        caseId,
        "reconsideration.answered",
        actor,
        it.department(),
        SeatKind.HEAD,
        Audience.EVERYBODY);
    process.answered(id, actor);
  }

  /**
   * The decider concludes: the veto stands, or is to be overturned, which a second person has to
   * confirm.
   *
   * @throws Refusal {@code reconsideration.notDecider}, {@code identity.conflictOfInterest}, {@code
   *     reconsideration.ownMatter}, {@code reconsideration.over}, {@code reconsideration.notNow},
   *     {@code reconsideration.reasonsMissing}
   */
  public void conclude(Actor by, CaseId caseId, UUID id, boolean overturn, String reasons) {
    var judged = judged(by, caseId, id, Reconsideration.State.DECIDING);
    var said = words(reasons, "reconsideration.reasonsMissing", "reasons");
    take(by, id);
    if (overturn) {
      become(id, Reconsideration.State.CONFIRMING);
      act(id, Reconsideration.Kind.PROPOSED, said, judged.by());
      told(judged, "reconsideration.proposed", Audience.OFFICERS, said);
      process.proposed(id, judged.by());
      return;
    }
    become(id, Reconsideration.State.UPHELD);
    act(id, Reconsideration.Kind.UPHELD, said, judged.by());
    told(judged, "reconsideration.upheld", Audience.EVERYBODY, said);
    process.upheld(id, judged.by());
    papers.conclusion(judged.of(), byId(caseId, id), judged.veto(), said);
  }

  /** Whether {@link #conclude} would do it; refuses as that does, and changes nothing. */
  public void checkConclusion(Actor by, CaseId caseId, UUID id, String reasons) {
    judged(by, caseId, id, Reconsideration.State.DECIDING);
    words(reasons, "reconsideration.reasonsMissing", "reasons");
  }

  /**
   * A second person, of the lead office, agrees to overturn, or does not: then it is concluded
   * anew.
   *
   * @throws Refusal as {@link #conclude}, {@code reconsideration.notLead}, {@code
   *     reconsideration.samePerson} to the first person and to who acts for them or in whose place
   *     they acted
   */
  public void confirm(Actor by, CaseId caseId, UUID id, boolean agreed, String reasons) {
    var judged = second(by, caseId, id);
    var said = words(reasons, "reconsideration.reasonsMissing", "reasons");
    take(by, id);
    if (!agreed) {
      become(id, Reconsideration.State.DECIDING);
      act(id, Reconsideration.Kind.RETURNED, said, judged.by());
      told(judged, "reconsideration.returned", Audience.OFFICERS, said);
      process.confirmed(id, false, judged.by());
      return;
    }
    become(id, Reconsideration.State.OVERTURNED);
    act(id, Reconsideration.Kind.OVERTURNED, said, judged.by());
    told(judged, "reconsideration.overturned", Audience.EVERYBODY, said);
    process.confirmed(id, true, judged.by());
    var proposed = judged.it().last(Reconsideration.Kind.PROPOSED).orElseThrow().text();
    papers.conclusion(judged.of(), byId(caseId, id), judged.veto(), proposed + "\n" + said);
    reviews.overturnVeto(judged.by(), caseId, judged.veto().id(), proposed);
  }

  /** Whether {@link #confirm} would do it; refuses as that does, and changes nothing. */
  public void checkConfirmation(Actor by, CaseId caseId, UUID id, String reasons) {
    second(by, caseId, id);
    words(reasons, "reconsideration.reasonsMissing", "reasons");
  }

  /** A case before somebody who may judge its veto. */
  private record Judged(Case of, Reconsideration it, Opinion veto, String decider, Actor by) {}

  private Judged judged(Actor by, CaseId caseId, UUID id, Reconsideration.State state) {
    var of = cases.lock(caseId);
    var it = byId(caseId, id);
    var decider = state == Reconsideration.State.DECIDING ? it.decider() : Actor.LEAD_OFFICE;
    var actor =
        decider.equals(Actor.LEAD_OFFICE)
            ? lead(by, of)
            : acting(by, of, decider, "reconsideration.notDecider");
    mustBe(it, state);
    var involved = new HashSet<UUID>();
    involved.add(it.askedBy());
    it.last(Reconsideration.Kind.ANSWERED).ifPresent(a -> involved.addAll(people(a)));
    var veto = veto(it);
    involved.add(veto.signedBy());
    if (veto.onBehalfOf() != null) {
      involved.add(veto.onBehalfOf());
    }
    if (actor.belongsTo(it.department()) || people(actor).stream().anyMatch(involved::contains)) {
      throw Refusal.forbidden("reconsideration.ownMatter");
    }
    return new Judged(of, it, veto, decider, actor);
  }

  private Judged second(Actor by, CaseId caseId, UUID id) {
    var judged = judged(by, caseId, id, Reconsideration.State.CONFIRMING);
    var first = people(judged.it().last(Reconsideration.Kind.PROPOSED).orElseThrow());
    if (people(judged.by()).stream().anyMatch(first::contains)) {
      throw Refusal.forbidden("reconsideration.samePerson");
    }
    return judged;
  }

  /** The work at hand is taken on by the way, if nobody else has it. */
  private void take(Actor by, UUID id) {
    claims.ensureMine(by, java.util.Objects.requireNonNull(process.work(id)));
  }

  /** Who acted, and in whose place. */
  private static Set<UUID> people(Actor actor) {
    var principal = actor.principal();
    return principal == null ? Set.of(actor.accountId()) : Set.of(actor.accountId(), principal);
  }

  private static Set<UUID> people(Reconsideration.Act act) {
    var people = new HashSet<UUID>();
    people.add(java.util.Objects.requireNonNull(act.by()));
    if (act.onBehalfOf() != null) {
      people.add(act.onBehalfOf());
    }
    return people;
  }

  private Actor lead(Actor by, Case of) {
    return acting(by, of, Actor.LEAD_OFFICE, "reconsideration.notLead");
  }

  private Actor acting(Actor by, Case of, String department, String code) {
    var actor = actors.acting(by, department, SeatKind.HEAD, code);
    conflicts.refuse(actor, of.enterpriseId());
    return actor;
  }

  /** Nobody concludes upon the vetoes of a case that they have vetoed themselves. */
  private String decider(CaseId id) {
    return grounds
        .houseOf(COMMITTEE)
        .filter(
            house ->
                joint.opinions(id).stream()
                    .noneMatch(o -> o.department().equals(house) && o.ground() != null))
        .orElse(Actor.LEAD_OFFICE);
  }

  /** Whether a person sits where the reconsideration is concluded upon. */
  public boolean isDecider(Actor actor, Reconsideration it) {
    return it.decider().equals(Actor.LEAD_OFFICE)
        ? actor.isLead()
        : actor.holds(it.decider(), SeatKind.HEAD);
  }

  private Opinion veto(Reconsideration of) {
    return joint.opinions(of.caseId()).stream()
        .filter(o -> o.id().equals(of.veto()))
        .findFirst()
        .orElseThrow();
  }

  private Reconsideration open(CaseId caseId, UUID id) {
    var it = byId(caseId, id);
    if (!it.isOpen()) {
      throw Refusal.conflict("reconsideration.over");
    }
    return it;
  }

  private static void mustBe(Reconsideration it, Reconsideration.State state) {
    if (!it.isOpen()) {
      throw Refusal.conflict("reconsideration.over");
    }
    if (it.state() != state) {
      throw Refusal.conflict("reconsideration.notNow");
    }
  }

  private static String words(String text, String missing, String field) {
    var words = text.strip();
    if (words.isEmpty() || words.length() > LONGEST) {
      throw Refusal.invalid(missing, field);
    }
    return words;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void on(ReviewEvents.VetoLifted lifted) {
    end(read("opinion_id", lifted.opinion()));
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void on(ReviewEvents.VetoSuperseded superseded) {
    end(read("opinion_id", superseded.opinion()));
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void on(CaseEvents.Withdrawn withdrawn) {
    end(of(withdrawn.caseId()));
  }

  private void end(List<Reconsideration> all) {
    for (var it : all) {
      if (it.isOpen()) {
        become(it.id(), Reconsideration.State.NOT_NEEDED);
        act(it.id(), Reconsideration.Kind.NOT_NEEDED, "", null);
        trail.program(it.caseId(), "reconsideration.notNeeded", Audience.EVERYBODY);
        process.notNeeded(it.id());
      }
    }
  }

  private void told(Judged judged, String act, Audience audience, String reason) {
    trail.officer(
        judged.of().id(),
        act,
        judged.by(),
        judged.decider(),
        SeatKind.HEAD,
        audience,
        "department",
        judged.it().department(),
        "reason",
        reason);
  }

  private void become(UUID id, Reconsideration.State state) {
    db.sql(
            """
            update reconsideration set state = :state, closed_at = cast(:closed as timestamptz)
            where id = :id
            """)
        .param("state", state.name())
        .param("closed", state.isOpen() ? null : now())
        .param("id", id)
        .update();
  }

  private void act(UUID id, Reconsideration.Kind kind, String text, @Nullable Actor by) {
    var behalf = by == null ? null : by.onBehalfOf();
    db.sql(
            """
            insert into reconsideration_act (reconsideration_id, no, act, text, by_id, by_name,
              on_behalf_of, on_behalf_name, at)
            select :id, 1 + coalesce(max(no), 0), :act, :text, cast(:by as uuid), :name,
              cast(:behalf as uuid), :behalfName, :now
            from reconsideration_act where reconsideration_id = :id
            """)
        .param("id", id)
        .param("act", kind.name())
        .param("text", text.strip())
        .param("by", by == null ? null : by.accountId())
        .param("name", by == null ? "" : by.name())
        .param("behalf", behalf == null ? null : behalf.accountId())
        .param("behalfName", behalf == null ? null : behalf.name())
        .param("now", now())
        .update();
  }

  private List<Reconsideration> read(String column, UUID value) {
    var acts = new HashMap<UUID, List<Reconsideration.Act>>();
    db.sql(
            """
            select a.* from reconsideration_act a
              join reconsideration r on r.id = a.reconsideration_id
            where r.%s = :value order by a.reconsideration_id, a.no
            """
                .formatted(column))
        .param("value", value)
        .query(
            row -> {
              acts.computeIfAbsent(
                      row.getObject("reconsideration_id", UUID.class), r -> new ArrayList<>())
                  .add(act(row));
            });
    return db.sql(
            "select * from reconsideration where %s = :value order by asked_at, id"
                .formatted(column))
        .param("value", value)
        .query((row, n) -> row(row, acts))
        .list();
  }

  private static Reconsideration.Act act(ResultSet row) throws SQLException {
    return new Reconsideration.Act(
        Reconsideration.Kind.valueOf(row.getString("act")),
        row.getString("text"),
        row.getObject("by_id", UUID.class),
        row.getString("by_name"),
        row.getObject("on_behalf_of", UUID.class),
        row.getString("on_behalf_name"),
        row.getObject("at", OffsetDateTime.class).toInstant());
  }

  private static Reconsideration row(ResultSet row, HashMap<UUID, List<Reconsideration.Act>> acts)
      throws SQLException {
    var id = row.getObject("id", UUID.class);
    @Nullable OffsetDateTime closed = row.getObject("closed_at", OffsetDateTime.class);
    return new Reconsideration(
        id,
        new CaseId(row.getObject("case_id", UUID.class)),
        row.getObject("opinion_id", UUID.class),
        row.getString("department"),
        row.getString("decider"),
        Reconsideration.State.valueOf(row.getString("state")),
        Reconsideration.As.valueOf(row.getString("asked_as")),
        row.getObject("asked_by", UUID.class),
        row.getString("asked_by_name"),
        row.getString("reasons"),
        row.getObject("asked_at", OffsetDateTime.class).toInstant(),
        row.getObject("answer_by", LocalDate.class),
        row.getObject("decide_by", LocalDate.class),
        row.getString("answer"),
        closed == null ? null : closed.toInstant(),
        acts.getOrDefault(id, List.of()));
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
