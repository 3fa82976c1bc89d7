package org.zhunru.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhunru.IntegrationTest;

@IntegrationTest
class EngineConfigurationTest {

  @Autowired ProcessEngine engine;
  @Autowired JdbcTemplate jdbc;
  @Autowired PlatformTransactionManager transactions;

  @Test
  void the_engine_runs_on_tables_that_flyway_made() {
    assertThat(
            jdbc.queryForObject(
                "select count(*) from flyway_schema_history where version = '001' and success",
                Integer.class))
        .isOne();
    assertThat(configuration().getDatabaseSchemaUpdate()).isEqualTo("false");
  }

  @Test
  void what_the_engine_did_is_rolled_back_with_our_own_rows() {
    var deployment =
        engine
            .getRepositoryService()
            .createDeployment()
            .name("one transaction")
            .addModelInstance(
                "one.bpmn",
                org.camunda.bpm.model.bpmn.Bpmn.createExecutableProcess("one-transaction")
                    .camundaHistoryTimeToLive(1)
                    .startEvent()
                    .userTask()
                    .endEvent()
                    .done())
            .deploy();
    try {
      assertThatThrownBy(
              () ->
                  new TransactionTemplate(transactions)
                      .executeWithoutResult(
                          tx -> {
                            engine
                                .getRuntimeService()
                                .startProcessInstanceByKey("one-transaction", "k", Map.of());
                            throw new IllegalStateException("ours");
                          }))
          .hasMessage("ours");
      assertThat(
              engine
                  .getRuntimeService()
                  .createProcessInstanceQuery()
                  .processDefinitionKey("one-transaction")
                  .count())
          .isZero();
    } finally {
      engine.getRepositoryService().deleteDeployment(deployment.getId(), true);
    }
  }

  @Test
  void everything_we_do_not_need_is_off() {
    var engine = configuration();
    assertThat(engine.isJobExecutorActivate()).isFalse();
    assertThat(engine.isDmnEnabled()).isFalse();
    assertThat(engine.isCmmnEnabled()).isFalse();
    assertThat(engine.isMetricsEnabled()).isFalse();
    assertThat(engine.isEnableExpressionsInAdhocQueries()).isFalse();
    assertThat(engine.isEnableExpressionsInStoredQueries()).isFalse();
    assertThat(engine.isEnforceHistoryTimeToLive()).isTrue();
    assertThat(engine.getHistoryLevel().getName()).isEqualTo("activity");
  }

  private ProcessEngineConfigurationImpl configuration() {
    return (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
  }
}
