package org.zhunru.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.zhunru.decision.Printouts;
import org.zhunru.policy.ReportingCalendar;
import org.zhunru.policy.RevisionText;
import org.zhunru.supervision.Report;

/** Reports as files to send, in the language of the reader; files are made anew, never kept. */
@Component
class ReportFiles {
  private static final String WORD =
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  private static final int TITLE_SIZE = 18;

  private final Printouts printouts;
  private final TableFiles tables;
  private final Words words;

  ReportFiles(Printouts printouts, TableFiles tables, Words words) {
    this.printouts = printouts;
    this.tables = tables;
    this.words = words;
  }

  /** A label and what stands behind it. */
  public record Line(String label, String value) {}

  /** The period of a duty in words. */
  String period(ReportingCalendar.Duty duty) {
    var period = duty.period();
    return switch (period.charAt(0)) {
      case 'P' -> duty.rule().period();
      case 'M' -> words.say("reports.period.M", String.valueOf(duty.year()), period.substring(1));
      default -> words.say("reports.period." + period, String.valueOf(duty.year()));
    };
  }

  /** What the report of a duty is called. */
  String title(ReportingCalendar.Duty duty) {
    return words.say("reports.title.of", period(duty));
  }

  /**
   * @param format docx, pdf, xlsx, csv or json
   * @throws org.zhunru.common.Refusal {@code policy.noSuchFormat}
   */
  ResponseEntity<byte[]> of(Report report, ReportingCalendar.Duty duty, String format) {
    var name =
        "report-"
            + report.ruleId()
            + "-"
            + report.year()
            + "-"
            + report.period()
            + (report.version() == 1 ? "" : "-v" + report.version());
    return switch (format) {
      case "pdf" -> file(name + ".pdf", "application/pdf", pdf(report, duty));
      case "docx" -> file(name + ".docx", WORD, word(report, duty));
      default -> tables.of(table(report, duty), name, format);
    };
  }

  private byte[] pdf(Report report, ReportingCalendar.Duty duty) {
    return printouts.pdf(
        "reports",
        "report",
        title(duty),
        Map.of(
            "facts", facts(report, duty),
            "figuresTitle", words.say("reports.figures"),
            "figures", figures(report),
            "textTitle", words.say("reports.text"),
            "paragraphs", report.content().lines().filter(l -> !l.isBlank()).toList()),
        words.say("reports.foot." + report.state()));
  }

  private byte[] word(Report report, ReportingCalendar.Duty duty) {
    try (var document = new XWPFDocument();
        var out = new ByteArrayOutputStream()) {
      var title = document.createParagraph();
      title.setAlignment(ParagraphAlignment.CENTER);
      var run = title.createRun();
      run.setBold(true);
      run.setFontSize(TITLE_SIZE);
      run.setText(title(duty));
      table(document, facts(report, duty));
      heading(document, "reports.figures");
      table(document, figures(report));
      heading(document, "reports.text");
      report.content().lines().forEach(l -> document.createParagraph().createRun().setText(l));
      document.createParagraph().createRun().setText(words.say("reports.foot." + report.state()));
      document.write(out);
      return out.toByteArray();
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
  }

  private void heading(XWPFDocument document, String key) {
    var run = document.createParagraph().createRun();
    run.setBold(true);
    run.setText(words.say(key));
  }

  private static void table(XWPFDocument document, List<Line> lines) {
    var table = document.createTable(lines.size(), 2);
    table.setWidth("100%");
    for (int i = 0; i < lines.size(); i++) {
      table.getRow(i).getCell(0).setText(lines.get(i).label());
      table.getRow(i).getCell(1).setText(lines.get(i).value());
    }
  }

  private RevisionText table(Report report, ReportingCalendar.Duty duty) {
    var lines = new ArrayList<List<String>>();
    facts(report, duty).forEach(l -> lines.add(List.of(l.label(), l.value())));
    figures(report).forEach(l -> lines.add(List.of(l.label(), l.value())));
    lines.add(List.of(words.say("reports.text"), report.content()));
    return new RevisionText(
        List.of(words.say("reports.item"), words.say("reports.value")),
        lines.stream().map(line -> line.stream().map(SafeCells::harmless).toList()).toList());
  }

  private List<Line> facts(Report report, ReportingCalendar.Duty duty) {
    var lines = new ArrayList<Line>();
    add(lines, "reports.from", duty.rule().from());
    add(lines, "reports.to", duty.rule().to());
    add(lines, "reports.source", duty.rule().source());
    add(
        lines,
        "reports.due",
        report.due() == null ? words.say("reports.due.none") : say(report.due()));
    if (report.why() != null) {
      add(lines, "reports.corrects", words.say("reports.version.nth", report.version()));
      add(lines, "reports.why", report.why());
    }
    add(lines, "reports.drafted", report.draftedByName() + " " + say(report.draftedAt()));
    if (report.signedByName() != null) {
      add(lines, "reports.signed", report.signedByName() + " " + say(report.signedAt()));
    }
    return lines;
  }

  /** What was counted; what the program doesn't hold is said to be missing, not zero. */
  List<Line> figures(Report report) {
    var lines = new ArrayList<Line>();
    var n = report.figures();
    if (n == null) {
      add(lines, "reports.figures", words.say("reports.figures.none"));
    } else {
      add(lines, "reports.figures.days", words.say("reports.days", n.from(), n.to()));
      add(lines, "reports.filed", String.valueOf(n.filed()));
      add(lines, "reports.accepted", String.valueOf(n.accepted()));
      add(lines, "reports.approved", String.valueOf(n.approved()));
      add(lines, "reports.conditional", String.valueOf(n.conditional()));
      add(lines, "reports.refused", String.valueOf(n.refused()));
      add(lines, "reports.vetoes", String.valueOf(n.vetoes()));
      add(lines, "reports.late.steps", String.valueOf(n.late()));
    }
    if (!report.ownFigures().isEmpty()) {
      add(lines, "reports.own", report.ownFigures());
    }
    return lines;
  }

  private void add(List<Line> lines, String key, String value) {
    lines.add(new Line(words.say(key), value));
  }

  private String say(@Nullable Object value) {
    return value == null ? "" : words.say("reports.plain", value);
  }

  private static ResponseEntity<byte[]> file(String name, String type, byte[] content) {
    return ResponseEntity.ok()
        .header("Content-Type", type)
        .header(
            "Content-Disposition",
            ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build()
                .toString())
        .header("Cache-Control", "no-store")
        .body(content);
  }
}
