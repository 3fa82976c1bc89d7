package org.zhunru.web;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.zhunru.decision.Printouts;
import org.zhunru.intake.CaseDays;
import org.zhunru.policy.Checks;
import org.zhunru.policy.ProjectFacts;
import tools.jackson.databind.JsonNode;

/** The pre-check as a report to print and to take along: all of it, with what it was made of. */
@Component
class CheckReports {
  private final Checks checks;
  private final CheckView view;
  private final FactLines facts;
  private final Printouts printouts;
  private final Words words;
  private final Clock clock;

  CheckReports(
      Checks checks,
      CheckView view,
      FactLines facts,
      Printouts printouts,
      Words words,
      Clock clock) {
    this.checks = checks;
    this.view = view;
    this.facts = facts;
    this.printouts = printouts;
    this.words = words;
    this.clock = clock;
  }

  /**
   * A report.
   *
   * @param facts what was told, group by group; nothing about people
   * @param editionSet SHA-256 over the editions that were asked
   */
  public record Report(
      String title, Instant at, CheckView.Result result, List<Group> facts, String editionSet) {}

  /**
   * The report as a page.
   *
   * @param sent what has to be sent again; empty for a draft
   * @param pdf address of the file, for a draft
   * @param back where the result is, for a draft
   */
  public record Page(Report report, List<EditPages.Parameter> sent, String pdf, String back) {}

  public record Group(String title, List<Line> lines) {}

  public record Line(String label, String value) {}

  /** A table of the paper. */
  record Section(
      String title, String text, String widths, List<String> head, List<List<String>> rows) {}

  /**
   * @param told as it was typed
   * @param project the same as the checks read it
   */
  Report of(JsonNode told, ProjectFacts project, CaseDays days) {
    var check = checks.check(project, days);
    return new Report(
        title(project.name()),
        Instant.now(clock),
        view.of(check, checks.nearMisses(project, days), path -> ""),
        groups(told),
        check.editionSet());
  }

  private String title(@Nullable String name) {
    return name == null || name.isBlank()
        ? words.say("check.report")
        : words.say("check.report.of", name.strip());
  }

  private List<Group> groups(JsonNode told) {
    Map<String, List<Line>> groups = new LinkedHashMap<>();
    for (var line : facts.of(told.toString(), false)) {
      if (!line.path().startsWith("people[") && !line.path().startsWith("contact.")) {
        groups
            .computeIfAbsent(
                line.group().isEmpty() ? words.say("check.report.facts") : line.group(),
                group -> new ArrayList<>())
            .add(new Line(line.label(), line.value()));
      }
    }
    return groups.entrySet().stream()
        .map(group -> new Group(group.getKey(), group.getValue()))
        .toList();
  }

  /** The report as a file; it is not kept. */
  ResponseEntity<byte[]> pdf(Report report) {
    var result = report.result();
    var values = new LinkedHashMap<String, Object>();
    values.put("sentence", result.sentence());
    var notes = new ArrayList<String>();
    notes.add(result.law().sentence());
    result.law().documents().forEach(of -> notes.add(of.what() + of.text() + " · " + of.source()));
    notes.add(words.say("check.report.at", report.at()));
    notes.add(words.say("check.noDecision"));
    notes.add(words.say("check.report.editions", report.editionSet()));
    values.put("notes", notes);
    values.put("facts", report.facts());
    values.put("sections", sections(result));
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_PDF)
        .header(
            "Content-Disposition",
            ContentDisposition.attachment()
                .filename(
                    report.title().replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_") + ".pdf",
                    java.nio.charset.StandardCharsets.UTF_8)
                .build()
                .toString())
        .header("Cache-Control", "no-store")
        .body(
            printouts.pdf(
                "pre-check", "report", report.title(), values, words.say("check.report.foot")));
  }

  private List<Section> sections(CheckView.Result result) {
    var sections = new ArrayList<Section>();
    for (var group : result.groups()) {
      sections.add(
          new Section(
              group.title(),
              "",
              "3 7 5",
              heads("subject", "rule", "mend"),
              group.many() ? List.of() : group.findings().stream().map(this::row).toList()));
      if (group.folded()) {
        sections.add(
            new Section(
                words.say("check.report.asks", group.title()),
                group.many() ? words.say("check.tooMany", group.findings().size()) : "",
                "3 12",
                heads("subject", "said"),
                group.asks().stream().map(ask -> List.of(ask.what(), ask.text())).toList()));
      }
    }
    lines(sections, words.say("check.open", result.open().size()), "question", result.open());
    lines(sections, words.say("check.reasons"), "said", result.reasons());
    result.units().forEach(unit -> sections.add(unit(unit)));
    sections.add(
        new Section(
            words.say("check.departments", result.departments().size()),
            "",
            "3 7 5",
            heads("department", "why", "source"),
            result.departments().stream()
                .flatMap(d -> d.reasons().stream().map(r -> row(d.name(), r)))
                .toList()));
    lines(sections, words.say("check.missing", result.missing().size()), "said", result.missing());
    lines(
        sections,
        words.say("check.perhapsMissing", result.perhapsMissing().size()),
        "said",
        result.perhapsMissing());
    if (result.near().size() <= CheckView.MOST_ON_PAPER) {
      lines(sections, words.say("check.near", result.near().size()), "said", result.near());
    }
    sections.removeIf(section -> section.rows().isEmpty());
    return sections;
  }

  private void lines(List<Section> into, String title, String said, List<CheckView.Line> lines) {
    into.add(
        new Section(
            title,
            "",
            "3 7 5",
            heads("subject", said, "source"),
            lines.stream().map(line -> row(line.what(), line)).toList()));
  }

  private static List<String> row(String what, CheckView.Line line) {
    return List.of(what, line.text(), line.source());
  }

  private List<String> row(CheckView.Finding finding) {
    var said = new ArrayList<String>();
    said.add(finding.text() + finding.comparison());
    said.addAll(finding.marks());
    said.addAll(finding.questions());
    said.add(
        Stream.of(finding.basis(), finding.edition())
            .filter(part -> !part.isEmpty())
            .reduce((basis, edition) -> basis + " · " + edition)
            .orElse(""));
    said.removeIf(String::isEmpty);
    return List.of(finding.what(), String.join("\n", said), finding.remedy());
  }

  private Section unit(CheckView.Unit unit) {
    var rows = new ArrayList<List<String>>();
    for (var term : unit.terms()) {
      rows.add(
          List.of(
              term.name(),
              term.quantity(),
              term.threshold(),
              term.ratio(),
              term.beta(),
              term.betaRatio()));
    }
    var s =
        unit.bound().isEmpty()
            ? unit.s()
            : unit.s() + "\n" + words.say("check.bound", unit.bound());
    rows.add(List.of(words.say("check.sum"), "", "", s, "", unit.betaSum()));
    if (!unit.r().isEmpty()) {
      rows.add(
          List.of(
              words.say("check.grade", unit.alpha(), unit.betaSum()), "", "", "", "", unit.r()));
    }
    return new Section(
        words.say("check.report.unit", unit.name(), unit.verdict()),
        words.say("check.hazards.text"),
        "5 3r 3r 4r 2r 4r",
        heads("substance", "q", "threshold", "ratio", "beta", "betaRatio"),
        unit.terms().isEmpty() ? List.of() : rows);
  }

  private List<String> heads(String... keys) {
    return Stream.of(keys).map(key -> words.say("check.col." + key)).toList();
  }
}
