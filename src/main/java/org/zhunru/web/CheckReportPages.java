package org.zhunru.web;

import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.identity.Actor;
import org.zhunru.intake.CaseId;

/** The pre-check of a draft to print and to take along. */
@Controller
class CheckReportPages {
  private final EditDraft edit;
  private final DraftFacts facts;
  private final CheckReports reports;

  CheckReportPages(EditDraft edit, DraftFacts facts, CheckReports reports) {
    this.edit = edit;
    this.facts = facts;
    this.reports = reports;
  }

  @GetMapping("/cases/{id}/check/report")
  ModelAndView report(@PathVariable String id, Actor actor) {
    var at = "/cases/" + CaseId.parse(id) + "/check";
    return new ModelAndView(
        "check-report",
        Map.of("page", new CheckReports.Page(of(id, actor), List.of(), at + "/report.pdf", at)));
  }

  @GetMapping("/cases/{id}/check/report.pdf")
  ResponseEntity<byte[]> pdf(@PathVariable String id, Actor actor) {
    return reports.pdf(of(id, actor));
  }

  private CheckReports.Report of(String id, Actor actor) {
    var open = edit.open(actor, CaseId.parse(id));
    return reports.of(open.tree(), facts.of(open, edit.today()), edit.days(open));
  }
}
