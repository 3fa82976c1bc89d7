package org.zhunru.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.IntegrationTest;
import org.zhunru.identity.Actors;

/** Two nodes on one database: what one publishes or repeals the other learns without a restart. */
@IntegrationTest
@Transactional
class PoliciesOfAnotherNodeTest {
  private static final String FILE = "catalogues/headcount-limits.csv";

  @Autowired RevisionRows rows;
  @Autowired Revisions revisions;
  @Autowired PoliciesInForce here;
  @Autowired Actors actors;
  @Autowired Clock clock;

  private final List<Object> told = new ArrayList<>();

  @Test
  void a_publication_and_a_repeal_are_read_once_each() {
    var there = new PoliciesInForce(rows, told::add, clock);
    there.refresh();
    told.clear();
    there.catchUp();
    assertThat(told).as("nothing happened").isEmpty();
    var day = revisions.earliest();

    var published =
        rows.saveAndFlush(
            PolicyRevision.shipped(
                FILE, 9_999, here.on(day).revisions().get(FILE).content(), day, clock.instant()));
    assertThat(there.on(day).revisions().get(FILE).no()).isNotEqualTo(9_999);
    there.catchUp();
    assertThat(there.on(day).revisions().get(FILE).no()).isEqualTo(9_999);
    assertThat(told).hasSize(1);
    there.catchUp();
    assertThat(told).as("read once").hasSize(1);

    published.askRepeal(actors.byUsername("demo-policy-editor"), "测试");
    published.repeal(actors.byUsername("demo-policy-approver"), day);
    rows.saveAndFlush(published);
    there.catchUp();
    assertThat(told).hasSize(2);
    assertThat(there.on(day).revisions().get(FILE).no()).isNotEqualTo(9_999);
  }
}
