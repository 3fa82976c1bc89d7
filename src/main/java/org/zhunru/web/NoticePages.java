package org.zhunru.web;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.notices.Notice;
import org.zhunru.notices.NoticeWords;
import org.zhunru.notices.Notices;

/** {@code /me/notices}: what a person was told. */
@Controller
class NoticePages {
  private final Notices notices;
  private final NoticeWords lines;
  private final Words words;
  private final Clock clock;

  NoticePages(Notices notices, NoticeWords lines, Words words, Clock clock) {
    this.notices = notices;
    this.lines = lines;
    this.words = words;
    this.clock = clock;
  }

  /**
   * @param unread how many of all are unread; empty if none
   * @param until the moment up to which this page tells
   */
  public record View(List<Row> rows, String unread, String until, String next, String first) {}

  /**
   * @param light near or late of what was told of a time limit; else empty
   * @param href where to look; empty if there is nothing the reader may see
   */
  public record Row(
      String id,
      String href,
      String number,
      String project,
      String light,
      String what,
      Instant at,
      boolean unread) {}

  @GetMapping("/me/notices")
  ModelAndView list(Actor actor, @RequestParam(required = false) @Nullable String cursor) {
    var until = clock.instant();
    var found = notices.of(actor, cursor);
    int unread = notices.unread(actor.accountId());
    var page = new ModelAndView("me-notices");
    page.addObject(
        "page",
        new View(
            found.rows().stream().map(this::row).toList(),
            unread == 0
                ? ""
                : unread >= Notices.MANY
                    ? words.say("my.many", Notices.MANY - 1)
                    : Integer.toString(unread),
            until.toString(),
            found.next() == null ? "" : "/me/notices?cursor=" + found.next(),
            cursor == null ? "" : "/me/notices"));
    return page;
  }

  private Row row(Notice notice) {
    return new Row(
        notice.id().toString(),
        notice.href(),
        notice.number(),
        notice.project(),
        light(notice),
        lines.line(notice, LocaleContextHolder.getLocale()),
        notice.at(),
        !notice.read());
  }

  private static String light(Notice notice) {
    if (!notice.visible()) {
      return "";
    }
    switch (notice.kind()) {
      case CLOCK_NEAR:
        return "near";
      case CLOCK_LATE:
      case EMPTY_SEAT:
      case VACANT:
        return "late";
      default:
        return "";
    }
  }

  @PostMapping("/me/notices/seen")
  String seen(Actor actor, @RequestParam(defaultValue = "") String until) {
    notices.read(actor, moment(until));
    return "redirect:/me/notices";
  }

  @PostMapping("/me/notices/{id}/read")
  String read(Actor actor, @PathVariable String id) {
    notices.read(actor, id(id));
    return "redirect:/me/notices";
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException none) {
      throw Refusal.unknown("notice.noSuchNotice");
    }
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
