package org.zhunru.workflow;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Lane;
import org.camunda.bpm.model.bpmn.instance.Participant;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped models: by the book, and pleasant to read. */
class ModelsTest {

  static Stream<Path> models() throws java.io.IOException {
    try (var files = java.nio.file.Files.list(Path.of("bpmn"))) {
      return files.filter(f -> f.toString().endsWith(".bpmn")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void the_file_is_called_like_its_process_and_history_is_kept_ten_years(Path file) {
    var process = only(read(file), Process.class);
    assertThat(file.getFileName()).hasToString(process.getId() + ".bpmn");
    assertThat(process.isExecutable()).isTrue();
    assertThat(process.getCamundaHistoryTimeToLiveString()).isEqualTo("P3650D");
  }

  @ParameterizedTest
  @MethodSource("models")
  void ids_say_kind_and_matter_and_every_node_has_a_name(Path file) {
    for (var node : read(file).getModelElementsByType(FlowElement.class)) {
      assertThat(node.getId()).matches("(Start|End|Task|Gateway|Activity|SubProcess|Flow)_\\w+");
      if (node instanceof FlowNode) {
        assertThat(node.getName()).as(node.getId()).isNotBlank();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void every_node_is_reached_and_leads_to_an_end(Path file) {
    var model = read(file);
    var nodes = model.getModelElementsByType(FlowNode.class);
    var starts = model.getModelElementsByType(StartEvent.class);
    var reached = reachable(starts, true);
    var ends = nodes.stream().filter(n -> n.getOutgoing().isEmpty()).collect(toSet());
    var finishing = reachable(ends, false);
    for (var node : nodes) {
      if (!(node instanceof SubProcess)) {
        assertThat(reached).as(node.getId()).contains(node);
        assertThat(finishing).as(node.getId()).contains(node);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void gateways_ask_flows_answer_and_the_default_has_no_condition(Path file) {
    for (var gateway : read(file).getModelElementsByType(ExclusiveGateway.class)) {
      assertThat(gateway.getName()).endsWith("？");
      assertThat(gateway.getDefault()).as(gateway.getId()).isNotNull();
      for (var flow : gateway.getOutgoing()) {
        assertThat(flow.getName()).as(flow.getId()).isNotBlank();
        boolean isDefault = flow.equals(gateway.getDefault());
        assertThat(flow.getConditionExpression() == null).as(flow.getId()).isEqualTo(isDefault);
      }
    }
  }

  @Test
  void no_default_flow_of_the_approval_leads_to_an_approval() {
    for (var gateway :
        read(Path.of("bpmn/joint-pre-approval.bpmn"))
            .getModelElementsByType(ExclusiveGateway.class)) {
      assertThat(gateway.getDefault().getTarget().getId()).doesNotStartWith("End_");
    }
    for (var gateway :
        read(Path.of("bpmn/department-review.bpmn"))
            .getModelElementsByType(ExclusiveGateway.class)) {
      assertThat(gateway.getDefault().getTarget().getId()).doesNotStartWith("End_Agreed");
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void every_node_has_a_shape_every_flow_an_edge_and_every_lane_holds_its_nodes(Path file) {
    var model = read(file);
    for (var node : model.getModelElementsByType(FlowNode.class)) {
      assertThat(node.getDiagramElement()).as(node.getId()).isInstanceOf(BpmnShape.class);
    }
    for (var flow : model.getModelElementsByType(SequenceFlow.class)) {
      assertThat(flow.getDiagramElement()).as(flow.getId()).isInstanceOf(BpmnEdge.class);
    }
    var pool = bounds(shape(only(model, Participant.class)));
    for (var lane : model.getModelElementsByType(Lane.class)) {
      var box = bounds(shape(lane));
      assertThat(pool.contains(box)).as(lane.getId()).isTrue();
      for (var node : lane.getFlowNodeRefs()) {
        assertThat(box.contains(bounds(shape(node)))).as(node.getId()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void neither_shapes_nor_labels_overlap(Path file) {
    var boxes = boxes(read(file));
    for (int i = 0; i < boxes.size(); i++) {
      for (int j = i + 1; j < boxes.size(); j++) {
        assertThat(boxes.get(i).area.intersects(boxes.get(j).area))
            .as(boxes.get(i).name + " and " + boxes.get(j).name)
            .isFalse();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void no_line_runs_through_a_shape_or_a_label_and_all_are_upright_or_level(Path file) {
    var model = read(file);
    for (var line : lines(model)) {
      assertThat(line.segment.getX1() == line.segment.getX2())
          .as(line.flow)
          .isNotEqualTo(line.segment.getY1() == line.segment.getY2());
      for (var box : boxes(model)) {
        // A gateway's outline is its diamond: lines may dock there, inside of its box.
        if (!box.name.startsWith("Gateway_")) {
          var inner = box.area;
          assertThat(
                  inner.getWidth() > 1
                      && line.segment.intersects(
                          inner.getX() + .5,
                          inner.getY() + .5,
                          inner.getWidth() - 1,
                          inner.getHeight() - 1))
              .as(line.flow + " through " + box.name)
              .isFalse();
        }
      }
    }
  }

  /**
   * Drafted, Reviewed and Signed each lead to Draft, Review and Sign: that graph (three houses,
   * three wells) cannot be drawn on paper without one crossing. It has one, upright on level.
   */
  @ParameterizedTest
  @MethodSource("models")
  void lines_do_not_cross_but_for_the_one_crossing_nobody_can_avoid(Path file) {
    var lines = lines(read(file));
    var crossings = new HashSet<Set<String>>();
    for (var one : lines) {
      for (var other : lines) {
        if (!one.flow.equals(other.flow) && one.segment.intersectsLine(other.segment)) {
          crossings.add(Set.of(one.flow, other.flow));
        }
      }
    }
    if (file.endsWith("department-review.bpmn")) {
      assertThat(crossings).containsExactly(Set.of("Flow_DraftToSign", "Flow_ReviewToDraft"));
    } else {
      assertThat(crossings).isEmpty();
    }
  }

  private record Line(String flow, Line2D segment) {}

  private record Box(String name, Rectangle2D area) {}

  private static List<Line> lines(BpmnModelInstance model) {
    var lines = new ArrayList<Line>();
    for (var edge : model.getModelElementsByType(BpmnEdge.class)) {
      var points = List.copyOf(edge.getWaypoints());
      for (int i = 1; i < points.size(); i++) {
        var from = points.get(i - 1);
        var to = points.get(i);
        lines.add(
            new Line(
                edge.getBpmnElement().getId(),
                new Line2D.Double(from.getX(), from.getY(), to.getX(), to.getY())));
      }
    }
    return lines;
  }

  /** Shapes that hold nothing, and all labels. */
  private static List<Box> boxes(BpmnModelInstance model) {
    var boxes = new ArrayList<Box>();
    for (var shape : model.getModelElementsByType(BpmnShape.class)) {
      var element = shape.getBpmnElement();
      if (element instanceof FlowNode && !(element instanceof SubProcess)) {
        boxes.add(new Box(element.getId(), bounds(shape)));
      }
      if (shape.getBpmnLabel() != null) {
        boxes.add(
            new Box("label of " + element.getId(), rectangle(shape.getBpmnLabel().getBounds())));
      }
    }
    for (var edge : model.getModelElementsByType(BpmnEdge.class)) {
      if (edge.getBpmnLabel() != null) {
        boxes.add(
            new Box(
                "label of " + edge.getBpmnElement().getId(),
                rectangle(edge.getBpmnLabel().getBounds())));
      }
    }
    return boxes;
  }

  private static Set<FlowNode> reachable(Collection<? extends FlowNode> from, boolean forwards) {
    var seen = new HashSet<FlowNode>(from);
    var open = new ArrayDeque<FlowNode>(from);
    while (!open.isEmpty()) {
      var node = open.remove();
      var next =
          forwards
              ? node.getOutgoing().stream().map(SequenceFlow::getTarget)
              : node.getIncoming().stream().map(SequenceFlow::getSource);
      next.filter(seen::add).forEach(open::add);
    }
    return seen;
  }

  private static BpmnShape shape(BaseElement element) {
    return (BpmnShape) element.getDiagramElement();
  }

  private static Rectangle2D bounds(BpmnShape shape) {
    return rectangle(shape.getBounds());
  }

  private static Rectangle2D rectangle(Bounds b) {
    return new Rectangle2D.Double(b.getX(), b.getY(), b.getWidth(), b.getHeight());
  }

  private static <T extends BaseElement> T only(BpmnModelInstance model, Class<T> type) {
    assertThat(model.getModelElementsByType(type)).hasSize(1);
    return model.getModelElementsByType(type).iterator().next();
  }

  private static BpmnModelInstance read(Path file) {
    return Bpmn.readModelFromFile(file.toFile());
  }
}
