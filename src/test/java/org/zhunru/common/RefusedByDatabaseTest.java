package org.zhunru.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.persistence.EntityManager;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhunru.IntegrationTest;

@IntegrationTest
@ExtendWith(OutputCaptureExtension.class)
class RefusedByDatabaseTest {
  private static final String PERSON = "张三丰 230903199001011234";

  @Autowired EntityManager entities;
  @Autowired JdbcClient db;
  @Autowired PlatformTransactionManager transactions;

  @Test
  void what_hibernate_was_refused_is_logged_by_its_constraint_alone(CapturedOutput output) {
    said(
        output,
        () ->
            entities
                .createNativeQuery("insert into person_of_test values (:name)")
                .setParameter("name", PERSON)
                .executeUpdate());
  }

  @Test
  void so_is_what_a_statement_was_refused(CapturedOutput output) {
    said(
        output,
        () -> db.sql("insert into person_of_test values (:name)").param("name", PERSON).update());
  }

  private void said(CapturedOutput output, Runnable refused) {
    var fault =
        catchThrowable(
            () ->
                new TransactionTemplate(transactions)
                    .executeWithoutResult(
                        status -> {
                          db.sql(
                                  """
                                  create temporary table person_of_test (name text
                                    constraint short_names check (length(name) < 3)) on commit drop
                                  """)
                              .update();
                          refused.run();
                        }));
    RefusedByDatabase.log(fault);

    var trace = new StringWriter();
    fault.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).contains("short_names").doesNotContain(PERSON);
    assertThat(output.getAll())
        .contains(
            "Refused by the database: SQLState 23514, table person_of_test, constraint short_names")
        .doesNotContain(PERSON);
    assertThat(output.getAll().lines().filter(l -> l.contains("short_names"))).hasSize(1);
  }
}
