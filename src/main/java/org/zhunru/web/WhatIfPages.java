package org.zhunru.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.policy.CheckResult;
import org.zhunru.policy.CheckResult.Verdict;
import org.zhunru.policy.PolicyRevision;
import org.zhunru.policy.Question;
import org.zhunru.policy.Revisions;
import org.zhunru.policy.WhatIfRun;
import org.zhunru.policy.WhatIfs;

/** {@code /policy/revisions/{id}/what-if}: which cases a draft of policies would flip, and why. */
@Controller
class WhatIfPages {
  private final WhatIfs whatIfs;
  private final Revisions revisions;
  private final FindingWords findings;
  private final RefusalWords refusals;
  private final Words words;
  private final Clock clock;

  WhatIfPages(
      WhatIfs whatIfs,
      Revisions revisions,
      FindingWords findings,
      RefusalWords refusals,
      Words words,
      Clock clock) {
    this.whatIfs = whatIfs;
    this.revisions = revisions;
    this.findings = findings;
    this.refusals = refusals;
    this.words = words;
    this.clock = clock;
  }

  /**
   * @param run null if nobody has asked for one
   * @param day as typed, or of the run, or the first on which the draft may count
   * @param next address of the next page; empty on the last
   */
  public record View(
      String name,
      String title,
      PolicyRevision revision,
      @Nullable WhatIfRun run,
      boolean mayRun,
      boolean overtaken,
      boolean lawChanged,
      String day,
      List<Table> tables,
      List<Tab> tabs,
      List<Row> rows,
      String next,
      String first,
      List<FieldError> errors) {}

  public record Tab(String href, String label, int count, boolean current) {}

  /** Cases by verdict without (lines) and with the draft (columns). */
  public record Table(String caption, List<String> verdicts, List<Line> lines) {}

  public record Line(String verdict, List<Integer> cases) {}

  public record Row(
      String number,
      String project,
      String state,
      String before,
      String after,
      List<String> come,
      List<String> go,
      List<String> asked) {}

  @GetMapping("/policy/revisions/{id}/what-if")
  ModelAndView page(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String show,
      @RequestParam(required = false) @Nullable String cursor) {
    return page(HttpStatus.OK, id, show, cursor, null, List.of());
  }

  @PostMapping("/policy/revisions/{id}/what-if")
  ModelAndView start(
      @PathVariable UUID id, @RequestParam(defaultValue = "") String day, Actor actor) {
    try {
      whatIfs.start(actor, id, day(day));
    } catch (Refusal refusal) {
      if (refusal.field() == null) {
        throw refusal;
      }
      return page(
          HttpStatus.UNPROCESSABLE_CONTENT, id, "", null, day, List.of(refusals.at(refusal)));
    }
    return new ModelAndView("redirect:" + address(id));
  }

  @PostMapping("/policy/revisions/{id}/what-if/cancel")
  String cancel(@PathVariable UUID id, Actor actor) {
    whatIfs.cancel(actor, id);
    return "redirect:" + address(id);
  }

  /** All cases for which the draft makes a difference, as a file. */
  @GetMapping("/policy/revisions/{id}/what-if/export")
  void export(@PathVariable UUID id, HttpServletResponse response) throws IOException {
    var revision = revisions.byId(id);
    var run = whatIfs.of(id).orElse(null);
    if (run == null) {
      response.sendRedirect(address(id));
      return;
    }
    response.setContentType("text/csv; charset=utf-8");
    response.setHeader(
        "Content-Disposition",
        ContentDisposition.attachment()
            .filename(
                words.say("policy.whatIf.file", revision.no())
                    + "-"
                    + LocalDate.now(clock)
                    + ".csv",
                StandardCharsets.UTF_8)
            .build()
            .toString());
    var out = response.getOutputStream();
    out.write(SafeCells.csv(header(), List.of()).getBytes(StandardCharsets.UTF_8));
    whatIfs.each(
        run,
        row -> {
          try {
            out.write(SafeCells.line(cells(row(row))).getBytes(StandardCharsets.UTF_8));
          } catch (IOException gone) {
            throw new UncheckedIOException(gone);
          }
        });
  }

  private List<String> header() {
    return Stream.of("number", "project", "state", "before", "after", "come", "go", "asked")
        .map(key -> words.say("policy.whatIf." + key))
        .toList();
  }

  private static List<String> cells(Row row) {
    return List.of(
        row.number(),
        row.project(),
        row.state(),
        row.before(),
        row.after(),
        String.join("\n", row.come()),
        String.join("\n", row.go()),
        String.join("\n", row.asked()));
  }

