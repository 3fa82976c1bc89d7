package org.zhunru.web;

import java.time.LocalDate;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.zhunru.policy.CatalogueLookUp;

/** An entry, with its edition and catalogue. */
@Component
class CatalogueRouteRecords implements RouteRecords.Kind {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 26);

  private final CatalogueLookUp lookUp;

  CatalogueRouteRecords(CatalogueLookUp lookUp) {
    this.lookUp = lookUp;
  }

  @Override
  public String name() {
    return "catalogue";
  }

  @Override
  public Map<String, String> make(RouteRecords.Who who) {
    var found = lookUp.find(new CatalogueLookUp.Asked("毒鼠强", DAY, null, null, null, false), null);
    var entry = found.page().rows().get(0);
    return Map.of("id", entry.id(), "catalogue", entry.catalogue(), "edition", entry.edition());
  }
}
