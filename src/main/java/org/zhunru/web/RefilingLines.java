package org.zhunru.web;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.zhunru.identity.Actor;
import org.zhunru.intake.Case;
import org.zhunru.intake.Cases;
import org.zhunru.review.Refilings;

/** How a case hangs together with those filed before and after it, for the page of a case. */
@Component
class RefilingLines {
  private final Refilings refilings;
  private final Cases cases;
  private final Words words;

  RefilingLines(Refilings refilings, Cases cases, Words words) {
    this.refilings = refilings;
    this.cases = cases;
    this.words = words;
  }

  /**
   * @param href empty if the reader may not see that case
   * @param remediesHref where the remedies are checked
   * @param progress 1/3
   */
  public record Line(
      String label, String number, String href, String remediesHref, String progress) {}

  /** The case it answers, and those that answer it. */
  List<Line> of(Actor actor, Case of) {
    var lines = new ArrayList<Line>();
    refilings
        .of(of.id())
        .ifPresent(r -> lines.add(line(actor, "case.refiles", cases.byId(r.vetoed()), of)));
    for (var answer : refilings.answering(of.id())) {
      var later = cases.byId(answer.caseId());
      lines.add(line(actor, "case.refiled", later, later));
    }
    return lines;
  }

  private Line line(Actor actor, String key, Case other, Case checked) {
    return new Line(
        words.say(key),
        String.valueOf(other.number()),
        cases.maySee(actor, other) ? "/cases/" + other.id() : "",
        cases.maySee(actor, checked) ? "/cases/" + checked.id() + "/remedies" : "",
        RemedyPages.progress(refilings.remedies(checked.id())));
  }
}
