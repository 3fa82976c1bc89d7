package org.zhunru.supervision;

import java.util.ArrayList;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.zhunru.identity.Actors;
import org.zhunru.policy.RevisionText;
import org.zhunru.policy.Revisions;
import org.zhunru.policy.WhatIfs;

/**
 * What an editor of the demonstration thinks of changing: a floor for investments of the city's own
 * choice, drafted and not laid before anybody, and a run that says which cases it would catch.
 */
@Component
class DemoRevision {
  static final String FILE = "catalogues/access-conditions.csv";

  private static final Map<String, String> FLOOR =
      Map.of(
          "sector", "hazchem",
          "condition_zh", "新建化工项目(本市自定,演示)",
          "measure_name", "投资额",
          "operator", ">=",
          "threshold", "4",
          "unit", "亿元",
          "region_zh", "黑龙江七台河",
          "legal_basis", "本市自定(2026年,演示)",
          "confidence", "recalled",
          "only_zh", "建设性质=新建");

  private final Actors actors;
  private final Revisions revisions;
  private final WhatIfs whatIfs;

  DemoRevision(Actors actors, Revisions revisions, WhatIfs whatIfs) {
    this.actors = actors;
    this.revisions = revisions;
    this.whatIfs = whatIfs;
  }

  /** The run itself is made beside the start, once what is told here is there. */
  void tell() {
    var editor = actors.byUsername("demo-policy-editor");
    var draft = revisions.draft(editor, FILE, "拟设定新建化工项目投资下限，先看对已申报项目的影响（演示）");
    var now = RevisionText.of(draft.content());
    var lines = new ArrayList<>(now.lines());
    lines.add(now.header().stream().map(column -> FLOOR.getOrDefault(column, "")).toList());
    revisions.write(editor, draft.id(), new RevisionText(now.header(), lines), draft.edits());
    whatIfs.start(editor, draft.id(), revisions.earliest());
  }
}
