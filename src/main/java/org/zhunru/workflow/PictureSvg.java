package org.zhunru.workflow;

import static org.zhunru.workflow.DrawnLine.at;
import static org.zhunru.workflow.DrawnLine.number;
import static org.zhunru.workflow.DrawnModel.attribute;
import static org.zhunru.workflow.DrawnModel.children;
import static org.zhunru.workflow.DrawnModel.isTrue;
import static org.zhunru.workflow.DrawnModel.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.jspecify.annotations.Nullable;
import org.zhunru.supervision.CasePicture.State;
import org.zhunru.workflow.DrawnIcons.Icon;
import org.zhunru.workflow.DrawnModel.Box;
import org.zhunru.workflow.DrawnModel.Edge;
import org.zhunru.workflow.DrawnModel.Point;
import org.zhunru.workflow.DrawnModel.Shape;

/**
 * A diagram as SVG, in the coordinates of its file. Presentation attributes and classes only; a
 * state is a sign and a kind of line before it is a colour, so that it prints in black.
 */
final class PictureSvg {
  static final String INK = "#1c2733";
  private static final String SOFT = "#5a6875";
  private static final String PAPER = "#ffffff";
  private static final double LINE = 1.25;
  private static final double TEXT = 12;
  private static final double SMALL = 11;
  private static final double BAND = 30;
  private static final double LABEL_WIDTH = 90;

  private static final Set<String> ACTIVITIES =
      Set.of("subProcess", "transaction", "adHocSubProcess", "callActivity");

  /**
   * How one node is to be shown.
   *
   * @param title what a pointer resting on it reads
   * @param notes small lines at the bottom of a task: who, when
   */
  record Look(State state, int times, @Nullable String count, String title, List<String> notes) {}

  private final DrawnModel model;
  private final Map<String, Look> looks;
  private final Set<String> taken;
  private final String prefix;
  private final StringBuilder svg = new StringBuilder();
  private final StringBuilder labels = new StringBuilder();
  private final StringBuilder badges = new StringBuilder();
  private final List<Box> words = new ArrayList<>();
  private final List<Box> signs = new ArrayList<>();
  private final Map<String, List<Point>> lines = new HashMap<>();
  private @Nullable Box everything;

  private PictureSvg(DrawnModel model, Map<String, Look> looks, Set<String> taken, String prefix) {
    this.model = model;
    this.looks = looks;
    this.taken = taken;
    this.prefix = prefix;
  }

  /**
   * @param looks by id of the node; nodes without one are drawn plainly
   * @param taken ids of the flows that were taken
   * @param prefix of ids inside the picture; no two pictures of a page alike
   */
  static String of(
      DrawnModel model,
      Map<String, Look> looks,
      Set<String> taken,
      String prefix,
      String title,
      String description) {
    return new PictureSvg(model, looks, taken, prefix).drawn(title, description);
  }

  private String drawn(String title, String description) {
    var shapes = model.shapes();
    for (var edge : model.edges()) {
      lines.put(
          edge.id(),
          DrawnLine.between(
              edge.points(),
              model.shape(edge.source()).orElse(null),
              model.shape(edge.target()).orElse(null)));
    }
    shapes.stream()
        .filter(PictureSvg::isContainer)
        .sorted(DrawnModel.OUTSIDE_FIRST)
        .forEach(this::shape);
    model.edges().forEach(this::edge);
    shapes.stream()
        .filter(s -> !isContainer(s))
        .sorted(Comparator.comparing(s -> s.kind().equals("boundaryEvent")))
        .forEach(this::shape);
    shapes.stream().filter(s -> looks.containsKey(s.id())).forEach(this::badge);
    var box = everything == null ? new Box(0, 0, 1, 1) : everything.grown(12);
    var size =
        "viewBox=\"%s %s %s %s\" width=\"%s\" height=\"%s\""
            .formatted(
                number(Math.floor(box.x())),
                number(Math.floor(box.y())),
                number(Math.ceil(box.width()) + 1),
                number(Math.ceil(box.height()) + 1),
                number(Math.ceil(box.width()) + 1),
                number(Math.ceil(box.height()) + 1));
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"picture\" role=\"img\""
        + " aria-labelledby=\""
        + prefix
        + "-title "
        + prefix
        + "-desc\" "
        + size
        + " fill=\"none\" stroke=\""
        + INK
        + "\" stroke-width=\""
        + number(LINE)
        + "\" font-size=\"12\"><title id=\""
        + prefix
        + "-title\">"
        + escaped(title)
        + "</title><desc id=\""
        + prefix
        + "-desc\">"
        + escaped(description)
        + "</desc><defs><pattern id=\""
        + prefix
        + "-broken\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\""
        + " patternTransform=\"rotate(45)\"><rect width=\"7\" height=\"7\" fill=\"#ffffff\""
        + " stroke=\"none\"/><path d=\"M0 0V7\" stroke=\"#cfd6dd\" stroke-width=\"2.5\"/></pattern>"
        + "</defs>"
        + svg
        + labels
        + badges
        + "</svg>";
  }