  private ModelAndView page(
      HttpStatus status,
      UUID id,
      String show,
      @Nullable String cursor,
      @Nullable String typed,
      List<FieldError> errors) {
    var revision = revisions.byId(id);
    var run = whatIfs.of(id).orElse(null);
    var which = which(show);
    var rows = new ArrayList<Row>();
    var next = "";
    if (run != null) {
      var found = whatIfs.list(run, new WhatIfs.Filter(which, null, null, null), cursor);
      found.rows().forEach(row -> rows.add(row(row)));
      next = found.next() == null ? "" : address(id, which, found.next());
    }
    var first = run == null ? revisions.earliest() : run.day();
    var page = new ModelAndView("policy-what-if", status);
    page.addObject(
        "page",
        new View(
            RevisionPages.nameOf(revision.file()),
            words.say("policy.file." + RevisionPages.nameOf(revision.file())),
            revision,
            run,
            whatIfs.mayRun(revision),
            run != null && whatIfs.overtaken(run, revision),
            run != null && whatIfs.lawChanged(run, revision),
            typed == null ? first.toString() : typed,
            run == null ? List.of() : List.of(table(run, true), table(run, false)),
            run == null ? List.of() : tabs(id, run, which),
            rows,
            next,
            cursor == null ? "" : address(id, which, ""),
            errors));
    return page;
  }

  private List<Tab> tabs(UUID id, WhatIfRun run, WhatIfs.Show which) {
    return Stream.of(WhatIfs.Show.FLIPS, WhatIfs.Show.UNSETTLED, WhatIfs.Show.OTHERS)
        .map(
            show ->
                new Tab(
                    address(id, show, ""),
                    words.say("policy.whatIf.show." + show.name()),
                    switch (show) {
                      case FLIPS -> run.flips();
                      case UNSETTLED -> run.unsettled();
                      default -> run.others();
                    },
                    show == which))
        .toList();
  }

  private Table table(WhatIfRun run, boolean pending) {
    var lines = new ArrayList<Line>();
    for (var before : Verdict.values()) {
      lines.add(
          new Line(
              verdict(before),
              Arrays.stream(Verdict.values())
                  .map(
                      after ->
                          run.counts().stream()
                              .filter(
                                  c ->
                                      c.pending() == pending
                                          && c.before() == before
                                          && c.after() == after)
                              .mapToInt(WhatIfRun.Count::cases)
                              .sum())
                  .toList()));
    }
    return new Table(
        words.say(pending ? "policy.whatIf.pending" : "policy.whatIf.closed"),
        Arrays.stream(Verdict.values()).map(this::verdict).toList(),
        lines);
  }

  private String verdict(Verdict verdict) {
    return words.say("policy.verdict." + verdict.name());
  }

  private Row row(WhatIfs.Row row) {
    return new Row(
        row.number(),
        row.project(),
        words.say("my.state." + row.state().name()),
        verdict(row.before()),
        verdict(row.after()),
        row.change().come().stream().map(this::said).toList(),
        row.change().go().stream().map(this::said).toList(),
        row.change().asked().stream().map(this::said).toList());
  }

  private String said(CheckResult.Finding finding) {
    var comparison = findings.comparison(finding);
    return words.say(
        "policy.whatIf.finding",
        words.say("policy.severity." + finding.severity().name()),
        comparison.isEmpty()
            ? finding.message()
            : words.say("policy.whatIf.compared", finding.message(), comparison),
        finding.legalBasis());
  }

  private String said(Question question) {
    return words.say(question.messageKey(), question.arguments().toArray());
  }

  private static WhatIfs.Show which(String show) {
    return switch (show) {
      case "unsettled" -> WhatIfs.Show.UNSETTLED;
      case "others" -> WhatIfs.Show.OTHERS;
      default -> WhatIfs.Show.FLIPS;
    };
  }

  private static String address(UUID id) {
    return "/policy/revisions/" + id + "/what-if";
  }

  private static String address(UUID id, WhatIfs.Show show, String cursor) {
    var values = new LinkedHashMap<String, String>();
    values.put("show", show.name().toLowerCase(Locale.ROOT));
    values.put("cursor", cursor);
    return ListFilters.address(address(id), values);
  }

  private static @Nullable LocalDate day(String typed) {
    try {
      return typed.isBlank() ? null : LocalDate.parse(typed.strip());
    } catch (DateTimeException noDay) {
      return null;
    }
  }
}
