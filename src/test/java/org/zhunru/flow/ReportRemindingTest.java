package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhunru.IntegrationTest;
import org.zhunru.identity.Actor;
import org.zhunru.identity.People;
import org.zhunru.identity.Role;
import org.zhunru.supervision.ReportReminding;
import org.zhunru.supervision.Reports;

/** Reports that are owed: said before, on the day and again when late, each once. */
@IntegrationTest
class ReportRemindingTest {
  @Autowired ReportReminding reminding;
  @Autowired Reports reports;
  @Autowired People people;
  @Autowired JdbcClient db;

  /** RC-17 of 2022 is due on Wednesday, 15 June. */
  @Test
  void near_on_the_day_and_late_every_five_working_days() {
    var supervisor = people.having(Role.SUPERVISOR);
    reminding.sweep(LocalDate.of(2022, 6, 7)); // six working days before
    assertThat(told(supervisor, "RC-17/2022/Q2")).isEmpty();
    reminding.sweep(LocalDate.of(2022, 6, 8)); // five
    reminding.sweep(LocalDate.of(2022, 6, 14));
    assertThat(told(supervisor, "RC-17/2022/Q2")).containsExactly("REPORT_NEAR");
    reminding.sweep(LocalDate.of(2022, 6, 15));
    reminding.sweep(LocalDate.of(2022, 6, 15));
    assertThat(told(supervisor, "RC-17/2022/Q2")).containsExactly("REPORT_NEAR", "REPORT_DUE");
    reminding.sweep(LocalDate.of(2022, 6, 16));
    reminding.sweep(LocalDate.of(2022, 6, 22)); // the fifth
    assertThat(told(supervisor, "RC-17/2022/Q2"))
        .containsExactly("REPORT_NEAR", "REPORT_DUE", "REPORT_LATE");
    reminding.sweep(LocalDate.of(2022, 6, 23)); // the sixth
    assertThat(told(supervisor, "RC-17/2022/Q2"))
        .containsExactly("REPORT_NEAR", "REPORT_DUE", "REPORT_LATE", "REPORT_LATE");
    reminding.sweep(LocalDate.of(2023, 6, 16));
    assertThat(told(supervisor, "RC-17/2022/Q2")).as("more than a year ago").hasSize(4);
  }

  @Test
  void what_was_sent_is_not_asked_for() {
    var drafter = people.having(Role.SUPERVISOR);
    var report = reports.draft(drafter, "RC-18", 2022, "Q3", "正常。", "");
    reports.sign(people.having(Role.SUPERVISOR), report.id(), 1);
    reports.sent(drafter, report.id(), reports.today(), "市政府安委办", "");
    reminding.sweep(LocalDate.of(2022, 9, 20));
    assertThat(told(drafter, "RC-18/2022/Q3")).isEmpty();
  }

  @Test
  void two_nodes_say_it_once() throws Exception {
    var day = LocalDate.of(2024, 3, 15);
    var barrier = new CyclicBarrier(2);
    Callable<Integer> node =
        () -> {
          barrier.await();
          return reminding.sweep(day);
        };
    var nodes = Executors.newFixedThreadPool(2);
    try {
      var first = nodes.submit(node);
      var second = nodes.submit(node);
      first.get();
      second.get();
    } finally {
      nodes.shutdown();
    }
    assertThat(
            db.sql(
                    """
                    select count(*) from audit_entry
                    where act = 'reports.due' and details ->> 'duty' = 'RC-16/2024/Q1'
                    """)
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  private List<String> told(Actor to, String duty) {
    return db.sql(
            """
            select kind from notice where account_id = :to and details ->> 'duty' = :duty
            order by at, id
            """)
        .param("to", to.accountId())
        .param("duty", duty)
        .query(String.class)
        .list();
  }
}
