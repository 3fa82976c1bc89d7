package org.zhunru.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;

/**
 * Towns by which a reader finds the way on a {@link SiteMap}: {@code
 * policies/map/reference-points.csv}. Approximate, for orientation only, and said to be so on every
 * map.
 */
public final class ReferencePoints {
  private static final List<Point> ALL = load();

  private ReferencePoints() {}

  /**
   * @param code GB/T 2260 code of the region
   */
  public record Point(String code, String nameZh, String nameEn, SitePoint place) {
    /** The name in the reader's language. */
    public String name(Locale locale) {
      return locale.getLanguage().equals("en") ? nameEn : nameZh;
    }
  }

  static List<Point> all() {
    return ALL;
  }

  static SitePoint middle() {
    return new SitePoint(
        ALL.stream().mapToDouble(p -> p.place().lon()).average().orElseThrow(),
        ALL.stream().mapToDouble(p -> p.place().lat()).average().orElseThrow());
  }

  static Point nearest(SitePoint site) {
    return ALL.stream()
        .min(Comparator.comparingDouble(p -> p.place().metresTo(site)))
        .orElseThrow();
  }

  private static List<Point> load() {
    var file = "/policies/map/reference-points.csv";
    try (var stream = ReferencePoints.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException("Missing " + file);
      }
      var points = new ArrayList<Point>();
      var format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
      for (var row : format.parse(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
        points.add(
            new Point(
                row.get("region_code"),
                row.get("name_zh"),
                row.get("name_en"),
                new SitePoint(
                    Double.parseDouble(row.get("lon")), Double.parseDouble(row.get("lat")))));
      }
      return List.copyOf(points);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
