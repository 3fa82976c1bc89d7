package org.zhunru.policy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.geojson.GeoJsonReader;
import org.locationtech.jts.operation.valid.IsValidOp;

/**
 * An area of the map as it is drawn: vertices one a line, longitude and latitude in CGCS2000
 * degrees. An area is the ring through them, closed by itself; a corridor is the line through them,
 * as wide as it says, its ends round so that nothing within half the width is left out.
 *
 * <p>Widths and sizes are measured in a plane that touches the ellipsoid (GRS 80) in the middle of
 * the drawing; over 50 km from north to south they err by less than half a percent.
 */
public final class AreaSketch {
  /** Vertices of one drawing. */
  public static final int MOST_VERTICES = 2000;

  private static final GeometryFactory SHAPES = new GeometryFactory();
  private static final double GRS80_AXIS = 6_378_137;
  private static final double GRS80_E2 = 0.006_694_380_022_9;
  private static final int PLACES = 7;
  private static final int QUADRANT = 8;

  /** What the vertices are. */
  public enum Shape {
    AREA(3),
    CORRIDOR(2);

    private final int fewest;

    Shape(int fewest) {
      this.fewest = fewest;
    }
  }

  private final Shape shape;
  private final List<Coordinate> vertices = new ArrayList<>();
  private final List<Integer> lines = new ArrayList<>();
  private final List<PolicyFault> faults = new ArrayList<>();
  private @Nullable Polygon polygon;

  private AreaSketch(Shape shape) {
    this.shape = shape;
  }

  /**
   * Reads what was drawn or typed; what is wrong is told line by line.
   *
   * @param points longitude and latitude, one pair a line; empty lines don't count
   * @param width of a corridor in all, in metres; not asked of an area
   */
  public static AreaSketch of(Shape shape, String points, String width) {
    var sketch = new AreaSketch(shape);
    sketch.read(points);
    var metres = shape == Shape.CORRIDOR ? sketch.width(width) : BigDecimal.ZERO;
    if (sketch.faults.isEmpty() && metres != null) {
      sketch.build(metres);
    }
    return sketch;
  }

  /** A stored area whose border is one ring, to be drawn further; others are imported only. */
  public static Optional<AreaSketch> stored(String geoJson) {
    try {
      if (new GeoJsonReader().read(geoJson) instanceof Polygon stored
          && !stored.isEmpty()
          && stored.getNumInteriorRing() == 0) {
        return Optional.of(of(Shape.AREA, text(stored.getExteriorRing()), ""));
      }
    } catch (ParseException | RuntimeException broken) { // the reader casts what it expects
      return Optional.empty();
    }
    return Optional.empty();
  }

  /**
   * The borders of a stored area, each a ring of longitudes and latitudes; none if it can't be
   * read.
   */
  public static List<List<double[]>> rings(String geoJson) {
    try {
      var stored = new GeoJsonReader().read(geoJson);
      var rings = new ArrayList<List<double[]>>();
      for (int i = 0; i < stored.getNumGeometries(); i++) {
        if (stored.getGeometryN(i) instanceof Polygon part) {
          rings.addAll(rings(part));
        }
      }
      return rings;
    } catch (ParseException | RuntimeException broken) { // the reader casts what it expects
      return List.of();
    }
  }

  private void read(String points) {
    var lines = points.split("\\R", -1);
    for (int i = 0; i < lines.length; i++) {
      var line = lines[i].strip();
      if (!line.isEmpty()) {
        var vertex = vertex(line, i + 1);
        if (vertex != null) {
          vertices.add(vertex);
          this.lines.add(i + 1);
        }
      }
    }
    if (vertices.size() > 1 && vertices.get(0).equals2D(vertices.get(vertices.size() - 1))) {
      vertices.remove(vertices.size() - 1); // a ring may be typed closed
    }
    if (vertices.size() > MOST_VERTICES) {
      fault(0, "points", "manyVertices", vertices.size(), MOST_VERTICES);
    } else if (faults.isEmpty() && vertices.stream().distinct().count() < shape.fewest) {
      fault(0, "points", "fewVertices", vertices.size(), shape.fewest);
    }
  }

