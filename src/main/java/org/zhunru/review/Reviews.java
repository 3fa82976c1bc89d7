package org.zhunru.review;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.audit.Audience;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import org.zhunru.common.Word;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Actors;
import org.zhunru.identity.ConflictOfInterest;
import org.zhunru.identity.Department;
import org.zhunru.identity.Departments;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.CaseState;
import org.zhunru.intake.Cases;
import org.zhunru.intake.Correction;
import org.zhunru.intake.Corrections;
import org.zhunru.intake.Trail;

/**
 * What people do inside a department: draft, check, hand back, sign. Outward there is one formal
 * act, and it is the head's: an opinion, a request for correction, or a transfer.
 */
@Component
@Transactional
public class Reviews {
  private final Cases cases;
  private final JointReviews reviews;
  private final JointReviewRows rows;
  private final OpinionRows opinions;
  private final DraftSteps steps;
  private final AwaitedProcedures awaited;
  private final Corrections corrections;
  private final Departments departments;
  private final Actors actors;
  private final ConflictOfInterest conflicts;
  private final CaseLaw law;
  private final ReviewProcess process;
  private final Trail trail;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Reviews(
      Cases cases,
      JointReviews reviews,
      JointReviewRows rows,
      OpinionRows opinions,
      DraftSteps steps,
      AwaitedProcedures awaited,
      Corrections corrections,
      Departments departments,
      Actors actors,
      ConflictOfInterest conflicts,
      CaseLaw law,
      ReviewProcess process,
      Trail trail,
      ApplicationEventPublisher events,
      Clock clock) {
    this.cases = cases;
    this.reviews = reviews;
    this.rows = rows;
    this.opinions = opinions;
    this.steps = steps;
    this.awaited = awaited;
    this.corrections = corrections;
    this.departments = departments;
    this.actors = actors;
    this.conflicts = conflicts;
    this.law = law;
    this.process = process;
    this.trail = trail;
    this.events = events;
    this.clock = clock;
  }

  /** A department's turn: the case, its review, and the person in the seat whose turn it is. */
  private record Turn(
      Case of, JointReview joint, DepartmentReview review, SeatKind seat, Actor actor) {}

  /**
   * Takes the lock, then looks whose turn it is.
   *
   * @throws Refusal {@code review.notOpen}, {@code review.notInvited}, {@code review.signedAlready}
   *     (arguments: who signed, what, when), {@code review.waitsForApplicant}, {@code
   *     review.noTurn}, {@code review.notYourSeat}, {@code identity.conflictOfInterest}
   */
  private Turn turn(Actor by, CaseId id, String department) {
    var of = cases.lock(id);
    of.mustBe(CaseState.IN_REVIEW, CaseState.DECIDING);
    var joint = reviews.locked(id);
    var review = joint.invited(department);
    if (!by.belongsTo(department)) {
      throw Refusal.forbidden("review.notYourSeat", department, "");
    }
    var seat = review.state().seat();
    if (seat == null) {
      throw notNow(review);
    }
    var actor = actors.acting(by, department, seat, "review.notYourSeat");
    conflicts.refuse(actor, of.enterpriseId());
    return new Turn(of, joint, review, seat, actor);
  }

  private Refusal notNow(DepartmentReview review) {
    switch (review.state()) {
      case SIGNED:
        var said = effective(review);
        return said == null
            ? Refusal.conflict("review.noTurn", state(review))
            : Refusal.conflict(
                "review.signedAlready", said.signedByName(), said.kind().name(), said.signedAt());
      case CORRECTING:
        return Refusal.conflict("review.waitsForApplicant");
      default:
        return Refusal.conflict("review.noTurn", state(review));
    }
  }

  private static Word state(DepartmentReview review) {
    return new Word("review.state." + review.state().name(), review.state().name());
  }

  private @Nullable Opinion effective(DepartmentReview review) {
    return opinions
        .findByCaseIdAndDepartmentAndStatus(
            review.caseId().value(), review.department(), Opinion.Status.EFFECTIVE)
        .orElse(null);
  }

