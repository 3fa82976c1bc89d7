package org.zhunru.workflow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.jspecify.annotations.Nullable;

/**
 * What a model says of its own looks: shapes and edges of the diagram that shows one process, in
 * the coordinates of the file.
 *
 * <p>Elements are read by name, so that what the model's interface has no class for (groups,
 * choreographies, things of later editions) is drawn all the same.
 */
final class DrawnModel {
  private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
  private static final String DIAGRAM = "http://www.omg.org/spec/BPMN/20100524/DI";

  record Point(double x, double y) {
    double distance(Point other) {
      return Math.hypot(other.x - x, other.y - y);
    }
  }

  record Box(double x, double y, double width, double height) {
    double right() {
      return x + width;
    }

    double bottom() {
      return y + height;
    }

    Point center() {
      return new Point(x + width / 2, y + height / 2);
    }

    boolean contains(Box other) {
      return x <= other.x && y <= other.y && right() >= other.right() && bottom() >= other.bottom();
    }

    boolean meets(Box other) {
      return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
    }

    Box with(Box other) {
      double left = Math.min(x, other.x);
      double top = Math.min(y, other.y);
      return new Box(
          left,
          top,
          Math.max(right(), other.right()) - left,
          Math.max(bottom(), other.bottom()) - top);
    }

    Box grown(double by) {
      return new Box(x - by, y - by, width + 2 * by, height + 2 * by);
    }
  }

  /**
   * @param kind local name of the element
   * @param marker what {@code isMarkerVisible} says
   * @param band {@code participantBandKind} of a participant inside a choreography; else empty
   */
  record Shape(
      String id,
      String kind,
      String name,
      Box box,
      @Nullable Box label,
      boolean expanded,
      boolean horizontal,
      boolean marker,
      String band,
      DomElement element) {}

  /**
   * @param source id of what it starts at, empty if unknown
   * @param message {@code messageVisibleKind} of a message flow; else empty
   */
  record Edge(
      String id,
      String kind,
      String name,
      List<Point> points,
      @Nullable Box label,
      String source,
      String target,
      String message,
      DomElement element) {}

  private final Map<String, DomElement> elements = new HashMap<>();
  private final List<Shape> shapes = new ArrayList<>();
  private final List<Edge> edges = new ArrayList<>();
  private final DomElement process;

  private DrawnModel(DomElement root, String processId) {
    index(root);
    var found = elements.get(processId);
    if (found == null) {
      throw new IllegalArgumentException("No process " + processId);
    }
    process = found;
    planeOf(root).ifPresentOrElse(this::read, this::line);
  }

  /**
   * The diagram of one process; a plain row of its nodes if the file has no diagram of it.
   *
   * @throws IllegalArgumentException if the model has no such process
   */
  static DrawnModel of(BpmnModelInstance model, String processId) {
    return new DrawnModel(model.getDocument().getRootElement(), processId);
  }

  List<Shape> shapes() {
    return shapes;
  }

  List<Edge> edges() {
    return edges;
  }

  DomElement process() {
    return process;
  }

  Optional<Shape> shape(String id) {
    return shapes.stream().filter(s -> s.id().equals(id)).findFirst();
  }

  @Nullable DomElement element(String id) {
    return elements.get(id);
  }

  private void index(DomElement element) {
    if (!DIAGRAM.equals(element.getNamespaceURI())) {
      var id = element.getAttribute("id");
      if (id != null) {
        elements.putIfAbsent(id, element);
      }
      element.getChildElements().forEach(this::index);
    }
  }

  /** The plane of the process or of a collaboration it takes part in. */
  private Optional<DomElement> planeOf(DomElement root) {
    var id = attribute(process, "id");
    var planes =
        children(root, "BPMNDiagram").stream()
            .flatMap(diagram -> children(diagram, "BPMNPlane").stream())
            .toList();
    return planes.stream()
        .filter(
            plane -> {
              var shown = elements.get(reference(plane, "bpmnElement"));
              return shown != null
                  && (shown.equals(process)
                      || children(shown, "participant").stream()
                          .anyMatch(p -> reference(p, "processRef").equals(id)));
            })
        .findFirst()
        .or(
            () ->
                planes.stream()
                    .filter(
                        plane ->
                            children(plane, "BPMNShape").stream()
                                .map(s -> elements.get(reference(s, "bpmnElement")))
                                .anyMatch(e -> e != null && process.equals(e.getParentElement())))
                    .findFirst());
  }

  private void read(DomElement plane) {
    for (var part : plane.getChildElements()) {
      var element = elements.get(reference(part, "bpmnElement"));
      if (element != null && part.getLocalName().equals("BPMNShape")) {
        readShape(part, element);
      } else if (element != null && part.getLocalName().equals("BPMNEdge")) {
        readEdge(part, element);
      }
    }
    for (int i = 0; i < shapes.size(); i++) {
      shapes.set(i, turned(shapes.get(i)));
    }
  }

  private void readShape(DomElement part, DomElement element) {
    var bounds = children(part, "Bounds");
    if (bounds.isEmpty()) {
      return;
    }
    var kind = element.getLocalName();
    var inside = Set.of("subProcess", "transaction", "adHocSubProcess", "subChoreography");
    var expanded = part.getAttribute("isExpanded");
    shapes.add(
        new Shape(
            attribute(element, "id"),
            kind,
            name(element),
            box(bounds.get(0)),
            label(part),
            expanded == null ? inside.contains(kind) && holdsShapes(part) : isTrue(expanded),
            !"false".equals(part.getAttribute("isHorizontal")),
            isTrue(part.getAttribute("isMarkerVisible")),
            attribute(part, "participantBandKind"),
            element));
  }

