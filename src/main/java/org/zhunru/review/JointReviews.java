package org.zhunru.review;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.audit.Audience;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Departments;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.CaseState;
import org.zhunru.intake.Cases;
import org.zhunru.intake.CorrectionAnswered;
import org.zhunru.intake.Corrections;
import org.zhunru.intake.Matter;
import org.zhunru.intake.Matters;
import org.zhunru.intake.Trail;

/** Rounds of joint reviews: who is called, who reviews once more, when a round is over. */
@Component
@Transactional
public class JointReviews {
  private final JointReviewRows rows;
  private final OpinionRows opinions;
  private final Rounds rounds;
  private final Cases cases;
  private final Matters matters;
  private final Corrections corrections;
  private final Departments departments;
  private final CaseLaw law;
  private final ReviewProcess process;
  private final Trail trail;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  JointReviews(
      JointReviewRows rows,
      OpinionRows opinions,
      Rounds rounds,
      Cases cases,
      Matters matters,
      Corrections corrections,
      Departments departments,
      CaseLaw law,
      ReviewProcess process,
      Trail trail,
      ApplicationEventPublisher events,
      Clock clock) {
    this.rows = rows;
    this.opinions = opinions;
    this.rounds = rounds;
    this.cases = cases;
    this.matters = matters;
    this.corrections = corrections;
    this.departments = departments;
    this.law = law;
    this.process = process;
    this.trail = trail;
    this.events = events;
    this.clock = clock;
  }

  /** The joint review of a case; empty before acceptance. */
  @Transactional(readOnly = true)
  public Optional<JointReview> of(CaseId id) {
    return rows.findById(id.value());
  }

  /** Every opinion ever signed in a case, oldest first. */
  @Transactional(readOnly = true)
  public List<Opinion> opinions(CaseId id) {
    return opinions.findByCaseIdOrderBySignedAt(id.value());
  }

  /** One opinion. */
  @Transactional(readOnly = true)
  public Opinion opinion(UUID id) {
    return opinions.findById(id).orElseThrow();
  }

  /** The opinions that count. */
  @Transactional(readOnly = true)
  public List<Opinion> effective(CaseId id) {
    return opinions(id).stream().filter(Opinion::isEffective).toList();
  }

  /** Whether a veto stands. */
  @Transactional(readOnly = true)
  public boolean vetoed(CaseId id) {
    return opinions(id).stream().anyMatch(Opinion::isStandingVeto);
  }

  /**
   * The flow has come to the review: opens the first round with the departments that the facts
   * call, or goes on with those that were sent back.
   *
   * @return codes of the departments that review now
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<String> open(CaseId id) {
    var known = rows.findById(id.value());
    if (known.isPresent()) {
      return known.get().departments().stream()
          .filter(d -> !d.state().isSettled())
          .map(DepartmentReview::department)
          .toList();
    }
    var found = cases.byId(id);
    var at = clock.instant();
    var review =
        new JointReview(id, found.dossierVersion(), matters.byId(found.matter()).onVeto(), at);
    law.called(id, found.dossierVersion())
        .forEach(
            (department, reasons) ->
                review.call(
                    department, reasons, DepartmentReview.CalledBy.RULES, first(department), at));
    if (review.departments().isEmpty()) {
      throw Refusal.conflict("review.nobodyCalled");
    }
    rows.saveAndFlush(review);
    var called = codes(review.departments());
    cases.letTakePart(id, new LinkedHashSet<>(called));
    rounds.opened(review, Rounds.Why.ACCEPTED, at, called, List.of());
    trail.program(
        id,
        "review.opened",
        Audience.EVERYBODY,
        "round",
        "1",
        "departments",
        String.join(" ", called));
    return called;
  }

  /**
   * What the flow needs to know after an opinion: STOPPED if a veto ends the round at once, else
   * OPEN.
   */
  @Transactional(readOnly = true)
  public String roundState(CaseId id) {
    var review = locked(id);
    return review.isComplete() && stops(review) ? "STOPPED" : "OPEN";
  }

  /** The seat in which a department begins. */
  public SeatKind first(String department) {
    var of = departments.byCode(department);
    return of.has(SeatKind.HANDLER) ? SeatKind.HANDLER : SeatKind.HEAD;
  }

  /**
   * The review, for who has locked the case.
   *
   * @throws Refusal {@code review.notOpen} if there is none
   */
  JointReview locked(CaseId id) {
    return rows.findById(id.value()).orElseThrow(() -> Refusal.conflict("review.notOpen"));
  }

  /** Whether the first veto ends the round, and one stands. */
  private boolean stops(JointReview review) {
    return review.onVeto() == Matter.OnVeto.STOP_AT_ONCE && vetoed(review.caseId());
  }

  /**
   * A department has done with its part: the round may be over.
   *
   * @param of the locked case
   */
  void settle(Case of, JointReview review) {
    if (stops(review)) {
      review.departments().stream()
          .filter(d -> !d.state().isSettled())
          .forEach(d -> d.goTo(ReviewState.NOT_NEEDED, null));
      corrections.cancelOpen(of.id());
    }
    if (review.isComplete()) {
      review.close(clock.instant());
      of.awaitDecision();
      trail.program(
          of.id(), "review.closed", Audience.EVERYBODY, "round", Integer.toString(review.round()));
    }
    rows.flush();
  }

