package org.zhunru.workflow;

import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Actors;
import org.zhunru.identity.SeatKind;
import org.zhunru.inbox.Addressee;
import org.zhunru.inbox.WorkItems;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.review.JointReviews;
import org.zhunru.review.ReviewEvents;
import org.zhunru.supervision.StopEvents;

/**
 * Work beside the flow: advice asked of colleagues, experts to be heard, remedies to be checked.
 * Nothing waits in the engine.
 */
@Component
class AdviceWork {
  private static final String CHECK_REMEDIES = "CHECK_REMEDIES";

  private final WorkItems work;
  private final Cases cases;
  private final Actors actors;
  private final JointReviews reviews;
  private final WorkOfTasks tasks;

  AdviceWork(WorkItems work, Cases cases, Actors actors, JointReviews reviews, WorkOfTasks tasks) {
    this.work = work;
    this.cases = cases;
    this.actors = actors;
    this.reviews = reviews;
    this.tasks = tasks;
  }

  @EventListener
  void on(ReviewEvents.Consulted consulted) {
    open(
        consulted.caseId(),
        "CONSULT",
        consulted.consultation().toString(),
        Addressee.person(consulted.asked()));
  }

  @EventListener
  void on(ReviewEvents.ConsultationAnswered answered) {
    work.done(answered.consultation().toString(), actors.byId(answered.by()), "ANSWERED");
  }

  @EventListener
  void on(ReviewEvents.ExpertsAsked asked) {
    open(
        asked.caseId(),
        "EXPERT_REVIEW",
        asked.expertReview().toString(),
        Addressee.seat(Actor.LEAD_OFFICE, SeatKind.HEAD));
  }

  @EventListener
  void on(ReviewEvents.ExpertsDone done) {
    if (done.concluded()) {
      work.done(done.expertReview().toString(), actors.byId(done.by()), "CONCLUDED");
    } else {
      work.cancel(done.expertReview().toString(), "CANCELLED");
    }
  }

  @EventListener
  void on(ReviewEvents.HearingAsked asked) {
    hold(asked.caseId(), asked.hearing(), asked.department());
  }

  @EventListener
  void on(ReviewEvents.HearingAnnounced announced) {
    hold(announced.caseId(), announced.hearing(), announced.department());
  }

  private void hold(CaseId id, UUID hearing, String department) {
    open(id, "HEARING", hearing.toString(), Addressee.seat(department, reviews.first(department)));
  }

  @EventListener
  void on(ReviewEvents.HearingOver over) {
    if (over.by() != null) {
      work.done(over.hearing().toString(), actors.byId(over.by()), over.end().name());
    }
  }

  @EventListener
  void on(StopEvents.Proposed proposed) {
    open(
        proposed.caseId(),
        "SUSPEND",
        stop(proposed.procedure()),
        Addressee.seat(proposed.department(), SeatKind.HEAD));
  }

  @EventListener
  void on(StopEvents.Signed signed) {
    work.done(stop(signed.procedure()), actors.byId(signed.by()), "SUSPENDED");
  }

  @EventListener
  void on(StopEvents.Closed closed) {
    work.cancel(stop(closed.procedure()), "CANCELLED");
  }

  /** The expert review itself is other work. */
  private static String stop(UUID procedure) {
    return "stop-" + procedure;
  }

  @EventListener
  void on(ReviewEvents.RemediesToCheck toCheck) {
    if (open(toCheck.caseId(), toCheck.department()).isEmpty()) {
      open(
          toCheck.caseId(),
          CHECK_REMEDIES,
          UUID.randomUUID().toString(),
          Addressee.seat(toCheck.department(), reviews.first(toCheck.department())));
    }
  }

  @EventListener
  void on(ReviewEvents.RemediesChecked checked) {
    open(checked.caseId(), checked.department())
        .ifPresent(ref -> work.done(ref, actors.byId(checked.by()), "CHECKED"));
  }

  private Optional<String> open(CaseId id, String department) {
    return work.openTask(id.value(), CHECK_REMEDIES, department);
  }

  private void open(CaseId id, String kind, String ref, Addressee to) {
    work.open(id.value(), kind, ref, to, tasks.subject(cases.byId(id)), null);
  }
}
