package org.zhunru.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhunru.IntegrationTest;

@IntegrationTest
class DemoCasesTest {
  @Autowired JdbcClient db;

  @Test
  void the_demonstration_begins_with_three_projects_in_three_states() {
    assertThat(
            db.sql(
                    """
                    select c.state from case_file c join project p on p.id = c.project_id
                    where p.name like '%（演示）' order by c.state
                    """)
                .query(String.class)
                .list())
        .containsExactly("DRAFT", "IN_REVIEW", "SUBMITTED");
    assertThat(
            db.sql(
                    """
                    select count(*) from opinion o join case_file c on c.id = o.case_id
                    join project p on p.id = c.project_id where p.name like '%（演示）'
                    """)
                .query(Integer.class)
                .single())
        .isOne();
  }
}
