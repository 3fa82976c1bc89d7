package org.zhunru.workflow;

import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParser;
import org.camunda.bpm.engine.impl.cfg.BpmnParseFactory;
import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * Reads a model before the engine does and refuses what is not on a short list: elements,
 * attributes of the engine, expressions, beans.
 *
 * <p>A list of what is allowed, because lists of what is dangerous are never complete: the engine
 * knows scripts, classes, shell tasks, connectors, field injection and more. It also looks elements
 * up by their name alone, whatever their namespace; so does this guard. Timers and asynchronous
 * continuations are refused because no job executor runs: a case would wait for ever.
 */
class ModelGuard {

  private static final String ENGINE = BpmnParser.CAMUNDA_BPMN_EXTENSIONS_NS;
  private static final String BPMN = BpmnParser.BPMN20_NS;

  private static final Map<String, Set<String>> ELEMENTS =
      Map.of(
          BPMN,
          words(
              """
              definitions collaboration participant messageFlow process laneSet lane flowNodeRef
              childLaneSet documentation extensionElements incoming outgoing startEvent endEvent
              intermediateCatchEvent intermediateThrowEvent boundaryEvent task manualTask userTask
              serviceTask receiveTask exclusiveGateway parallelGateway inclusiveGateway
              eventBasedGateway sequenceFlow conditionExpression callActivity subProcess
              multiInstanceLoopCharacteristics loopCardinality completionCondition message signal
              error escalation messageEventDefinition signalEventDefinition errorEventDefinition
              escalationEventDefinition terminateEventDefinition linkEventDefinition
              textAnnotation text association group category categoryValue dataObject
              dataObjectReference dataStoreReference dataStore dataInputAssociation
              dataOutputAssociation property
              """),
          ENGINE,
          words("properties property in out executionListener taskListener"),
          BpmnParser.BPMN_DI_NS,
          words("BPMNDiagram BPMNPlane BPMNShape BPMNEdge BPMNLabel BPMNLabelStyle"),
          BpmnParser.BPMN_DC_NS,
          words("Bounds Font"),
          BpmnParser.OMG_DI_NS,
          words("waypoint"));

  /** Attributes of the engine; others of other namespaces are not read by it. */
  private static final Set<String> ENGINE_ATTRIBUTES =
      words(
          """
          historyTimeToLive versionTag isStartableInTasklist delegateExpression assignee
          candidateUsers candidateGroups dueDate followUpDate priority formKey formRef
          formRefBinding formRefVersion collection elementVariable calledElementBinding
          calledElementVersionTag initiator
          """);

  /** Plain attributes of the engine's own elements. */
  private static final Set<String> ATTRIBUTES_OF_ENGINE_ELEMENTS =
      words("id name value event delegateExpression source target businessKey variables local");

  /** Plain attributes by which the standard itself asks for a script. */
  private static final Set<String> SCRIPT_ATTRIBUTES = Set.of("language", "scriptFormat");

  private final Set<String> visibleBeans;

  ModelGuard(Set<String> visibleBeans) {
    this.visibleBeans = visibleBeans;
  }

  /** Makes the engine read models through this guard. */
  BpmnParseFactory parsing() {
    return parser ->
        new BpmnParse(parser) {
          @Override
          protected void parseRootElement() {
            check(rootElement, this::addError);
            if (!hasErrors()) {
              super.parseRootElement();
            }
          }
        };
  }

  private void check(Element element, BiConsumer<String, Element> refuse) {
    String namespace = element.getUri() == null ? "" : element.getUri();
    if (!ELEMENTS.getOrDefault(namespace, Set.of()).contains(element.getTagName())) {
      refuse.accept("element " + element.getTagName() + " is not on the short list", element);
    }
    for (String key : element.attributes()) {
      checkAttribute(element, key, element.attribute(key), refuse);
    }
    if (!AllowedExpressions.allow(element.getText().strip())) {
      refuse.accept("expression is not on the short list: " + element.getText().strip(), element);
    }
    element.elements().forEach(child -> check(child, refuse));
  }

  private void checkAttribute(
      Element element, String key, String value, BiConsumer<String, Element> refuse) {
    String name = key.substring(key.lastIndexOf(':') + 1);
    boolean plain = name.equals(key);
    boolean ofTheEngine =
        plain
            ? ENGINE.equals(element.getUri())
            : key.startsWith(ENGINE) || key.startsWith(BpmnParser.ACTIVITI_BPMN_EXTENSIONS_NS);
    boolean listed =
        plain
            ? ATTRIBUTES_OF_ENGINE_ELEMENTS.contains(name)
            : key.startsWith(ENGINE) && ENGINE_ATTRIBUTES.contains(name);
    if (ofTheEngine && !listed) {
      refuse.accept("attribute " + name + " is not on the short list", element);
    }
    if (SCRIPT_ATTRIBUTES.contains(key)) {
      refuse.accept("scripts are off: attribute " + key, element);
    }
    if (!AllowedExpressions.allow(value.strip())) {
      refuse.accept("expression is not on the short list: " + name + "=" + value, element);
    }
    if (ofTheEngine
        && name.equals("delegateExpression")
        && !visibleBeans.contains(AllowedExpressions.referredName(value))) {
      refuse.accept("no bean that models may name: " + value, element);
    }
  }

  private static Set<String> words(String words) {
    return Set.of(words.strip().split("\\s+"));
  }
}