  /**
   * Keeps what has been written, complete or not; nothing moves.
   *
   * @throws Refusal if it is not this person's turn
   */
  public void save(Actor by, CaseId id, String department, OpinionDraft draft) {
    var turn = turn(by, id, department);
    turn.review().write(draft);
    rows.flush();
    steps.add(
        turn.review(), turn.seat(), DraftSteps.Act.SAVED, turn.actor(), draft, "", clock.instant());
  }

  /**
   * Hands the draft on to the next seat.
   *
   * @param note for the next hand; may be empty
   * @throws Refusal if it is not this person's turn, {@code review.headSigns} to the head, or all
   *     that is missing in the draft
   */
  public void forward(Actor by, CaseId id, String department, OpinionDraft draft, String note) {
    var turn = turn(by, id, department);
    if (turn.seat() == SeatKind.HEAD) {
      throw Refusal.conflict("review.headSigns");
    }
    complete(turn, draft);
    var next = next(departments.byCode(department), turn.seat());
    move(turn, next, draft, DraftSteps.Act.FORWARDED, note, null);
    trail.officer(
        id,
        "review.forwarded",
        turn.actor(),
        department,
        turn.seat(),
        Audience.OFFICERS,
        "to",
        next.code(),
        "kind",
        String.valueOf(draft.kind()));
  }

  /**
   * Gives the draft back to an earlier seat.
   *
   * @param to the seat
   * @param why what is to be mended
   * @throws Refusal if it is not this person's turn, {@code review.noEarlierSeat}, {@code
   *     review.reasonMissing}
   */
  public void giveBack(
      Actor by, CaseId id, String department, SeatKind to, OpinionDraft draft, String why) {
    var turn = turn(by, id, department);
    if (to.ordinal() >= turn.seat().ordinal() || !departments.byCode(department).has(to)) {
      throw Refusal.invalid("review.noEarlierSeat", "to", to.code());
    }
    if (why.isBlank() || why.length() > OpinionDraft.LONGEST) {
      throw Refusal.invalid("review.reasonMissing", "why");
    }
    move(turn, to, draft, DraftSteps.Act.RETURNED, why.strip(), why.strip());
    trail.officer(
        id,
        "review.returned",
        turn.actor(),
        department,
        turn.seat(),
        Audience.OFFICERS,
        "to",
        to.code(),
        "why",
        why.strip());
  }

  private void move(
      Turn turn,
      SeatKind next,
      OpinionDraft draft,
      DraftSteps.Act act,
      String note,
      @Nullable String returnedWhy) {
    turn.review().write(draft);
    turn.review().goTo(ReviewState.of(next), returnedWhy);
    rows.flush();
    steps.add(turn.review(), turn.seat(), act, turn.actor(), draft, note, clock.instant());
    process.step(
        turn.of().id(),
        turn.review().department(),
        turn.seat(),
        engineStep(next),
        null,
        turn.actor());
  }

  private static ReviewProcess.Next engineStep(SeatKind next) {
    switch (next) {
      case HANDLER:
        return ReviewProcess.Next.DRAFT;
      case REVIEWER:
        return ReviewProcess.Next.REVIEW;
      default:
        return ReviewProcess.Next.SIGN;
    }
  }

  /**
   * The head signs: the department has spoken.
   *
   * @throws Refusal if it is not this person's turn, {@code review.headSigns} to other seats,
   *     {@code review.dossierChanged} if the draft speaks of an older version, {@code
   *     review.expertsOpen}, {@code review.hearingOwed}, or all that is missing or wrong in the
   *     draft
   */
  public void sign(Actor by, CaseId id, String department, OpinionDraft draft) {
    var turn = signing(by, id, department, draft);
    turn.review().write(draft);
    steps.add(
        turn.review(),
        turn.seat(),
        DraftSteps.Act.SIGNED,
        turn.actor(),
        draft,
        "",
        clock.instant());
    switch (java.util.Objects.requireNonNull(draft.kind())) {
      case CORRECTION:
        askForCorrection(turn, draft);
        break;
      case TRANSFER:
        transfer(turn, draft);
        break;
      default:
        speak(turn, draft);
        break;
    }
  }

