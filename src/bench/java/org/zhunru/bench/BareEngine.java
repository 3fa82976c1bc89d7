package org.zhunru.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Camunda as it comes, in a schema of its own on the same server, with a pool of the same size:
 * history full, its own executor of jobs, which starts when it is told to.
 */
public final class BareEngine implements AutoCloseable {
  private final HikariDataSource pool;
  private final Counted counted;
  private final ProcessEngine engine;

  /**
   * @param program the pool of the program
   * @param beans what models call
   */
  public BareEngine(JdbcClient server, HikariDataSource program, Map<Object, Object> beans) {
    server.sql("drop schema if exists bare cascade").update();
    server.sql("create schema bare").update();
    pool = new HikariDataSource();
    pool.setJdbcUrl(program.getJdbcUrl());
    pool.setUsername(program.getUsername());
    pool.setPassword(program.getPassword());
    pool.setMaximumPoolSize(program.getMaximumPoolSize());
    pool.setSchema("bare");
    counted = new Counted(pool);
    var configuration = new StandaloneProcessEngineConfiguration();
    configuration.setProcessEngineName("bare");
    configuration.setDataSource(counted);
    configuration.setDatabaseSchema("bare");
    configuration.setDatabaseTablePrefix("bare.");
    configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
    configuration.setHistory(ProcessEngineConfiguration.HISTORY_FULL);
    configuration.setJobExecutorActivate(false);
    configuration.setMetricsEnabled(false);
    configuration.setEnforceHistoryTimeToLive(false);
    configuration.setBeans(beans);
    engine = configuration.buildProcessEngine();
  }

  public ProcessEngine engine() {
    return engine;
  }

  public Counted counted() {
    return counted;
  }

  /** Deploys models by their file names. */
  public void deploy(Map<String, BpmnModelInstance> models) {
    var deployment = engine.getRepositoryService().createDeployment();
    models.forEach(deployment::addModelInstance);
    deployment.deploy();
    counted.take();
  }

  @Override
  public void close() {
    engine.close();
    pool.close();
  }
}
