package org.zhunru.policy;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.geojson.GeoJsonReader;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.zhunru.policy.ProjectFacts.Location;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a zone lies: a park, an isolation belt, a protected area. Polygons in CGCS2000 degrees,
 * longitude first; the border belongs to the zone.
 *
 * @param zone its name, as catalogues name it
 * @param kind such as 化工园区
 * @param from first day; null if always
 * @param to last day; null if none is named
 * @param geometry a GeoJSON geometry (RFC 7946), as it was written
 */
record ZoneArea(
    String zone,
    String kind,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    String geometry,
    PreparedGeometry shape) {
  /** The kind against which "lies in a chemical park" is checked. */
  static final String PARK = "化工园区";

  private static final GeometryFactory POINTS = new GeometryFactory();

  static List<ZoneArea> all(PolicyFile file) {
    var once = new OnceADay();
    return file.read(
        List.of(
            "zone",
            "kind_zh",
            "effective_from",
            "effective_to",
            "geometry",
            "legal_basis",
            "confidence",
            "source"),
        row -> {
          var from = row.optionalDate("effective_from");
          var to = row.optionalDate("effective_to");
          if (from != null && to != null && to.isBefore(from)) {
            row.wrong("effective_to", "before", to, from);
          }
          once.row(row, "zone", List.of("zone", "kind_zh"), from, to);
          row.required("legal_basis");
          boolean known = !row.oneOf("confidence", CatalogueFiles.CONFIDENCE).equals("unknown");
          var shape = shape(row);
          var zone = row.required("zone");
          var kind = row.required("kind_zh");
          return shape == null || !known
              ? null
              : new ZoneArea(
                  zone,
                  kind,
                  from,
                  to,
                  row.text("geometry"),
                  PreparedGeometryFactory.prepare(shape));
        });
  }

  private static @Nullable Geometry shape(PolicyFile.Row row) {
    Geometry shape;
    try {
      shape = new GeoJsonReader().read(row.required("geometry"));
    } catch (ParseException | RuntimeException broken) { // the reader casts what it expects
      var open = openRing(row.text("geometry"));
      if (open.isEmpty()) {
        row.wrong("geometry", "notGeoJson", String.valueOf(broken.getMessage()));
      } else {
        row.wrong("geometry", "notClosed", open);
      }
      return null;
    }
    if (!(shape instanceof Polygonal) || shape.isEmpty()) {
      row.wrong("geometry", "notAnArea", shape.getGeometryType());
      return null;
    }
    var around = shape.getEnvelopeInternal();
    if (around.getMinX() < -180
        || around.getMaxX() > 180
        || around.getMinY() < -90
        || around.getMaxY() > 90) {
      row.wrong("geometry", "notDegrees");
      return null;
    }
    var fault = new IsValidOp(shape).getValidationError();
    if (fault != null) {
      var at = fault.getCoordinate();
      row.wrong("geometry", "crossesItself", at.x + ", " + at.y);
      return null;
    }
    if (!CityExtent.CITY.holds(around)) {
      row.wrong("geometry", "outsideCity", said(around), CityExtent.CITY.said());
      return null;
    }
    return shape;
  }

  private static String said(Envelope around) {
    return "%s–%s, %s–%s"
        .formatted(around.getMinX(), around.getMaxX(), around.getMinY(), around.getMaxY());
  }

  /** Where a ring ends that doesn't end where it begins; empty if none does. */
  private static String openRing(String geometry) {
    try {
      return openRing(JsonMapper.shared().readTree(geometry).path("coordinates"));
    } catch (JacksonException broken) {
      return "";
    }
  }

  private static String openRing(JsonNode coordinates) {
    boolean ring = coordinates.path(0).path(0).isNumber();
    if (!ring) {
      return coordinates
          .valueStream()
          .filter(JsonNode::isArray)
          .map(ZoneArea::openRing)
          .filter(end -> !end.isEmpty())
          .findFirst()
          .orElse("");
    }
    var last = coordinates.path(coordinates.size() - 1);
    return last.equals(coordinates.path(0)) ? "" : last.toString();
  }

  boolean inForce(LocalDate day) {
    return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
  }

  boolean holds(Location site) {
    return shape.covers(
        POINTS.createPoint(new Coordinate(site.lon().doubleValue(), site.lat().doubleValue())));
  }

  /** What it says, whatever object holds its shape. */
  @Override
  public String toString() {
    return String.join("|", zone, kind, String.valueOf(from), String.valueOf(to), geometry);
  }
}
