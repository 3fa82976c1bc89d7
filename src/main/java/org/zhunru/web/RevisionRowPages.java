package org.zhunru.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.policy.PolicyRevision;
import org.zhunru.policy.RevisionText;
import org.zhunru.policy.Revisions;

/**
 * Rows of a draft, changed by hand. A row is addressed by its line in the file; line 0 is a new one
 * at the end.
 */
@Controller
class RevisionRowPages {
  private static final int ROWS = 50;
  private static final int FIRST_LINE = 2;

  private final Revisions revisions;
  private final Words words;

  RevisionRowPages(Revisions revisions, Words words) {
    this.revisions = revisions;
    this.words = words;
  }

  public record Rows(
      UUID id,
      String title,
      String crumb,
      List<String> header,
      List<Row> rows,
      int found,
      String query,
      String next,
      String first,
      boolean model) {}

  public record Row(int line, List<String> cells) {}

  public record RowView(
      UUID id,
      String title,
      String crumb,
      int line,
      int seen,
      List<Cell> cells,
      List<FieldError> errors) {}

  public record Cell(String column, String value) {}

  @GetMapping("/policy/revisions/{id}/rows")
  ModelAndView rows(
      @PathVariable UUID id,
      @RequestParam(name = "q", defaultValue = "") String query,
      @RequestParam(defaultValue = "1") int at) {
    var revision = revisions.byId(id);
    boolean model = revisions.isModel(revision.file());
    var text = revisions.table(revision);
    var wanted = query.strip().toLowerCase(Locale.ROOT);
    var found = new ArrayList<Row>();
    for (int i = 0; i < text.lines().size(); i++) {
      var cells = text.lines().get(i);
      if (cells.stream().anyMatch(cell -> cell.toLowerCase(Locale.ROOT).contains(wanted))) {
        found.add(new Row(i + (model ? 1 : FIRST_LINE), cells));
      }
    }
    var shown = found.stream().filter(row -> row.line >= at).limit(ROWS).toList();
    var after = found.stream().filter(row -> row.line >= at).skip(ROWS).findFirst();
    return new ModelAndView(
        "policy-rows",
        "page",
        new Rows(
            id,
            words.say(model ? "policy.rules" : "policy.rows"),
            crumb(revision),
            text.header(),
            shown,
            found.size(),
            query,
            after.map(row -> address(id, query, row.line)).orElse(""),
            at > FIRST_LINE ? address(id, query, FIRST_LINE) : "",
            model));
  }

  private static String address(UUID id, String query, int at) {
    return org.springframework.web.util.UriComponentsBuilder.fromPath(
            "/policy/revisions/" + id + "/rows")
        .queryParam("q", "{q}")
        .queryParam("at", at)
        .build(Map.of("q", query))
        .toString();
  }

  @GetMapping("/policy/revisions/{id}/rows/{line}")
  ModelAndView row(@PathVariable UUID id, @PathVariable int line) {
    var revision = revisions.byId(id);
    var text = text(revision);
    var cells = line == 0 ? text.header().stream().map(column -> "").toList() : cells(text, line);
    return row(HttpStatus.OK, revision, line, revision.edits(), text.header(), cells, List.of());
  }

  @PostMapping("/policy/revisions/{id}/rows/{line}")
  Object write(
      @PathVariable UUID id,
      @PathVariable int line,
      @RequestParam(defaultValue = "0") int seen,
      @RequestParam Map<String, String> typed,
      Actor actor) {
    var revision = revisions.byId(id);
    var text = text(revision);
    var cells = new ArrayList<String>();
    for (int i = 0; i < text.header().size(); i++) {
      cells.add(typed.getOrDefault("cell[" + i + "]", "").strip());
    }
    revisions.write(actor, id, with(text, line, row -> cells), seen);
    var left =
        revisions.faults(revisions.byId(id)).stream()
            .filter(fault -> fault.line() == (line == 0 ? last(text) : line))
            .map(
                fault ->
                    new FieldError(
                        "cell[" + text.header().indexOf(fault.column()) + "]",
                        fault.column()
                            + " "
                            + words.say(
                                "policy.faultAndMend",
                                words.say(fault.messageKey(), fault.arguments().toArray()),
                                words.say(fault.mendKey(), fault.arguments().toArray()))))
            .toList();
    // It is kept; what is wrong with it is told at once, and again on the page of the revision.
    return left.isEmpty()
        ? "redirect:/policy/revisions/" + id
        : row(
            HttpStatus.UNPROCESSABLE_CONTENT,
            revisions.byId(id),
            line == 0 ? last(text) : line,
            revisions.byId(id).edits(),
            text.header(),
            cells,
            left);
  }

  /** A model has no rows to change. */
  private RevisionText text(PolicyRevision revision) {
    if (revisions.isModel(revision.file())) {
      throw Refusal.conflict("policy.notRowByRow");
    }
    return RevisionText.of(revision.content());
  }

  private static int last(RevisionText before) {
    return before.lines().size() + FIRST_LINE;
  }

  @PostMapping("/policy/revisions/{id}/rows/{line}/remove")
  String remove(
      @PathVariable UUID id,
      @PathVariable int line,
      @RequestParam(defaultValue = "0") int seen,
      Actor actor) {
    var text = text(revisions.byId(id));
    cells(text, line);
    revisions.write(actor, id, with(text, line, row -> List.of()), seen);
    return "redirect:/policy/revisions/" + id;
  }

  private static List<String> cells(RevisionText text, int line) {
    if (line < FIRST_LINE || line >= text.lines().size() + FIRST_LINE) {
      throw Refusal.unknown("policy.noSuchRow", line);
    }
    return text.lines().get(line - FIRST_LINE);
  }

  /** The table with one line made anew; without it if nothing is left of it. */
  private static RevisionText with(RevisionText text, int line, UnaryOperator<List<String>> anew) {
    var lines = new ArrayList<>(text.lines());
    if (line == 0) {
      lines.add(anew.apply(List.of()));
    } else {
      var made = anew.apply(cells(text, line));
      if (made.isEmpty()) {
        lines.remove(line - FIRST_LINE);
      } else {
        lines.set(line - FIRST_LINE, made);
      }
    }
    return new RevisionText(text.header(), lines);
  }

  private ModelAndView row(
      HttpStatus status,
      PolicyRevision revision,
      int line,
      int seen,
      List<String> header,
      List<String> values,
      List<FieldError> errors) {
    var cells = new ArrayList<Cell>();
    for (int i = 0; i < header.size(); i++) {
      cells.add(new Cell(header.get(i), i < values.size() ? values.get(i) : ""));
    }
    var page = new ModelAndView("policy-row", status);
    page.addObject(
        "page",
        new RowView(
            revision.id(),
            line == 0 ? words.say("policy.row.new") : words.say("policy.row", line),
            crumb(revision),
            line,
            seen,
            cells,
            errors));
    return page;
  }

  private String crumb(PolicyRevision revision) {
    return words.say(
        "policy.revisionOf",
        words.say("policy.file." + RevisionPages.nameOf(revision.file())),
        revision.no());
  }
}
