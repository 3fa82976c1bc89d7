package org.zhunru.web;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.calendar.CalendarRow;
import org.zhunru.calendar.Day;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Role;
import org.zhunru.policy.RevisionText;
import org.zhunru.supervision.Clocks;
import org.zhunru.supervision.HolidayNotice;
import org.zhunru.supervision.HolidayNotices;
import org.zhunru.supervision.Recomputation;

/** {@code /policy/calendar}: the yearly holiday notice, entered by one and released by another. */
@Controller
class HolidayNoticePages {
  /** Cases whose clocks are computed again before the answer; the rest follows by itself. */
  private static final int AT_ONCE = 500;

  private static final int MOST_SHOWN = 200;

  private final HolidayNotices notices;
  private final Recomputation recomputation;
  private final RefusalWords refusals;
  private final TableFiles files;
  private final Words words;

  HolidayNoticePages(
      HolidayNotices notices,
      Recomputation recomputation,
      RefusalWords refusals,
      TableFiles files,
      Words words) {
    this.notices = notices;
    this.recomputation = recomputation;
    this.refusals = refusals;
    this.files = files;
    this.words = words;
  }

  /** What stands in the form. */
  public record Form(String year, String title, String text) {}

  /**
   * @param open years of which a notice can be entered now
   */
  public record View(
      List<HolidayNotices.Year> years,
      List<Integer> open,
      List<HolidayNotice> notices,
      boolean editor,
      Form form,
      List<FieldError> errors) {}

  /**
   * @param days all days of it
   * @param changes days that are another than by the calendar as it is; empty once released
   * @param clocks running clocks that would move, or those that have moved
   * @param moving how many clocks that are
   */
  public record One(
      HolidayNotice notice,
      List<CalendarRow> days,
      List<Change> changes,
      List<String> remarks,
      List<Clocks.Moving> clocks,
      int moreClocks,
      int moving,
      boolean mayWrite,
      boolean mayWithdraw,
      boolean mayReview,
      Form form,
      String note,
      String remark,
      List<FieldError> errors) {}

  public record Change(LocalDate date, String before, String after, boolean counts) {}

  @GetMapping("/policy/calendar")
  ModelAndView calendar(@RequestParam(defaultValue = "") String year, Actor actor) {
    var known = notices.years().stream().filter(y -> String.valueOf(y.year()).equals(year));
    return calendar(
        HttpStatus.OK,
        actor,
        known
            .findFirst()
            .map(y -> new Form(year, "", notices.lines(y.year())))
            .orElse(new Form("", "", "")),
        List.of());
  }

  @PostMapping("/policy/calendar")
  Object enter(
      @RequestParam(defaultValue = "") String year,
      @RequestParam(defaultValue = "") String title,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(required = false) @Nullable MultipartFile file,
      Actor actor)
      throws IOException {
    var form = new Form(year, title, text);
    try {
      form = read(form, file);
      return "redirect:/policy/calendar/" + notices.enter(actor, typed(form)).id();
    } catch (Refusal refused) {
      return calendar(HttpStatus.UNPROCESSABLE_CONTENT, actor, form, errors(refused));
    }
  }

  @GetMapping("/policy/calendar/{id}")
  ModelAndView one(@PathVariable UUID id, Actor actor) {
    var notice = notices.byId(id);
    return one(HttpStatus.OK, notice, actor, form(notice), "", "", List.of());
  }

  @PostMapping("/policy/calendar/{id}")
  Object change(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String year,
      @RequestParam(defaultValue = "") String title,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(required = false) @Nullable MultipartFile file,
      @RequestParam(defaultValue = "") String seen,
      Actor actor)
      throws IOException {
    var form = new Form(year, title, text);
    try {
      form = read(form, file);
      notices.change(actor, id, typed(form), seen);
      return "redirect:/policy/calendar/" + id;
    } catch (Refusal refused) {
      return one(
          HttpStatus.UNPROCESSABLE_CONTENT, notices.byId(id), actor, form, "", "", errors(refused));
    }
  }

  @PostMapping("/policy/calendar/{id}/submit")
  String submit(@PathVariable UUID id, Actor actor) {
    notices.submit(actor, id);
    return "redirect:/policy/calendar/" + id;
  }

