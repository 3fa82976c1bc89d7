package org.zhunru.workflow;

import static org.zhunru.workflow.DrawnModel.attribute;
import static org.zhunru.workflow.DrawnModel.children;
import static org.zhunru.workflow.DrawnModel.reference;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.jspecify.annotations.Nullable;
import org.zhunru.supervision.CasePicture.State;

/**
 * What history says of every node of a process: done, current, cancelled; and of what was never
 * entered, whether a way still leads there.
 *
 * <p>History knows activities, not flows. A flow counts as taken if what it leads to began, in the
 * same scope, when what it comes from had ended.
 */
final class PictureStates {
  private static final String BODY = "#multiInstanceBody";
  private static final String COUNTED_LOOP = "multiInstanceLoopCharacteristics";

  /**
   * @param since of the last pass
   * @param tasks the engine's tasks of the last pass
   */
  record Step(
      State state,
      int times,
      @Nullable Instant since,
      @Nullable Instant until,
      @Nullable String count,
      List<String> tasks) {}

  /** Tells how many instances a sequential multi-instance activity will have. */
  @FunctionalInterface
  interface PlannedInstances {
    @Nullable Integer of(HistoricActivityInstance inner);
  }

  private record Flow(String id, String source, String target) {}

  private final Map<String, DomElement> nodes = new LinkedHashMap<>();
  private final Map<String, List<Flow>> outgoing = new HashMap<>();
  private final Map<String, List<HistoricActivityInstance>> passes = new HashMap<>();
  private final Map<String, List<HistoricActivityInstance>> insides = new HashMap<>();
  private final Map<String, Step> steps = new LinkedHashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final Map<String, List<Instant>> links = new HashMap<>();
  private final DomElement process;
  private final PlannedInstances planned;

  private PictureStates(
      DomElement process, List<HistoricActivityInstance> history, PlannedInstances planned) {
    this.process = process;
    this.planned = planned;
    collect(process);
    joinLinks();
    for (var row : history) {
      var id = row.getActivityId();
      boolean body = id.endsWith(BODY);
      var node = nodes.get(body ? id.substring(0, id.length() - BODY.length()) : id);
      if (node != null) {
        boolean inside = !body && !children(node, COUNTED_LOOP).isEmpty();
        (inside ? insides : passes)
            .computeIfAbsent(attribute(node, "id"), any -> new ArrayList<>())
            .add(row);
      }
    }
  }

  /**
   * @param process the element of the model
   * @param history what happened in one instance, in its order
   * @param open whether that instance still runs
   */
  static PictureStates of(
      DomElement process,
      List<HistoricActivityInstance> history,
      boolean open,
      PlannedInstances planned) {
    var states = new PictureStates(process, history, planned);
    states.follow();
    states.judge(open);
    return states;
  }

  /** Every node of the process, in the order of its flow. */
  Map<String, Step> steps() {
    return steps;
  }

  /** Ids of the flows that were taken. */
  Set<String> taken() {
    return taken;
  }

  DomElement node(String id) {
    var node = nodes.get(id);
    if (node == null) {
      throw new IllegalArgumentException(id);
    }
    return node;
  }

  private void collect(DomElement scope) {
    for (var element : children(scope, null)) {
      if (DrawnModel.isFlowNode(element)) {
        nodes.put(attribute(element, "id"), element);
        collect(element);
      } else if (element.getLocalName().equals("sequenceFlow")) {
        var source = reference(element, "sourceRef");
        outgoing
            .computeIfAbsent(source, any -> new ArrayList<>())
            .add(new Flow(attribute(element, "id"), source, reference(element, "targetRef")));
      }
    }
  }

  /** A link that is thrown goes on where the link of that name is caught. */
  private void joinLinks() {
    for (var thrown : List.copyOf(nodes.values())) {
      var link = children(thrown, "linkEventDefinition");
      if (thrown.getLocalName().equals("intermediateThrowEvent") && !link.isEmpty()) {
        nodes.values().stream()
            .filter(n -> n.getLocalName().equals("intermediateCatchEvent"))
            .filter(
                n ->
                    children(n, "linkEventDefinition").stream()
                        .anyMatch(d -> attribute(d, "name").equals(attribute(link.get(0), "name"))))
            .findFirst()
            .ifPresent(
                caught ->
                    outgoing
                        .computeIfAbsent(attribute(thrown, "id"), any -> new ArrayList<>())
                        .add(new Flow("", attribute(thrown, "id"), attribute(caught, "id"))));
      }
    }
  }

  private boolean isLink(String id) {
    var node = nodes.get(id);
    return node != null
        && node.getLocalName().startsWith("intermediate")
        && !children(node, "linkEventDefinition").isEmpty();
  }

