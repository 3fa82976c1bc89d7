package org.zhunru.web;

import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.zhunru.policy.RevisionState;
import org.zhunru.policy.Revisions;

/** A revision that policy-editor is writing. */
@Component
class RevisionRouteRecords implements RouteRecords.Kind {
  private static final String FILE = "catalogues/obsolete-equipment.csv";

  private final Revisions revisions;

  RevisionRouteRecords(Revisions revisions) {
    this.revisions = revisions;
  }

  @Override
  public String name() {
    return "revision";
  }

  @Override
  public Map<String, String> make(RouteRecords.Who who) {
    var editor = Objects.requireNonNull(who.all().get("policy-editor"));
    var draft =
        revisions.of(FILE).stream()
            .filter(revision -> revision.state() == RevisionState.DRAFT)
            .findFirst()
            .orElseGet(() -> revisions.draft(editor, FILE, "routes"));
    return Map.of("id", draft.id().toString(), "name", "obsolete-equipment", "line", "2");
  }
}
