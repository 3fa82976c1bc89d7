package org.zhunru.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhunru.identity.Actor;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.intake.Matter;
import org.zhunru.review.Hearing;
import org.zhunru.review.Hearings;
import org.zhunru.review.JointReviews;
import org.zhunru.supervision.CaseClock;
import org.zhunru.supervision.Clocks;
import org.zhunru.supervision.Stops;

/**
 * Hearings of a case: their state and days for all who see it, what can be done for whose it is.
 */
@Component
class HearingLines {
  private final Hearings hearings;
  private final JointReviews joint;
  private final Cases cases;
  private final Clocks clocks;
  private final StopLines stops;
  private final ClockWords clockWords;
  private final PeopleWords people;
  private final Words words;
  private final Clock clock;

  HearingLines(
      Hearings hearings,
      JointReviews joint,
      Cases cases,
      Clocks clocks,
      StopLines stops,
      ClockWords clockWords,
      PeopleWords people,
      Words words,
      Clock clock) {
    this.hearings = hearings;
    this.joint = joint;
    this.cases = cases;
    this.clocks = clocks;
    this.stops = stops;
    this.clockWords = clockWords;
    this.people = people;
    this.words = words;
    this.clock = clock;
  }

  /**
   * @param state in words
   * @param by who has told of the right, and for which department
   * @param why label of the interest
   * @param interest what of theirs the licence touches, or why the department holds it
   * @param parties others who were told; empty for applicants
   * @param title what it is
   * @param own the time to ask for it or to hold it; null if none runs
   * @param asked who asked for it and when, or that nobody had to, or nobody has in time; else
   *     empty
   * @param place when and where it will be; empty if that isn't set
   * @param announced when and how that was announced; may be empty
   * @param summary of the minutes, or why there was none; empty if it isn't over
   * @param stop whether the department's limit stands still; null for applicants, and unless it is
   *     to be held
   * @param limit that waits for it, or would stand still: its term, as in the words for it
   * @param told first day on which it could be asked for
   * @param since first day on which it could be held; null if nobody has asked
   * @param mayAsk whether the reader can ask for it as the applicant
   * @param mayWithdraw whether the reader can withdraw the own request
   * @param mayRecord whether the reader can record that somebody has asked
   * @param mayHold whether the reader can set its day and write down what came of it
   * @param ends how it can end, as options
   */
  public record Line(
      String id,
      String department,
      String title,
      String state,
      String by,
      Instant at,
      String why,
      String interest,
      String parties,
      @Nullable Own own,
      String asked,
      String place,
      String announced,
      @Nullable LocalDate heldOn,
      String summary,
      StopLines.@Nullable Line stop,
      String limit,
      LocalDate told,
      @Nullable LocalDate since,
      LocalDate today,
      boolean mayAsk,
      boolean mayWithdraw,
      boolean mayRecord,
      boolean mayHold,
      List<HearingPages.Option> ends) {}

  public record Own(String label, LocalDate due, String light, String left) {}

  /** Whether that procedure of the case is a hearing. */
  boolean isOne(CaseId id, String procedure) {
    return hearings.of(id).stream().anyMatch(h -> h.id().toString().equals(procedure));
  }

  /** The newest first. */
  List<Line> of(Actor actor, Case of) {
    var all = hearings.of(of.id());
    if (all.isEmpty()) {
      return List.of();
    }
    var times = clocks.ofCase(of.id());
    boolean officer = cases.seesAsOfficer(actor, of);
    return all.stream()
        .sorted(Comparator.comparing(Hearing::toldAt).reversed())
        .map(h -> line(actor, of, h, times, officer))
        .toList();
  }

  private Line line(Actor actor, Case of, Hearing h, List<CaseClock> times, boolean officer) {
    boolean over = of.state().isFinal();
    boolean owed = h.state() == Hearing.State.ASKED && !over;
    boolean free = h.request() == null && !h.isOwn() && !over;
    boolean mine = actor.holds(h.department(), joint.first(h.department()));
    var request = h.request();
    var setting = h.date();
    var own = own(h, times);
    return new Line(
        h.id().toString(),
        people.department(h.department()),
        words.say(h.isOwn() ? "hearing.ofOwn" : "hearing.of", people.department(h.department())),
        words.say("hearing.state." + state(h, over)),
        people.named(h.toldByName(), people.department(h.department())),
        h.toldAt(),
        words.say(h.isOwn() ? "hearing.why" : "hearing.interest"),
        h.interest(),
        officer ? h.parties() : "",
        own,
        request != null ? asked(request) : unasked(h, times),
        setting == null ? "" : setting(setting, own),
        setting == null ? "" : setting.announced(),
        h.heldOn(),
        h.summary() == null ? "" : h.summary(),
        owed && officer ? stops.of(actor, of.id(), h.id(), h.department(), term(h)) : null,
        Stops.limitOf(h.department()).name(),
        LocalDate.ofInstant(h.toldAt(), clock.getZone()),
        request == null ? null : request.receivedOn(),
        LocalDate.now(clock),
        h.state() == Hearing.State.OFFERED && free && actor.isApplicantOf(of.enterpriseId()),
        owed && h.isOfApplicant() && actor.isApplicantOf(of.enterpriseId()),
        free && mine,
        owed && mine,
        h.ends().stream()
            .map(e -> new HearingPages.Option(e.name(), words.say(end(h) + e)))
            .toList());
  }

  private String setting(Hearing.Setting setting, @Nullable Own own) {
    return words.say(
        own != null && setting.on().isAfter(own.due()) ? "hearing.setting.late" : "hearing.setting",
        setting.on(),
        setting.place());
  }

  private static String end(Hearing of) {
    return of.isOwn() ? "hearing.endOwn." : "hearing.end.";
  }

  private static String state(Hearing of, boolean over) {
    var standing = of.standing(over);
    if (!of.isOwn()) {
      return standing;
    }
    return switch (standing) {
      case "ASKED" -> "ANNOUNCED";
      case "WITHDRAWN" -> "CALLED_OFF";
      default -> standing;
    };
  }

  /** Of the time that runs while it is open. */
  private static Matter.Term term(Hearing of) {
    return of.state() == Hearing.State.OFFERED
        ? Matter.Term.HEARING_REQUEST
        : of.isOwn() ? Matter.Term.OWN_HEARING : Matter.Term.HEARING;
  }

  private String asked(Hearing.Request request) {
    return words.say(
        request.byApplicant() ? "hearing.asked.applicant" : "hearing.asked.other",
        request.byName(),
        request.receivedOn());
  }

  /** Why there is no request. */
  private String unasked(Hearing h, List<CaseClock> times) {
    if (h.isOwn()) {
      return words.say("hearing.asked.own");
    }
    var told = LocalDate.ofInstant(h.toldAt(), clock.getZone());
    return times.stream()
        .filter(c -> h.state() == Hearing.State.NOT_ASKED)
        .filter(c -> c.term() == Matter.Term.HEARING_REQUEST && c.startedOn().equals(told))
        .filter(c -> h.department().equals(c.department()))
        .findFirst()
        .map(c -> words.say("hearing.asked.nobody", c.dueOn()))
        .orElse("");
  }

  private @Nullable Own own(Hearing h, List<CaseClock> times) {
    return times.stream()
        .filter(c -> c.ended() == null && h.isOpen() && c.term() == term(h))
        .filter(c -> h.department().equals(c.department()))
        .findFirst()
        .map(c -> new Own(clockWords.term(c), c.dueOn(), clockWords.light(c), clockWords.left(c)))
        .orElse(null);
  }
}
