package org.zhunru.policy;

import java.util.List;
import org.locationtech.jts.geom.Envelope;

/**
 * A rectangle around the city, {@code map/extent.csv}, wide enough for what lies half beyond its
 * border. It finds coordinates that slipped; it is no boundary. CGCS2000 degrees.
 */
record CityExtent(double west, double south, double east, double north) {
  /** The one of this city. */
  static final CityExtent CITY = read();

  private static CityExtent read() {
    return PolicyFile.of("map/extent.csv")
        .read(
            List.of("region_code", "west", "south", "east", "north", "confidence", "source"),
            row ->
                new CityExtent(
                    row.positive("west").doubleValue(),
                    row.positive("south").doubleValue(),
                    row.positive("east").doubleValue(),
                    row.positive("north").doubleValue()))
        .get(0);
  }

  boolean holds(Envelope around) {
    return around.getMinX() >= west
        && around.getMaxX() <= east
        && around.getMinY() >= south
        && around.getMaxY() <= north;
  }

  /** {@code 129.4–132.6, 44.7–47.2}: longitudes, then latitudes. */
  String said() {
    return "%s–%s, %s–%s".formatted(west, east, south, north);
  }
}
