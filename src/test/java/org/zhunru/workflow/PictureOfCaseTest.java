package org.zhunru.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.zhunru.IntegrationTest;
import org.zhunru.journey.Browser;
import org.zhunru.supervision.CasePicture;
import org.zhunru.supervision.CasePicture.State;
import org.zhunru.web.Drawing;

/**
 * The shipped models run in a real engine, without cases behind them: an engine of our own on the
 * same tables, with delegates that only route, and the models under other names so that nobody
 * else's newest edition changes.
 */
@IntegrationTest
class PictureOfCaseTest {
  @Autowired DataSource dataSource;
  @Autowired PlatformTransactionManager transactions;
  @Autowired JdbcClient db;
  @Autowired MessageSource messages;
  @Autowired PictureNames names;
  @Autowired Clock clock;

  private final String suffix = UUID.randomUUID().toString().substring(0, 8);
  private final List<String> deployed = new ArrayList<>();
  private ProcessEngine engine;
  private PictureOfCase pictures;

  @BeforeEach
  void engine() throws Exception {
    var configuration = new SpringProcessEngineConfiguration();
    configuration.setProcessEngineName("pictures-" + suffix);
    configuration.setDataSource(dataSource);
    configuration.setTransactionManager(transactions);
    configuration.setDatabaseType("postgres");
    configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_FALSE);
    configuration.setHistory(ProcessEngineConfiguration.HISTORY_ACTIVITY);
    configuration.setJobExecutorActivate(false);
    configuration.setDbMetricsReporterActivate(false);
    configuration.setBeans(
        Map.of(
            "openRound",
            (JavaDelegate) execution -> {},
            "assignSeat",
            (JavaDelegate) execution -> execution.setVariable("next", "DRAFT"),
            "recordOpinion",
            (JavaDelegate) execution -> execution.setVariable("roundState", "OPEN")));
    engine = configuration.buildProcessEngine();
    deploy("");
    pictures =
        new PictureOfCase(
            engine.getRepositoryService(),
            engine.getHistoryService(),
            engine.getRuntimeService(),
            names,
            db,
            messages,
            clock);
  }

  @AfterEach
  void clean() {
    deployed.forEach(id -> engine.getRepositoryService().deleteDeployment(id, true));
    db.sql("delete from work_item where number = :number").param("number", suffix).update();
    engine.close();
  }

  @Test
  void a_running_case_shows_what_is_done_what_is_current_and_what_is_ahead() {
    var id = start("fgw", "yjj");
    var fresh = picture(id);
    assertThat(node(fresh, "Start_Submitted").state()).isEqualTo(State.DONE);
    assertThat(node(fresh, "Task_Accept").state()).isEqualTo(State.CURRENT);
    assertThat(node(fresh, "Task_Accept").since()).isNotNull();
    assertThat(node(fresh, "Task_Accept").until()).isNull();
    assertThat(node(fresh, "End_Approved").state()).isEqualTo(State.AHEAD);
    assertThat(node(fresh, "SubProcess_Withdrawal").state()).isEqualTo(State.AHEAD);
    assertThat(fresh.nodes().get(0).id()).isEqualTo("Start_Submitted");
    assertThat(fresh.title()).isEqualTo("高危项目联合预审");

    complete(id, "Task_Accept", "acceptance", "ACCEPTED");
    var review = picture(id);
    assertThat(node(review, "Task_Accept").until()).isNotNull();
    assertThat(node(review, "Activity_DepartmentReview").count()).isEqualTo("0/2");
    assertThat(node(review, "Activity_DepartmentReview").state()).isEqualTo(State.CURRENT);
    assertThat(node(review, "Task_Correct").state()).isEqualTo(State.NOT_NEEDED);
    assertThat(node(review, "End_NotAccepted").state()).isEqualTo(State.NOT_NEEDED);
    assertThat(node(review, "Task_Decide").state()).isEqualTo(State.AHEAD);
    assertThat(review.svg()).contains("0/2");
    assertThat(taken(review))
        .containsExactlyInAnyOrder(
            "Flow_Submitted", "Flow_ToAcceptance", "Flow_Accepted", "Flow_RoundOpened");
  }

  @Test
  void a_case_that_went_back_tells_how_often_and_which_way() {
    var id = start("fgw");
    complete(id, "Task_Accept", "acceptance", "CORRECTION");
    complete(id, "Task_Correct");
    complete(id, "Task_Accept", "acceptance", "UNDECIDED");
    var picture = picture(id);
    assertThat(node(picture, "Task_Accept").times()).isEqualTo(3);
    assertThat(node(picture, "Task_Accept").state()).isEqualTo(State.CURRENT);
    assertThat(node(picture, "Task_Correct").state()).isEqualTo(State.DONE);
    assertThat(node(picture, "Task_OpenRound").state()).isEqualTo(State.AHEAD);
    assertThat(taken(picture))
        .containsExactlyInAnyOrder(
            "Flow_Submitted",
            "Flow_ToAcceptance",
            "Flow_Correction",
            "Flow_Corrected",
            "Flow_NoAcceptance");
    assertThat(picture.svg()).contains("×3");
  }

  @Test
  void departments_count_and_each_has_its_own_picture_open_or_closed() throws Exception {
    var id = start("fgw", "yjj", "gxj");
    complete(id, "Task_Accept", "acceptance", "ACCEPTED");
    for (var department : List.of("fgw", "yjj", "gxj")) {
      workOf(id, department, "欧阳建国");
    }
    complete(id, "fgw", "Task_Draft", "next", "SIGN", "");
    complete(id, "fgw", "Task_Sign", "next", "SIGNED", "AGREE");
    complete(id, "yjj", "Task_Draft", "next", "REVIEW", "");
    complete(id, "yjj", "Task_Review", "next", "DRAFT", "");
    complete(id, "yjj", "Task_Draft", "next", "SIGN", "");
    keepPicture(picture(id), "case-in-review");

    assertThat(node(picture(id), "Activity_DepartmentReview").count()).isEqualTo("1/3");

    var closed = department(id, "fgw");
    assertThat(closed.title()).isEqualTo("部门审查");
    assertThat(node(closed, "End_Agreed").state()).isEqualTo(State.DONE);
    assertThat(node(closed, "Task_Review").state()).isEqualTo(State.NOT_NEEDED);
    assertThat(node(closed, "Task_Draft").who()).containsExactly("欧阳建国");
    assertThat(closed.svg()).contains("欧阳建国");
    keepPicture(closed, "department-closed");

    var open = department(id, "yjj");
    assertThat(node(open, "Task_Draft").times()).isEqualTo(2);
    assertThat(node(open, "Task_Draft").state()).isEqualTo(State.DONE);
    assertThat(node(open, "Task_Sign").state()).isEqualTo(State.CURRENT);
    assertThat(node(open, "Task_Review").state()).isEqualTo(State.DONE);
    assertThat(node(open, "End_Vetoed").state()).isEqualTo(State.AHEAD);
    assertThat(taken(open))
        .contains("Flow_ReviewToDraft", "Flow_DraftToReview", "Flow_DraftToSign");
    keepPicture(open, "department-open");

    assertThat(pictures.ofDepartment(id, "xfj", Locale.CHINESE)).isEmpty();
    assertThat(pictures.ofDepartment(UUID.randomUUID(), "fgw", Locale.CHINESE)).isEmpty();
  }

  @Test
  void an_applicant_who_withdraws_breaks_off_what_was_current() throws Exception {
    var id = start("fgw", "yjj");
    complete(id, "Task_Accept", "acceptance", "ACCEPTED");
    engine
        .getRuntimeService()
        .createMessageCorrelation("withdrawn")
        .processInstanceBusinessKey(id.toString())
        .correlate();
    var picture = picture(id);
    assertThat(node(picture, "Activity_DepartmentReview").state()).isEqualTo(State.CANCELLED);
    assertThat(node(picture, "Activity_DepartmentReview").count()).isEqualTo("0/2");
    assertThat(node(picture, "End_Withdrawn").state()).isEqualTo(State.DONE);
    assertThat(node(picture, "Start_Withdrawn").state()).isEqualTo(State.DONE);
    assertThat(node(picture, "Task_Accept").state()).isEqualTo(State.DONE);
    assertThat(node(picture, "Task_Decide").state()).isEqualTo(State.NOT_NEEDED);
    assertThat(picture.nodes()).extracting(CasePicture.Node::state).doesNotContain(State.AHEAD);
    assertThat(taken(picture)).contains("Flow_Withdrawn").doesNotContain("Flow_Reviewed");
    keepPicture(picture, "case-withdrawn");
  }

  @Test
  void a_closed_case_has_nothing_ahead() throws Exception {
    var id = start("fgw");
    complete(id, "Task_Accept", "acceptance", "ACCEPTED");
    workOf(id, "fgw", "李四");
    complete(id, "fgw", "Task_Draft", "next", "SIGN", "");
    complete(id, "fgw", "Task_Sign", "next", "SIGNED", "CONDITIONS");
    complete(id, "Task_Decide", "decision", "APPROVED_WITH_CONDITIONS");
    var picture = picture(id);
    assertThat(node(picture, "Activity_DepartmentReview").count()).isEqualTo("1/1");
    assertThat(node(picture, "Activity_DepartmentReview").state()).isEqualTo(State.DONE);
    assertThat(node(picture, "End_ApprovedWithConditions").state()).isEqualTo(State.DONE);
    assertThat(node(picture, "End_Approved").state()).isEqualTo(State.NOT_NEEDED);
    assertThat(node(picture, "SubProcess_Withdrawal").state()).isEqualTo(State.NOT_NEEDED);
    assertThat(picture.nodes())
        .extracting(CasePicture.Node::state)
        .doesNotContain(State.AHEAD, State.CURRENT);
    assertThat(taken(picture))
        .contains("Flow_ApprovedWithConditions", "Flow_Reviewed")
        .doesNotContain("Flow_Approved", "Flow_Refused", "Flow_ReviewAgain");
    assertThat(picture.svg()).contains("已结束：附条件批准");
    keepPicture(picture, "case-closed");
  }

  @Test
  void each_case_is_drawn_in_the_edition_it_runs_in() throws Exception {
    var before = start("fgw");
    deploy("（新版）");
    var after = start("fgw");
    assertThat(node(picture(before), "Task_Accept").name()).isEqualTo("审查是否受理");
    assertThat(node(picture(after), "Task_Accept").name()).isEqualTo("审查是否受理（新版）");
    assertThat(picture(before).svg()).doesNotContain("新版");
    assertThat(picture(after).svg()).contains("新版");
  }

  @Test
  void links_parallel_ways_turns_and_boundaries_are_told_apart() {
    deployed.add(
        engine
            .getRepositoryService()
            .createDeployment()
            .addString("other.bpmn", OTHER.formatted("other-" + suffix))
            .deploy()
            .getId());
    var id = UUID.randomUUID();
    engine
        .getRuntimeService()
        .startProcessInstanceByKey(
            "other-" + suffix, id.toString(), Map.of("all", List.of("a", "b", "c")));
    engine
        .getTaskService()
        .complete(
            engine
                .getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(id.toString())
                .taskDefinitionKey("Turns")
                .list()
                .get(0)
                .getId());
    var picture = picture(id);
    assertThat(node(picture, "Turns").count()).isEqualTo("1/3");
    assertThat(node(picture, "Turns").state()).isEqualTo(State.CURRENT);
    assertThat(node(picture, "Thrown").state()).isEqualTo(State.DONE);
    assertThat(node(picture, "Caught").state()).isEqualTo(State.DONE);
    assertThat(node(picture, "Caught").times()).isOne();
    assertThat(node(picture, "Caught").since()).isNotNull();
    assertThat(node(picture, "Other").state()).isEqualTo(State.CURRENT);
    assertThat(node(picture, "Aside").state()).isEqualTo(State.AHEAD);
    assertThat(node(picture, "Join").state()).isEqualTo(State.AHEAD);

    complete(id, "Other");
    var later = picture(id);
    assertThat(node(later, "Other").state()).isEqualTo(State.DONE);
    assertThat(node(later, "Aside").state()).isEqualTo(State.NOT_NEEDED);
    assertThat(node(later, "Left").state()).isEqualTo(State.NOT_NEEDED);
  }

  private static final String OTHER =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
          xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="https://zhunru.org/test">
        <message id="M" name="aside"/>
        <process id="%s" isExecutable="true" camunda:historyTimeToLive="P1D">
          <startEvent id="Start"/>
          <sequenceFlow id="F1" sourceRef="Start" targetRef="Split"/>
          <parallelGateway id="Split"/>
          <sequenceFlow id="F2" sourceRef="Split" targetRef="Turns"/>
          <sequenceFlow id="F3" sourceRef="Split" targetRef="Thrown"/>
          <intermediateThrowEvent id="Thrown"><linkEventDefinition id="L1" name="on"/></intermediateThrowEvent>
          <intermediateCatchEvent id="Caught"><linkEventDefinition id="L2" name="on"/></intermediateCatchEvent>
          <sequenceFlow id="F4" sourceRef="Caught" targetRef="Other"/>
          <userTask id="Turns">
            <multiInstanceLoopCharacteristics isSequential="true" camunda:collection="all" camunda:elementVariable="one"/>
          </userTask>
          <userTask id="Other"/>
          <boundaryEvent id="Aside" attachedToRef="Other"><messageEventDefinition id="E1" messageRef="M"/></boundaryEvent>
          <sequenceFlow id="F5" sourceRef="Aside" targetRef="Left"/>
          <endEvent id="Left"/>
          <sequenceFlow id="F6" sourceRef="Other" targetRef="Join"/>
          <sequenceFlow id="F7" sourceRef="Turns" targetRef="Join"/>
          <parallelGateway id="Join"/>
          <sequenceFlow id="F8" sourceRef="Join" targetRef="End"/>
          <endEvent id="End"/>
        </process>
      </definitions>
      """;

  @Test
  void whatever_is_drawn_a_page_may_trust() {
    var id = start("fgw");
    assertThat(Drawing.of(picture(id).svg())).isNotNull();
    assertThat(pictures.of(UUID.randomUUID(), Locale.CHINESE)).isEmpty();
  }

  @Test
  void the_words_of_the_shipped_models_are_those_of_the_bundle() throws Exception {
    var chinese = ResourceBundle.getBundle("messages/picture", Locale.ROOT);
    try (var files = Files.list(Path.of("bpmn"))) {
      for (var file : files.toList()) {
        var model = Bpmn.readModelFromFile(file.toFile());
        var process = model.getModelElementsByType(Process.class).iterator().next();
        assertThat(chinese.getString("picture." + process.getId() + ".title"))
            .isEqualTo(process.getName());
        for (var node : model.getModelElementsByType(FlowNode.class)) {
          assertThat(chinese.getString("picture." + process.getId() + "." + node.getId()))
              .isEqualTo(node.getName());
          assertThat(
                  messages.getMessage(
                      "picture.kind." + node.getElementType().getTypeName(), null, Locale.ENGLISH))
              .isNotBlank();
        }
      }
    }
  }

  private void deploy(String mark) throws Exception {
    var deployment =
        engine.getRepositoryService().createDeployment().name("pictures-" + suffix + mark);
    for (var name : List.of("joint-pre-approval", "department-review")) {
      var text =
          Files.readString(Path.of("bpmn", name + ".bpmn"), StandardCharsets.UTF_8)
              .replace("\"joint-pre-approval\"", "\"joint-" + suffix + "\"")
              .replace("\"department-review\"", "\"department-" + suffix + "\"")
              .replace("name=\"审查是否受理\"", "name=\"审查是否受理" + mark + "\"");
      deployment.addString(name + ".bpmn", text);
    }
    deployed.add(deployment.deploy().getId());
  }

  private UUID start(String... departments) {
    var id = UUID.randomUUID();
    engine
        .getRuntimeService()
        .startProcessInstanceByKey(
            "joint-" + suffix, id.toString(), Map.of("departments", List.of(departments)));
    return id;
  }

  private Task task(UUID id, String step) {
    return engine
        .getTaskService()
        .createTaskQuery()
        .processInstanceBusinessKey(id.toString())
        .taskDefinitionKey(step)
        .singleResult();
  }

  private void complete(UUID id, String step) {
    engine.getTaskService().complete(task(id, step).getId());
  }

  private void complete(UUID id, String step, String variable, String value) {
    engine.getTaskService().complete(task(id, step).getId(), Map.of(variable, value));
  }

  private void complete(
      UUID id, String department, String step, String variable, String value, String opinion) {
    var task =
        engine
            .getTaskService()
            .createTaskQuery()
            .processInstanceBusinessKey(id.toString())
            .taskDefinitionKey(step)
            .processVariableValueEquals("department", department)
            .singleResult();
    engine.getTaskService().complete(task.getId(), Map.of(variable, value, "opinion", opinion));
  }

  /** The work of a department's first task, as the inbox keeps it. */
  private void workOf(UUID id, String department, String doneBy) {
    var task =
        engine
            .getTaskService()
            .createTaskQuery()
            .processInstanceBusinessKey(id.toString())
            .processVariableValueEquals("department", department)
            .singleResult();
    db.sql(
            """
            insert into work_item (id, case_id, kind, task_ref, department, seat, matter, number,
              project_name, applicant_name, opened_at, sort_at, done_at, done_by_name, outcome)
            values (:id, :case, 'DRAFT', :ref, :department, 'HANDLER', 'm', :number, 'p', 'a',
              now(), now(), now(), :by, 'SIGN')
            """)
        .param("id", UUID.randomUUID())
        .param("case", id)
        .param("ref", task.getId())
        .param("department", department)
        .param("number", suffix)
        .param("by", doneBy)
        .update();
  }

  private CasePicture picture(UUID id) {
    return pictures.of(id, Locale.CHINESE).orElseThrow();
  }

  private CasePicture department(UUID id, String code) {
    return pictures.ofDepartment(id, code, Locale.CHINESE).orElseThrow();
  }

  private static CasePicture.Node node(CasePicture picture, String id) {
    return picture.nodes().stream().filter(n -> n.id().equals(id)).findFirst().orElseThrow();
  }

  private static List<String> taken(CasePicture picture) {
    return java.util.regex.Pattern.compile("picture-taken\" data-id=\"([^\"]+)\"")
        .matcher(picture.svg())
        .results()
        .map(m -> m.group(1))
        .collect(Collectors.toList());
  }

  private static void keepPicture(CasePicture picture, String name) throws Exception {
    try (var person = Browser.person()) {
      var page = person.newPage();
      page.setViewportSize(1700, 1000);
      page.setContent(
          "<!doctype html><html lang='zh'><style>"
              + Files.readString(Path.of("src/main/resources/static/css/zhunru.css"))
              + "</style><main>"
              + picture.svg()
              + "</main></html>");
      Browser.picture(page, name);
    }
  }
}
