package org.zhunru.flow;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.zhunru.identity.Actor;
import org.zhunru.policy.PolicyRevision;
import org.zhunru.policy.RefreshedPolicies;
import org.zhunru.policy.Revisions;

/** Editions of governed files, published by the two persons of the demonstration. */
@Component
class Editions {
  @Autowired Revisions revisions;
  @Autowired RefreshedPolicies refreshed;
  @Autowired City city;
  @Autowired JdbcClient db;
  @Autowired Clock clock;

  Actor editor() {
    return city.person("demo-policy-editor");
  }

  Actor approver() {
    return city.person("demo-policy-approver");
  }

  PolicyRevision written(String file, String content) {
    var draft = revisions.draft(editor(), file, "测试");
    return revisions.upload(
        editor(), draft.id(), content.getBytes(StandardCharsets.UTF_8), draft.edits());
  }

  PolicyRevision submitted(String file, String content) {
    var written = written(file, content);
    revisions.submit(editor(), written.id());
    return revisions.byId(written.id());
  }

  PolicyRevision published(String file, String content, LocalDate from) {
    var before = submitted(file, content);
    revisions.publish(approver(), before.id(), before.sha256(), from, "");
    return revisions.byId(before.id());
  }

  /** As if it had been published some days ago and counted from that day on. */
  void since(LocalDate from, String file, String content) {
    int no = revisions.of(file).get(0).no() + 1;
    db.sql(
            """
            insert into policy_revision (id, file, no, origin, state, why, content, sha256,
              in_force_from, drafted_by_name, drafted_at, changed_at, revision)
            values (:id, :file, :no, 'EDITED', 'PUBLISHED', '测试', :content,
              encode(sha256(convert_to(:content, 'UTF8')), 'hex'), :from, '', now(), now(), 0)
            """)
        .param("id", UUID.randomUUID())
        .param("file", file)
        .param("no", no)
        .param("content", content)
        .param("from", from)
        .update();
    refreshed.now();
  }

  /** Nothing that a test publishes counts beyond it, and no file stays taken. */
  void takeBack(String file) {
    for (var revision : revisions.of(file)) {
      switch (revision.state()) {
        case REVIEW:
          revisions.giveBack(approver(), revision.id(), "测试完毕");
          revisions.withdraw(editor(), revision.id());
          break;
        case DRAFT:
          revisions.withdraw(editor(), revision.id());
          break;
        case PUBLISHED:
          if (revision.inForceFrom() != null) {
            db.sql(
                    """
                    update policy_revision
                    set state = 'REPEALED', repealed_from = in_force_from, revision = revision + 1
                    where id = :id
                    """)
                .param("id", revision.id())
                .update();
          }
          break;
        default:
          break;
      }
    }
    refreshed.now();
  }
}
