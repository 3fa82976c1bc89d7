package org.zhunru.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /site-map.svg}: the picture of a {@link SiteMap}; knows nothing of any project. */
@Controller
class SiteMapPage {
  private static final int MOST_CIRCLES = 4;

  private final Words words;

  SiteMapPage(Words words) {
    this.words = words;
  }

  @GetMapping("/site-map.svg")
  ResponseEntity<byte[]> picture(
      @RequestParam(required = false) @Nullable String view,
      @RequestParam(required = false) @Nullable String site,
      @RequestParam(required = false) @Nullable List<Integer> r,
      Locale locale) {
    var circles = SiteMap.radii(r == null ? List.of() : r).stream().limit(MOST_CIRCLES).toList();
    var parts = site == null ? new String[0] : site.split(",");
    var place = parts.length == 2 ? SitePoint.typed(parts[0], parts[1]).orElse(null) : null;
    var map =
        SiteMap.parsed(view)
            .map(v -> new SiteMap(v.centre(), v.zoom(), place, circles))
            .orElse(SiteMap.around(place, circles));
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("image/svg+xml;charset=UTF-8"))
        .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
        .varyBy("Cookie")
        .body(map.svg(words, locale).getBytes(StandardCharsets.UTF_8));
  }
}
