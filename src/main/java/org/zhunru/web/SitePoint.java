package org.zhunru.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A point on the ground.
 *
 * @param lon degrees east, CGCS2000 (to the accuracy of a map: WGS 84), -180 to 180
 * @param lat degrees north, -85 to 85
 */
public record SitePoint(double lon, double lat) {
  private static final double EARTH_RADIUS_METRES = 6_371_008.8;

  public SitePoint {
    if (!(Math.abs(lon) <= 180) || !(Math.abs(lat) <= 85)) {
      throw new IllegalArgumentException("No such place: " + lon + ", " + lat);
    }
  }

  /** The point typed as two numbers; empty if they are none, or no place. */
  public static Optional<SitePoint> typed(@Nullable String lon, @Nullable String lat) {
    if (lon == null || lat == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new SitePoint(Double.parseDouble(lon.trim()), Double.parseDouble(lat.trim())));
    } catch (IllegalArgumentException notAPlace) {
      return Optional.empty();
    }
  }

  /** Metres to {@code other} along the great circle. */
  public double metresTo(SitePoint other) {
    var dLat = Math.toRadians(other.lat - lat) / 2;
    var dLon = Math.toRadians(other.lon - lon) / 2;
    var a =
        Math.sin(dLat) * Math.sin(dLat)
            + Math.cos(Math.toRadians(lat))
                * Math.cos(Math.toRadians(other.lat))
                * Math.sin(dLon)
                * Math.sin(dLon);
    return 2 * EARTH_RADIUS_METRES * Math.asin(Math.sqrt(a));
  }

  /** Longitude as typed into a field: six decimals, about a tenth of a metre. */
  public String lonText() {
    return rounded(lon);
  }

  /** Latitude as typed into a field. */
  public String latText() {
    return rounded(lat);
  }

  private static String rounded(double degrees) {
    return Figures.plain(BigDecimal.valueOf(degrees).setScale(6, RoundingMode.HALF_UP));
  }
}