  private @Nullable Coordinate vertex(String line, int no) {
    var parts = line.split("[\\s,，]+");
    if (parts.length == 2) {
      try {
        var vertex = new Coordinate(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
        if (Math.abs(vertex.x) <= 180 && Math.abs(vertex.y) <= 90) {
          if (!CityExtent.CITY.holds(new Envelope(vertex))) {
            fault(no, "points", "outsideCity", line, CityExtent.CITY.said());
          }
          return vertex;
        }
        fault(no, "points", "notDegrees");
        return null;
      } catch (NumberFormatException noNumber) {
        fault(no, "points", "notAPair", line);
        return null;
      }
    }
    fault(no, "points", "notAPair", line);
    return null;
  }

  private @Nullable BigDecimal width(String width) {
    try {
      var metres = new BigDecimal(width.strip());
      if (metres.signum() > 0) {
        return metres;
      }
    } catch (NumberFormatException noNumber) {
      // told below
    }
    fault(0, "width", width.isBlank() ? "empty" : "notPositive", width);
    return null;
  }

  private void build(BigDecimal width) {
    var corners = new ArrayList<>(vertices);
    Geometry drawn;
    if (shape == Shape.AREA) {
      corners.add(corners.get(0));
      drawn = SHAPES.createPolygon(corners.toArray(Coordinate[]::new));
    } else {
      var line = SHAPES.createLineString(corners.toArray(Coordinate[]::new));
      var plane = plane(line);
      drawn = back(plane).transform(plane.transform(line).buffer(half(width), QUADRANT));
    }
    var rounded = rounded((Polygon) drawn);
    var crossing = new IsValidOp(rounded).getValidationError();
    if (rounded.convexHull().getDimension() < 2) {
      fault(0, "points", "noSurface");
    } else if (crossing != null) {
      var at = crossing.getCoordinate();
      fault(lineOf(at), "points", "crossesItself", at.x + ", " + at.y);
    } else if (!CityExtent.CITY.holds(rounded.getEnvelopeInternal())) {
      fault(0, "width", "outsideCity", width, CityExtent.CITY.said());
    } else {
      polygon = rounded;
    }
  }

  private static double half(BigDecimal width) {
    return width.doubleValue() / 2;
  }

  /** Of the vertex where it goes wrong; 0 if that is between vertices. */
  private int lineOf(Coordinate at) {
    int no = vertices.indexOf(at);
    return no < 0 ? 0 : lines.get(no);
  }

  /** Degrees to metres around the middle of a drawing. */
  private static AffineTransformation plane(Geometry drawn) {
    var middle = drawn.getEnvelopeInternal().centre();
    var sine = Math.sin(Math.toRadians(middle.y));
    var root = Math.sqrt(1 - GRS80_E2 * sine * sine);
    var north = GRS80_AXIS * (1 - GRS80_E2) / (root * root * root);
    var east = GRS80_AXIS / root * Math.cos(Math.toRadians(middle.y));
    return AffineTransformation.translationInstance(-middle.x, -middle.y)
        .scale(Math.toRadians(1) * east, Math.toRadians(1) * north);
  }

  private static AffineTransformation back(AffineTransformation plane) {
    try {
      return plane.getInverse();
    } catch (org.locationtech.jts.geom.util.NoninvertibleTransformationException pole) {
      throw new IllegalStateException(pole); // no city lies there
    }
  }

  /** To about a centimetre, its border counterclockwise and its holes clockwise (RFC 7946). */
  private static Polygon rounded(Polygon drawn) {
    var holes = new LinearRing[drawn.getNumInteriorRing()];
    for (int i = 0; i < holes.length; i++) {
      holes[i] = ring(drawn.getInteriorRingN(i), false);
    }
    return SHAPES.createPolygon(ring(drawn.getExteriorRing(), true), holes);
  }

  private static LinearRing ring(LinearRing ring, boolean counterclockwise) {
    var corners = new ArrayList<Coordinate>();
    for (var corner : ring.getCoordinates()) {
      corners.add(new Coordinate(round(corner.x), round(corner.y)));
    }
    var made = SHAPES.createLinearRing(corners.toArray(Coordinate[]::new));
    return Orientation.isCCW(made.getCoordinateSequence()) == counterclockwise
        ? made
        : made.reverse();
  }

  private static double round(double degrees) {
    return BigDecimal.valueOf(degrees).setScale(PLACES, RoundingMode.HALF_UP).doubleValue();
  }

  private void fault(int line, String column, String code, Object... arguments) {
    faults.add(PolicyFault.at(line, column, code, arguments));
  }

  /** What is wrong with it: column {@code points}, by line, or {@code width}. */
  public List<PolicyFault> faults() {
    return List.copyOf(faults);
  }

  /** Longitudes and latitudes, as far as they can be read. */
  public List<double[]> vertices() {
    return vertices.stream().map(v -> new double[] {v.x, v.y}).toList();
  }

  /** As it is typed: a vertex a line. */
  public String points() {
    return vertices.stream().map(v -> text(v, " ")).collect(Collectors.joining("\n"));
  }

  /** Its borders, closed; none if it has faults. */
  public List<List<double[]>> rings() {
    return polygon == null ? List.of() : rings(polygon);
  }

  /** What it covers; 0 if it has faults. */
  public double squareMetres() {
    return polygon == null ? 0 : plane(polygon).transform(polygon).getArea();
  }

  /** A GeoJSON polygon (RFC 7946); empty if it has faults. */
  public Optional<String> geoJson() {
    return Optional.ofNullable(polygon)
        .map(
            of ->
                rings(of).stream()
                    .map(
                        ring ->
                            ring.stream()
                                .map(v -> "[" + text(new Coordinate(v[0], v[1]), ",") + "]")
                                .collect(Collectors.joining(",", "[", "]")))
                    .collect(
                        Collectors.joining(",", "{\"type\":\"Polygon\",\"coordinates\":[", "]}")));
  }

  private static List<List<double[]>> rings(Polygon of) {
    var rings = new ArrayList<List<double[]>>();
    rings.add(corners(of.getExteriorRing()));
    for (int i = 0; i < of.getNumInteriorRing(); i++) {
      rings.add(corners(of.getInteriorRingN(i)));
    }
    return rings;
  }

  private static List<double[]> corners(LinearRing ring) {
    var corners = new ArrayList<double[]>();
    for (var corner : ring.getCoordinates()) {
      corners.add(new double[] {corner.x, corner.y});
    }
    return corners;
  }

  private static String text(LinearRing ring) {
    var corners = ring.getCoordinates();
    var lines = new ArrayList<String>();
    for (int i = 0; i < corners.length - 1; i++) {
      lines.add(text(corners[i], " "));
    }
    return String.join("\n", lines);
  }

  private static String text(Coordinate at, String between) {
    return plain(at.x) + between + plain(at.y);
  }

  private static String plain(double degrees) {
    var number = BigDecimal.valueOf(degrees).stripTrailingZeros();
    return number.toPlainString();
  }
}
