package org.zhunru.supervision;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.zhunru.decision.Audience;
import org.zhunru.decision.Documents;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Departments;
import org.zhunru.policy.MarkingRule;

/** The paper of a card, issued in the transaction of its signature. */
@Component
class ScorecardPapers {
  private static final String SET = "scorecards";
  private static final String PAPER = "scorecard";
  private static final String NONE = "无";

  private final Documents documents;
  private final Departments departments;
  private final Clock clock;

  ScorecardPapers(Documents documents, Departments departments, Clock clock) {
    this.documents = documents;
    this.departments = departments;
    this.clock = clock;
  }

  /** Issues it; the card's id stands where papers of cases have their case's. */
  UUID issue(Scorecard card, Actor signer) {
    var department = departments.byCode(card.department());
    var office = departments.byCode(Actor.LEAD_OFFICE).officialName();
    var title =
        department.name()
            + card.quarter().year()
            + "年第"
            + "一二三四".charAt(card.quarter().number() - 1)
            + "季度审批监察评分单";
    var checked = java.util.Objects.requireNonNull(card.checked());
    var values = new LinkedHashMap<String, Object>();
    values.put("office", office);
    values.put("date", LocalDate.now(clock));
    values.put("department", department.officialName());
    values.put("from", card.quarter().from());
    values.put("to", card.quarter().to());
    values.put("computedOn", LocalDate.ofInstant(card.computedAt(), clock.getZone()));
    values.put("objectBy", card.objectBy());
    values.put("computed", mark(card, card.computed()));
    values.put("corrected", mark(card, card.corrected()));
    values.put("items", card.items().stream().map(ScorecardPapers::item).toList());
    values.put("borders", borders(card.grades()));
    values.put("objections", objections(card));
    values.put("rule", card.ruleSha256());
    values.put("checkedBy", checked.name());
    values.put("signedBy", signer.name());
    return documents.issue(
        card.id(),
        SET,
        PAPER,
        title,
        null,
        values,
        Audience.OFFICERS,
        Map.of("office", office, "date", LocalDate.now(clock).toString()));
  }

  private static String mark(Scorecard card, Scorecard.Mark mark) {
    var number = mark.mark();
    if (number == null) {
      return "本季度没有可评分的事项，不定等次";
    }
    var grade =
        card.grades().stream()
            .filter(g -> g.id().equals(mark.grade()))
            .map(MarkingRule.Grade::nameZh)
            .findFirst()
            .orElse(NONE);
    return shown(number) + "分，" + grade;
  }

  private static String shown(MarkingRule.Exact number) {
    var shown = number.shown().toPlainString();
    return number.exact().contains("/") ? shown + "（" + number.exact() + "）" : number.exact();
  }

  private static Map<String, Object> item(Scorecard.Item item) {
    var values = new LinkedHashMap<String, Object>();
    values.put("name", item.measure().nameZh());
    values.put("weight", item.measure().weight() == 0 ? "—" : "" + item.measure().weight());
    values.put("rows", item.rows());
    values.put("value", item.value() == null ? NONE : shown(item.value()));
    values.put("mark", item.mark() == null ? "—" : shown(item.mark()));
    values.put(
        "corrected",
        !item.isCorrected()
            ? "—"
            : (item.correctedValue() == null ? NONE : shown(item.correctedValue()))
                + " / "
                + (item.correctedMark() == null ? "—" : shown(item.correctedMark())));
    return values;
  }

  private static String borders(List<MarkingRule.Grade> grades) {
    var words = new ArrayList<String>();
    grades.forEach(g -> words.add(g.nameZh() + " " + g.atLeast().toPlainString() + "分以上"));
    return String.join("，", words);
  }

  private static List<Map<String, Object>> objections(Scorecard card) {
    return card.objections().stream()
        .map(
            o -> {
              var values = new LinkedHashMap<String, Object>();
              values.put(
                  "name", card.item(o.measure()).map(i -> i.measure().nameZh()).orElse(NONE));
              values.put("reason", o.reason());
              values.put("evidence", o.evidence());
              values.put("by", o.byName());
              values.put("answer", Boolean.TRUE.equals(o.accepted()) ? "采纳" : "不采纳");
              values.put("answerReason", String.valueOf(o.answer()));
              values.put("answeredBy", String.valueOf(o.answeredByName()));
              return (Map<String, Object>) values;
            })
        .toList();
  }
}
