package org.zhunru.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.zhunru.journey.Browser;
import org.zhunru.supervision.CasePicture.State;
import org.zhunru.web.Drawing;
import org.zhunru.workflow.DrawnModel.Point;

/** Any diagram of BPMN 2.0, drawn where and how it says. */
class PictureSvgTest {
  private static final Path NASTY = Path.of("src/test/resources/bpmn-pictures");

  static Stream<Path> models() throws IOException {
    var all = new ArrayList<Path>();
    for (var folder : List.of(Path.of("bpmn"), NASTY)) {
      try (var files = Files.list(folder)) {
        files.filter(f -> f.toString().endsWith(".bpmn")).sorted().forEach(all::add);
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("models")
  void every_shape_is_drawn_at_its_bounds(Path file) throws Exception {
    var model = read(file);
    var svg = parsed(plain(model));
    assertThat(model.shapes()).hasSizeGreaterThan(4);
    for (var shape : model.shapes()) {
      var group = group(svg, shape.id());
      var first = firstDrawn(group);
      var b = shape.box();
      var as = shape.id() + " of " + file;
      switch (first.getTagName()) {
        case "rect":
          assertThat(numbers(first, "x", "y", "width", "height"))
              .as(as)
              .containsExactly(b.x(), b.y(), b.width(), b.height());
          break;
        case "ellipse":
          assertThat(numbers(first, "cx", "cy", "rx", "ry"))
              .as(as)
              .containsExactly(b.center().x(), b.center().y(), b.width() / 2, b.height() / 2);
          break;
        default:
          assertThat(extremes(first.getAttribute("d"), shape.kind()))
              .as(as)
              .containsExactly(b.x(), b.y(), b.right(), b.bottom());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void arrows_end_at_the_outline_of_what_they_point_to(Path file) throws Exception {
    var model = read(file);
    var svg = parsed(plain(model));
    int seen = 0;
    for (var edge : model.edges()) {
      if (edge.kind().equals("sequenceFlow")) {
        var paths = group(svg, edge.id()).getElementsByTagName("path");
        var line = points(((Element) paths.item(0)).getAttribute("d"));
        var head = points(((Element) paths.item(1)).getAttribute("d"));
        assertThat(head).hasSize(3);
        assertOnOutline(model.shape(edge.target()).orElseThrow(), head.get(1));
        assertOnOutline(model.shape(edge.source()).orElseThrow(), line.get(0));
        seen++;
      }
    }
    assertThat(seen)
        .isEqualTo(model.edges().stream().filter(e -> e.kind().equals("sequenceFlow")).count());
  }

  @ParameterizedTest
  @MethodSource("models")
  void a_page_may_trust_it(Path file) {
    var model = read(file);
    assertThatCode(() -> Drawing.of(plain(model))).doesNotThrowAnyException();
    assertThatCode(() -> Drawing.of(inAllStates(model))).doesNotThrowAnyException();
    assertThat(inAllStates(model)).doesNotContain("style=").contains("role=\"img\"");
  }

  @ParameterizedTest
  @MethodSource("models")
  void all_words_and_shapes_lie_inside_the_picture_as_a_browser_sets_them(Path file)
      throws Exception {
    var name = file.getFileName().toString().replace(".bpmn", "");
    try (var person = Browser.person()) {
      for (boolean states : new boolean[] {false, true}) {
        var svg = states ? inAllStates(read(file)) : plain(read(file));
        var page = person.newPage();
        page.setContent(
            "<!doctype html><html lang='zh'><style>"
                + Files.readString(Path.of("src/main/resources/static/css/zhunru.css"))
                + "</style><main>"
                + svg
                + "</main></html>");
        var outside =
            page.evaluate(
                "() => { const v = document.querySelector('svg').viewBox.baseVal;"
                    + " return [...document.querySelectorAll('text, rect, ellipse')]"
                    + ".filter(e => !e.closest('defs') && !e.hasAttribute('transform'))"
                    + ".filter(e => { const b = e.getBBox();"
                    + " return b.x < v.x || b.y < v.y || b.x + b.width > v.x + v.width"
                    + " || b.y + b.height > v.y + v.height; })"
                    + ".map(e => e.textContent + ' ' + e.tagName) }");
        assertThat((List<?>) outside).as(file.toString()).isEmpty();
        page.setViewportSize(1800, 1000);
        page.locator("svg")
            .screenshot(
                new com.microsoft.playwright.Locator.ScreenshotOptions()
                    .setPath(
                        Path.of(
                            "target/pictures",
                            "bpmn-" + name + (states ? "-states" : "") + ".png")));
      }
    }
  }

  @Test
  void what_the_file_leaves_open_is_read_as_the_standard_says() {
    var model = read(NASTY.resolve("nasty.bpmn"));
    assertThat(model.shape("Lane_In2").orElseThrow().horizontal()).isTrue();
    assertThat(model.shape("Sub_x").orElseThrow().expanded()).isTrue();
    assertThat(model.shape("Sub_c").orElseThrow().expanded()).isFalse();
    assertThat(model.shape("AdHoc").orElseThrow().expanded()).isFalse();
    var upright = read(NASTY.resolve("vertical.bpmn"));
    assertThat(upright.shape("L2").orElseThrow().horizontal()).isFalse();
  }

  @Test
  void marks_are_there() throws Exception {
    var svg = parsed(plain(read(NASTY.resolve("nasty.bpmn"))));
    assertThat(paths(svg, "F_def")).as("default flow: line, head, slash").hasSize(3);
    assertThat(paths(svg, "F_10")).as("conditional flow: line, head, diamond").hasSize(3);
    assertThat(paths(svg, "F_2")).hasSize(2);
    assertThat(paths(svg, "Call"))
        .contains(DrawnIcons.marker("parallel").lines(), DrawnIcons.marker("collapsed").path());
    assertThat(paths(svg, "Sub_c")).contains(DrawnIcons.marker("sequential").lines());
    assertThat(paths(svg, "T_task")).contains(DrawnIcons.marker("loop").lines());
    assertThat(paths(svg, "AdHoc")).contains(DrawnIcons.marker("adHoc").lines());
    assertThat(paths(svg, "Comp")).contains(DrawnIcons.marker("compensation").path());
    assertThat(paths(svg, "Data")).contains(DrawnIcons.marker("parallel").lines());
    assertThat(paths(svg, "Sub_x")).doesNotContain(DrawnIcons.marker("collapsed").path());
    assertThat(paths(svg, "Sub_ev"))
        .as("the event that starts it")
        .contains(DrawnIcons.event("messageEventDefinition").path());
    assertThat(paths(svg, "G_x")).hasSize(2);
    assertThat(paths(svg, "G_nox")).as("without a marker").hasSize(1);
    assertThat(group(svg, "B_non").getElementsByTagName("ellipse").item(0).getAttributes())
        .satisfies(a -> assertThat(a.getNamedItem("stroke-dasharray")).isNotNull());
    assertThat(group(svg, "B_int").getElementsByTagName("ellipse").item(0).getAttributes())
        .satisfies(a -> assertThat(a.getNamedItem("stroke-dasharray")).isNull());
    assertThat(group(svg, "B_int").getElementsByTagName("ellipse").getLength()).isEqualTo(2);
    assertThat(group(svg, "MF1").getElementsByTagName("circle").getLength()).isOne();
    assertThat(group(svg, "MF2").getElementsByTagName("rect").getLength()).isOne();
  }

  @Test
  void every_kind_of_event_has_its_sign_filled_if_it_is_sent() throws Exception {
    var model = read(NASTY.resolve("events.bpmn"));
    var svg = parsed(plain(model));
    for (var shape : model.shapes()) {
      if (shape.kind().endsWith("Event") && !shape.id().endsWith("_none")) {
        var path = (Element) group(svg, shape.id()).getElementsByTagName("path").item(0);
        assertThat(path).as(shape.id()).isNotNull();
        boolean sent =
            shape.kind().equals("endEvent") || shape.kind().equals("intermediateThrowEvent");
        assertThat(path.getAttribute("fill").equals("none")).as(shape.id()).isNotEqualTo(sent);
      }
    }
  }

  @Test
  void a_state_is_a_sign_before_it_is_a_colour() throws Exception {
    var model = read(Path.of("bpmn/joint-pre-approval.bpmn"));
    var svg = parsed(inAllStates(model));
    var signs = new HashMap<String, String>();
    var groups = svg.getElementsByTagName("g");
    for (int i = 0; i < groups.getLength(); i++) {
      var g = (Element) groups.item(i);
      if (g.getAttribute("class").equals("picture-sign")) {
        var last = (Element) g.getElementsByTagName("*").item(1);
        signs.put(g.getAttribute("data-of"), last.getTagName() + last.getAttribute("d"));
      }
    }
    var shown = looks(model);
    for (var state : State.values()) {
      var ofState =
          shown.entrySet().stream()
              .filter(e -> e.getValue().state() == state)
              .map(e -> signs.getOrDefault(e.getKey(), "none"))
              .distinct()
              .toList();
      assertThat(ofState).as(state.name()).hasSize(1);
    }
    assertThat(Set.copyOf(signs.values())).hasSize(4);
  }

  @Test
  void chinese_breaks_anywhere_but_before_a_comma_and_lines_are_even() {
    assertThat(DrawnText.wrap("确定首办岗位", 90, 12)).containsExactly("确定首办岗位");
    assertThat(DrawnText.wrap("审查危险化学品项目，确定部门", 84, 12))
        .hasSize(2)
        .allMatch(line -> line.length() <= 8)
        .noneMatch(line -> line.startsWith("，"));
    assertThat(DrawnText.wrap("Compute the weighted sum", 80, 12))
        .allMatch(line -> line.equals(line.strip()))
        .hasSizeLessThan(4);
    assertThat(String.join("", DrawnText.wrap("超长".repeat(30), 50, 12))).hasSize(60);
    assertThat(DrawnText.wrap("a".repeat(40), 50, 12)).hasSizeGreaterThan(3);
    assertThat(DrawnText.wrap("  ", 50, 12)).isEmpty();
  }

  @Test
  void a_file_without_a_diagram_still_shows_its_nodes() {
    var model =
        DrawnModel.of(
            Bpmn.createExecutableProcess("bare").startEvent().userTask("One").endEvent().done(),
            "bare");
    assertThat(model.shapes()).isNotEmpty();
    assertThatCode(() -> Drawing.of(plain(model))).doesNotThrowAnyException();
  }

  private static DrawnModel read(Path file) {
    var model = Bpmn.readModelFromFile(file.toFile());
    return DrawnModel.of(
        model, model.getModelElementsByType(Process.class).iterator().next().getId());
  }

  private static String plain(DrawnModel model) {
    return PictureSvg.of(model, Map.of(), Set.of(), "p", "流程", "说明 <&>\"");
  }

  private static String inAllStates(DrawnModel model) {
    var looks = looks(model);
    var taken = new java.util.HashSet<String>();
    for (var edge : model.edges()) {
      var from = looks.get(edge.source());
      var to = looks.get(edge.target());
      if (from != null && to != null && from.times() > 0 && to.times() > 0) {
        taken.add(edge.id());
      }
    }
    return PictureSvg.of(model, looks, taken, "p", "流程", "说明");
  }

  private static Map<String, PictureSvg.Look> looks(DrawnModel model) {
    var looks = new HashMap<String, PictureSvg.Look>();
    int at = 0;
    for (var shape : model.shapes()) {
      if (DrawnModel.isFlowNode(shape.element())) {
        var state = State.values()[at++ % 5];
        boolean begun = state == State.DONE || state == State.CURRENT || state == State.CANCELLED;
        looks.put(
            shape.id(),
            new PictureSvg.Look(
                state,
                begun ? 1 + at % 3 : 0,
                shape.kind().equals("callActivity") ? "7/12" : null,
                shape.name(),
                begun && shape.kind().endsWith("Task")
                    ? List.of(at % 2 == 0 ? "李四" : "欧阳建国等3人", "07-23 14:05")
                    : List.of()));
      }
    }
    return looks;
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  private static Element group(Document svg, String id) {
    var groups = svg.getElementsByTagName("g");
    for (int i = 0; i < groups.getLength(); i++) {
      var group = (Element) groups.item(i);
      if (group.getAttribute("data-id").equals(id)) {
        return group;
      }
    }
    throw new AssertionError("Not drawn: " + id);
  }

  private static List<String> paths(Document svg, String id) {
    var paths = group(svg, id).getElementsByTagName("path");
    var found = new ArrayList<String>();
    for (int i = 0; i < paths.getLength(); i++) {
      found.add(((Element) paths.item(i)).getAttribute("d"));
    }
    return found;
  }

  private static Element firstDrawn(Element group) {
    for (var child = group.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element && !((Element) child).getTagName().equals("title")) {
        return (Element) child;
      }
    }
    throw new AssertionError("Empty: " + group.getAttribute("data-id"));
  }

  private static List<Double> numbers(Element element, String... names) {
    return Arrays.stream(names).map(n -> Double.valueOf(element.getAttribute(n))).toList();
  }

  /** Of paths made of M, L, H, V and, for stores, arcs that bulge beyond their ends. */
  private static List<Double> extremes(String path, String kind) {
    var points = points(path);
    double left = points.stream().mapToDouble(Point::x).min().orElseThrow();
    double top = points.stream().mapToDouble(Point::y).min().orElseThrow();
    double right = points.stream().mapToDouble(Point::x).max().orElseThrow();
    double bottom = points.stream().mapToDouble(Point::y).max().orElseThrow();
    if (kind.startsWith("dataStore")) {
      double bulge = Double.parseDouble(path.replaceAll("(?s).*A\\S+ (\\S+) .*", "$1"));
      return List.of(left, top - bulge, right, bottom + bulge);
    }
    if (kind.equals("textAnnotation")) {
      // Only its left bracket is drawn.
      return List.of(left, top, right + 140, bottom);
    }
    return List.of(left, top, right, bottom);
  }

  private static List<Point> points(String path) {
    var points = new ArrayList<Point>();
    double x = 0;
    double y = 0;
    var parts = java.util.regex.Pattern.compile("([MLHVAQZ])([^MLHVAQZ]*)").matcher(path);
    while (parts.find()) {
      var values =
          Arrays.stream(parts.group(2).strip().split("[ ,]+"))
              .filter(v -> !v.isEmpty())
              .mapToDouble(Double::parseDouble)
              .toArray();
      switch (parts.group(1)) {
        case "H":
          x = values[0];
          break;
        case "V":
          y = values[0];
          break;
        case "Z":
          continue;
        default:
          x = values[values.length - 2];
          y = values[values.length - 1];
      }
      points.add(new Point(x, y));
    }
    return points;
  }

  private static void assertOnOutline(DrawnModel.Shape shape, Point p) {
    var b = shape.box();
    double dx = Math.abs(p.x() - b.center().x()) / (b.width() / 2);
    double dy = Math.abs(p.y() - b.center().y()) / (b.height() / 2);
    double on =
        shape.kind().endsWith("Event")
            ? Math.hypot(dx, dy)
            : shape.kind().endsWith("Gateway") ? dx + dy : Math.max(dx, dy);
    assertThat(on).as(shape.id() + " " + p).isCloseTo(1, within(.002));
  }
}
