package org.zhunru.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import org.zhunru.identity.Actor;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.supervision.PublicNotice;
import org.zhunru.supervision.PublicNotices;

/** {@code /notice-desk}: the lead office releases decisions to the public; supervisors look on. */
@Controller
class PublicNoticeDeskPages {
  /** Between words that are no names; no name has it. */
  private static final String BETWEEN = "、";

  private final Cases cases;
  private final PublicNotices notices;
  private final PublicNoticeWords said;
  private final RefusalWords refusals;
  private final Words words;
  private final TransactionTemplate transaction;
  private final Clock clock;

  PublicNoticeDeskPages(
      Cases cases,
      PublicNotices notices,
      PublicNoticeWords said,
      RefusalWords refusals,
      Words words,
      TransactionTemplate transaction,
      Clock clock) {
    this.cases = cases;
    this.notices = notices;
    this.said = said;
    this.refusals = refusals;
    this.words = words;
    this.transaction = transaction;
    this.clock = clock;
  }

  public record View(
      List<Row> rows, String next, String first, List<PublicNoticeWords.Card> shown) {}

  /**
   * @param publishBy null where no rule is known
   */
  public record Row(
      String href,
      String number,
      String project,
      String outcome,
      Instant decidedAt,
      @Nullable LocalDate publishBy) {}

  /**
   * @param state {@code waiting}, {@code shown} or {@code gone}
   * @param acts whether the reader can act
   * @param struck how much personal data was found in the texts
   * @param names those of them that are names, with those that were put back
   * @param publishBy null where no rule is known
   * @param lastDay by rule; null where a person sets it
   */
  public record One(
      String id,
      String state,
      boolean acts,
      PublicNoticeWords.Card notice,
      int struck,
      List<ListFilters.Option> names,
      List<String> kept,
      @Nullable LocalDate publishBy,
      @Nullable LocalDate lastDay,
      List<Line> history,
      Map<String, String> typed,
      List<FieldError> errors) {}

  public record Line(String act, String remark, String who, Instant at) {}

  /**
   * What the public will read, before it does.
   *
   * @param notice null where it is taken down
   * @param fields to send again
   */
  public record Confirm(
      String id,
      String label,
      PublicNoticeWords.@Nullable Card notice,
      List<String> consequences,
      boolean danger,
      Map<String, String> fields) {}

  @GetMapping("/notice-desk")
  ModelAndView list(@RequestParam(required = false) @Nullable String cursor) {
    var found = notices.waiting(cursor);
    var page = new ModelAndView("notice-desk");
    page.addObject(
        "page",
        new View(
            found.rows().stream().map(this::row).toList(),
            found.next() == null
                ? ""
                : ListFilters.address("/notice-desk", Map.of("cursor", found.next())),
            cursor == null ? "" : "/notice-desk",
            cursor == null
                ? notices.list(PublicNotices.Filter.NONE, null).rows().stream()
                    .map(said::card)
                    .toList()
                : List.of()));
    return page;
  }

  private Row row(PublicNotices.Waiting w) {
    return new Row(
        "/notice-desk/" + w.caseId(),
        w.number(),
        w.project(),
        words.say("decision.outcome." + w.outcome().name()),
        w.decidedAt(),
        w.publishBy());
  }

  @GetMapping("/notice-desk/{case}")
  ModelAndView one(Actor actor, @PathVariable("case") String id) {
    var of = cases.see(actor, CaseId.parse(id));
    return page(HttpStatus.OK, actor, of, Map.of(), Set.of(), List.of());
  }

  private ModelAndView page(
      HttpStatus status,
      Actor actor,
      Case of,
      Map<String, String> typed,
      Set<String> kept,
      List<FieldError> errors) {
    var notice = notices.ofCase(of.id());
    var page = new ModelAndView("notice-desk-case", status);
    boolean acts = actor.holds(Actor.LEAD_OFFICE, SeatKind.HEAD);
    if (notice.isPresent()) {
      boolean shown = notice.get().isShown(LocalDate.now(clock));
      page.addObject(
          "page",
          new One(
              of.id().toString(),
              shown ? "shown" : "gone",
              acts && shown,
              said.card(notice.get()),
              0,
              names(kept),
              List.copyOf(kept),
              null,
              notice.get().lastDay(),
              history(notice.get()),
              typed,
              errors));
      return page;
    }
    var draft = notices.draft(of.id(), kept);
    var names = new LinkedHashSet<>(draft.names());
    names.addAll(kept);
    page.addObject(
        "page",
        new One(
            of.id().toString(),
            "waiting",
            acts,
            said.card(draft.notice()),
            draft.struck(),
            names(names),
            List.copyOf(kept),
            draft.publishBy(),
            draft.lastDay(),
            List.of(),
            typed,
            errors));
    return page;
  }