  /** Without {@code isExpanded}: open if something of it is drawn inside of it. */
  private boolean holdsShapes(DomElement part) {
    var element = elements.get(reference(part, "bpmnElement"));
    return part.getParentElement().getChildElements().stream()
        .map(other -> elements.get(reference(other, "bpmnElement")))
        .anyMatch(other -> other != null && other.getParentElement().equals(element));
  }

  /** A lane that does not say how it lies, lies like the pool around it. */
  private Shape turned(Shape shape) {
    if (!shape.kind().equals("lane") || !shape.horizontal()) {
      return shape;
    }
    boolean upright =
        shapes.stream()
            .anyMatch(
                other ->
                    other != shape
                        && !other.horizontal()
                        && Set.of("participant", "lane").contains(other.kind())
                        && other.box().contains(shape.box()));
    return new Shape(
        shape.id(),
        shape.kind(),
        shape.name(),
        shape.box(),
        shape.label(),
        shape.expanded(),
        !upright,
        shape.marker(),
        shape.band(),
        shape.element());
  }

  private void readEdge(DomElement part, DomElement element) {
    var points =
        children(part, "waypoint").stream()
            .map(p -> new Point(number(p, "x"), number(p, "y")))
            .toList();
    if (points.size() < 2) {
      return;
    }
    edges.add(
        new Edge(
            attribute(element, "id"),
            element.getLocalName(),
            name(element),
            points,
            label(part),
            end(element, "sourceRef"),
            end(element, "targetRef"),
            attribute(part, "messageVisibleKind"),
            element));
  }

  /** Data associations name their ends in children and leave out the activity they belong to. */
  private static String end(DomElement element, String which) {
    var direct = reference(element, which);
    if (!direct.isEmpty()) {
      return direct;
    }
    var kind = element.getLocalName();
    boolean ofTheActivity =
        kind.equals("dataInputAssociation") && which.equals("targetRef")
            || kind.equals("dataOutputAssociation") && which.equals("sourceRef");
    if (ofTheActivity) {
      return attribute(element.getParentElement(), "id");
    }
    return children(element, which).stream()
        .map(c -> local(c.getTextContent().strip()))
        .findFirst()
        .orElse("");
  }

  /** No diagram: the nodes in rows of six, without lines. */
  private void line() {
    var nodes = new LinkedHashMap<String, DomElement>();
    children(process, null).stream()
        .filter(DrawnModel::isFlowNode)
        .forEach(node -> nodes.put(attribute(node, "id"), node));
    int at = 0;
    for (var node : nodes.entrySet()) {
      double x = 40 + at % 6 * 150;
      double y = 40 + at / 6 * 130;
      var kind = node.getValue().getLocalName();
      boolean event = kind.endsWith("Event");
      boolean gateway = kind.endsWith("Gateway");
      double size = event ? 36 : 50;
      var box =
          event || gateway
              ? new Box(x + 50 - size / 2, y + 40 - size / 2, size, size)
              : new Box(x, y, 100, 80);
      shapes.add(
          new Shape(
              node.getKey(),
              kind,
              name(node.getValue()),
              box,
              null,
              false,
              true,
              true,
              "",
              node.getValue()));
      at++;
    }
  }

  static boolean isFlowNode(DomElement element) {
    var kind = element.getLocalName();
    return BPMN.equals(element.getNamespaceURI())
        && (kind.endsWith("Event")
            || kind.endsWith("Gateway")
            || kind.toLowerCase(java.util.Locale.ROOT).endsWith("task")
            || kind.endsWith("ubProcess")
            || kind.equals("transaction")
            || kind.equals("callActivity"));
  }

  /** Children by local name, all of them without a name. */
  static List<DomElement> children(DomElement element, @Nullable String name) {
    return element.getChildElements().stream()
        .filter(c -> name == null || c.getLocalName().equals(name))
        .toList();
  }

  static String attribute(DomElement element, String name) {
    var value = element.getAttribute(name);
    return value == null ? "" : value;
  }

  /** The id a QName speaks of, without its prefix. */
  static String reference(DomElement element, String name) {
    return local(attribute(element, name));
  }

  private static String local(String qualified) {
    return qualified.substring(qualified.lastIndexOf(':') + 1);
  }

  static boolean isTrue(@Nullable String value) {
    return "true".equals(value) || "1".equals(value);
  }

  private String name(DomElement element) {
    switch (element.getLocalName()) {
      case "textAnnotation":
        return children(element, "text").stream()
            .map(DomElement::getTextContent)
            .findFirst()
            .orElse("");
      case "group":
        var category = elements.get(reference(element, "categoryValueRef"));
        return category == null ? "" : attribute(category, "value");
      default:
        return attribute(element, "name");
    }
  }

  private static @Nullable Box label(DomElement part) {
    return children(part, "BPMNLabel").stream()
        .flatMap(label -> children(label, "Bounds").stream())
        .map(DrawnModel::box)
        .findFirst()
        .orElse(null);
  }

  private static Box box(DomElement bounds) {
    return new Box(
        number(bounds, "x"),
        number(bounds, "y"),
        number(bounds, "width"),
        number(bounds, "height"));
  }

  private static double number(DomElement element, String name) {
    var value = attribute(element, name);
    return value.isBlank() ? 0 : Double.parseDouble(value.strip());
  }

  /** Larger first, so that what lies inside is drawn later. */
  static final Comparator<Shape> OUTSIDE_FIRST =
      Comparator.comparingDouble(s -> -s.box().width() * s.box().height());
}
