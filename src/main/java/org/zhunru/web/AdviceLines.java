package org.zhunru.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Actors;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.Case;
import org.zhunru.intake.Matter;
import org.zhunru.review.Consultation;
import org.zhunru.review.Consultations;
import org.zhunru.review.ExpertReview;
import org.zhunru.review.ExpertReviews;

/** Advice given and awaited in a case, as officers read it; applicants never do. */
@Component
class AdviceLines {
  private final Consultations consultations;
  private final ExpertReviews experts;
  private final StopLines stops;
  private final Actors actors;
  private final PeopleWords people;
  private final Words words;

  AdviceLines(
      Consultations consultations,
      ExpertReviews experts,
      StopLines stops,
      Actors actors,
      PeopleWords people,
      Words words) {
    this.consultations = consultations;
    this.experts = experts;
    this.stops = stops;
    this.actors = actors;
    this.words = words;
    this.people = people;
  }

  /**
   * @param href the page of all advice in the case
   * @param open how much is still awaited
   */
  public record Advice(String href, List<Consulted> consultations, List<Heard> experts, int open) {}

  /**
   * A colleague asked.
   *
   * @param state open, answered, or over if the case ended without the answer
   * @param answer empty if there is none
   * @param mine whether the reader is to answer now
   */
  public record Consulted(
      String id,
      String state,
      String by,
      String to,
      String question,
      Instant at,
      String answer,
      @Nullable Instant answeredAt,
      boolean mine) {}

  /**
   * An expert review.
   *
   * @param state open, concluded, cancelled, or over if the case ended without the conclusion
   * @param expected how long it was said to take; empty if nobody said
   * @param stop its time, and whether the department's limit stands still; null once it is over
   * @param mayConclude whether the reader can write the conclusion down now
   * @param mayCancel whether the reader can do without it now
   */
  public record Heard(
      String id,
      String department,
      String by,
      String question,
      Instant at,
      String state,
      String experts,
      String conclusion,
      String dissent,
      @Nullable LocalDate heldOn,
      @Nullable Instant endedAt,
      String cancelReason,
      String expected,
      StopLines.@Nullable Line stop,
      boolean mayConclude,
      boolean mayCancel) {}

  /** All advice in a case: what waits for the reader first, then what waits, then what is there. */
  Advice all(Actor actor, Case of) {
    var asked = consultations.of(of.id());
    var heard = experts.of(of.id());
    return new Advice(
        "/cases/" + of.id() + "/advice",
        asked.stream()
            .map(c -> line(actor, of, c))
            .sorted(
                Comparator.comparing((Consulted c) -> !c.mine())
                    .thenComparing(c -> c.answeredAt() != null))
            .toList(),
        heard.stream()
            .map(e -> line(actor, of, e))
            .sorted(Comparator.comparing(e -> !e.state().equals("open")))
            .toList(),
        of.state().isFinal() ? 0 : open(asked, heard));
  }

  /**
   * Advice that is there already.
   *
   * @param department only what that department asked; null for all
   */
  Advice given(Case of, @Nullable String department) {
    var asked = new ArrayList<>(consultations.of(of.id()));
    var heard = new ArrayList<>(experts.of(of.id()));
    if (department != null) {
      asked.removeIf(c -> !c.department().equals(department));
      heard.removeIf(e -> !e.department().equals(department));
    }
    return new Advice(
        "/cases/" + of.id() + "/advice" + (department == null ? "" : "?department=" + department),
        asked.stream().filter(c -> c.answeredAt() != null).map(c -> line(null, of, c)).toList(),
        heard.stream().filter(e -> e.concludedAt() != null).map(e -> line(null, of, e)).toList(),
        of.state().isFinal() ? 0 : open(asked, heard));
  }

  private static int open(List<Consultation> asked, List<ExpertReview> heard) {
    return (int)
        (asked.stream().filter(c -> c.answeredAt() == null).count()
            + heard.stream().filter(ExpertReview::isOpen).count());
  }

  private Consulted line(@Nullable Actor actor, Case of, Consultation c) {
    boolean ended = of.state().isFinal();
    return new Consulted(
        c.id().toString(),
        c.answeredAt() != null ? "answered" : ended ? "over" : "open",
        people.named(c.askedByName(), people.department(c.department())),
        people.named(c.askedName(), people.place(actors.byId(c.asked()))),
        c.question(),
        c.askedAt(),
        c.answer() == null ? "" : c.answer(),
        c.answeredAt(),
        actor != null && !ended && c.answeredAt() == null && c.asked().equals(actor.accountId()));
  }

  private Heard line(@Nullable Actor actor, Case of, ExpertReview e) {
    boolean open = e.isOpen() && !of.state().isFinal();
    return new Heard(
        e.id().toString(),
        people.department(e.department()),
        people.named(e.askedByName(), people.department(e.department())),
        e.question(),
        e.askedAt(),
        open ? "open" : e.isOpen() ? "over" : e.concludedAt() == null ? "cancelled" : "concluded",
        e.experts() == null ? "" : e.experts(),
        e.conclusion() == null ? "" : e.conclusion(),
        e.dissent() == null ? "" : e.dissent(),
        e.heldOn(),
        e.concludedAt() == null ? e.cancelledAt() : e.concludedAt(),
        e.cancelReason() == null ? "" : e.cancelReason(),
        e.days() == null ? "" : words.say("calendar.amount.working", e.days()),
        open ? stops.of(actor, of.id(), e.id(), e.department(), Matter.Term.EXPERTS) : null,
        actor != null && open && actor.holds(Actor.LEAD_OFFICE, SeatKind.HEAD),
        actor != null && open && actor.holds(e.department(), SeatKind.HEAD));
  }
}
