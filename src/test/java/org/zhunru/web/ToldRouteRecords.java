package org.zhunru.web;

import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Something handler-called was told. */
@Component
class ToldRouteRecords implements RouteRecords.Kind {
  private final JdbcClient db;

  ToldRouteRecords(JdbcClient db) {
    this.db = db;
  }

  @Override
  public String name() {
    return "told";
  }

  @Override
  public Map<String, String> make(RouteRecords.Who who) {
    var id = UUID.randomUUID();
    db.sql(
            """
            insert into notice (id, account_id, about, kind, at)
            values (:id, :me, :about, 'DECIDED', now())
            """)
        .param("id", id)
        .param("me", who.handlerCalled().accountId())
        .param("about", "routes:" + id)
        .update();
    return Map.of("id", id.toString());
  }
}
