package org.zhunru.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.inbox.Claims;
import org.zhunru.inbox.Ended;
import org.zhunru.inbox.Note;
import org.zhunru.inbox.WorkRow;
import org.zhunru.inbox.Worklist;
import org.zhunru.intake.Matters;
import org.zhunru.notices.Notices;
import org.zhunru.supervision.CaseClock;
import org.zhunru.supervision.Clocks;

/** {@code /worklist}: what an officer has to do, took on, did, and watches. */
@Controller
class WorklistPages {
  private final Worklist worklist;
  private final Claims claims;
  private final Matters matters;
  private final PeopleWords people;
  private final Words words;
  private final RefusalWords refusals;
  private final Clocks clocks;
  private final ClockWords clockWords;
  private final Notices notices;

  WorklistPages(
      Worklist worklist,
      Claims claims,
      Matters matters,
      PeopleWords people,
      Words words,
      RefusalWords refusals,
      Clocks clocks,
      ClockWords clockWords,
      Notices notices) {
    this.worklist = worklist;
    this.claims = claims;
    this.matters = matters;
    this.people = people;
    this.words = words;
    this.refusals = refusals;
    this.clocks = clocks;
    this.clockWords = clockWords;
    this.notices = notices;
  }

  /**
   * @param view of {@link Worklist.View}, lower case
   * @param here address of this list with its filters
   * @param taken what a button just pressed did, where it could not do all
   * @param left what it could not do, and why; empty if nothing
   * @param reminders that there are new notices of time limits; empty if none
   */
  public record View(
      String view,
      List<Tab> tabs,
      Typed typed,
      List<Option> matters,
      List<Option> kinds,
      List<Option> departments,
      List<Row> rows,
      String next,
      String first,
      String here,
      boolean takes,
      boolean filtered,
      List<String> taken,
      List<String> left,
      String reminders) {}

  public record Tab(String href, String label, String count, boolean current) {}

  public record Option(String value, String label) {}

  /** The filter as typed. */
  public record Typed(
      String matter, String kind, String department, String words, boolean unread) {}

  /**
   * @param light ok, near, late, paused or empty
   * @param left what remains of the time limit; empty if none runs
   * @param why why it stands here, in words
   * @param who who has it, or did it; empty if nobody
   * @param free whether the person can take it on
   * @param own whether the person has it
   */
  public record Row(
      UUID id,
      UUID caseId,
      String number,
      String project,
      String applicant,
      String matter,
      String work,
      String place,
      String why,
      String light,
      String left,
      Instant since,
      @Nullable LocalDate due,
      boolean provisional,
      String who,
      String outcome,
      boolean unread,
      boolean free,
      boolean own,
      boolean movable) {}

  /** One transaction for all that the page asks: it is the page that is read most. */
  @GetMapping("/worklist")
  @Transactional(readOnly = true)
  ModelAndView list(
      Actor actor,
      @RequestParam(defaultValue = "todo") String view,
      @RequestParam(defaultValue = "") String matter,
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(defaultValue = "") String department,
      @RequestParam(defaultValue = "") String words,
      @RequestParam(defaultValue = "false") boolean unread,
      @RequestParam(required = false) @Nullable String cursor) {
    return page(
        HttpStatus.OK,
        actor,
        view,
        new Typed(matter, kind, department, words, unread),
        cursor,
        List.of(),
        List.of());
  }

  private ModelAndView page(
      HttpStatus status,
      Actor actor,
      String view,
      Typed typed,
      @Nullable String cursor,
      List<String> taken,
      List<String> left) {
    var which = view(view);
    var filter =
        new Worklist.Filter(
            typed.matter(), typed.kind(), typed.department(), typed.words(), typed.unread());
    var found = worklist.list(actor, which, filter, cursor);
    var running =
        clocks.running(found.rows().stream().map(WorkRow::caseId).collect(Collectors.toSet()));
    var counts = worklist.counts(actor);
    var tabs = new ArrayList<Tab>();
    for (var each : Worklist.View.values()) {
      int count = counts.getOrDefault(each, 0);
      tabs.add(
          new Tab(
              address(each, new Typed("", "", "", "", false), null),
              words.say("my.worklist." + name(each)),
              count >= Worklist.MANY ? words.say("my.many", Worklist.MANY - 1) : "" + count,
              each == which));
    }
    var page = new ModelAndView("worklist", status);
    page.addObject(
        "page",
        new View(
            name(which),
            tabs,
            typed,
            matters.all().stream()
                .map(matter -> new Option(matter.id(), matter.name().in(locale())))
                .toList(),
            kinds(),
            actor.departments().stream()
                .map(code -> new Option(code, people.department(code)))
                .toList(),
            found.rows().stream().map(row -> row(actor, row, running)).toList(),
            found.next() == null ? "" : address(which, typed, found.next()),
            cursor == null ? "" : address(which, typed, null),
            address(which, typed, cursor),
            which == Worklist.View.TODO || which == Worklist.View.DEPARTMENT,
            !filter.equals(Worklist.Filter.NONE),
            taken,
            left,
            reminders(actor)));
    return page;
  }