  private static List<ListFilters.Option> names(Set<String> names) {
    return names.stream().map(n -> new ListFilters.Option(n, n)).toList();
  }

  private List<Line> history(PublicNotice notice) {
    return notices.acts(notice.id()).stream()
        .map(
            a ->
                new Line(words.say("announcement.act." + a.kind()), a.remark(), a.byName(), a.at()))
        .toList();
  }

  @PostMapping("/notice-desk/{case}")
  Object act(
      Actor actor,
      @PathVariable("case") String id,
      @RequestParam(defaultValue = "") String act,
      @RequestParam(defaultValue = "false") boolean confirmed,
      @RequestParam Map<String, String> sent,
      HttpServletRequest request) {
    var of = cases.see(actor, CaseId.parse(id));
    if (!actor.holds(Actor.LEAD_OFFICE, SeatKind.HEAD)) {
      throw Refusal.forbidden("announcement.notLead");
    }
    var kept = kept(request);
    try {
      if (!confirmed && act.equals("publish")) {
        return preview(actor, of, sent, kept);
      }
      if (!confirmed && act.equals("takeDown") && !text(sent, "reason").isBlank()) {
        return takeDown(of, sent);
      }
      transaction.executeWithoutResult(status -> perform(actor, of.id(), act, sent, kept));
      return "redirect:/notice-desk/" + of.id();
    } catch (Refusals several) {
      return again(actor, of, sent, kept, several.all());
    } catch (Refusal refused) {
      if (refused.kind() != Refusal.Kind.INVALID) {
        throw refused;
      }
      return again(actor, of, sent, kept, List.of(refused));
    }
  }

  private void perform(
      Actor actor, CaseId id, String act, Map<String, String> sent, Set<String> kept) {
    switch (act) {
      case "publish":
        notices.publish(actor, id, text(sent, "words"), day(sent), kept);
        break;
      case "correct":
        notices.correct(
            actor,
            id,
            text(sent, "kind").equals("ANNULLED"),
            text(sent, "words"),
            text(sent, "remark"),
            kept);
        break;
      case "takeDown":
        notices.takeDown(actor, id, text(sent, "reason"));
        break;
      default:
        throw Refusal.conflict("announcement.noSuchAct");
    }
  }

  private ModelAndView preview(Actor actor, Case of, Map<String, String> sent, Set<String> kept) {
    var draft =
        Objects.requireNonNull(
            transaction.execute(
                status ->
                    notices.checkPublication(
                        actor, of.id(), text(sent, "words"), day(sent), kept)));
    var fields = new LinkedHashMap<String, String>();
    fields.put("act", "publish");
    fields.put("words", text(sent, "words"));
    fields.put("lastDay", text(sent, "lastDay"));
    fields.put("kept", String.join(BETWEEN, kept));
    return confirm(
        new Confirm(
            of.id().toString(),
            words.say("announcement.do.publish"),
            said.card(draft.notice()),
            List.of(
                words.say("announcement.follows.publish"),
                words.say("announcement.follows.until", Objects.requireNonNull(draft.lastDay()))),
            false,
            fields));
  }

  private ModelAndView takeDown(Case of, Map<String, String> sent) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("act", "takeDown");
    fields.put("reason", text(sent, "reason"));
    return confirm(
        new Confirm(
            of.id().toString(),
            words.say("announcement.do.takeDown"),
            null,
            List.of(
                words.say("announcement.follows.takeDown"),
                words.say("announcement.follows.takeDown.kept")),
            true,
            fields));
  }

  private static ModelAndView confirm(Confirm confirm) {
    var page = new ModelAndView("notice-confirm");
    page.addObject("page", confirm);
    return page;
  }

  private ModelAndView again(
      Actor actor, Case of, Map<String, String> sent, Set<String> kept, List<Refusal> refused) {
    return page(
        HttpStatus.UNPROCESSABLE_CONTENT,
        actor,
        of,
        sent,
        kept,
        refused.stream().map(refusals::at).toList());
  }

  private static Set<String> kept(HttpServletRequest request) {
    var kept = new LinkedHashSet<String>();
    var sent = request.getParameterValues("kept");
    if (sent != null) {
      Arrays.stream(sent)
          .flatMap(s -> Arrays.stream(s.split(BETWEEN)))
          .map(String::strip)
          .filter(s -> !s.isEmpty())
          .forEach(kept::add);
    }
    return kept;
  }

  private static String text(Map<String, String> sent, String field) {
    return sent.getOrDefault(field, "");
  }

  private static @Nullable LocalDate day(Map<String, String> sent) {
    var text = text(sent, "lastDay").strip();
    try {
      return text.isEmpty() ? null : LocalDate.parse(text);
    } catch (DateTimeException noDay) {
      throw Refusal.invalid("calendar.fromMalformed", "lastDay", text);
    }
  }
}
