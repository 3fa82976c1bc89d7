package org.zhunru.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.decision.DecisionOutcome;
import org.zhunru.identity.Actor;
import org.zhunru.supervision.PublicNoticeTerms;
import org.zhunru.supervision.PublicNotices;

/** {@code /notices}: decisions that are public, for anybody. */
@Controller
class PublicNoticePages {
  private final PublicNotices notices;
  private final PublicNoticeTerms terms;
  private final PublicNoticeWords said;
  private final ListFilters filters;
  private final Words words;
  private final Clock clock;

  PublicNoticePages(
      PublicNotices notices,
      PublicNoticeTerms terms,
      PublicNoticeWords said,
      ListFilters filters,
      Words words,
      Clock clock) {
    this.notices = notices;
    this.terms = terms;
    this.said = said;
    this.filters = filters;
    this.words = words;
    this.clock = clock;
  }

  /** The filter as typed; the names are those of the address. */
  public record Typed(
      @Nullable String words,
      @Nullable String outcome,
      @Nullable String from,
      @Nullable String to) {
    public Typed {
      words = stripped(words);
      outcome = stripped(outcome);
      from = stripped(from);
      to = stripped(to);
    }

    private static String stripped(@Nullable String text) {
      return text == null ? "" : text.strip();
    }
  }

  /**
   * @param filtered whether anything narrows the list
   */
  public record View(
      Typed typed,
      List<ListFilters.Option> outcomes,
      List<PublicNoticeWords.Card> rows,
      String next,
      String first,
      boolean filtered,
      List<FieldError> errors) {}

  /**
   * @param ruled whether a rule sets the last day
   * @param desk where the reader can put it right; empty for the public
   */
  public record One(PublicNoticeWords.Card notice, boolean ruled, String desk) {}

  /**
   * @param early whether it was taken down before its last day was over
   */
  public record Gone(boolean early, LocalDate on) {}

  @GetMapping("/notices")
  ModelAndView list(
      @ModelAttribute Typed typed, @RequestParam(required = false) @Nullable String cursor) {
    var errors = new ArrayList<FieldError>();
    var filter =
        new PublicNotices.Filter(
            typed.words(),
            outcome(typed.outcome()),
            filters.day("from", typed.from(), errors),
            filters.lastDay("to", typed.to(), typed.from(), errors));
    var found = notices.list(filter, cursor);
    var page =
        new ModelAndView(
            "notices", errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    page.addObject(
        "page",
        new View(
            typed,
            Arrays.stream(DecisionOutcome.values())
                .map(
                    o -> new ListFilters.Option(name(o), words.say("decision.outcome." + o.name())))
                .toList(),
            found.rows().stream().map(said::card).toList(),
            found.next() == null ? "" : address(typed, found.next()),
            cursor == null ? "" : address(typed, ""),
            !filter.equals(PublicNotices.Filter.NONE),
            errors));
    return page;
  }

  @GetMapping("/notices/{id}")
  ModelAndView one(@Nullable Actor actor, @PathVariable String id) {
    var notice = notices.byId(id);
    var ended = notice.endedAt();
    if (!notice.isShown(LocalDate.now(clock))) {
      var page = new ModelAndView("notice-gone", HttpStatus.GONE);
      page.addObject(
          "page",
          new Gone(
              ended != null,
              ended == null ? notice.lastDay() : LocalDate.ofInstant(ended, Dates.ZONE)));
      return page;
    }
    var page = new ModelAndView("notice");
    page.addObject(
        "page",
        new One(
            said.card(notice),
            terms.lastDay(LocalDate.ofInstant(notice.publishedAt(), Dates.ZONE)).isPresent(),
            actor != null && actor.isLead() ? "/notice-desk/" + notice.caseId() : ""));
    return page;
  }

  static String name(DecisionOutcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  static @Nullable DecisionOutcome outcome(String name) {
    return Arrays.stream(DecisionOutcome.values())
        .filter(o -> name(o).equals(name))
        .findFirst()
        .orElse(null);
  }

  private static String address(Typed typed, String cursor) {
    var values = new LinkedHashMap<String, String>();
    values.put("words", typed.words());
    values.put("outcome", typed.outcome());
    values.put("from", typed.from());
    values.put("to", typed.to());
    values.put("cursor", cursor);
    return ListFilters.address("/notices", values);
  }
}
