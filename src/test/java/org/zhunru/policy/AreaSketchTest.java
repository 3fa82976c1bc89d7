package org.zhunru.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhunru.policy.AreaSketch.Shape;
import org.zhunru.policy.ProjectFacts.Location;

/** Areas drawn by hand become one row of the areas on the map. */
class AreaSketchTest {
  private static final String SQUARE = "131 45.7\n131.01 45.7\n131.01 45.71\n131 45.71";

  private static List<ZoneArea> stored(String geometry) {
    var text =
        new RevisionText(
            List.of(
                "zone",
                "kind_zh",
                "effective_from",
                "effective_to",
                "geometry",
                "legal_basis",
                "confidence",
                "source"),
            List.of(List.of("甲园", "化工园区", "", "", geometry, "批复", "high", "例")));
    return ZoneArea.all(PolicyFile.of("z.csv", text.csv().getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> told(AreaSketch sketch) {
    return sketch.faults().stream().map(f -> f.line() + " " + f.column() + " " + f.code()).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "'131 45.7|131.01 45.7|131.01 45.71|131 45.71'",
    "'131 45.71|131.01 45.71|131.01 45.7|131 45.7'",
    "'131 45.7||131.01,45.7|131.01， 45.71|131 45.71|131 45.7'",
  })
  void a_ring_is_closed_and_runs_counterclockwise_however_it_is_drawn(String drawn) {
    var sketch = AreaSketch.of(Shape.AREA, drawn.replace('|', '\n'), "");

    assertThat(sketch.faults()).isEmpty();
    var ring = sketch.rings().get(0);
    assertThat(ring).hasSize(5);
    assertThat(ring.get(0)).isEqualTo(ring.get(4));
    double twice = 0;
    for (int i = 0; i < 4; i++) {
      twice += ring.get(i)[0] * ring.get(i + 1)[1] - ring.get(i + 1)[0] * ring.get(i)[1];
    }
    assertThat(twice).isPositive();
    assertThat(stored(sketch.geoJson().orElseThrow())).hasSize(1);
    // 0.01 degrees: about 778 m by 1111 m.
    assertThat(sketch.squareMetres()).isCloseTo(865_000, within(2_000.0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'131 45.7|131.01 45.71|131.01 45.7|131 45.71'; '0 points crossesItself'",
        "'131 45.7|131.01 45.7|131.02 45.7'; '0 points noSurface'",
        "'131 45.7|131.01 45.7'; '0 points fewVertices'",
        "''; '0 points fewVertices'",
        "'131 45.7|甲 乙|131.01 45.71|131 45.71'; '2 points notAPair'",
        "'131 45.7|131.01|131.01 45.71|131 45.71'; '2 points notAPair'",
        "'131 45.7|45.7 131|131.01 45.71|131 45.71'; '2 points notDegrees'",
        "'131 45.7|131.01 45.7|121.01 45.71|131 45.71'; '3 points outsideCity'",
      })
  void what_is_wrong_is_told_by_line(String drawn, String fault) {
    var sketch = AreaSketch.of(Shape.AREA, drawn.replace('|', '\n'), "");

    assertThat(told(sketch)).containsExactly(fault);
    assertThat(sketch.geoJson()).isEmpty();
  }

  /** A line from west to east at 45.7° north: 100 m wide are 50 m to each side. */
  @Test
  void a_corridor_is_as_wide_as_it_says_and_its_ends_are_round() {
    var sketch = AreaSketch.of(Shape.CORRIDOR, "131 45.7\n131.1 45.7", "100");
    var area = stored(sketch.geoJson().orElseThrow()).get(0);
    double metre = 1 / 111_150.0; // of latitude, there

    assertThat(area.holds(at(131.05, 45.7 + 49.8 * metre))).isTrue();
    assertThat(area.holds(at(131.05, 45.7 + 50.2 * metre))).isFalse();
    assertThat(area.holds(at(131 - 49.0 / 77_880, 45.7))).isTrue();
    assertThat(area.holds(at(131 - 50.5 / 77_880, 45.7))).isFalse();
    assertThat(sketch.squareMetres()).isCloseTo(7_785 * 100 + Math.PI * 2500, within(2_000.0));
  }

  private static Location at(double lon, double lat) {
    return new Location(BigDecimal.valueOf(lon), BigDecimal.valueOf(lat));
  }

  @ParameterizedTest
  @CsvSource({"'',empty", "0,notPositive", "-3,notPositive", "宽,notPositive"})
  void a_corridor_without_a_width_is_none(String width, String code) {
    assertThat(told(AreaSketch.of(Shape.CORRIDOR, "131 45.7\n131.1 45.7", width)))
        .containsExactly("0 width " + code);
  }

  @Test
  void a_closed_corridor_keeps_its_middle_free() {
    var sketch = AreaSketch.of(Shape.CORRIDOR, SQUARE + "\n131.0001 45.7", "20");

    assertThat(sketch.rings()).hasSize(2);
    assertThat(stored(sketch.geoJson().orElseThrow()).get(0).holds(at(131.005, 45.705))).isFalse();
  }

  @Test
  void a_stored_area_is_drawn_further_unless_it_has_holes() {
    var drawn = AreaSketch.of(Shape.AREA, SQUARE, "");
    var again = AreaSketch.stored(drawn.geoJson().orElseThrow()).orElseThrow();
    var holed = AreaSketch.of(Shape.CORRIDOR, SQUARE + "\n131.0001 45.7", "20");

    assertThat(again.points()).isEqualTo("131 45.7\n131.01 45.7\n131.01 45.71\n131 45.71");
    assertThat(again.geoJson()).isEqualTo(drawn.geoJson());
    assertThat(AreaSketch.stored(holed.geoJson().orElseThrow())).isEmpty();
    assertThat(AreaSketch.stored("不是")).isEmpty();
  }

  @Test
  void an_imported_ring_that_stays_open_or_lies_elsewhere_is_told() {
    var open =
        "{\"type\":\"Polygon\",\"coordinates\":[[[131,45.7],[131.1,45.7],[131.1,45.8],[131,45.8]]]}";
    var far =
        "{\"type\":\"Polygon\",\"coordinates\":[[[121,45.7],[121.1,45.7],[121.1,45.8],[121,45.7]]]}";

    assertThat(code(open)).isEqualTo("notClosed");
    assertThat(code(far)).isEqualTo("outsideCity");
  }

  private static String code(String geometry) {
    try {
      stored(geometry);
      return "";
    } catch (PolicyFile.BrokenPolicyFile broken) {
      return broken.faults().get(0).code();
    }
  }
}