  private String reminders(Actor actor) {
    int unseen = notices.unreadOfClocks(actor);
    return unseen == 0
        ? ""
        : words.say(
            "notice.clocks.new",
            unseen >= Notices.MANY
                ? words.say("my.many", Notices.MANY - 1)
                : Integer.toString(unseen));
  }

  private record Limit(String light, String left) {}

  private Limit limit(WorkRow row, Map<UUID, List<CaseClock>> running) {
    var due = row.dueAt();
    if (due == null || !row.open()) {
      return new Limit("", "");
    }
    boolean aside = row.isDueAlone();
    return running.getOrDefault(row.caseId(), List.of()).stream()
        .filter(c -> c.dueAt().equals(due) && c.term().isAside() == aside)
        .filter(
            c ->
                aside
                    || c.department() == null
                    || c.department().equals(row.addressee().department()))
        .findFirst()
        .map(c -> new Limit(clockWords.light(c), clockWords.left(c)))
        .orElseGet(() -> new Limit(clocks.light(due).name().toLowerCase(Locale.ROOT), ""));
  }

  private Row row(Actor actor, WorkRow row) {
    return row(actor, row, clocks.running(List.of(row.caseId())));
  }

  private Row row(Actor actor, WorkRow row, Map<UUID, List<CaseClock>> running) {
    var claim = row.claim();
    var ended = row.ended();
    var limit = limit(row, running);
    var department = row.addressee().department();
    boolean fits = claims.mayAct(actor, row);
    return new Row(
        row.id(),
        row.caseId(),
        row.subject().number(),
        row.subject().projectName(),
        row.subject().applicantName(),
        matters.byId(row.subject().matter()).name().in(locale()),
        words.say("work." + row.kind()),
        department == null ? "" : people.department(department),
        why(row),
        limit.light(),
        limit.left(),
        row.openedAt(),
        lastDay(row.dueAt()),
        row.provisional(),
        ended != null
            ? ended.byName() == null ? "" : named(ended.byName(), ended.forName())
            : claim == null ? "" : named(claim.name(), claim.forName()),
        ended == null ? "" : outcome(ended),
        row.unread(),
        fits && claim == null,
        row.claimedBy(actor.accountId()),
        row.open() && (fits || (department != null && actor.belongsTo(department))));
  }

  private String outcome(Ended ended) {
    return ended.byName() != null
        ? words.say("work.outcome." + ended.outcome())
        : words.say("work.cancelled", words.say("work.cancelled." + ended.outcome()));
  }

  private String named(String name, @Nullable String forName) {
    return forName == null ? name : words.say("my.forWhom", name, forName);
  }

  private String why(WorkRow row) {
    var why = row.why();
    var seat = why.seat() == null ? "" : people.seat(why.seat());
    return why.lender() == null
        ? words.say("my.why." + why.reason().name(), seat)
        : words.say("my.why.DEPUTY", seat, why.lender().name());
  }

  private List<Option> kinds() {
    return List.of(
            "ACCEPT",
            "DRAFT",
            "REVIEW",
            "SIGN",
            "DECIDE",
            "CONSULT",
            "EXPERT_REVIEW",
            "HEARING",
            "SUSPEND",
            "CHECK_REMEDIES",
            "RECONSIDER_DAYS",
            "RECONSIDER_ANSWER",
            "RECONSIDER_DECIDE",
            "RECONSIDER_CONFIRM")
        .stream()
        .map(kind -> new Option(kind, words.say("work." + kind)))
        .toList();
  }

  /** Takes on one row, or all that are ticked. */
  @PostMapping("/worklist/take")
  Object take(
      Actor actor,
      @RequestParam(defaultValue = "") String one,
      @RequestParam(defaultValue = "") List<String> item,
      @RequestParam(defaultValue = "/worklist") String here) {
    var wanted = one.isBlank() ? item : List.of(one);
    var asked = claims.takeAll(actor, wanted.stream().map(WorklistPages::uuid).toList());
    var left = new ArrayList<String>();
    asked.left().forEach(each -> left.add(left(each)));
    if (wanted.isEmpty()) {
      left.add(words.say("my.worklist.nothingTicked"));
    }
    return left.isEmpty()
        ? "redirect:" + local(here)
        : again(actor, local(here), asked.taken().stream().map(this::named).toList(), left);
  }

  private String left(Claims.Left left) {
    var row = left.work();
    var why = refusals.at(left.why()).text();
    return row == null ? why : words.say("my.worklist.leftWhy", named(row), why);
  }

  private String named(WorkRow row) {
    return words.say(
        "my.worklist.row",
        row.subject().number(),
        row.subject().projectName(),
        words.say("work." + row.kind()));
  }

