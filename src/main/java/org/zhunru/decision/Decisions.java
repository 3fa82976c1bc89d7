package org.zhunru.decision;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.audit.Audience;
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
import org.zhunru.intake.Corrections;
import org.zhunru.intake.Matters;
import org.zhunru.intake.Trail;
import org.zhunru.policy.FrozenChecks;
import org.zhunru.review.ConditionItem;
import org.zhunru.review.ExpertReview;
import org.zhunru.review.ExpertReviews;
import org.zhunru.review.Hearing;
import org.zhunru.review.Hearings;
import org.zhunru.review.JointReviews;
import org.zhunru.review.Refilings;
import org.zhunru.review.ReviewState;

/**
 * The decision of the lead office. Nothing is decided while a hearing is owed or can still be asked
 * for. Nothing is approved while a veto stands, an opinion is missing, a correction or an expert
 * review is open, a remedy of a veto that the case answers is not met, conditions contradict one
 * another, or the person who decides has an interest in the enterprise.
 */
@Component
@Transactional
public class Decisions {
  private static final int LONGEST = 4000;

  private final DecisionRows rows;
  private final Cases cases;
  private final Matters matters;
  private final Corrections corrections;
  private final JointReviews reviews;
  private final ExpertReviews experts;
  private final Hearings hearings;
  private final Refilings refilings;
  private final List<DecisionGate> gates;
  private final FrozenChecks checks;
  private final Actors actors;
  private final ConflictOfInterest conflicts;
  private final DecisionProcess process;
  private final Trail trail;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Decisions(
      DecisionRows rows,
      Cases cases,
      Matters matters,
      Corrections corrections,
      JointReviews reviews,
      ExpertReviews experts,
      Hearings hearings,
      Refilings refilings,
      List<DecisionGate> gates,
      FrozenChecks checks,
      Actors actors,
      ConflictOfInterest conflicts,
      DecisionProcess process,
      Trail trail,
      ApplicationEventPublisher events,
      Clock clock) {
    this.rows = rows;
    this.cases = cases;
    this.matters = matters;
    this.corrections = corrections;
    this.reviews = reviews;
    this.experts = experts;
    this.hearings = hearings;
    this.refilings = refilings;
    this.gates = gates;
    this.checks = checks;
    this.actors = actors;
    this.conflicts = conflicts;
    this.process = process;
    this.trail = trail;
    this.events = events;
    this.clock = clock;
  }

  /** What was decided of a case; empty while nothing is. */
  @Transactional(readOnly = true)
  public Optional<Decision> of(CaseId id) {
    return rows.findById(id.value());
  }

  /** Lays side by side what the departments have said, and says what stands in the way. */
  @Transactional(readOnly = true)
  public Merge merge(CaseId id) {
    var opinions = reviews.effective(id);
    var conditions = new ArrayList<MergedCondition>();
    for (var opinion : opinions) {
      for (var item : opinion.conditions()) {
        conditions.add(new MergedCondition(opinion.department(), item));
      }
    }
    return new Merge(
        opinions,
        conditions,
        Contradiction.among(conditions),
        duplicates(conditions),
        unmet(id),
        unmetForApproval(id));
  }

  private static List<MergedCondition> duplicates(List<MergedCondition> conditions) {
    Set<String> seen = new HashSet<>();
    var again = new ArrayList<MergedCondition>();
    for (var condition : conditions) {
      var words = condition.item().text().replaceAll("[\\s\\p{Punct}，。；、]+", "");
      if (!seen.add(condition.item().stage() + words)) {
        again.add(condition);
      }
    }
    return again;
  }

  private List<Refusal> unmet(CaseId id) {
    var unmet = new ArrayList<Refusal>();
    var of = cases.byId(id);
    if (of.state() != CaseState.DECIDING) {
      unmet.add(Refusal.conflict("intake.wrongState", of.state().name()));
    }
    if (!corrections.open(id).isEmpty()) {
      unmet.add(Refusal.conflict("decision.correctionOpen"));
    }
    // The right is to be heard before the decision, whatever it will be (行政许可法 47, 48).
    if (hearings.of(id).stream().anyMatch(Hearing::isOpen)) {
      unmet.add(Refusal.conflict("decision.hearingOpen"));
    }
    gates.forEach(gate -> unmet.addAll(gate.unmet(id)));
    return unmet;
  }

  private List<Refusal> unmetForApproval(CaseId id) {
    var unmet = new ArrayList<Refusal>();
    var effective = reviews.effective(id);
    for (var opinion : effective) {
      if (opinion.isStandingVeto()) {
        unmet.add(Refusal.conflict("decision.vetoStands", opinion.department()));
      }
    }
    reviews
        .of(id)
        .ifPresent(
            review -> {
              for (var department : review.departments()) {
                boolean spoken =
                    effective.stream()
                        .anyMatch(o -> o.department().equals(department.department()));
                if (!spoken && department.state() != ReviewState.TRANSFERRED) {
                  unmet.add(Refusal.conflict("decision.opinionMissing", department.department()));
                }
              }
            });
    if (effective.isEmpty()) {
      unmet.add(Refusal.conflict("decision.nobodySpoke"));
    }
    if (experts.of(id).stream().anyMatch(ExpertReview::isOpen)) {
      unmet.add(Refusal.conflict("decision.expertsOpen"));
    }
    var left = refilings.remedies(id).stream().filter(r -> !r.met()).count();
    if (left > 0) {
      unmet.add(Refusal.conflict("decision.remediesOpen", left));
    }
    return unmet;
  }