  private void speak(Turn turn, OpinionDraft draft) {
    var id = turn.of().id();
    var department = turn.review().department();
    awaited.mustBeOver(id, department);
    var kind = java.util.Objects.requireNonNull(draft.kind()).opinion();
    var ground =
        kind == OpinionKind.VETO
            ? law.ground(
                java.util.Objects.requireNonNull(draft.groundId()),
                department,
                LocalDate.now(clock))
            : null;
    var cited = kind == OpinionKind.VETO ? draft.finding() : null;
    var finding = cited == null ? null : law.finding(id, draft.dossierVersion(), cited);
    turn.review().goTo(ReviewState.SIGNED, null);
    var opinion =
        opinions.saveAndFlush(
            new Opinion(
                turn.review(),
                draft,
                java.util.Objects.requireNonNull(kind),
                ground,
                finding,
                turn.actor(),
                clock.instant()));
    trail.officer(
        id,
        kind == OpinionKind.VETO ? "review.vetoed" : "review.signed",
        turn.actor(),
        department,
        SeatKind.HEAD,
        Audience.EVERYBODY,
        "kind",
        kind.name(),
        "round",
        Integer.toString(turn.joint().round()),
        "ground",
        ground == null ? "" : ground.legalBasis(),
        "finding",
        finding == null ? "" : finding.rule());
    reviews.settle(turn.of(), turn.joint());
    events.publishEvent(new ReviewEvents.OpinionSigned(id, opinion.id(), department, kind));
    process.step(id, department, SeatKind.HEAD, ReviewProcess.Next.SIGNED, kind, turn.actor());
  }

  private void askForCorrection(Turn turn, OpinionDraft draft) {
    var id = turn.of().id();
    var department = turn.review().department();
    turn.review().goTo(ReviewState.CORRECTING, null);
    rows.flush();
    var request =
        corrections.request(
            turn.of(),
            Correction.Phase.REVIEW,
            department,
            draft.corrections(),
            draft.text(),
            draft.days(),
            turn.actor());
    trail.officer(
        id,
        "review.correctionRequested",
        turn.actor(),
        department,
        SeatKind.HEAD,
        Audience.EVERYBODY,
        "points",
        Integer.toString(draft.corrections().size()),
        "days",
        String.valueOf(draft.days()),
        "no",
        Integer.toString(request.no()));
    process.step(id, department, SeatKind.HEAD, ReviewProcess.Next.CORRECTION, null, turn.actor());
  }

  private void transfer(Turn turn, OpinionDraft draft) {
    var id = turn.of().id();
    var from = turn.review().department();
    var to = java.util.Objects.requireNonNull(draft.transferTo());
    turn.review().goTo(ReviewState.TRANSFERRED, draft.text());
    rows.flush();
    trail.officer(
        id,
        "review.transferred",
        turn.actor(),
        from,
        SeatKind.HEAD,
        Audience.EVERYBODY,
        "to",
        to,
        "why",
        draft.text());
    events.publishEvent(new ReviewEvents.Transferred(id, from, to));
    reviews.transfer(
        turn.of(),
        turn.joint(),
        to,
        DepartmentReview.Reason.act("TRANSFERRED", draft.text(), from),
        turn.actor());
    reviews.settle(turn.of(), turn.joint());
    process.step(id, from, SeatKind.HEAD, ReviewProcess.Next.TRANSFERRED, null, turn.actor());
  }

  /** Refuses a draft that is incomplete, wrong, or speaks of a version that is not the newest. */
  /** Whether {@link #sign} would be refused, before anybody is asked to confirm it. */
  public void checkSigning(Actor by, CaseId id, String department, OpinionDraft draft) {
    signing(by, id, department, draft);
  }

