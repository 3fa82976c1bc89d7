package org.zhunru.supervision;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.zhunru.decision.Audience;
import org.zhunru.decision.Documents;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Departments;
import org.zhunru.identity.Enterprises;
import org.zhunru.intake.Case;
import org.zhunru.intake.Matters;
import org.zhunru.intake.Projects;
import org.zhunru.review.Opinion;

/** Letters to the applicant about a reconsideration, issued in the transaction of the act. */
@Component
class ReconsiderationPapers {
  private static final String NOTICE = "reconsideration-notice";
  private static final String CONCLUSION = "reconsideration-conclusion";

  private final Documents documents;
  private final Matters matters;
  private final Projects projects;
  private final Enterprises enterprises;
  private final Departments departments;
  private final Clock clock;

  ReconsiderationPapers(
      Documents documents,
      Matters matters,
      Projects projects,
      Enterprises enterprises,
      Departments departments,
      Clock clock) {
    this.documents = documents;
    this.matters = matters;
    this.projects = projects;
    this.enterprises = enterprises;
    this.departments = departments;
    this.clock = clock;
  }

  /** That it is dealt with, and by when. */
  void notice(Case of, Reconsideration it, Opinion veto) {
    var values = values(of, it, veto);
    values.put("answerBy", java.util.Objects.requireNonNull(it.answerBy()));
    values.put("decideBy", java.util.Objects.requireNonNull(it.decideBy()));
    issue(of, NOTICE, values);
  }

  /** What was concluded, and why. */
  void conclusion(Case of, Reconsideration it, Opinion veto, String reasons) {
    boolean overturned = it.state() == Reconsideration.State.OVERTURNED;
    var values = values(of, it, veto);
    values.put("answer", String.valueOf(it.answer()));
    var decider = departments.byCode(it.decider()).officialName();
    values.put(
        "decider",
        it.decider().equals(Actor.LEAD_OFFICE)
            ? decider
            : decider + "（" + Reconsiderations.COMMITTEE + "办公室）");
    values.put("conclusion", overturned ? "撤销否决" : "维持否决");
    values.put("conclusionReasons", reasons);
    values.put("follows", overturned ? "原否决不再有效，由该部门重新出具审查意见，办件继续办理。" : "原否决继续有效；消除否决的办法见上。");
    issue(of, CONCLUSION, values);
  }

  private Map<String, Object> values(Case of, Reconsideration it, Opinion veto) {
    var ground = java.util.Objects.requireNonNull(veto.ground());
    var values = new LinkedHashMap<String, Object>();
    values.put("office", departments.byCode(Actor.LEAD_OFFICE).officialName());
    values.put("date", LocalDate.now(clock));
    values.put("matterName", matters.byId(of.matter()).name().zh());
    values.put("applicant", enterprises.byId(of.enterpriseId()).name());
    values.put("project", projects.byId(of.projectId()).name());
    values.put("caseNumber", String.valueOf(of.number()));
    values.put("askedAs", it.askedAs() == Reconsideration.As.APPLICANT ? "申请人" : "督办人员");
    values.put("askedOn", LocalDate.ofInstant(it.askedAt(), clock.getZone()));
    values.put("reasons", it.reasons());
    values.put("department", departments.byCode(it.department()).officialName());
    values.put("ground", ground.text());
    values.put("basis", ground.legalBasis());
    values.put("fact", String.valueOf(veto.fact()));
    values.put("remedy", String.valueOf(veto.remedy()));
    return values;
  }

  private void issue(Case of, String paper, Map<String, Object> values) {
    var matter = matters.byId(of.matter());
    documents.issue(
        of.id().value(),
        matter.id(),
        paper,
        matter.papers().get(paper),
        null,
        values,
        Audience.APPLICANT,
        Map.of(
            "office", String.valueOf(values.get("office")),
            "date", LocalDate.now(clock).toString(),
            "matter", matter.name().zh(),
            "project", String.valueOf(values.get("project"))));
  }
}
