package org.zhunru.workflow;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Actors;
import org.zhunru.identity.SeatKind;
import org.zhunru.inbox.Addressee;
import org.zhunru.inbox.Due;
import org.zhunru.inbox.WorkItems;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.intake.Matter;
import org.zhunru.review.JointReviews;
import org.zhunru.review.ReviewEvents;
import org.zhunru.supervision.Clocks;
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
  private final Clocks clocks;

  AdviceWork(
      WorkItems work,
      Cases cases,
      Actors actors,
      JointReviews reviews,
      WorkOfTasks tasks,
      Clocks clocks) {
    this.work = work;
    this.cases = cases;
    this.actors = actors;
    this.reviews = reviews;
    this.tasks = tasks;
    this.clocks = clocks;
  }

  @EventListener
  void on(ReviewEvents.Consulted consulted) {
    open(
        consulted.caseId(),
        "CONSULT",
        consulted.consultation().toString(),
        Addressee.person(consulted.asked()),
        null);
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
        Addressee.seat(Actor.LEAD_OFFICE, SeatKind.HEAD),
        clocks.aside(asked.caseId(), Matter.Term.EXPERTS, asked.department()));
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
    hold(asked.caseId(), asked.hearing(), asked.department(), Matter.Term.HEARING);
  }

  @EventListener
  void on(ReviewEvents.HearingAnnounced announced) {
    hold(announced.caseId(), announced.hearing(), announced.department(), Matter.Term.OWN_HEARING);
  }

  private void hold(CaseId id, UUID hearing, String department, Matter.Term within) {
    open(
        id,
        "HEARING",
        hearing.toString(),
        Addressee.seat(department, reviews.first(department)),
        clocks.aside(id, within, department));
  }

  @EventListener
  void on(ReviewEvents.HearingOver over) {
    if (over.by() == null) {
      work.cancel(over.hearing().toString(), over.end().name());
    } else {
      work.done(over.hearing().toString(), actors.byId(over.by()), over.end().name());
    }
  }

  @EventListener
  void on(StopEvents.Proposed proposed) {
    open(
        proposed.caseId(),
        "SUSPEND",
        stop(proposed.procedure()),
        Addressee.seat(proposed.department(), SeatKind.HEAD),
        null);
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
          Addressee.seat(toCheck.department(), reviews.first(toCheck.department())),
          null);
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

  private void open(CaseId id, String kind, String ref, Addressee to, @Nullable Due due) {
    work.open(id.value(), kind, ref, to, tasks.subject(cases.byId(id)), due);
  }
}
