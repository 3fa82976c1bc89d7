package org.zhunru.web;

import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.zhunru.policy.RevisionState;
import org.zhunru.policy.Revisions;

/** A revision of the areas on the map that policy-editor is writing. */
@Component
class ZoneAreaRouteRecords implements RouteRecords.Kind {
  private static final String FILE = "catalogues/zone-areas.csv";

  private final Revisions revisions;

  ZoneAreaRouteRecords(Revisions revisions) {
    this.revisions = revisions;
  }

  @Override
  public String name() {
    return "zone-areas";
  }

  @Override
  public Map<String, String> make(RouteRecords.Who who) {
    var editor = Objects.requireNonNull(who.all().get("policy-editor"));
    var draft =
        revisions.of(FILE).stream()
            .filter(revision -> revision.state() == RevisionState.DRAFT)
            .findFirst()
            .orElseGet(() -> revisions.draft(editor, FILE, "routes"));
    return Map.of("id", draft.id().toString(), "line", "0");
  }
}