  private Turn signing(Actor by, CaseId id, String department, OpinionDraft draft) {
    var turn = turn(by, id, department);
    if (turn.seat() != SeatKind.HEAD) {
      throw Refusal.conflict("review.headSigns");
    }
    complete(turn, draft);
    return turn;
  }

  private void complete(Turn turn, OpinionDraft draft) {
    if (draft.dossierVersion() != turn.review().dossierVersion()) {
      throw Refusal.conflict(
          "review.dossierChanged", draft.dossierVersion(), turn.review().dossierVersion());
    }
    var faults = new ArrayList<>(draft.faults());
    if (faults.isEmpty()) {
      faults.addAll(againstRegisters(turn, draft));
    }
    Refusals.throwIfAny(faults);
  }

  private List<Refusal> againstRegisters(Turn turn, OpinionDraft draft) {
    switch (java.util.Objects.requireNonNull(draft.kind())) {
      case VETO:
        return vetoFaults(turn, draft);
      case CORRECTION:
        return corrections.faults(turn.of().matter(), draft.corrections(), draft.days()).stream()
            .map(
                fault ->
                    "days".equals(fault.field()) ? fault : fault.at("corrections." + fault.field()))
            .toList();
      case TRANSFER:
        return transferFaults(turn, java.util.Objects.requireNonNull(draft.transferTo()));
      default:
        return List.of();
    }
  }

  /** Whether a veto of the department on that ground and that version was overturned. */
  private boolean overturned(Turn turn, OpinionDraft draft) {
    return reviews.opinions(turn.of().id()).stream()
        .filter(o -> o.status() == Opinion.Status.OVERTURNED)
        .filter(o -> o.department().equals(turn.review().department()))
        .filter(o -> o.dossierVersion() == draft.dossierVersion())
        .map(Opinion::ground)
        .anyMatch(g -> g != null && g.id().equals(draft.groundId()));
  }

  private List<Refusal> vetoFaults(Turn turn, OpinionDraft draft) {
    var faults = new ArrayList<Refusal>();
    try {
      law.ground(
          java.util.Objects.requireNonNull(draft.groundId()),
          turn.review().department(),
          LocalDate.now(clock));
      if (overturned(turn, draft)) {
        faults.add(Refusal.invalid("review.groundOverturned", "groundId"));
      }
    } catch (Refusal refused) {
      faults.add(refused);
    }
    var cited = draft.finding();
    if (cited != null) {
      try {
        law.finding(turn.of().id(), draft.dossierVersion(), cited);
      } catch (Refusal refused) {
        faults.add(refused);
      }
    }
    return faults;
  }

  private List<Refusal> transferFaults(Turn turn, String to) {
    boolean known =
        departments.all().stream().anyMatch(d -> d.code().equals(to))
            && !to.equals(Actor.LEAD_OFFICE)
            && !to.equals(turn.review().department());
    if (!known) {
      return List.of(Refusal.invalid("review.transferToUnknown", "transferTo", to));
    }
    // Two departments that hold each other competent would pass a case on for ever.
    boolean back =
        turn.joint().of(to).map(DepartmentReview::state).orElse(ReviewState.DRAFTING)
            == ReviewState.TRANSFERRED;
    return back ? List.of(Refusal.invalid("review.transferBack", "transferTo", to)) : List.of();
  }

  private static SeatKind next(Department department, SeatKind seat) {
    return seat == SeatKind.HANDLER && department.has(SeatKind.REVIEWER)
        ? SeatKind.REVIEWER
        : SeatKind.HEAD;
  }

  /**
   * The department's own head takes its veto back; the department reviews once more. What was said
   * stays in the record.
   *
   * @param reason why
   * @throws Refusal {@code review.notYourSeat}, {@code review.noVeto}, {@code
   *     review.reasonMissing}, {@code identity.conflictOfInterest}, {@code intake.wrongState} after
   *     the decision
   */
  public void liftVeto(Actor by, CaseId id, String department, String reason) {
    var lift = liftable(by, id, department, reason);
    var of = lift.of();
    var actor = lift.by();
    var veto = lift.veto();
    veto.end(Opinion.Status.LIFTED, actor, reason.strip(), clock.instant());
    opinions.flush();
    trail.officer(
        id,
        "review.vetoLifted",
        actor,
        department,
        SeatKind.HEAD,
        Audience.EVERYBODY,
        "reason",
        reason.strip());
    events.publishEvent(new ReviewEvents.VetoLifted(id, veto.id(), department));
    reviews.again(
        of, lift.joint(), Set.of(department), Rounds.Why.VETO_LIFTED, reason.strip(), actor);
  }

