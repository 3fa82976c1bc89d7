package org.zhunru.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.zhunru.decision.DecisionOutcome;
import org.zhunru.decision.DecisionRequest;
import org.zhunru.decision.Decisions;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Actors;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.Acceptance;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.intake.CompleteFacts;
import org.zhunru.intake.Correction;
import org.zhunru.intake.Dossiers;
import org.zhunru.intake.Drafts;
import org.zhunru.intake.Projects;
import org.zhunru.review.JointReviews;
import org.zhunru.review.OpinionDraft;
import org.zhunru.review.OpinionKind;
import org.zhunru.review.Reviews;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The people of the demonstration, at work: cases for tests in one line each. */
@Component
class City {
  static final String GROUND = "T-1";

  @Autowired Actors actors;
  @Autowired Projects projects;
  @Autowired Cases cases;
  @Autowired Drafts drafts;
  @Autowired Dossiers dossiers;
  @Autowired Acceptance acceptance;
  @Autowired Reviews reviews;
  @Autowired JointReviews joint;
  @Autowired Decisions decisions;
  @Autowired org.zhunru.decision.Documents documents;
  @Autowired JdbcClient db;

  private final Map<String, Actor> known = new HashMap<>();

  Actor person(String username) {
    synchronized (known) {
      return known.computeIfAbsent(username, actors::byUsername);
    }
  }

  Actor applicant() {
    return person("demo-applicant");
  }

  Actor lead() {
    return person("demo-lead");
  }

  Actor seat(String department, SeatKind kind) {
    return person("demo-" + department + "-" + kind.code());
  }

  /**
   * A complete draft that calls those departments: {@code TestLaw} finds them in the purpose,
   * behind what the applicant says there.
   */
  CaseId draft(String... departments) {
    var name = "测试项目" + UUID.randomUUID().toString().substring(0, 8);
    var project =
        projects.create(
            applicant(), applicant().enterprises().iterator().next(), name, null, "230903");
    var opened = cases.open(applicant(), project.id(), "joint-pre-approval");
    drafts.save(
        applicant(),
        opened.id(),
        CompleteFacts.named(name, "|" + String.join(" ", departments)),
        drafts.of(applicant(), opened.id()).revision());
    return opened.id();
  }

  /**
   * @param field {@code purpose}: what the applicant says, which concerns the departments named in
   *     it; {@code departments}: whom the project calls from now on
   */
  void write(CaseId id, String field, String value) {
    var draft = drafts.of(applicant(), id);
    var facts = (ObjectNode) JsonMapper.shared().readTree(draft.facts());
    var purpose = facts.path("purpose").asString("|");
    var bar = purpose.indexOf('|');
    facts.put(
        "purpose",
        field.equals("purpose")
            ? value + purpose.substring(bar)
            : purpose.substring(0, bar + 1) + value);
    drafts.save(applicant(), id, facts.toString(), draft.revision());
  }

  CaseId submitted(String... departments) {
    var id = draft(departments);
    dossiers.submit(applicant(), id);
    return id;
  }

  CaseId inReview(String... departments) {
    var id = submitted(departments);
    acceptance.accept(lead(), id, "");
    return id;
  }

  /** The same with a draft changed before it is filed: the first match of the expression. */
  CaseId inReviewWith(String expression, String replacement, String... departments) {
    var id = draft(departments);
    var draft = drafts.of(applicant(), id);
    drafts.save(
        applicant(), id, draft.facts().replaceFirst(expression, replacement), draft.revision());
    dossiers.submit(applicant(), id);
    acceptance.accept(lead(), id, "");
    return id;
  }

  Case of(CaseId id) {
    return cases.byId(id);
  }

  int version(CaseId id) {
    return of(id).dossierVersion();
  }

  /** Through all seats of the department up to the head, who has still to sign. */
  void toHead(CaseId id, String department, OpinionDraft draft) {
    reviews.forward(seat(department, SeatKind.HANDLER), id, department, draft, "");
    reviews.forward(seat(department, SeatKind.REVIEWER), id, department, draft, "");
  }

  void speak(CaseId id, String department, OpinionDraft draft) {
    toHead(id, department, draft);
    reviews.sign(seat(department, SeatKind.HEAD), id, department, draft);
  }

  void agree(CaseId id, String... departments) {
    for (var department : departments) {
      speak(id, department, OpinionDraft.agree(version(id), "同意。"));
    }
  }

  OpinionDraft veto(CaseId id) {
    return OpinionDraft.veto(version(id), "不同意。", GROUND, "距居民区过近", "调整选址");
  }

  void veto(CaseId id, String department) {
    speak(id, department, veto(id));
  }

  OpinionDraft correction(CaseId id) {
    return OpinionDraft.correction(
        version(id),
        "",
        10,
        new Correction.Item(Correction.Kind.FIELD, "purpose", "INCOMPLETE", "请说明用途"));
  }

  void decide(CaseId id, DecisionOutcome outcome) {
    decisions.decide(lead(), id, new DecisionRequest(outcome, "依据会审意见。", "见各部门意见。", Map.of()));
  }

  /** Kinds of the open work of a case, with departments. */
  List<String> work(CaseId id) {
    return db.sql(
            """
            select kind || coalesce(' ' || department, '') from work_item
            where case_id = :id and outcome is null order by 1
            """)
        .param("id", id.value())
        .query(String.class)
        .list();
  }

  /** Names of the engine's open tasks of a case. */
  List<String> tasks(CaseId id) {
    return db.sql(
            """
            select t.task_def_key_ from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_
            where e.business_key_ = :id order by 1
            """)
        .param("id", id.toString())
        .query(String.class)
        .list();
  }

  List<String> papers(CaseId id) {
    return documents.ofCase(id.value()).stream()
        .sorted(java.util.Comparator.comparing(d -> d.issuedAt()))
        .map(d -> d.kind())
        .toList();
  }

  List<OpinionKind> effective(CaseId id) {
    return joint.effective(id).stream().map(o -> o.kind()).toList();
  }

  /** The piece of work of that kind, of which the case has one. */
  UUID item(CaseId id, String kind) {
    return db.sql("select id from work_item where case_id = :id and kind = :kind")
        .param("id", id.value())
        .param("kind", kind)
        .query(UUID.class)
        .single();
  }
}