  private static boolean isContainer(Shape shape) {
    return Set.of("participant", "lane", "group").contains(shape.kind()) && shape.band().isEmpty()
        || shape.expanded() && isActivity(shape) && !shape.kind().equals("callActivity")
        || shape.expanded() && shape.kind().equals("subChoreography");
  }

  private static boolean isActivity(Shape shape) {
    return ACTIVITIES.contains(shape.kind()) || isTask(shape);
  }

  private static boolean isTask(Shape shape) {
    return shape.kind().equals("task") || shape.kind().endsWith("Task");
  }

  // Shapes

  private void shape(Shape shape) {
    covered(shape.box());
    var look = looks.get(shape.id());
    svg.append("<g class=\"picture-shape");
    if (look != null) {
      svg.append(" picture-")
          .append(look.state().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
    }
    svg.append("\" data-id=\"").append(escaped(shape.id())).append("\">");
    if (look != null) {
      svg.append("<title>").append(escaped(look.title())).append("</title>");
    }
    if (isActivity(shape)) {
      activity(shape, look);
    } else if (shape.kind().endsWith("Event")) {
      event(shape, look);
    } else if (shape.kind().endsWith("Gateway")) {
      gateway(shape, look);
    } else {
      other(shape);
    }
    svg.append("</g>");
  }

  private void other(Shape shape) {
    switch (shape.kind()) {
      case "participant":
        if (!shape.band().isEmpty()) {
          band(shape);
          break;
        }
        pool(shape);
        break;
      case "lane":
        rectangle(shape.box(), 0, "none", LINE, "");
        heading(shape);
        break;
      case "group":
        rectangle(shape.box(), 10, "none", LINE, " stroke-dasharray=\"10 4 1 4\"");
        label(shape, new Box(shape.box().x(), shape.box().y() + 4, shape.box().width(), 16));
        break;
      case "dataObject":
      case "dataObjectReference":
      case "dataInput":
      case "dataOutput":
        data(shape);
        break;
      case "dataStore":
      case "dataStoreReference":
        store(shape);
        break;
      case "textAnnotation":
        annotation(shape);
        break;
      case "message":
        svg.append("<rect %s fill=\"%s\"/>".formatted(at4(shape.box()), PAPER));
        svg.append(
            path(
                "M%sL%sL%s"
                    .formatted(
                        at(new Point(shape.box().x(), shape.box().y())),
                        at(shape.box().center()),
                        at(new Point(shape.box().right(), shape.box().y()))),
                "none",
                LINE));
        below(shape);
        break;
      default:
        if (DrawnLine.isConversation(shape)) {
          svg.append(
              path(
                  polygon(DrawnLine.corners(shape)),
                  PAPER,
                  shape.kind().equals("callConversation") ? 4 : LINE));
          below(shape);
        } else {
          // Choreographies and whatever else a later edition brings.
          rectangle(shape.box(), shape.kind().contains("horeography") ? 10 : 0, PAPER, LINE, "");
          inside(shape.name(), shape.box().grown(-5), TEXT, INK);
        }
    }
  }

  private void pool(Shape shape) {
    rectangle(shape.box(), 0, PAPER, 1.5, "");
    boolean blackBox = attribute(shape.element(), "processRef").isEmpty();
    if (blackBox) {
      inside(shape.name(), shape.box().grown(-6), TEXT, INK);
    } else {
      var b = shape.box();
      svg.append(
          shape.horizontal()
              ? path(
                  "M%s %sV%s".formatted(number(b.x() + BAND), number(b.y()), number(b.bottom())),
                  "none",
                  LINE)
              : path(
                  "M%s %sH%s".formatted(number(b.x()), number(b.y() + BAND), number(b.right())),
                  "none",
                  LINE));
      heading(shape);
    }
    if (!children(shape.element(), "participantMultiplicity").isEmpty()) {
      markers(shape, List.of("parallel"), null);
    }
  }

  /** The name in the band of a pool or lane: upright Chinese, or turned if it isn't. */
  private void heading(Shape shape) {
    var b = shape.box();
    if (!shape.horizontal()) {
      inside(shape.name(), new Box(b.x() + 4, b.y(), b.width() - 8, BAND), TEXT, INK);
      return;
    }
    var name = shape.name().strip();
    double x = b.x() + BAND / 2;
    double step = TEXT + 3;
    long signs = name.codePoints().count();
    if (DrawnText.isChinese(name) && signs * step <= b.height() - 8) {
      double y = b.center().y() - signs * step / 2 + TEXT;
      int[] all = name.codePoints().toArray();
      for (int i = 0; i < all.length; i++) {
        svg.append(text(Character.toString(all[i]), x, y + i * step, TEXT, INK, "middle", ""));
      }
    } else {
      var lines = DrawnText.wrap(name, b.height() - 8, TEXT);
      int most = Math.min(lines.size(), 2);
      for (int i = 0; i < most; i++) {
        var line = i == most - 1 && lines.size() > most ? lines.get(i) + "…" : lines.get(i);
        double across = x + (i - (most - 1) / 2.0) * 13 + 4;
        svg.append(
            text(
                DrawnText.cut(line, b.height(), TEXT),
                across,
                b.center().y(),
                TEXT,
                INK,
                "middle",
                " transform=\"rotate(-90 %s %s)\""
                    .formatted(number(across), number(b.center().y()))));
      }
    }
  }

  private void band(Shape shape) {
    boolean initiating = shape.band().endsWith("initiating") && !shape.band().contains("non");
    rectangle(shape.box(), 0, initiating ? PAPER : "#e4e8ec", LINE, "");
    inside(shape.name(), shape.box().grown(-3), SMALL, INK);
  }

  private void activity(Shape shape, @Nullable Look look) {
    var b = shape.box();
    boolean byEvent = isTrue(shape.element().getAttribute("triggeredByEvent"));
    double line = shape.kind().equals("callActivity") ? 4 : LINE;
    var dash = byEvent ? " stroke-dasharray=\"1.5 3\" stroke-linecap=\"round\"" : "";
    var paper = isContainer(shape) && !isAt(look, State.CURRENT) ? "none" : paper(look);
    svg.append(
        "<rect %s rx=\"10\" %s%s/>"
            .formatted(at4(b), stroke(look, line, paper), byEvent && !isOff(look) ? dash : ""));
    if (shape.kind().equals("transaction")) {
      var inner = b.grown(-3);
      svg.append("<rect %s rx=\"8\"/>".formatted(at4(inner)));
    }
    if (isContainer(shape)) {
      var box =
          shape.label() == null
              ? new Box(b.x() + 12, b.y() + 5, b.width() - 24, 18)
              : shape.label();
      label(shape, box);
      markers(shape, markersOf(shape), count(look));
      return;
    }
    if (isTask(shape) && !shape.kind().equals("task")) {
      boolean filled = shape.kind().equals("sendTask");
      icon(DrawnIcons.task(shape.kind()), b.x() + 15, b.y() + 14, 1, filled, look);
      if (shape.kind().equals("receiveTask")
          && isTrue(shape.element().getAttribute("instantiate"))) {
        svg.append(
            "<circle cx=\"%s\" cy=\"%s\" r=\"11\" stroke-width=\"1\"/>"
                .formatted(number(b.x() + 15), number(b.y() + 14)));
      }
    }
    if (byEvent) {
      children(shape.element(), "startEvent").stream()
          .findFirst()
          .ifPresent(start -> smallEvent(start, b.x() + 15, b.y() + 15, look));
    }
    var markers = markersOf(shape);
    markers(shape, markers, count(look));
    var notes = look == null || !markers.isEmpty() ? List.<String>of() : notes(look, b.width() - 8);
    double foot = markers.isEmpty() ? notes.isEmpty() ? 5 : 3 + notes.size() * 11 : 19;
    notes(shape, notes);
    boolean hasIcon = isTask(shape) && !shape.kind().equals("task") || byEvent;
    boolean many = DrawnText.wrap(shape.name(), b.width() - 10, TEXT).size() > 2;
    double head = hasIcon && (many || !notes.isEmpty()) ? 22 : 5;
    inside(
        shape.name(),
        new Box(b.x() + 5, b.y() + head, b.width() - 10, b.height() - head - foot),
        TEXT,
        ink(look));
  }

  private static List<String> notes(Look look, double width) {
    var joined = String.join(" ", look.notes());
    if (look.notes().isEmpty()) {
      return List.of();
    }
    return DrawnText.width(joined, 10) <= width
        ? List.of(joined)
        : look.notes().stream().map(n -> DrawnText.cut(n, width, 10)).toList();
  }

  private void notes(Shape shape, List<String> notes) {
    var b = shape.box();
    for (int i = 0; i < notes.size(); i++) {
      double y = b.bottom() - 5 - (notes.size() - 1 - i) * 11;
      svg.append(text(notes.get(i), b.center().x(), y, 10, INK, "middle", ""));
    }
  }

  private static @Nullable String count(@Nullable Look look) {
    return look == null ? null : look.count();
  }

  private static List<String> markersOf(Shape shape) {
    var markers = new ArrayList<String>();
    var element = shape.element();
    if (!children(element, "standardLoopCharacteristics").isEmpty()) {
      markers.add("loop");
    }
    children(element, "multiInstanceLoopCharacteristics").stream()
        .findFirst()
        .ifPresent(
            loop ->
                markers.add(isTrue(loop.getAttribute("isSequential")) ? "sequential" : "parallel"));
    if (isTrue(element.getAttribute("isForCompensation"))) {
      markers.add("compensation");
    }
    if (shape.kind().equals("adHocSubProcess")) {
      markers.add("adHoc");
    }
    boolean holds = ACTIVITIES.contains(shape.kind());
    if (holds && !isContainer(shape)) {
      markers.add("collapsed");
    }
    return markers;
  }

  private void markers(Shape shape, List<String> markers, @Nullable String count) {
    double beside = count == null ? 0 : DrawnText.width(count, SMALL) + 6;
    double x = shape.box().center().x() - (markers.size() * 16 + beside) / 2 + 8;
    double y = shape.box().bottom() - 10;
    for (var marker : markers) {
      icon(DrawnIcons.marker(marker), x, y, 1, marker.equals("compensation"), null);
      x += 16;
    }
    if (count != null) {
      svg.append(text(count, x - 4, y + 4, SMALL, INK, "start", " font-weight=\"bold\""));
    }
  }

  private void event(Shape shape, @Nullable Look look) {
    var b = shape.box();
    var c = b.center();
    boolean end = shape.kind().equals("endEvent");
    boolean between = shape.kind().startsWith("intermediate") || shape.kind().startsWith("bound");
    boolean gentle =
        "false".equals(shape.element().getAttribute("cancelActivity"))
            || "false".equals(shape.element().getAttribute("isInterrupting"));
    double line = end ? 3.5 : LINE;
    var dash = gentle && !isOff(look) ? " stroke-dasharray=\"5 3\"" : "";
    svg.append(
        "<ellipse cx=\"%s\" cy=\"%s\" rx=\"%s\" ry=\"%s\" %s%s/>"
            .formatted(
                number(c.x()),
                number(c.y()),
                number(b.width() / 2),
                number(b.height() / 2),
                stroke(look, line, paper(look)),
                dash));
    if (between) {
      svg.append(
          "<ellipse cx=\"%s\" cy=\"%s\" rx=\"%s\" ry=\"%s\" stroke=\"%s\" stroke-width=\"1\"%s/>"
              .formatted(
                  number(c.x()),
                  number(c.y()),
                  number(b.width() / 2 - 3.5),
                  number(b.height() / 2 - 3.5),
                  ink(look),
                  dash));
    }
    boolean thrown = end || shape.kind().equals("intermediateThrowEvent");
    icon(eventIcon(shape.element()), c.x(), c.y(), b.width() / 36, thrown, look);
    below(shape);
  }

  private void smallEvent(DomElement start, double x, double y, @Nullable Look look) {
    var gentle =
        "false".equals(start.getAttribute("isInterrupting")) ? " stroke-dasharray=\"3 2\"" : "";
    svg.append(
        "<circle cx=\"%s\" cy=\"%s\" r=\"9\" stroke-width=\"1\"%s/>"
            .formatted(number(x), number(y), gentle));
    icon(eventIcon(start), x, y, .5, false, look);
  }

  private Icon eventIcon(DomElement event) {
    var definitions = new ArrayList<String>();
    for (var child : children(event, null)) {
      if (child.getLocalName().endsWith("EventDefinition")) {
        definitions.add(child.getLocalName());
      } else if (child.getLocalName().equals("eventDefinitionRef")) {
        var id = child.getTextContent().strip();
        var meant = model.element(id.substring(id.lastIndexOf(':') + 1));
        if (meant != null) {
          definitions.add(meant.getLocalName());
        }
      }
    }
    if (definitions.size() > 1) {
      return DrawnIcons.severalEvents(isTrue(event.getAttribute("parallelMultiple")));
    }
    return definitions.isEmpty() ? DrawnIcons.NOTHING : DrawnIcons.event(definitions.get(0));
  }

  private void gateway(Shape shape, @Nullable Look look) {
    var c = shape.box().center();
    double scale = shape.box().width() / 50;
    svg.append(
        "<path d=\"%s\" %s/>"
            .formatted(polygon(DrawnLine.corners(shape)), stroke(look, LINE, paper(look))));
    if (shape.kind().equals("eventBasedGateway")) {
      boolean starts = isTrue(shape.element().getAttribute("instantiate"));
      circle(c, 14 * scale, ink(look));
      if (!starts) {
        circle(c, 11.5 * scale, ink(look));
      }
      boolean all = "Parallel".equals(shape.element().getAttribute("eventGatewayType"));
      icon(DrawnIcons.severalEvents(all), c.x(), c.y(), .75 * scale, false, look);
    } else if (!shape.kind().equals("exclusiveGateway") || shape.marker()) {
      var icon = DrawnIcons.gateway(shape.kind());
      svg.append(
          "<path d=\"%s\" transform=\"translate(%s) scale(%s)\" stroke=\"%s\" stroke-width=\"2.75\"/>"
              .formatted(icon.lines(), at(c), number(scale), ink(look)));
    }
    below(shape);
  }

  private void circle(Point c, double r, String colour) {
    svg.append(
        "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" stroke=\"%s\" stroke-width=\"1\"/>"
            .formatted(number(c.x()), number(c.y()), number(r), colour));
  }

  private void data(Shape shape) {
    var b = shape.box();
    double fold = Math.min(12, b.width() / 3);
    svg.append(
        path(
            "M%s %sH%sL%s %sV%sH%sZM%s %sV%sH%s"
                .formatted(
                    number(b.x()),
                    number(b.y()),
                    number(b.right() - fold),
                    number(b.right()),
                    number(b.y() + fold),
                    number(b.bottom()),
                    number(b.x()),
                    number(b.right() - fold),
                    number(b.y()),
                    number(b.y() + fold),
                    number(b.right())),
            PAPER,
            LINE));
    if (shape.kind().equals("dataInput") || shape.kind().equals("dataOutput")) {
      svg.append(
          "<path d=\"M-6 -2H0V-5L6 0L0 5V2H-6Z\" transform=\"translate(%s %s)\" fill=\"%s\""
              .formatted(
                  number(b.x() + 11),
                  number(b.y() + 11),
                  shape.kind().equals("dataOutput") ? INK : "none"));
      svg.append(" stroke-width=\"1\"/>");
    }
    var meant = model.element(reference(shape.element(), "dataObjectRef"));
    var holder = meant == null ? shape.element() : meant;
    if (isTrue(holder.getAttribute("isCollection"))) {
      icon(DrawnIcons.marker("parallel"), b.center().x(), b.bottom() - 9, 1, false, null);
    }
    below(shape);
  }

  private void store(Shape shape) {
    var b = shape.box();
    double rx = b.width() / 2;
    double ry = Math.round(Math.min(b.height() / 6, 9));
    var ellipse = "A%s %s 0 0 0 ".formatted(number(rx), number(ry));
    var path = new StringBuilder();
    path.append("M%s %sV%s".formatted(number(b.x()), number(b.y() + ry), number(b.bottom() - ry)))
        .append(ellipse)
        .append(number(b.right()) + " " + number(b.bottom() - ry))
        .append("V" + number(b.y() + ry))
        .append("A%s %s 0 0 0 ".formatted(number(rx), number(ry)))
        .append(number(b.x()) + " " + number(b.y() + ry) + "Z");
    for (int i = 0; i < 3; i++) {
      double y = b.y() + ry + i * Math.min(5, b.height() / 10);
      path.append("M" + number(b.x()) + " " + number(y))
          .append(ellipse)
          .append(number(b.right()) + " " + number(y));
    }
    svg.append(path(path.toString(), PAPER, LINE));
    below(shape);
  }

  private void annotation(Shape shape) {
    var b = shape.box();
    svg.append(
        path(
            "M%s %sH%sV%sH%s"
                .formatted(
                    number(b.x() + 10),
                    number(b.y()),
                    number(b.x()),
                    number(b.bottom()),
                    number(b.x() + 10)),
            "none",
            LINE));
    var lines = DrawnText.wrap(shape.name(), Math.max(b.width() - 8, 30), SMALL);
    for (int i = 0; i < lines.size(); i++) {
      double y = b.y() + 14 + i * 14;
      svg.append(text(lines.get(i), b.x() + 6, y, SMALL, INK, "start", ""));
      covered(new Box(b.x() + 6, y - 11, DrawnText.width(lines.get(i), SMALL), 14));
    }
  }

  // Edges

  private void edge(Edge edge) {
    var points = lines.getOrDefault(edge.id(), edge.points());
    points.forEach(p -> covered(new Box(p.x(), p.y(), 0, 0)));
    var first = points.get(0);
    var second = points.get(1);
    var last = points.get(points.size() - 1);
    var before = points.get(points.size() - 2);
    boolean went = taken.contains(edge.id());
    boolean plain = looks.isEmpty();
    var colour = went || plain ? INK : SOFT;
    svg.append("<g class=\"picture-flow")
        .append(went ? " picture-taken" : "")
        .append("\" data-id=\"")
        .append(escaped(edge.id()))
        .append("\" stroke=\"")
        .append(colour)
        .append("\" stroke-width=\"")
        .append(number(went ? 2.25 : LINE))
        .append("\">");
    switch (edge.kind()) {
      case "sequenceFlow":
        boolean conditional = isConditional(edge);
        svg.append(bare(DrawnLine.path(DrawnLine.shortened(points, 6)), ""));
        svg.append(filled(DrawnLine.head(before, last, 10, 4.5, true), colour));
        if (conditional) {
          svg.append(
              "<path d=\"%s\" fill=\"%s\" stroke-width=\"1\"/>"
                  .formatted(DrawnLine.diamond(first, second), PAPER));
        }
        if (isDefault(edge)) {
          svg.append(bare(DrawnLine.slash(first, second), ""));
        }
        break;
      case "messageFlow":
        svg.append(bare(DrawnLine.path(points), " stroke-dasharray=\"8 5\""));
        svg.append(
            "<circle cx=\"%s\" cy=\"%s\" r=\"3.5\" fill=\"%s\"/>"
                .formatted(number(first.x()), number(first.y()), PAPER));
        svg.append(
            "<path d=\"%s\" fill=\"%s\"/>"
                .formatted(DrawnLine.head(before, last, 10, 4.5, true), PAPER));
        if (!edge.message().isEmpty()) {
          envelope(DrawnLine.middle(points), edge.message().startsWith("non"));
        }
        break;
      case "conversationLink":
        svg.append(bare(DrawnLine.path(points), " stroke-width=\"5\""));
        svg.append(
            bare(DrawnLine.path(points), " stroke=\"%s\" stroke-width=\"2.5\"".formatted(PAPER)));
        break;
      default:
        svg.append(
            bare(DrawnLine.path(points), " stroke-dasharray=\"1 4\" stroke-linecap=\"round\""));
        boolean data = edge.kind().startsWith("data");
        var direction = attribute(edge.element(), "associationDirection");
        if (data || direction.equals("One") || direction.equals("Both")) {
          svg.append(bare(DrawnLine.head(before, last, 9, 4.5, false), ""));
        }
        if (direction.equals("Both")) {
          svg.append(bare(DrawnLine.head(second, first, 9, 4.5, false), ""));
        }
    }
    svg.append("</g>");
    name(edge, points);
  }

  private boolean isDefault(Edge edge) {
    var source = model.element(edge.source());
    return source != null && reference(source, "default").equals(edge.id());
  }

  private boolean isConditional(Edge edge) {
    var source = model.element(edge.source());
    return source != null
        && !children(edge.element(), "conditionExpression").isEmpty()
        && !source.getLocalName().endsWith("Gateway")
        && !source.getLocalName().endsWith("Event");
  }

  private void envelope(Point middle, boolean filled) {
    svg.append(
        ("<rect x=\"%s\" y=\"%s\" width=\"24\" height=\"16\" fill=\"%s\"/>"
                + "<path d=\"M%s %sL%s %sL%s %s\"/>")
            .formatted(
                number(middle.x() - 12),
                number(middle.y() - 8),
                filled ? "#c9d1d9" : PAPER,
                number(middle.x() - 12),
                number(middle.y() - 8),
                number(middle.x()),
                number(middle.y() + 2),
                number(middle.x() + 12),
                number(middle.y() - 8)));
  }

  private void name(Edge edge, List<Point> points) {
    if (edge.name().isBlank()) {
      return;
    }
    if (edge.label() != null) {
      within(edge.name(), edge.label());
      return;
    }
    int longest = 1;
    for (int i = 2; i < points.size(); i++) {
      if (points.get(i - 1).distance(points.get(i))
          > points.get(longest - 1).distance(points.get(longest))) {
        longest = i;
      }
    }
    var from = points.get(longest - 1);
    var to = points.get(longest);
    double x = (from.x() + to.x()) / 2;
    double y = (from.y() + to.y()) / 2;
    var lines = DrawnText.wrap(edge.name(), LABEL_WIDTH, SMALL);
    double width = DrawnText.widest(lines, SMALL);
    boolean level = Math.abs(to.x() - from.x()) >= Math.abs(to.y() - from.y());
    double height = lines.size() * 14;
    lines(
        lines,
        level
            ? new Box(x - width / 2, y - height - 4, width, height)
            : new Box(x + 6, y - height / 2, width, height));
  }

  // Words

  /** The name of what has no room for it: where the file says, else below. */
  private void below(Shape shape) {
    if (shape.name().isBlank()) {
      return;
    }
    if (shape.label() != null) {
      within(shape.name(), shape.label());
      return;
    }
    var lines = DrawnText.wrap(shape.name(), LABEL_WIDTH, SMALL);
    double width = DrawnText.widest(lines, SMALL);
    lines(
        lines,
        new Box(
            shape.box().center().x() - width / 2,
            shape.box().bottom() + 5,
            width,
            lines.size() * 14));
  }

  private void within(String name, Box box) {
    var lines = DrawnText.wrap(name, box.width() + SMALL / 2, SMALL);
    if (lines.size() * 14 > box.height() + 14) {
      lines = DrawnText.wrap(name, Math.max(box.width(), LABEL_WIDTH), SMALL);
    }
    double height = lines.size() * 14;
    // Grown lines hang from the top of their place: what they name is above more often than not.
    double y = height > box.height() ? box.y() : box.y() + (box.height() - height) / 2;
    double width = DrawnText.widest(lines, SMALL);
    lines(lines, new Box(box.center().x() - width / 2, y, width, height));
  }

  private void lines(List<String> lines, Box box) {
    covered(box);
    words.add(box);
    for (int i = 0; i < lines.size(); i++) {
      labels.append(
          text(
              lines.get(i),
              box.center().x(),
              box.y() + 11 + i * 14,
              SMALL,
              INK,
              "middle",
              " paint-order=\"stroke\" stroke=\"#ffffff\" stroke-width=\"3\""
                  + " stroke-linejoin=\"round\""));
    }
  }

  private void label(Shape shape, Box box) {
    if (!shape.name().isBlank()) {
      var lines = DrawnText.wrap(shape.name(), Math.max(box.width(), 40), TEXT);
      double height = lines.size() * 15;
      covered(new Box(box.x(), box.y(), box.width(), height));
      for (int i = 0; i < lines.size(); i++) {
        svg.append(
            text(
                lines.get(i),
                box.center().x(),
                box.y() + 13 + i * 15,
                TEXT,
                ink(looks.get(shape.id())),
                "middle",
                ""));
      }
    }
  }

  /** Text in the middle of a box; smaller if need be, and cut if that does not help. */
  private void inside(String name, Box box, double size, String colour) {
    if (name.isBlank() || box.width() <= 0) {
      return;
    }
    double used = size;
    var lines = DrawnText.wrap(name, box.width(), used);
    while (used > 9 && lines.size() * (used + 3) > box.height()) {
      used -= 1;
      lines = DrawnText.wrap(name, box.width(), used);
    }
    int most = Math.max(1, (int) (box.height() / (used + 3)));
    if (lines.size() > most) {
      var cut = new ArrayList<>(lines.subList(0, most));
      cut.set(most - 1, DrawnText.cut(cut.get(most - 1) + "…", box.width(), used));
      lines = cut;
    }
    double step = used + 3;
    double y = box.center().y() - lines.size() * step / 2 + used * .88 + 1.5;
    for (int i = 0; i < lines.size(); i++) {
      svg.append(text(lines.get(i), box.center().x(), y + i * step, used, colour, "middle", ""));
    }
  }

  private static String text(
      String text, double x, double y, double size, String colour, String anchor, String more) {
    return "<text x=\"%s\" y=\"%s\" font-size=\"%s\" fill=\"%s\" text-anchor=\"%s\"%s>%s</text>"
        .formatted(
            number(x),
            number(y),
            number(size),
            colour,
            anchor,
            more.contains("stroke=") ? more : " stroke=\"none\"" + more,
            escaped(text));
  }

  // States

  private static boolean isAt(@Nullable Look look, State state) {
    return look != null && look.state() == state;
  }

  private static boolean isOff(@Nullable Look look) {
    return isAt(look, State.NOT_NEEDED);
  }

  private static String ink(@Nullable Look look) {
    return isOff(look) ? SOFT : INK;
  }

  private String paper(@Nullable Look look) {
    if (isAt(look, State.DONE)) {
      return "#edf7f0";
    }
    if (isAt(look, State.CURRENT)) {
      return "#e9f0f7";
    }
    return isAt(look, State.CANCELLED) ? "url(#" + prefix + "-broken)" : PAPER;
  }

  private static String stroke(@Nullable Look look, double line, String paper) {
    var colour = INK;
    double width = line;
    var dash = "";
    if (isAt(look, State.DONE)) {
      colour = "#1a6b3c";
      width = Math.max(line, 2);
    } else if (isAt(look, State.CURRENT)) {
      colour = "#1d4f7c";
      width = Math.max(line, 3.5);
    } else if (isOff(look)) {
      colour = SOFT;
      dash = " stroke-dasharray=\"4 4\"";
    }
    return "fill=\"%s\" stroke=\"%s\" stroke-width=\"%s\"%s"
        .formatted(paper, colour, number(width), dash);
  }

  /** The sign of a state at a corner of its node, where no line and no word is in its way. */
  private void badge(Shape shape) {
    var look = looks.get(shape.id());
    if (look == null || look.state() == State.AHEAD) {
      return;
    }
    var times = look.times() > 1 ? "×" + look.times() : "";
    double width = 15 + (times.isEmpty() ? 0 : 4 + 7.5 * times.length());
    var b = shape.box();
    boolean round = DrawnLine.isRound(shape) || shape.kind().endsWith("Gateway");
    double out = round ? b.width() * .12 : 0;
    var corners =
        DoubleStream.of(out, 0)
            .boxed()
            .flatMap(
                in ->
                    Stream.of(
                        new Point(b.right() - in, b.y() + in),
                        new Point(b.right() - in, b.bottom() - in),
                        new Point(b.x() + in, b.bottom() - in),
                        new Point(b.x() + in, b.y() + in)))
            .toList();
    var chosen =
        corners.stream()
            .map(p -> new Box(p.x() - width / 2, p.y() - 7.5, width, 15))
            .min(Comparator.comparingInt(this::inTheWay))
            .orElseThrow();
    signs.add(chosen);
    covered(chosen);
    sign(look.state(), times, chosen, shape.id());
  }

  private int inTheWay(Box box) {
    int count = 0;
    var wider = box.grown(1);
    for (var line : lines.values()) {
      for (int i = 1; i < line.size(); i++) {
        count += crosses(wider, line.get(i - 1), line.get(i)) ? 2 : 0;
      }
    }
    count += words.stream().filter(wider::meets).count() * 3;
    count += signs.stream().filter(wider::meets).count() * 3;
    count +=
        model.shapes().stream()
                .filter(s -> s.kind().equals("boundaryEvent") && s.box().meets(wider))
                .count()
            * 2;
    return count;
  }

  private static boolean crosses(Box box, Point a, Point b) {
    return new java.awt.geom.Line2D.Double(a.x(), a.y(), b.x(), b.y())
        .intersects(box.x(), box.y(), box.width(), box.height());
  }

  private void sign(State state, String times, Box box, String of) {
    boolean dark = state == State.DONE;
    var edge = dark ? PAPER : state == State.CURRENT ? "#1d4f7c" : SOFT;
    badges
        .append("<g class=\"picture-sign\" data-of=\"")
        .append(escaped(of))
        .append(
            "\"><rect %s rx=\"7.5\" fill=\"%s\" stroke=\"%s\" stroke-width=\"1.25\"/>"
                .formatted(at4(box), dark ? "#1a6b3c" : PAPER, edge));
    var line = dark ? PAPER : state == State.CURRENT ? "#1d4f7c" : INK;
    double x = box.x() + 7.5;
    double y = box.center().y();
    switch (state) {
      case DONE:
        badges.append(sign("M-3.5 .3L-1 3L3.8 -3", x, y, line));
        break;
      case CURRENT:
        badges.append(
            "<circle cx=\"%s\" cy=\"%s\" r=\"4\" fill=\"%s\" stroke=\"none\"/>"
                .formatted(number(x), number(y), line));
        break;
      case CANCELLED:
        badges.append(sign("M-3 -3L3 3M3 -3L-3 3", x, y, line));
        break;
      default:
        badges.append(sign("M-3.5 0H3.5", x, y, line));
    }
    if (!times.isEmpty()) {
      badges.append(text(times, box.x() + 14, y + 3.6, 10, line, "start", ""));
    }
    badges.append("</g>");
  }

  private static String sign(String path, double x, double y, String colour) {
    return "<path d=\"%s\" transform=\"translate(%s %s)\" stroke=\"%s\" stroke-width=\"2\"/>"
        .formatted(path, number(x), number(y), colour);
  }

  // Pieces

  private void icon(
      Icon icon, double x, double y, double scale, boolean filled, @Nullable Look look) {
    if (icon.equals(DrawnIcons.NOTHING)) {
      return;
    }
    var colour = ink(look);
    svg.append(
        "<g transform=\"translate(%s %s)%s\" stroke=\"%s\" stroke-width=\"1.1\""
            .formatted(
                number(x), number(y), scale == 1 ? "" : " scale(" + number(scale) + ")", colour));
    svg.append(" stroke-linejoin=\"round\">");
    if (!icon.path().isEmpty()) {
      svg.append("<path d=\"%s\" fill=\"%s\"/>".formatted(icon.path(), filled ? colour : "none"));
    }
    if (!icon.lines().isEmpty()) {
      svg.append(
          "<path d=\"%s\" stroke=\"%s\"/>"
              .formatted(icon.lines(), filled && !icon.path().isEmpty() ? PAPER : colour));
    }
    svg.append("</g>");
  }

  private void rectangle(Box box, double round, String paper, double line, String more) {
    svg.append(
        "<rect %s%s fill=\"%s\" stroke-width=\"%s\"%s/>"
            .formatted(
                at4(box),
                round == 0 ? "" : " rx=\"" + number(round) + "\"",
                paper,
                number(line),
                more));
  }

  private static String at4(Box b) {
    return "x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\""
        .formatted(number(b.x()), number(b.y()), number(b.width()), number(b.height()));
  }

  private static String path(String d, String paper, double line) {
    return "<path d=\"%s\" fill=\"%s\" stroke-width=\"%s\"/>".formatted(d, paper, number(line));
  }

  private static String bare(String d, String more) {
    return "<path d=\"%s\"%s/>".formatted(d, more);
  }

  private static String filled(String d, String colour) {
    return "<path d=\"%s\" fill=\"%s\" stroke=\"none\"/>".formatted(d, colour);
  }

  private static String polygon(List<Point> points) {
    return points.stream().map(DrawnLine::at).collect(Collectors.joining("L", "M", "Z"));
  }

  private void covered(Box box) {
    everything = everything == null ? box : everything.with(box);
  }

  /** For text and attributes; what XML cannot carry is left out. */
  static String escaped(String text) {
    var out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<':
                  out.append("&lt;");
                  break;
                case '>':
                  out.append("&gt;");
                  break;
                case '&':
                  out.append("&amp;");
                  break;
                case '"':
                  out.append("&quot;");
                  break;
                default:
                  if (c >= 0x20 && c != 0xFFFE && c != 0xFFFF && !(c >= 0xD800 && c < 0xE000)
                      || c == '\n'
                      || c == '\t') {
                    out.appendCodePoint(c);
                  }
              }
            });
    return out.toString();
  }
}
