package org.zhunru.web;

import java.time.LocalDate;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.zhunru.policy.CatalogueLookUp;
import org.zhunru.policy.ListedEntry;

/** An entry, with its edition and catalogue; {@code catalogue-api} under the names of the API. */
@Configuration(proxyBeanMethods = false)
class CatalogueRouteRecords {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 26);

  private record Of(String name, CatalogueLookUp lookUp) implements RouteRecords.Kind {
    @Override
    public Map<String, String> make(RouteRecords.Who who) {
      var found = lookUp.find(new CatalogueLookUp.Asked("毒鼠强", DAY, null, null, null, false), null);
      ListedEntry entry = found.page().rows().get(0);
      return name.equals("catalogue")
          ? Map.of("id", entry.id(), "catalogue", entry.catalogue(), "edition", entry.edition())
          : Map.of("id", entry.catalogue(), "edition", entry.edition());
    }
  }

  @Bean
  RouteRecords.Kind catalogueOfPages(CatalogueLookUp lookUp) {
    return new Of("catalogue", lookUp);
  }

  @Bean
  RouteRecords.Kind catalogueOfApi(CatalogueLookUp lookUp) {
    return new Of("catalogue-api", lookUp);
  }
}