  /** Flows, one after the other, to a node that history knows: it leaves links out. */
  private record Way(List<Flow> flows, String end) {}

  private List<Way> ways(Flow flow, Set<String> passed) {
    if (!isLink(flow.target()) || passed.contains(flow.target())) {
      return List.of(new Way(List.of(flow), flow.target()));
    }
    var further = new HashSet<>(passed);
    further.add(flow.target());
    return outgoing.getOrDefault(flow.target(), List.of()).stream()
        .flatMap(next -> ways(next, further).stream())
        .map(
            way -> {
              var flows = new ArrayList<>(List.of(flow));
              flows.addAll(way.flows());
              return new Way(flows, way.end());
            })
        .toList();
  }

  private void follow() {
    passes.forEach(
        (id, rows) -> rows.forEach(row -> follow(row, outgoing.getOrDefault(id, List.of()))));
  }

  private void follow(HistoricActivityInstance left, List<Flow> flows) {
    if (left.getEndTime() == null || left.isCanceled()) {
      return;
    }
    if (kindOf(left).equals("parallelGateway")) {
      flows.forEach(flow -> taken.add(flow.id()));
    }
    var next = new LinkedHashMap<Way, HistoricActivityInstance>();
    for (var flow : flows) {
      for (var way : ways(flow, Set.of())) {
        passes.getOrDefault(way.end(), List.of()).stream()
            .filter(row -> isLater(row, left))
            .min(Comparator.comparingLong(PictureStates::order))
            .ifPresent(row -> next.put(way, row));
      }
    }
    if (next.isEmpty()) {
      return;
    }
    boolean onlyOne = Set.of("exclusiveGateway", "eventBasedGateway").contains(kindOf(left));
    long first = next.values().stream().mapToLong(PictureStates::order).min().orElseThrow();
    long firstStart =
        next.values().stream().mapToLong(r -> r.getStartTime().getTime()).min().orElseThrow();
    next.forEach(
        (way, row) -> {
          if (onlyOne ? order(row) == first : row.getStartTime().getTime() <= firstStart + 1000) {
            for (var flow : way.flows()) {
              taken.add(flow.id());
              if (isLink(flow.target())) {
                links
                    .computeIfAbsent(flow.target(), any -> new ArrayList<>())
                    .add(row.getStartTime().toInstant());
              }
            }
          }
        });
  }

  private String kindOf(HistoricActivityInstance row) {
    var node = nodes.get(row.getActivityId());
    return node == null ? "" : node.getLocalName();
  }

  private static boolean isLater(HistoricActivityInstance row, HistoricActivityInstance left) {
    return !row.getStartTime().before(left.getEndTime())
        && order(row) > order(left)
        && java.util.Objects.equals(
            row.getParentActivityInstanceId(), left.getParentActivityInstanceId());
  }

  private static long order(HistoricActivityInstance row) {
    return ((org.camunda.bpm.engine.impl.persistence.entity.HistoricActivityInstanceEntity) row)
        .getSequenceCounter();
  }

  private void judge(boolean open) {
    var current =
        nodes.keySet().stream()
            .filter(id -> passes.getOrDefault(id, List.of()).stream().anyMatch(PictureStates::runs))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    var ahead = open ? ahead(current) : Set.<String>of();
    boolean unknown = open && current.isEmpty();
    for (var id : inOrder()) {
      var rows = passes.getOrDefault(id, List.of());
      if (rows.isEmpty()) {
        steps.put(id, untouched(id, unknown || ahead.contains(id)));
      } else {
        var last = rows.stream().filter(PictureStates::runs).findFirst().orElse(last(rows));
        steps.put(
            id,
            new Step(
                runs(last) ? State.CURRENT : last.isCanceled() ? State.CANCELLED : State.DONE,
                rows.size(),
                last.getStartTime().toInstant(),
                last.getEndTime() == null ? null : last.getEndTime().toInstant(),
                count(id, last),
                tasks(id, last)));
      }
    }
  }

  private Step untouched(String id, boolean ahead) {
    var moments = links.getOrDefault(id, List.of());
    var last = moments.stream().max(Comparator.naturalOrder()).orElse(null);
    var state = last != null ? State.DONE : ahead ? State.AHEAD : State.NOT_NEEDED;
    return new Step(state, moments.size(), last, last, null, List.of());
  }

  private static boolean runs(HistoricActivityInstance row) {
    return row.getEndTime() == null;
  }

  private static HistoricActivityInstance last(List<HistoricActivityInstance> rows) {
    return rows.stream()
        .max(
            Comparator.comparing(HistoricActivityInstance::getStartTime)
                .thenComparingLong(PictureStates::order))
        .orElseThrow();
  }

