package org.zhunru.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.zhunru.policy.AreaSketch;

/**
 * What lies on a {@link SiteMap} while an area is drawn, in its pixels: the areas that are there,
 * the projects, and the drawing itself.
 *
 * @param border of the drawing, an SVG path; empty if it has none yet
 * @param vertices of the drawing, as many as fit into the picture
 */
public record AreaMap(
    SiteMap view, List<Area> areas, List<Dot> projects, String border, List<Dot> vertices) {

  /** An area that is there: an SVG path, and its name where the name fits. */
  public record Area(String name, String path, String x, String y) {}

  public record Dot(String x, String y) {}

  /** An area that is there. */
  record Known(String name, List<List<double[]>> rings) {}

  static AreaMap of(SiteMap view, List<Known> known, List<SitePoint> projects, AreaSketch sketch) {
    var areas = new ArrayList<Area>();
    for (var area : known) {
      var path = path(view, area.rings(), true);
      if (!path.isEmpty()) {
        var first = area.rings().get(0);
        var middle =
            new double[] {
              first.stream().mapToDouble(v -> v[0]).average().orElse(0),
              first.stream().mapToDouble(v -> v[1]).average().orElse(0)
            };
        var at = pixel(view, middle);
        areas.add(new Area(area.name(), path, text(at[0]), text(at[1])));
      }
    }
    var border =
        sketch.rings().isEmpty()
            ? path(view, List.of(sketch.vertices()), false)
            : path(view, sketch.rings(), true);
    return new AreaMap(
        view,
        areas,
        projects.stream()
            .map(p -> view.pixel(p))
            .filter(AreaMap::inside)
            .map(at -> new Dot(text(at[0]), text(at[1])))
            .toList(),
        border,
        sketch.vertices().stream()
            .map(v -> pixel(view, v))
            .filter(AreaMap::inside)
            .map(at -> new Dot(text(at[0]), text(at[1])))
            .toList());
  }

  /** The view in which all of the drawing is seen; the view as it is, if nothing is drawn. */
  static SiteMap fitting(SiteMap view, List<double[]> vertices) {
    if (vertices.isEmpty()) {
      return view;
    }
    var lon = vertices.stream().mapToDouble(v -> v[0]).summaryStatistics();
    var lat = vertices.stream().mapToDouble(v -> v[1]).summaryStatistics();
    var middle =
        new SitePoint((lon.getMin() + lon.getMax()) / 2, (lat.getMin() + lat.getMax()) / 2);
    var fitting = new SiteMap(middle, 0, null, List.of());
    for (int zoom = 1; zoom < SiteMap.ZOOMS; zoom++) {
      var nearer = new SiteMap(middle, zoom, null, List.of());
      var all =
          inside(pixel(nearer, new double[] {lon.getMin(), lat.getMin()}))
              && inside(pixel(nearer, new double[] {lon.getMax(), lat.getMax()}));
      if (!all) {
        return fitting;
      }
      fitting = nearer;
    }
    return fitting;
  }

  private static String path(SiteMap view, List<List<double[]>> rings, boolean closed) {
    var path = new StringBuilder();
    for (var ring : rings) {
      for (int i = 0; i < ring.size(); i++) {
        var at = pixel(view, ring.get(i));
        path.append(i == 0 ? 'M' : 'L').append(text(at[0])).append(' ').append(text(at[1]));
      }
      if (closed && !ring.isEmpty()) {
        path.append('Z');
      }
    }
    return path.toString();
  }

  private static double[] pixel(SiteMap view, double[] vertex) {
    return view.pixel(new SitePoint(vertex[0], Math.max(-85, Math.min(85, vertex[1]))));
  }

  private static boolean inside(double[] at) {
    return at[0] >= 0 && at[0] <= SiteMap.WIDTH && at[1] >= 0 && at[1] <= SiteMap.HEIGHT;
  }

  private static String text(double pixel) {
    return String.format(Locale.ROOT, "%.1f", pixel);
  }
}
