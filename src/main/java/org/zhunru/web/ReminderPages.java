package org.zhunru.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Seat;
import org.zhunru.supervision.ClockNotice;
import org.zhunru.supervision.ClockNotices;

/** {@code /me/notices}: of which time limits a person was told, as holder of a seat or above it. */
@Controller
class ReminderPages {
  private final ClockNotices notices;
  private final PeopleWords people;
  private final Words words;
  private final Clock clock;

  ReminderPages(ClockNotices notices, PeopleWords people, Words words, Clock clock) {
    this.notices = notices;
    this.people = people;
    this.words = words;
    this.clock = clock;
  }

  /**
   * @param unseen how many of all are new; empty if none
   * @param until the moment up to which this page tells
   */
  public record View(List<Row> rows, String unseen, String until, String next, String first) {}

  /**
   * @param light near or late; met once the limit has ended
   * @param due null for a seat that nobody fills
   * @param why as whom the reader was told
   */
  public record Row(
      String href,
      String number,
      String project,
      String light,
      String what,
      @Nullable LocalDate due,
      String why,
      Instant at,
      boolean unseen) {}

  @GetMapping("/me/notices")
  ModelAndView list(Actor actor, @RequestParam(required = false) @Nullable String cursor) {
    var until = clock.instant();
    var found = notices.of(actor, cursor);
    int unseen = notices.unseen(actor);
    var page = new ModelAndView("me-notices");
    page.addObject(
        "page",
        new View(
            found.rows().stream().map(this::row).toList(),
            unseen == 0
                ? ""
                : unseen >= ClockNotices.MANY
                    ? words.say("my.many", ClockNotices.MANY - 1)
                    : Integer.toString(unseen),
            until.toString(),
            found.next() == null ? "" : "/me/notices?cursor=" + found.next(),
            cursor == null ? "" : "/me/notices"));
    return page;
  }

  private Row row(ClockNotice notice) {
    var toDepartment = notice.toDepartment();
    var toSeat = notice.toSeat();
    return new Row(
        href(notice),
        notice.number(),
        notice.project(),
        !notice.open() ? "met" : notice.kind() == ClockNotice.Kind.NEAR ? "near" : "late",
        words.say("clock.notice." + notice.kind(), what(notice)),
        notice.dueOn(),
        toDepartment == null || toSeat == null
            ? people.role(org.zhunru.identity.Role.SUPERVISOR)
            : people.seat(new Seat(toDepartment, toSeat)),
        notice.at(),
        !notice.seen());
  }

  private static String href(ClockNotice notice) {
    var of = "/cases/" + notice.caseId();
    if (notice.reconsideration() != null) {
      return of + "/reconsiderations/" + notice.reconsideration();
    }
    return notice.term() == null ? of : of + "/clocks";
  }

  private String what(ClockNotice notice) {
    var department = notice.department();
    var vacant = notice.vacant();
    if (vacant != null && department != null) {
      return people.seat(new Seat(department, vacant));
    }
    var what =
        notice.term() == null
            ? words.say("clock.reconsideration")
            : words.say("clock.term." + notice.term());
    return department == null ? what : words.say("clock.of", what, people.department(department));
  }

  @PostMapping("/me/notices/seen")
  String seen(Actor actor, @RequestParam(defaultValue = "") String until) {
    notices.seen(actor, moment(until));
    return "redirect:/me/notices";
  }

  private Instant moment(String text) {
    var now = clock.instant();
    try {
      var asked = Instant.parse(text);
      return asked.isAfter(now) ? now : asked;
    } catch (DateTimeParseException none) {
      return Instant.EPOCH;
    }
  }
}