  /**
   * Decides.
   *
   * @throws Refusal {@code decision.notLead}, {@code identity.conflictOfInterest}, {@code
   *     intake.wrongState}, {@code decision.vetoStands}, {@code decision.opinionMissing}, {@code
   *     decision.correctionOpen}, {@code decision.expertsOpen}, {@code decision.hearingOpen},
   *     {@code decision.remediesOpen}, {@code decision.contradiction}, {@code
   *     decision.conditionsLeft}, {@code decision.noConditions}, {@code decision.reasonsMissing},
   *     {@code decision.remediesMissing}, {@code decision.dropReasonMissing}
   */
  public Decision decide(Actor by, CaseId id, DecisionRequest request) {
    var of = cases.lock(id);
    var lawful = lawful(by, of, request);
    var actor = lawful.actor();
    var merge = lawful.merge();

    var at = clock.instant();
    of.decide(request.outcome().state(), at);
    for (var condition : merge.conditions()) {
      ConditionItem item = condition.item();
      var left = request.dropped().get(item.id());
      if (left != null) {
        item.drop(actor.accountId(), left.strip(), at);
      } else if (request.outcome().approves()) {
        item.impose(actor.accountId(), at);
      }
    }
    var decision =
        rows.saveAndFlush(
            new Decision(
                id,
                of.dossierVersion(),
                request,
                matters.nextDecisionNumber(matters.byId(of.matter()), at),
                validUntil(of, request),
                actor,
                at));
    trail.officer(
        id,
        "decision.made",
        actor,
        matters.byId(of.matter()).lead(),
        SeatKind.HEAD,
        Audience.EVERYBODY,
        "outcome",
        request.outcome().name(),
        "number",
        decision.number());
    checks.freezeDecided(id);
    events.publishEvent(new DecisionMade(id, request.outcome()));
    process.decided(of, actor);
    return decision;
  }

  /** Whether {@link #decide} would be refused, before anybody is asked to confirm it. */
  public void check(Actor by, CaseId id, DecisionRequest request) {
    lawful(by, cases.byId(id), request);
  }

  private record Lawful(Actor actor, Merge merge) {}

  private Lawful lawful(Actor by, Case of, DecisionRequest request) {
    of.mustBe(CaseState.DECIDING);
    var lead = matters.byId(of.matter()).lead();
    var actor = actors.acting(by, lead, SeatKind.HEAD, "decision.notLead");
    conflicts.refuse(actor, of.enterpriseId());
    var merge = merge(of.id());
    var imposed =
        merge.conditions().stream()
            .filter(c -> !request.dropped().containsKey(c.item().id()))
            .toList();
    refuseUnlawful(request, merge, imposed);
    return new Lawful(actor, merge);
  }

  private static void refuseUnlawful(
      DecisionRequest request, Merge merge, List<MergedCondition> imposed) {
    var faults = new ArrayList<>(merge.unmet());
    for (var left : request.dropped().entrySet()) {
      if (left.getValue().isBlank()) {
        faults.add(Refusal.invalid("decision.dropReasonMissing", "dropped[" + left.getKey() + "]"));
      }
    }
    if (request.reasons().isBlank() || request.reasons().length() > LONGEST) {
      faults.add(Refusal.invalid("decision.reasonsMissing", "reasons"));
    }
    if (request.outcome().approves()) {
      faults.addAll(merge.unmetForApproval());
      for (var contradiction : Contradiction.among(imposed)) {
        faults.add(
            Refusal.conflict(
                "decision.contradiction",
                contradiction.one().item().text(),
                contradiction.other().item().text()));
      }
    } else if (request.remedies().isBlank() || request.remedies().length() > LONGEST) {
      faults.add(Refusal.invalid("decision.remediesMissing", "remedies"));
    }
    if (request.outcome() == DecisionOutcome.APPROVED && !imposed.isEmpty()) {
      faults.add(Refusal.invalid("decision.conditionsLeft", "outcome", imposed.size()));
    }
    if (request.outcome() == DecisionOutcome.APPROVED_WITH_CONDITIONS && imposed.isEmpty()) {
      faults.add(Refusal.invalid("decision.noConditions", "outcome"));
    }
    Refusals.throwIfAny(faults);
  }

  /** Its last day: that of the same date, as for every period counted in years. */
  private @org.jspecify.annotations.Nullable LocalDate validUntil(
      Case of, DecisionRequest request) {
    return request.outcome().approves()
        ? LocalDate.now(clock).plusYears(matters.byId(of.matter()).validity().years())
        : null;
  }
}
