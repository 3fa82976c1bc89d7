package org.zhunru.workflow;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.zhunru.supervision.StepNames;

/** Names at the steps of a picture, out of the work items that were written with the tasks. */
@Component
class PictureNames implements StepNames {
  private final JdbcClient db;

  PictureNames(JdbcClient db) {
    this.db = db;
  }

  @Override
  public Map<String, String> who(Collection<String> taskRefs) {
    var names = new HashMap<String, String>();
    if (!taskRefs.isEmpty()) {
      db.sql(
              """
              select task_ref, coalesce(done_by_name, claimed_by_name) as name from work_item
              where task_ref in (:refs) and coalesce(done_by_name, claimed_by_name) is not null
              """)
          .param("refs", taskRefs)
          .query(
              row -> {
                names.put(row.getString("task_ref"), row.getString("name"));
              });
    }
    return names;
  }
}
