package org.zhunru.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A map drawn by this server: a graticule, a scale, points of reference, a chosen site and circles
 * of equal distance around it. It knows no boundaries and loads no tiles.
 *
 * <p>In a form it is {@code <@ui.siteMap map=.. name="siting.location"/>}: a picture that sends the
 * place clicked ({@code <name>.map.x}, {@code .y}), buttons that move the view ({@code
 * <name>.map.move}), and the view itself as a hidden field ({@code <name>.map.view}). The form's
 * handler asks {@link #read} what came of it. Nothing needs script; the keyboard's way is the two
 * coordinate fields.
 *
 * <p>The projection is local and equirectangular, true to scale at the middle of the picture; over
 * the few kilometres of a site its error is far below a pixel.
 *
 * @param centre middle of the picture
 * @param zoom index into the scales, 0 the widest
 * @param site the chosen site, if any
 * @param circles radii in metres of the circles around the site
 */
public record SiteMap(SitePoint centre, int zoom, @Nullable SitePoint site, List<Integer> circles) {
  /** Width and height of the picture in pixels; fixed, so that a click means a place. */
  public static final int WIDTH = 640;

  public static final int HEIGHT = 400;

  private static final double METRES_PER_DEGREE = 111_195;
  private static final int[] METRES_PER_PIXEL = {400, 200, 100, 50, 20, 10, 5, 2, 1};

  /** How many scales there are. */
  static final int ZOOMS = METRES_PER_PIXEL.length;

  private static final int WIDEST_NEEDED = 1;
  private static final int SITE_ZOOM = 5;
  private static final double[] GRATICULE = {
    1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001
  };
  private static final int PIXELS_BETWEEN_LINES = 90;

  public SiteMap {
    zoom = Math.max(0, Math.min(METRES_PER_PIXEL.length - 1, zoom));
    circles = List.copyOf(circles);
  }

  /** The whole region, or the neighbourhood of the site if there is one. */
  public static SiteMap around(@Nullable SitePoint site, List<Integer> circles) {
    return site == null
        ? new SiteMap(ReferencePoints.middle(), WIDEST_NEEDED, null, circles)
        : new SiteMap(site, SITE_ZOOM, site, circles);
  }

  /**
   * What a form sent: the view, then the button pressed or the place clicked. Who presses Enter on
   * the picture clicks nowhere; browsers then send 0, 0.
   *
   * @param field the form's values by name, null where there is none
   * @param name what the map was called in the form; its coordinates are {@code name.lon} and
   *     {@code name.lat}
   * @param circles radii in metres
   */
  public static SiteMap read(
      Function<String, @Nullable String> field, String name, List<Integer> circles) {
    var site = SitePoint.typed(field.apply(name + ".lon"), field.apply(name + ".lat")).orElse(null);
    var map =
        parsed(field.apply(name + ".map.view"))
            .map(v -> new SiteMap(v.centre, v.zoom, site, circles))
            .orElse(around(site, circles));
    var clicked =
        whole(field.apply(name + ".map.x"))
            .flatMap(
                x ->
                    whole(field.apply(name + ".map.y"))
                        .filter(y -> x != 0 || y != 0)
                        .map(y -> map.at(x, y)));
    if (clicked.isPresent()) {
      return new SiteMap(map.centre, map.zoom, clicked.get(), circles);
    }
    return map.moved(field.apply(name + ".map.move"));
  }

  /**
   * Whether a form was sent by one of the map's own controls, and so only wants to be shown again.
   */
  public static boolean wasUsed(Function<String, @Nullable String> field, String name) {
    return field.apply(name + ".map.x") != null || field.apply(name + ".map.move") != null;
  }

  /** The place under a pixel; 0, 0 is the upper left. */
  public SitePoint at(int x, int y) {
    var metres = METRES_PER_PIXEL[zoom];
    var lon = centre.lon() + (x - WIDTH / 2.0) * metres / (METRES_PER_DEGREE * cosine());
    var lat = centre.lat() - (y - HEIGHT / 2.0) * metres / METRES_PER_DEGREE;
    return new SitePoint(Math.max(-180, Math.min(180, lon)), Math.max(-85, Math.min(85, lat)));
  }

  /** The pixel of a place, x and y; outside the picture if the place is. */
  double[] pixel(SitePoint place) {
    return new double[] {x(place.lon()), y(place.lat())};
  }

  /** The view after a button: in, out, north, south, west, east, site, all; unknown: the same. */
  public SiteMap moved(@Nullable String move) {
    var third = Map.of("west", -1, "east", 1);
    switch (move == null ? "" : move) {
      case "in":
        return new SiteMap(centre, zoom + 1, site, circles);
      case "out":
        return new SiteMap(centre, zoom - 1, site, circles);
      case "west":
      case "east":
        return new SiteMap(
            at(WIDTH / 2 + third.get(move) * WIDTH / 3, HEIGHT / 2), zoom, site, circles);
      case "north":
        return new SiteMap(at(WIDTH / 2, HEIGHT / 6), zoom, site, circles);
      case "south":
        return new SiteMap(at(WIDTH / 2, HEIGHT * 5 / 6), zoom, site, circles);
      case "site":
        return around(site, circles);
      case "all":
        return new SiteMap(ReferencePoints.middle(), WIDEST_NEEDED, site, circles);
      default:
        return this;
    }
  }

  /** The view as a hidden field carries it: lon, lat and zoom. */
  public String view() {
    return centre.lonText() + "," + centre.latText() + "," + zoom;
  }

  /** Where the picture of this map is. */
  public String src() {
    var address = new StringBuilder("/site-map.svg?view=").append(view());
    if (site != null) {
      address.append("&site=").append(site.lonText()).append(',').append(site.latText());
    }
    circles.forEach(r -> address.append("&r=").append(r));
    return address.toString();
  }

  /** Pixels to metres, for a script that follows clicks without asking the server. */
  public int metresPerPixel() {
    return METRES_PER_PIXEL[zoom];
  }

  static Optional<SiteMap> parsed(@Nullable String text) {
    var parts = text == null ? new String[0] : text.split(",");
    if (parts.length != 3) {
      return Optional.empty();
    }
    return SitePoint.typed(parts[0], parts[1])
        .flatMap(c -> whole(parts[2]).map(z -> new SiteMap(c, z, null, List.of())));
  }

  /** The point of reference nearest to the site; null without a site. */
  public ReferencePoints.@Nullable Point nearest() {
    return site == null ? null : ReferencePoints.nearest(site);
  }

  /** Kilometres from the site to {@link #nearest}, one decimal; empty without a site. */
  public String nearestKm() {
    return site == null
        ? ""
        : String.format(
            Locale.ROOT, "%.1f", ReferencePoints.nearest(site).place().metresTo(site) / 1000);
  }

  /** The picture, in the reader's language. */
  String svg(Words words, Locale locale) {
    var svg = new StringBuilder(8192);
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
        .append(WIDTH + " " + HEIGHT + "\" width=\"" + WIDTH + "\" height=\"" + HEIGHT)
        .append("\" font-family=\"system-ui,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC'")
        .append(",sans-serif\" font-size=\"12\" fill=\"#1c2733\">");
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#f7f8f5\"/>");
    graticule(svg);
    circles(svg);
    references(svg, locale);
    siteMark(svg);
    scale(svg);
    text(svg, WIDTH - 8, HEIGHT - 8, "end", "#4a5866", words.say(locale, "web.map.sketch"));
    svg.append(
        "<rect x=\".5\" y=\".5\" width=\"639\" height=\"399\" fill=\"none\" stroke=\"#6b7986\"/>");
    return svg.append("</svg>").toString();
  }

  private void graticule(StringBuilder svg) {
    var west = at(0, HEIGHT / 2).lon();
    var east = at(WIDTH, HEIGHT / 2).lon();
    var north = at(WIDTH / 2, 0).lat();
    var south = at(WIDTH / 2, HEIGHT).lat();
    var step = GRATICULE[0];
    for (var candidate : GRATICULE) {
      if (candidate * METRES_PER_DEGREE * cosine() / metresPerPixel() >= PIXELS_BETWEEN_LINES) {
        step = candidate;
      }
    }
    var decimals = step >= 1 ? 0 : (int) Math.ceil(-Math.log10(step) - 1e-9);
    svg.append("<g stroke=\"#c9d1d9\" stroke-width=\"1\">");
    var labels = new StringBuilder();
    for (var i = (long) Math.ceil(west / step); i * step <= east; i++) {
      var x = x(i * step);
      svg.append(String.format(Locale.ROOT, "<path d=\"M%.1f 0V%d\"/>", x, HEIGHT));
      text(labels, x + 3, 13, "start", "#4a5866", degrees(i * step, decimals, "E", "W"));
    }
    for (var i = (long) Math.ceil(south / step); i * step <= north; i++) {
      var y = y(i * step);
      svg.append(String.format(Locale.ROOT, "<path d=\"M0 %.1fH%d\"/>", y, WIDTH));
      text(labels, 4, y - 3, "start", "#4a5866", degrees(i * step, decimals, "N", "S"));
    }
    svg.append("</g>").append(labels);
  }

  private void circles(StringBuilder svg) {
    if (site == null) {
      return;
    }
    for (var metres : circles) {
      var r = metres / (double) metresPerPixel();
      if (r < 8 || r > 4 * WIDTH) {
        continue;
      }
      svg.append(
          String.format(
              Locale.ROOT,
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"none\" stroke=\"#1d4f7c\""
                  + " stroke-dasharray=\"5 4\"/>",
              x(site.lon()),
              y(site.lat()),
              r));
      text(
          svg,
          x(site.lon()) + r * 0.7071 + 4,
          y(site.lat()) - r * 0.7071 - 2,
          "start",
          "#1d4f7c",
          distance(metres));
    }
  }

  private void references(StringBuilder svg, Locale locale) {
    for (var point : ReferencePoints.all()) {
      var x = x(point.place().lon());
      var y = y(point.place().lat());
      if (x < 0 || y < 0 || x > WIDTH || y > HEIGHT) {
        continue;
      }
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%.1f\" y=\"%.1f\" width=\"6\" height=\"6\" fill=\"#fff\""
                  + " stroke=\"#4a5866\"/>",
              x - 3,
              y - 3));
      text(svg, x + 7, y + 4, "start", "#1c2733", point.name(locale));
    }
  }

  private void siteMark(StringBuilder svg) {
    if (site != null) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<g transform=\"translate(%.1f %.1f)\" stroke=\"#b3261e\" stroke-width=\"2\""
                  + " fill=\"none\"><circle r=\"6\" fill=\"#fff\"/><path d=\"M-11 0H11M0 -11V11\"/>"
                  + "</g>",
              x(site.lon()),
              y(site.lat())));
    }
  }

  private void scale(StringBuilder svg) {
    var longest = 140.0 * metresPerPixel();
    var power = Math.pow(10, Math.floor(Math.log10(longest)));
    var metres = longest / power >= 5 ? 5 * power : longest / power >= 2 ? 2 * power : power;
    var width = metres / metresPerPixel();
    svg.append(
        String.format(
            Locale.ROOT,
            "<path d=\"M12 %dv6h%.1fv-6\" fill=\"none\" stroke=\"#1c2733\" stroke-width=\"2\"/>",
            HEIGHT - 18,
            width));
    text(svg, 12 + width + 6, HEIGHT - 10, "start", "#1c2733", distance((int) metres));
  }

  private static void text(
      StringBuilder svg, double x, double y, String anchor, String colour, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\" stroke=\"#f7f8f5\""
                + " stroke-width=\"3\" paint-order=\"stroke\">%s</text>",
            x,
            y,
            anchor,
            colour,
            text.replace("&", "&amp;").replace("<", "&lt;")));
  }

  private static String distance(int metres) {
    return metres >= 1000 && metres % 100 == 0
        ? Figures.plain(java.math.BigDecimal.valueOf(metres, 3)) + " km"
        : metres + " m";
  }

  private static String degrees(double value, int decimals, String positive, String negative) {
    return String.format(
        Locale.ROOT, "%." + decimals + "f°%s", Math.abs(value), value < 0 ? negative : positive);
  }

  private double x(double lon) {
    return WIDTH / 2.0
        + (lon - centre.lon()) * METRES_PER_DEGREE * cosine() / METRES_PER_PIXEL[zoom];
  }

  private double y(double lat) {
    return HEIGHT / 2.0 - (lat - centre.lat()) * METRES_PER_DEGREE / METRES_PER_PIXEL[zoom];
  }

  private double cosine() {
    return Math.cos(Math.toRadians(centre.lat()));
  }

  private static Optional<Integer> whole(@Nullable String text) {
    try {
      return text == null ? Optional.empty() : Optional.of(Integer.valueOf(text.trim()));
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  /** Radii worth drawing from the distances a project states: up to four, no nonsense. */
  public static List<Integer> radii(List<Integer> stated) {
    var radii = new ArrayList<Integer>();
    stated.stream()
        .filter(m -> m > 0 && m <= 100_000)
        .distinct()
        .sorted()
        .limit(4)
        .forEach(radii::add);
    return radii.isEmpty() ? List.of(500, 1000) : radii;
  }
}
