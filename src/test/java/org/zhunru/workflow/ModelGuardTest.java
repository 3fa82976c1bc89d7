package org.zhunru.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhunru.IntegrationTest;

/** Each guard of the engine, one attack each. What is refused is named in the refusal. */
@IntegrationTest
class ModelGuardTest {

  private static final String PROBE =
      "${''.getClass().forName('java.lang.System').getMethods()[0]}";

  @Autowired ProcessEngine engine;
  @Autowired VisibleBeans visible;

  @Test
  void a_script_task_is_refused() {
    refused(
        "scriptTask",
        "<scriptTask id='Task_It' scriptFormat='javascript'><script>1</script></scriptTask>");
  }

  @Test
  void a_script_task_in_disguise_of_another_namespace_is_refused() {
    // The engine looks elements up by their name alone.
    refused("scriptTask", "<di:scriptTask id='Task_It' scriptFormat='javascript'/>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"executionListener event='start'", "taskListener event='create'"})
  void a_listener_by_script_class_or_expression_is_refused(String listener) {
    String name = listener.substring(0, listener.indexOf(' '));
    refused(
        "script",
        userTask(
            "<camunda:%s><camunda:script scriptFormat='javascript'>1</camunda:script></camunda:%s>"
                .formatted(listener, name)));
    refused("class", userTask("<camunda:%s class='java.lang.Object'/>".formatted(listener)));
    refused("expression", userTask("<camunda:%s expression='${a}'/>".formatted(listener)));
    refused(
        "no bean that models may name",
        userTask("<camunda:%s delegateExpression='${dataSource}'/>".formatted(listener)));
  }

  @Test
  void a_mapping_a_connector_or_an_injected_field_is_refused() {
    refused(
        "inputOutput",
        userTask(
            "<camunda:inputOutput><camunda:inputParameter name='a'><camunda:script"
                + " scriptFormat='javascript'>1</camunda:script></camunda:inputParameter>"
                + "</camunda:inputOutput>"));
    refused(
        "connector",
        userTask(
            "<camunda:connector><camunda:connectorId>http-connector</camunda:connectorId>"
                + "</camunda:connector>"));
    refused("field", userTask("<camunda:field name='a' stringValue='b'/>"));
    refused(
        "formData",
        userTask(
            "<camunda:formData><camunda:formField id='a' type='string'><camunda:validation>"
                + "<camunda:constraint name='validator' config='org.example.Any'/>"
                + "</camunda:validation></camunda:formField></camunda:formData>"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "class, camunda:class='java.lang.Object'",
        "expression, camunda:expression='${a}'",
        "type, camunda:type='shell'",
        "type, camunda:type='mail'",
        "type, camunda:type='external' camunda:topic='t'",
        "asyncBefore, camunda:delegateExpression='${a}' camunda:asyncBefore='true'",
        "no bean that models may name, camunda:delegateExpression='${dataSource}'",
        "no bean that models may name, camunda:delegateExpression='dataSource'"
      })
  void a_service_task_may_name_a_visible_bean_and_nothing_else(String named, String attributes) {
    refused(named, "<serviceTask id='Task_It' %s/>".formatted(attributes));
  }

  @Test
  void the_engines_former_name_opens_no_back_door() {
    refused(
        "class",
        "<serviceTask id='Task_It' xmlns:old='http://activiti.org/bpmn'"
            + " old:class='java.lang.Object'/>");
  }

  @Test
  void a_decision_task_is_refused() {
    refused(
        "businessRuleTask", "<businessRuleTask id='Task_It' camunda:decisionRef='departments'/>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "${dueIn}", "${execution.getProcessEngineServices()}"})
  void a_timer_is_refused_whatever_its_expression(String duration) {
    refused(
        "timerEventDefinition",
        "<intermediateCatchEvent id='Task_It'><timerEventDefinition><timeDuration"
            + " xsi:type='tFormalExpression'>"
            + duration
            + "</timeDuration></timerEventDefinition></intermediateCatchEvent>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${a.b}",
        "${a.b()}",
        "${a['b']}",
        "${''.getClass()}",
        "${a == b}",
        "${a == 'B' || c == 'D'}",
        "${a == 'B'}${c}",
        "${a}${b}",
        "x${a}",
        "#{a}",
        "#{execution.processBusinessKey.bytes}",
        "${a == 'B\\'}",
        "${not a}",
        "${1 + 1}"
      })
  void a_foreign_expression_is_refused_wherever_it_stands(String foreign) {
    String xml = foreign.replace("'", "&apos;");
    refused("expression", condition(xml));
    refused("expression", "<userTask id='Task_It' camunda:assignee='" + xml + "'/>");
    refused("expression", "<userTask id='Task_It' name='" + xml + "'/>");
    refused(
        "expression",
        "<userTask id='Task_It'><documentation>" + xml + "</documentation></userTask>");
  }

  @Test
  void a_condition_in_a_script_language_is_refused() {
    refused(
        "language",
        condition("${a}").replace("'tFormalExpression'", "'tFormalExpression' language='x'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"${outcome == 'VETOED'}", "${outcome != 'A_1'}", "${passed}"})
  void a_comparison_with_one_constant_is_let_in(String expression) {
    assertThatCode(() -> deploy(condition(expression.replace("'", "&apos;"))))
        .doesNotThrowAnyException();
  }

  @Test
  void everything_a_shipped_model_does_is_let_in() {
    assertThatCode(
            () ->
                deploy(
                    "<callActivity id='Task_It' calledElement='other'><extensionElements>"
                        + "<camunda:in businessKey='#{execution.processBusinessKey}'/>"
                        + "<camunda:in source='a' target='b'/></extensionElements>"
                        + "<multiInstanceLoopCharacteristics camunda:collection='departments'"
                        + " camunda:elementVariable='a'><completionCondition"
                        + " xsi:type='tFormalExpression'>${outcome == &apos;STOP&apos;}"
                        + "</completionCondition></multiInstanceLoopCharacteristics>"
                        + "</callActivity>"))
        .doesNotThrowAnyException();
  }

  @Test
  void the_probe_of_the_known_hole_is_not_evaluated() {
    // CVE-2026-109432: inside or() the engine forgets that expressions in queries are off.
    var tasks = engine.getTaskService();
    assertThatThrownBy(
            () -> tasks.createTaskQuery().or().taskAssigneeExpression(PROBE).endOr().list())
        .isInstanceOf(ProcessEngineException.class)
        .hasStackTraceContaining("outside of the short list");
    assertThatThrownBy(() -> tasks.createTaskQuery().taskAssigneeExpression(PROBE).list())
        .isInstanceOf(ProcessEngineException.class);
  }

  @Test
  void a_variable_that_looks_like_an_expression_stays_text() {
    var deployed = deploy("<userTask id='Task_It' camunda:assignee='${who}'/>");
    var instance =
        engine.getRuntimeService().startProcessInstanceById(deployed, Map.of("who", "${1 + 1}"));
    assertThat(
            engine
                .getTaskService()
                .createTaskQuery()
                .processInstanceId(instance.getId())
                .singleResult()
                .getAssignee())
        .isEqualTo("${1 + 1}");
    engine.getRuntimeService().deleteProcessInstance(instance.getId(), "test");
  }

  @Test
  void there_is_no_script_engine() {
    var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    for (String language : List.of("javascript", "groovy", "feel", "juel")) {
      assertThatThrownBy(
              () ->
                  configuration
                      .getCommandExecutorTxRequired()
                      .execute(
                          command ->
                              configuration
                                  .getScriptingEngines()
                                  .getScriptEngineForLanguage(language)))
          .hasMessageContaining("scripts are off");
    }
  }

  @Test
  void models_see_marked_beans_and_no_others() {
    assertThat(visible.containsKey("dataSource")).isFalse();
    assertThat(visible.get("processEngine")).isNull();
    assertThat(visible.containsKey("visibleBeans")).isFalse();
  }

  @Test
  void a_process_without_a_time_to_live_is_refused() {
    assertThatThrownBy(
            () ->
                deployWhole(
                    model("<task id='Task_It'/>").replace("camunda:historyTimeToLive='P1D'", "")))
        .hasMessageContaining("TTL");
  }

  private void refused(String named, String task) {
    assertThatThrownBy(() -> deploy(task))
        .as(task)
        .isInstanceOf(ParseException.class)
        .hasMessageContaining(named)
        .hasMessageMatching("(?s).*(short list|scripts are off|may name).*");
  }

  private static String userTask(String extension) {
    return "<userTask id='Task_It'><extensionElements>%s</extensionElements></userTask>"
        .formatted(extension);
  }

  private static String condition(String expression) {
    return """
    <exclusiveGateway id='Task_It' default='Flow_Other'/>
    <endEvent id='End_Other'/>
    <sequenceFlow id='Flow_Other' sourceRef='Task_It' targetRef='End_Other'/>
    <endEvent id='End_Other2'/>
    <sequenceFlow id='Flow_It' sourceRef='Task_It' targetRef='End_Other2'>
      <conditionExpression xsi:type='tFormalExpression'>%s</conditionExpression>
    </sequenceFlow>
    """
        .formatted(expression);
  }

  private static String model(String task) {
    return """
    <?xml version='1.0' encoding='UTF-8'?>
    <definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'
        xmlns:di='http://www.omg.org/spec/DD/20100524/DI'
        xmlns:camunda='http://camunda.org/schema/1.0/bpmn'
        xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'
        targetNamespace='https://zhunru.org/test'>
      <process id='guarded' isExecutable='true' camunda:historyTimeToLive='P1D'>
        <startEvent id='Start'/>
        <sequenceFlow id='Flow' sourceRef='Start' targetRef='Task_It'/>
        %s
      </process>
    </definitions>
    """
        .formatted(task);
  }

  private String deploy(String task) {
    return deployWhole(model(task));
  }

  private String deployWhole(String model) {
    return engine
        .getRepositoryService()
        .createDeployment()
        .name("guard")
        .addString("guarded.bpmn", model)
        .deployWithResult()
        .getDeployedProcessDefinitions()
        .get(0)
        .getId();
  }
}