  /**
   * A veto did not hold when it was reconsidered; the department reviews once more. What was said
   * stays in the record.
   *
   * @param by who decided so, last
   * @throws Refusal {@code review.noVeto}, {@code intake.wrongState} after the decision
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void overturnVeto(Actor by, CaseId id, UUID opinion, String reason) {
    var of = cases.lock(id);
    of.mustBe(CaseState.IN_REVIEW, CaseState.DECIDING);
    var joint = reviews.locked(id);
    var veto =
        opinions
            .findById(opinion)
            .filter(o -> o.caseId().equals(id) && o.isStandingVeto())
            .orElseThrow(() -> Refusal.conflict("review.noVeto", ""));
    veto.end(Opinion.Status.OVERTURNED, by, reason, clock.instant());
    opinions.flush();
    reviews.again(of, joint, Set.of(veto.department()), Rounds.Why.VETO_OVERTURNED, reason, by);
  }

  /** Whether {@link #liftVeto} would do it; refuses as that does, and changes nothing. */
  public void checkLift(Actor by, CaseId id, String department, String reason) {
    liftable(by, id, department, reason);
  }

  private record Lift(Case of, JointReview joint, Actor by, Opinion veto) {}

  private Lift liftable(Actor by, CaseId id, String department, String reason) {
    var of = cases.lock(id);
    of.mustBe(CaseState.IN_REVIEW, CaseState.DECIDING);
    var joint = reviews.locked(id);
    var actor = actors.acting(by, department, SeatKind.HEAD, "review.notYourSeat");
    conflicts.refuse(actor, of.enterpriseId());
    var veto = effective(joint.invited(department));
    if (veto == null || !veto.isStandingVeto()) {
      throw Refusal.conflict("review.noVeto", department);
    }
    if (reason.isBlank() || reason.length() > OpinionDraft.LONGEST) {
      throw Refusal.invalid("review.reasonMissing", "reason");
    }
    return new Lift(of, joint, actor, veto);
  }

  /**
   * The lead office sends the case back to departments before it decides.
   *
   * @param again codes of the departments; at least one
   * @param reason what they are to look at
   * @throws Refusal {@code review.notLead}, {@code review.noDepartment}, {@code
   *     review.reasonMissing}, {@code identity.conflictOfInterest}, {@code intake.wrongState}
   */
  public void sendBack(Actor by, CaseId id, Set<String> again, String reason) {
    var of = cases.lock(id);
    of.mustBe(CaseState.DECIDING);
    var joint = reviews.locked(id);
    var actor = actors.acting(by, Actor.LEAD_OFFICE, SeatKind.HEAD, "review.notLead");
    conflicts.refuse(actor, of.enterpriseId());
    if (again.isEmpty()) {
      throw Refusal.invalid("review.noDepartment", "departments");
    }
    for (var department : again) {
      if (joint.invited(department).state() == ReviewState.TRANSFERRED) {
        throw Refusal.invalid("review.notInvited", "departments", department);
      }
    }
    if (reason.isBlank() || reason.length() > OpinionDraft.LONGEST) {
      throw Refusal.invalid("review.reasonMissing", "reason");
    }
    trail.officer(
        id,
        "review.sentBack",
        actor,
        Actor.LEAD_OFFICE,
        SeatKind.HEAD,
        Audience.OFFICERS,
        "departments",
        String.join(" ", again),
        "reason",
        reason.strip());
    reviews.again(of, joint, again, Rounds.Why.SENT_BACK, reason.strip(), actor);
  }
}
