package org.zhunru.web;

import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** {@code /lookup}: the way to the catalogues, and {@code <option>}s for fields being typed in. */
@Controller
class LookupPages {
  private static final int LONGEST = 100;

  private final FormLookup lookup;

  LookupPages(FormLookup lookup) {
    this.lookup = lookup;
  }

  /** What was found. */
  public record View(List<FormLookup.Hit> hits) {}

  @GetMapping("/lookup")
  String catalogues() {
    return "redirect:/catalogues";
  }

  @GetMapping("/lookup/substances")
  ModelAndView substances(@RequestParam(defaultValue = "") String q) {
    var hits =
        q.isBlank() || q.length() > LONGEST ? List.<FormLookup.Hit>of() : lookup.substances(q);
    return new ModelAndView("form-options", Map.of("page", new View(hits)));
  }
}