  @PostMapping("/policy/calendar/{id}/withdraw")
  String withdraw(@PathVariable UUID id, Actor actor) {
    notices.withdraw(actor, id);
    return "redirect:/policy/calendar/" + id;
  }

  @PostMapping("/policy/calendar/{id}/return")
  Object giveBack(
      @PathVariable UUID id, @RequestParam(defaultValue = "") String note, Actor actor) {
    try {
      notices.giveBack(actor, id, note);
      return "redirect:/policy/calendar/" + id;
    } catch (Refusal refused) {
      var notice = notices.byId(id);
      return one(
          HttpStatus.UNPROCESSABLE_CONTENT, notice, actor, form(notice), note, "", errors(refused));
    }
  }

  @PostMapping("/policy/calendar/{id}/release")
  Object release(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String sha256,
      @RequestParam(defaultValue = "") String remark,
      Actor actor) {
    try {
      notices.release(actor, id, sha256, remark);
    } catch (Refusal refused) {
      var notice = notices.byId(id);
      return one(
          HttpStatus.UNPROCESSABLE_CONTENT,
          notice,
          actor,
          form(notice),
          "",
          remark,
          errors(refused));
    }
    recomputation.catchUp(AT_ONCE);
    return "redirect:/policy/calendar/" + id;
  }

  /**
   * The days as a file.
   *
   * @param format csv, xlsx or json
   */
  @GetMapping("/policy/calendar/{id}/file")
  ResponseEntity<byte[]> file(
      @PathVariable UUID id, @RequestParam(defaultValue = "csv") String format) {
    var notice = notices.byId(id);
    return files.of(RevisionText.of(notice.content()), "working-days-" + notice.year(), format);
  }

  private static Form read(Form form, @Nullable MultipartFile file) throws IOException {
    return file == null || file.isEmpty()
        ? form
        : new Form(form.year(), form.title(), HolidayNotices.textOf(file.getBytes()));
  }

  private static HolidayNotices.Typed typed(Form form) {
    return new HolidayNotices.Typed(form.year(), form.title(), form.text());
  }

  private static Form form(HolidayNotice notice) {
    return new Form(String.valueOf(notice.year()), notice.title(), notice.content());
  }

  /** Faults of a form; what no field is to blame for is the whole answer. */
  private List<FieldError> errors(Refusal refused) {
    if (refused.field() == null) {
      throw refused;
    }
    return (refused instanceof Refusals several ? several.all().stream() : Stream.of(refused))
        .map(refusals::at)
        .toList();
  }

  private ModelAndView calendar(
      HttpStatus status, Actor actor, Form form, List<FieldError> errors) {
    var years = notices.years();
    var page = new ModelAndView("policy-calendar", status);
    page.addObject(
        "page",
        new View(
            years,
            years.stream().map(HolidayNotices.Year::year).filter(notices::mayBeEntered).toList(),
            notices.all(),
            actor.hasRole(Role.POLICY_EDITOR),
            form,
            errors));
    return page;
  }

  private ModelAndView one(
      HttpStatus status,
      HolidayNotice notice,
      Actor actor,
      Form form,
      String note,
      String remark,
      List<FieldError> errors) {
    boolean draft = notice.state() == HolidayNotice.State.DRAFT;
    boolean review = notice.state() == HolidayNotice.State.REVIEW;
    boolean editor = actor.hasRole(Role.POLICY_EDITOR);
    var effect =
        draft || review
            ? notices.effect(notice)
            : new HolidayNotices.Effect(List.of(), List.of(), notices.moved(notice));
    var page = new ModelAndView("policy-calendar-notice", status);
    page.addObject(
        "page",
        new One(
            notice,
            notices.rows(notice),
            effect.days().stream()
                .map(c -> new Change(c.after().date(), say(c.before()), say(c.after()), c.counts()))
                .toList(),
            effect.remarks().stream()
                .map(r -> words.say("calendar.remark." + r.code(), r.day(), r.festival()))
                .toList(),
            effect.clocks().stream().limit(MOST_SHOWN).toList(),
            Math.max(0, effect.clocks().size() - MOST_SHOWN),
            effect.moving(),
            editor && draft,
            editor && (draft || review),
            actor.hasRole(Role.POLICY_APPROVER) && review,
            form,
            note,
            remark,
            errors));
    return page;
  }

  private String say(Day day) {
    return words.say("calendar.day." + day.kind(), day.name());
  }
}