  /**
   * Departments that had settled review once more: a new round on the same version. What they said
   * before no longer counts.
   *
   * @param of the locked case, in review or awaiting the decision
   * @param why shown to them
   */
  void again(
      Case of, JointReview review, Set<String> again, Rounds.Why opened, String why, Actor by) {
    boolean over = of.state() == CaseState.DECIDING;
    var all = new LinkedHashSet<>(again);
    if (over) {
      // Whom an earlier veto spared was never heard.
      review.departments().stream()
          .filter(d -> d.state() == ReviewState.NOT_NEEDED)
          .forEach(d -> all.add(d.department()));
    }
    review.nextRound(of.dossierVersion());
    var at = clock.instant();
    for (var department : all) {
      supersede(of.id(), department, why, by, at);
      review.reopen(
          department,
          first(department),
          DepartmentReview.Reason.act(opened.name(), why, ""),
          DepartmentReview.CalledBy.RE_REVIEW,
          why);
    }
    rows.flush();
    rounds.opened(review, opened, at, all, List.of());
    trail.program(
        of.id(),
        "review.opened",
        Audience.EVERYBODY,
        "round",
        Integer.toString(review.round()),
        "departments",
        String.join(" ", all));
    if (over) {
      of.reviewAgain();
      process.reviewAgain(of.id(), all, by);
    } else {
      process.alsoReview(of.id(), all);
    }
  }

  /**
   * A department is competent instead of another: takes part from now on, or reviews once more.
   *
   * @param of the locked case
   * @param because what the other department said
   */
  void transfer(Case of, JointReview review, String to, DepartmentReview.Reason because, Actor by) {
    var target = review.of(to);
    if (target.isPresent() && !target.get().state().isSettled()) {
      target.get().alsoBecause(because, DepartmentReview.CalledBy.TRANSFER);
      rows.flush();
      return;
    }
    if (target.isPresent()) {
      supersede(of.id(), to, because.text(), by, clock.instant());
      review.reopen(to, first(to), because, DepartmentReview.CalledBy.TRANSFER, because.text());
    } else {
      review.call(
          to, List.of(because), DepartmentReview.CalledBy.TRANSFER, first(to), clock.instant());
    }
    rows.flush();
    cases.letTakePart(of.id(), Set.of(to));
    process.alsoReview(of.id(), Set.of(to));
  }

  private void supersede(CaseId id, String department, String why, Actor by, Instant at) {
    opinions
        .findByCaseIdAndDepartmentAndStatus(id.value(), department, Opinion.Status.EFFECTIVE)
        .ifPresent(
            opinion -> {
              boolean veto = opinion.isStandingVeto();
              opinion.end(Opinion.Status.SUPERSEDED, by, why, at);
              opinions.flush();
              if (veto) {
                events.publishEvent(new ReviewEvents.VetoSuperseded(id, opinion.id(), department));
              }
            });
  }

  /**
   * The applicant has filed a corrected version: who asked goes on; who had spoken keeps the
   * opinion unless the changed facts concern it; who is newly called takes part.
   */
  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void corrected(CorrectionAnswered answered) {
    var id = answered.caseId();
    var of = cases.lock(id);
    var review = locked(id);
    var change = law.between(id, review.dossierVersion(), answered.version());
    var called = law.called(id, answered.version());
    var at = clock.instant();
    review.nextRound(answered.version());

    var waiting = new ArrayList<String>();
    var again = new LinkedHashSet<String>();
    for (var department : review.departments()) {
      var code = department.department();
      boolean concerned = change.concerned().contains(code);
      switch (department.state()) {
        case CORRECTING:
          waiting.add(code);
          department.speaksOf(review.dossierVersion(), review.round());
          department.goTo(ReviewState.of(first(code)), null);
          break;
        case SIGNED:
          if (concerned) {
            again.add(code);
            supersede(id, code, String.join(", ", change.paths()), answered.by(), at);
            review.reopen(
                code,
                first(code),
                DepartmentReview.Reason.act(Rounds.Why.CORRECTED.name(), "", ""),
                DepartmentReview.CalledBy.RE_REVIEW,
                null);
          }
          break;
        case TRANSFERRED, NOT_NEEDED:
          break;
        default:
          department.speaksOf(review.dossierVersion(), review.round());
          break;
      }
    }
    called.forEach(
        (code, reasons) -> {
          if (review.of(code).isEmpty()) {
            review.call(code, reasons, DepartmentReview.CalledBy.RULES, first(code), at);
            again.add(code);
          }
        });
    rows.flush();
    cases.letTakePart(id, again);
    var reviewing = new LinkedHashSet<>(waiting);
    reviewing.addAll(again);
    rounds.opened(review, Rounds.Why.CORRECTED, at, reviewing, change.paths());
    trail.program(
        id,
        "review.opened",
        Audience.EVERYBODY,
        "round",
        Integer.toString(review.round()),
        "departments",
        String.join(" ", reviewing));
    waiting.forEach(code -> process.corrected(id, code, answered.by()));
    if (!again.isEmpty()) {
      process.alsoReview(id, again);
    }
    if (of.state() != CaseState.IN_REVIEW) {
      throw new IllegalStateException("corrected in state " + of.state());
    }
  }

  private static List<String> codes(List<DepartmentReview> of) {
    return of.stream().map(DepartmentReview::department).collect(Collectors.toList());
  }
}