  /** The list as it was, with what has been done and what has not. */
  private ModelAndView again(Actor actor, String here, List<String> taken, List<String> left) {
    var list = UriComponentsBuilder.fromUriString(here).build().getQueryParams();
    return page(
        HttpStatus.CONFLICT,
        actor,
        decoded(list.getFirst("view")),
        new Typed(
            decoded(list.getFirst("matter")),
            decoded(list.getFirst("kind")),
            decoded(list.getFirst("department")),
            decoded(list.getFirst("words")),
            "true".equals(list.getFirst("unread"))),
        list.getFirst("cursor"),
        taken,
        left);
  }

  private static String decoded(@Nullable String value) {
    return value == null ? "" : UriUtils.decode(value, StandardCharsets.UTF_8);
  }

  @PostMapping("/worklist/{item}/release")
  String release(
      Actor actor,
      @PathVariable String item,
      @RequestParam(defaultValue = "/worklist?view=claimed") String here) {
    claims.release(actor, uuid(item));
    return "redirect:" + local(here);
  }

  /**
   * @param holders who can take it on, as options
   */
  public record Reassign(
      Row row,
      List<Option> holders,
      List<HandOver> notes,
      String to,
      String reason,
      List<FieldError> errors) {}

  public record HandOver(Instant at, String who, String act, String to, String reason) {}

  @GetMapping("/worklist/{item}/reassign")
  ModelAndView reassign(Actor actor, @PathVariable String item) {
    return reassign(HttpStatus.OK, actor, uuid(item), "", "", List.of());
  }

  private ModelAndView reassign(
      HttpStatus status,
      Actor actor,
      UUID item,
      String to,
      String reason,
      List<FieldError> errors) {
    var row = claims.find(actor, item);
    var page = new ModelAndView("worklist-reassign", status);
    page.addObject(
        "page",
        new Reassign(
            row(actor, row),
            claims.holders(row).stream()
                .map(h -> new Option(h.accountId().toString(), named(h.name(), h.forName())))
                .toList(),
            claims.notes(actor, item).stream().map(this::handOver).toList(),
            to,
            reason,
            errors));
    return page;
  }

  private HandOver handOver(Note note) {
    boolean lost = note.act() == Note.Act.RELEASED && note.reason().equals(Note.SEAT_LOST);
    return new HandOver(
        note.at(),
        named(note.byName(), note.forName()),
        words.say("my.note." + note.act().name()),
        note.toName() == null ? "" : note.toName(),
        lost ? words.say("my.note.seatLost") : note.reason());
  }

  @PostMapping("/worklist/{item}/reassign")
  Object reassign(
      Actor actor,
      @PathVariable String item,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(defaultValue = "") String reason,
      HttpServletRequest request) {
    try {
      if (to.isBlank()) {
        throw Refusal.invalid("inbox.cannotDoIt", "to");
      }
      claims.reassign(actor, uuid(item), uuid(to), reason);
      return "redirect:/worklist?view=department";
    } catch (Refusal refused) {
      if (refused.kind() != Refusal.Kind.INVALID) {
        throw refused;
      }
      return reassign(
          HttpStatus.UNPROCESSABLE_CONTENT,
          actor,
          uuid(item),
          to,
          reason,
          List.of(refusals.at(refused)));
    }
  }

  private static Worklist.View view(String name) {
    for (var view : Worklist.View.values()) {
      if (name(view).equals(name)) {
        return view;
      }
    }
    return Worklist.View.TODO;
  }

  private static String name(Worklist.View view) {
    return view.name().toLowerCase(Locale.ROOT);
  }

  private static String address(Worklist.View view, Typed typed, @Nullable String cursor) {
    var address = UriComponentsBuilder.fromPath("/worklist").queryParam("view", name(view));
    if (!typed.matter().isBlank()) {
      address.queryParam("matter", typed.matter());
    }
    if (!typed.kind().isBlank()) {
      address.queryParam("kind", typed.kind());
    }
    if (!typed.department().isBlank()) {
      address.queryParam("department", typed.department());
    }
    if (!typed.words().isBlank()) {
      address.queryParam("words", typed.words());
    }
    if (typed.unread()) {
      address.queryParam("unread", "true");
    }
    if (cursor != null) {
      address.queryParam("cursor", cursor);
    }
    return address.encode().build().toUriString();
  }

  /** A list of ours, nothing else. */
  private static String local(String here) {
    return here.matches("/worklist(\\?[A-Za-z0-9=&%._~-]*)?") ? here : "/worklist";
  }

  private static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException malformed) {
      throw Refusal.unknown("inbox.noSuchWork");
    }
  }

  private static Locale locale() {
    return LocaleContextHolder.getLocale();
  }

  /** A time limit ends with the day before its moment, at midnight. */
  private static @Nullable LocalDate lastDay(@Nullable Instant dueAt) {
    return dueAt == null ? null : LocalDate.ofInstant(dueAt.minusNanos(1), Dates.ZONE);
  }
}
