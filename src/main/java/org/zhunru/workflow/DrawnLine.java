package org.zhunru.workflow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhunru.workflow.DrawnModel.Box;
import org.zhunru.workflow.DrawnModel.Point;
import org.zhunru.workflow.DrawnModel.Shape;

/** Lines between shapes: brought to their outlines, with round corners, arrow heads and marks. */
final class DrawnLine {
  /** How far a line that ends short of a shape is drawn out to it. */
  private static final double REACH = 30;

  private static final double CORNER = 5;

  private DrawnLine() {}

  /** The same line from outline to outline, whether it ended inside, on or short of it. */
  static List<Point> between(List<Point> points, @Nullable Shape source, @Nullable Shape target) {
    var line = target == null ? points : ended(points, target);
    if (source == null) {
      return line;
    }
    var turned = new ArrayList<>(line);
    Collections.reverse(turned);
    var result = new ArrayList<>(ended(turned, source));
    Collections.reverse(result);
    return result;
  }

  private static List<Point> ended(List<Point> points, Shape at) {
    int last = points.size() - 1;
    while (last > 0 && isInside(at, points.get(last - 1))) {
      last--;
    }
    if (last == 0) {
      return points;
    }
    var from = points.get(last - 1);
    var to = points.get(last);
    double length = from.distance(to);
    if (length < .01) {
      return points;
    }
    double hit = firstHit(at, from, to);
    boolean within = hit <= 1 + 1e-9;
    if (Double.isNaN(hit) || !within && (hit - 1) * length > REACH) {
      return points;
    }
    var line = new ArrayList<>(points.subList(0, last));
    line.add(new Point(from.x() + hit * (to.x() - from.x()), from.y() + hit * (to.y() - from.y())));
    return line;
  }

  /** In lengths of the segment, from its beginning; NaN if it leads past the shape. */
  private static double firstHit(Shape shape, Point from, Point to) {
    double best = Double.NaN;
    if (isRound(shape)) {
      var c = shape.box().center();
      double rx = shape.box().width() / 2;
      double ry = shape.box().height() / 2;
      double dx = (to.x() - from.x()) / rx;
      double dy = (to.y() - from.y()) / ry;
      double fx = (from.x() - c.x()) / rx;
      double fy = (from.y() - c.y()) / ry;
      double a = dx * dx + dy * dy;
      double b = 2 * (fx * dx + fy * dy);
      double d = b * b - 4 * a * (fx * fx + fy * fy - 1);
      double t = (-b - Math.sqrt(d)) / (2 * a);
      return d >= 0 && t > 0 ? t : Double.NaN;
    }
    var corners = corners(shape);
    for (int i = 0; i < corners.size(); i++) {
      double t = hit(from, to, corners.get(i), corners.get((i + 1) % corners.size()));
      if (t > 1e-9 && !(t >= best)) {
        best = t;
      }
    }
    return best;
  }

  private static double hit(Point from, Point to, Point a, Point b) {
    double dx = to.x() - from.x();
    double dy = to.y() - from.y();
    double ex = b.x() - a.x();
    double ey = b.y() - a.y();
    double cross = dx * ey - dy * ex;
    if (Math.abs(cross) < 1e-9) {
      return Double.NaN;
    }
    double t = ((a.x() - from.x()) * ey - (a.y() - from.y()) * ex) / cross;
    double u = ((a.x() - from.x()) * dy - (a.y() - from.y()) * dx) / cross;
    return u > -1e-9 && u < 1 + 1e-9 ? t : Double.NaN;
  }

  static List<Point> corners(Shape shape) {
    Box b = shape.box();
    var c = b.center();
    if (shape.kind().endsWith("Gateway")) {
      return List.of(
          new Point(c.x(), b.y()),
          new Point(b.right(), c.y()),
          new Point(c.x(), b.bottom()),
          new Point(b.x(), c.y()));
    }
    if (isConversation(shape)) {
      double cut = b.width() / 4;
      return List.of(
          new Point(b.x() + cut, b.y()),
          new Point(b.right() - cut, b.y()),
          new Point(b.right(), c.y()),
          new Point(b.right() - cut, b.bottom()),
          new Point(b.x() + cut, b.bottom()),
          new Point(b.x(), c.y()));
    }
    return List.of(
        new Point(b.x(), b.y()),
        new Point(b.right(), b.y()),
        new Point(b.right(), b.bottom()),
        new Point(b.x(), b.bottom()));
  }

  static boolean isRound(Shape shape) {
    return shape.kind().endsWith("Event");
  }

  static boolean isConversation(Shape shape) {
    return Set.of("conversation", "subConversation", "callConversation").contains(shape.kind());
  }