  private List<HistoricActivityInstance> insides(String id, HistoricActivityInstance body) {
    return insides.getOrDefault(id, List.of()).stream()
        .filter(row -> body.getId().equals(row.getParentActivityInstanceId()))
        .toList();
  }

  private @Nullable String count(String id, HistoricActivityInstance body) {
    var loop = children(node(id), COUNTED_LOOP);
    if (loop.isEmpty()) {
      return null;
    }
    var inner = insides(id, body);
    long done = inner.stream().filter(row -> !runs(row) && !row.isCanceled()).count();
    long all = inner.size();
    if (DrawnModel.isTrue(loop.get(0).getAttribute("isSequential"))) {
      var still = inner.stream().filter(PictureStates::runs).findFirst().map(planned::of);
      all = still.map(Integer::longValue).orElse(all);
    }
    return done + "/" + all;
  }

  private List<String> tasks(String id, HistoricActivityInstance last) {
    var rows = children(node(id), COUNTED_LOOP).isEmpty() ? List.of(last) : insides(id, last);
    return rows.stream()
        .map(HistoricActivityInstance::getTaskId)
        .filter(java.util.Objects::nonNull)
        .toList();
  }

  /** Along the flows, breadth first; then what no flow leads to, as it stands in the file. */
  private List<String> inOrder() {
    var order = new LinkedHashSet<String>();
    var targets =
        outgoing.values().stream()
            .flatMap(List::stream)
            .map(Flow::target)
            .collect(Collectors.toSet());
    for (var start : nodes.keySet()) {
      boolean atTheTop = process.equals(nodes.get(start).getParentElement());
      if (atTheTop && !targets.contains(start) && !isCalledByEvent(start)) {
        walk(start, order);
      }
    }
    nodes.keySet().forEach(id -> walk(id, order));
    return List.copyOf(order);
  }

  private void walk(String start, Set<String> order) {
    var open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      var id = open.remove();
      if (order.add(id)) {
        inside(id).stream().filter(n -> !isTarget(n)).forEach(n -> walk(n, order));
        attached(id).forEach(n -> walk(n, order));
        outgoing.getOrDefault(id, List.of()).forEach(flow -> open.add(flow.target()));
      }
    }
  }

  private boolean isTarget(String id) {
    return outgoing.values().stream().flatMap(List::stream).anyMatch(f -> f.target().equals(id));
  }

  private boolean isCalledByEvent(String id) {
    return DrawnModel.isTrue(node(id).getAttribute("triggeredByEvent"))
        || node(id).getLocalName().equals("boundaryEvent");
  }

  private List<String> inside(String scope) {
    return nodes.keySet().stream()
        .filter(id -> node(scope).equals(node(id).getParentElement()))
        .toList();
  }

  private List<String> attached(String host) {
    return nodes.keySet().stream()
        .filter(id -> reference(node(id), "attachedToRef").equals(host))
        .toList();
  }

  /** Where the tokens may still go. */
  private Set<String> ahead(Set<String> current) {
    var seen = new LinkedHashSet<String>();
    var open = new ArrayDeque<>(current);
    if (isOpenToEvents(process, current)) {
      open.addAll(eventSubProcesses(process));
    }
    while (!open.isEmpty()) {
      var id = open.remove();
      if (!seen.add(id)) {
        continue;
      }
      outgoing.getOrDefault(id, List.of()).forEach(flow -> open.add(flow.target()));
      open.addAll(attached(id));
      boolean running = current.contains(id);
      if (!running) {
        inside(id).stream().filter(n -> !isTarget(n) && !isCalledByEvent(n)).forEach(open::add);
      }
      if (!running || isOpenToEvents(node(id), current)) {
        open.addAll(eventSubProcesses(node(id)));
      }
    }
    return seen;
  }

  private List<String> eventSubProcesses(DomElement scope) {
    return nodes.keySet().stream()
        .filter(id -> scope.equals(node(id).getParentElement()))
        .filter(id -> DrawnModel.isTrue(node(id).getAttribute("triggeredByEvent")))
        .toList();
  }

  /** Whether something else than an interrupting event sub-process runs in a scope. */
  private boolean isOpenToEvents(DomElement scope, Set<String> current) {
    return current.stream()
        .filter(id -> scope.equals(node(id).getParentElement()))
        .anyMatch(id -> !interrupts(id));
  }

  private boolean interrupts(String id) {
    return DrawnModel.isTrue(node(id).getAttribute("triggeredByEvent"))
        && children(node(id), "startEvent").stream()
            .noneMatch(start -> "false".equals(start.getAttribute("isInterrupting")));
  }
}
