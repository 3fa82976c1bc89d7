package org.zhunru.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SiteMapTest {
  private static final SitePoint SITE = new SitePoint(131.0, 45.77);
  private final Words words = LayoutTest.words();

  @Test
  void the_middle_of_the_picture_is_its_centre() {
    var map = SiteMap.around(SITE, List.of(500));

    assertThat(map.at(SiteMap.WIDTH / 2, SiteMap.HEIGHT / 2)).isEqualTo(SITE);
  }

  @Test
  void a_pixel_is_as_many_metres_as_the_scale_says() {
    var map = SiteMap.around(SITE, List.of());
    var middle = map.at(320, 200);

    assertThat(middle.metresTo(map.at(420, 200)))
        .isCloseTo(100.0 * map.metresPerPixel(), within(1.0 * map.metresPerPixel()));
    assertThat(middle.metresTo(map.at(320, 100)))
        .isCloseTo(100.0 * map.metresPerPixel(), within(1.0 * map.metresPerPixel()));
  }

  @Test
  void a_click_chooses_the_place_and_keeps_the_view() {
    var shown = SiteMap.around(null, List.of());
    var sent =
        Map.of(
            "siting.location.map.view", shown.view(),
            "siting.location.map.x", "320",
            "siting.location.map.y", "200");

    var read = SiteMap.read(sent::get, "siting.location", List.of());

    assertThat(SiteMap.wasUsed(sent::get, "siting.location")).isTrue();
    assertThat(read.view()).isEqualTo(shown.view());
    assertThat(read.site().metresTo(shown.centre())).isLessThan(1);
  }

  @Test
  void buttons_move_and_zoom_and_typed_coordinates_stay_the_site() {
    var shown = SiteMap.around(SITE, List.of());
    var sent =
        Map.of(
            "l.lon", "131.0", "l.lat", "45.77", "l.map.view", shown.view(), "l.map.move", "west");

    var read = SiteMap.read(sent::get, "l", List.of());

    assertThat(read.site()).isEqualTo(SITE);
    assertThat(read.centre().lon()).isLessThan(131.0);
    assertThat(read.moved("in").metresPerPixel()).isLessThan(read.metresPerPixel());
    assertThat(read.moved("site").centre()).isEqualTo(SITE);
    assertThat(read.moved("nonsense")).isEqualTo(read);
  }

  @Test
  void enter_pressed_on_the_picture_is_no_place() {
    var sent =
        Map.of(
            "l.lon",
            "131.1",
            "l.lat",
            "45.8",
            "l.map.view",
            "131,45,3",
            "l.map.x",
            "0",
            "l.map.y",
            "0");

    assertThat(SiteMap.read(sent::get, "l", List.of()).site())
        .isEqualTo(SitePoint.typed("131.1", "45.8").orElseThrow());
  }

  @Test
  void nonsense_in_a_form_is_no_place() {
    var sent = Map.of("l.lon", "abc", "l.lat", "45", "l.map.view", "1,2", "l.map.x", "NaN");

    var read = SiteMap.read(sent::get, "l", List.of());

    assertThat(read.site()).isNull();
    assertThat(SitePoint.typed("181", "45")).isEmpty();
    assertThat(SitePoint.typed("NaN", "45")).isEmpty();
  }

  @Test
  void distance_is_the_great_circle() {
    assertThat(new SitePoint(131, 45).metresTo(new SitePoint(131, 46)))
        .isCloseTo(111_195, within(1.0));
  }

  @Test
  void the_picture_is_a_safe_svg_at_every_zoom_and_says_it_is_a_sketch() {
    for (int zoom = -1; zoom < 12; zoom++) {
      var map = new SiteMap(SITE, zoom, SITE, List.of(50, 500, 1000));
      var svg = map.svg(words, Locale.CHINESE);
      assertThat(Drawing.of(svg)).isNotNull();
      assertThat(svg).contains("示意图");
    }
    assertThat(SiteMap.around(null, List.of()).svg(words, Locale.CHINESE)).contains("勃利县", "茄子河区");
    assertThat(SiteMap.around(null, List.of()).svg(words, Locale.ENGLISH)).contains("Boli");
  }
}