  /** Truly inside; on the outline is not inside. */
  static boolean isInside(Shape shape, Point p) {
    var b = shape.box();
    var c = b.center();
    double dx = Math.abs(p.x() - c.x()) / (b.width() / 2);
    double dy = Math.abs(p.y() - c.y()) / (b.height() / 2);
    double edge = 1 - 1e-6;
    if (isRound(shape)) {
      return dx * dx + dy * dy < edge;
    }
    return shape.kind().endsWith("Gateway") ? dx + dy < edge : dx < edge && dy < edge;
  }

  /** Path data with rounded corners. */
  static String path(List<Point> points) {
    var path = new StringBuilder("M" + at(points.get(0)));
    for (int i = 1; i < points.size() - 1; i++) {
      var before = points.get(i - 1);
      var corner = points.get(i);
      var after = points.get(i + 1);
      double round =
          Math.min(CORNER, Math.min(corner.distance(before), corner.distance(after)) / 2);
      path.append('L')
          .append(at(towards(corner, before, round)))
          .append('Q')
          .append(at(corner))
          .append(' ')
          .append(at(towards(corner, after, round)));
    }
    return path.append('L').append(at(points.get(points.size() - 1))).toString();
  }

  /** The line without its last bit, over which the arrow head stands. */
  static List<Point> shortened(List<Point> points, double by) {
    var line = new ArrayList<>(points);
    int last = line.size() - 1;
    var end = line.get(last);
    var before = line.get(last - 1);
    if (end.distance(before) > by) {
      line.set(last, towards(end, before, by));
    }
    return line;
  }

  static Point towards(Point from, Point to, double by) {
    double length = from.distance(to);
    return length == 0
        ? from
        : new Point(
            from.x() + (to.x() - from.x()) * by / length,
            from.y() + (to.y() - from.y()) * by / length);
  }

  /** A head with its point at {@code tip}, coming from {@code from}. */
  static String head(Point from, Point tip, double length, double half, boolean closed) {
    var base = towards(tip, from, length);
    double away = Math.max(tip.distance(from), .001);
    double nx = -(tip.y() - from.y()) / away * half;
    double ny = (tip.x() - from.x()) / away * half;
    return "M"
        + at(new Point(base.x() + nx, base.y() + ny))
        + "L"
        + at(tip)
        + "L"
        + at(new Point(base.x() - nx, base.y() - ny))
        + (closed ? "Z" : "");
  }

  /** The small stroke across the beginning of a default flow. */
  static String slash(Point start, Point next) {
    var on = towards(start, next, Math.min(15, start.distance(next) / 2));
    double length = Math.max(start.distance(next), .001);
    double ux = (next.x() - start.x()) / length;
    double uy = (next.y() - start.y()) / length;
    double half = 5;
    return "M"
        + at(new Point(on.x() - half * (ux * .6 - uy * .8), on.y() - half * (uy * .6 + ux * .8)))
        + "L"
        + at(new Point(on.x() + half * (ux * .6 - uy * .8), on.y() + half * (uy * .6 + ux * .8)));
  }

  /** The small diamond at the beginning of a conditional flow. */
  static String diamond(Point start, Point next) {
    double length = Math.max(start.distance(next), .001);
    double ux = (next.x() - start.x()) / length;
    double uy = (next.y() - start.y()) / length;
    return "M"
        + at(start)
        + "L"
        + at(new Point(start.x() + 7 * ux - 4 * uy, start.y() + 7 * uy + 4 * ux))
        + "L"
        + at(new Point(start.x() + 14 * ux, start.y() + 14 * uy))
        + "L"
        + at(new Point(start.x() + 7 * ux + 4 * uy, start.y() + 7 * uy - 4 * ux))
        + "Z";
  }

  /** The point half-way along. */
  static Point middle(List<Point> points) {
    double whole = 0;
    for (int i = 1; i < points.size(); i++) {
      whole += points.get(i - 1).distance(points.get(i));
    }
    double left = whole / 2;
    for (int i = 1; i < points.size(); i++) {
      double length = points.get(i - 1).distance(points.get(i));
      if (left <= length) {
        return towards(points.get(i - 1), points.get(i), left);
      }
      left -= length;
    }
    return points.get(points.size() - 1);
  }

  static String at(Point p) {
    return number(p.x()) + " " + number(p.y());
  }

  /** At most two decimals, never an exponent. */
  static String number(double value) {
    long hundredths = Math.round(value * 100);
    return hundredths % 100 == 0
        ? Long.toString(hundredths / 100)
        : java.math.BigDecimal.valueOf(hundredths, 2).stripTrailingZeros().toPlainString();
  }
}
