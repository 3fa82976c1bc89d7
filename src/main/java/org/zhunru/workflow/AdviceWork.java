package org.zhunru.workflow;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Actors;
import org.zhunru.identity.SeatKind;
import org.zhunru.inbox.Addressee;
import org.zhunru.inbox.WorkItems;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.review.ReviewEvents;

/**
 * Work beside the flow: advice asked of colleagues, experts to be heard. Nothing waits in the
 * engine.
 */
@Component
class AdviceWork {
  private final WorkItems work;
  private final Cases cases;
  private final Actors actors;
  private final WorkOfTasks tasks;

  AdviceWork(WorkItems work, Cases cases, Actors actors, WorkOfTasks tasks) {
    this.work = work;
    this.cases = cases;
    this.actors = actors;
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

  private void open(CaseId id, String kind, String ref, Addressee to) {
    work.open(id.value(), kind, ref, to, tasks.subject(cases.byId(id)), null);
  }
}
