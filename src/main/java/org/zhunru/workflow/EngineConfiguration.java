package org.zhunru.workflow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.spring.ProcessEngineFactoryBean;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.transaction.PlatformTransactionManager;
import org.zhunru.common.CannotStart;

/**
 * The process engine, by hand: in our transactions, on our tables, with everything off we don't
 * need.
 */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

  @Bean
  @DependsOnDatabaseInitialization
  SpringProcessEngineConfiguration processEngineConfiguration(
      DataSource dataSource,
      PlatformTransactionManager transactions,
      VisibleBeans visible,
      WorkOfTasks work,
      WorkOfReconsiderations reconsiderations,
      ApplicationContext context) {
    var engine = new SpringProcessEngineConfiguration();
    engine.setApplicationContext(context);
    engine.setProcessEngineName("zhunru");
    engine.setDataSource(dataSource);
    engine.setTransactionManager(transactions);
    engine.setDatabaseType("postgres");
    engine.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_FALSE);
    engine.setHistory(ProcessEngineConfiguration.HISTORY_ACTIVITY);
    engine.setEnforceHistoryTimeToLive(true);
    engine.setHistoryCleanupEnabled(false);
    // When it may go follows from the end and the time-to-live; thirteen tables need not say it
    // too.
    engine.setHistoryRemovalTimeStrategy(
        ProcessEngineConfiguration.HISTORY_REMOVAL_TIME_STRATEGY_NONE);
    engine.setHistoryCleanupStrategy(
        ProcessEngineConfiguration.HISTORY_CLEANUP_STRATEGY_END_TIME_BASED);
    engine.setIdBlockSize(1000);
    engine.setJobExecutorActivate(false);
    engine.setHintJobExecutor(false);
    engine.setAuthorizationEnabled(false);
    engine.setDbIdentityUsed(false);
    engine.setDmnEnabled(false);
    engine.setCmmnEnabled(false);
    engine.setStandaloneTasksEnabled(false);
    engine.setMetricsEnabled(false);
    engine.setDbMetricsReporterActivate(false);
    engine.setTaskMetricsEnabled(false);
    engine.setEnableExpressionsInAdhocQueries(false);
    engine.setEnableExpressionsInStoredQueries(false);
    engine.setDeserializationTypeValidationEnabled(true);
    engine.setEnableExceptionsAfterUnhandledBpmnError(true);
    engine.setBeans(visible);
    engine.setExpressionManager(new GuardedExpressions(context, visible));
    engine.setBpmnParseFactory(new ModelGuard(visible.names()).parsing());
    engine.setScriptEngineResolver(new NoScripts());
    engine.setCustomPostBPMNParseListeners(new ArrayList<>(List.of(work, reconsiderations)));
    return engine;
  }

  @Bean
  ProcessEngineFactoryBean processEngine(SpringProcessEngineConfiguration configuration) {
    var engine = new ProcessEngineFactoryBean();
    engine.setProcessEngineConfiguration(configuration);
    return engine;
  }

  @Bean
  RepositoryService repositoryService(ProcessEngine engine, ResourcePatternResolver resources)
      throws IOException {
    var repository = engine.getRepositoryService();
    deploy(repository, resources.getResources("classpath*:bpmn/*.bpmn"));
    return repository;
  }

  @Bean
  RuntimeService runtimeService(ProcessEngine engine) {
    return engine.getRuntimeService();
  }

  @Bean
  TaskService taskService(ProcessEngine engine) {
    return engine.getTaskService();
  }

  @Bean
  HistoryService historyService(ProcessEngine engine) {
    return engine.getHistoryService();
  }

  private static void deploy(RepositoryService repository, Resource[] models) throws IOException {
    if (models.length == 0) {
      return;
    }
    // All models or none: a model calls the other models of its own deployment.
    var deployment = repository.createDeployment().name("zhunru").enableDuplicateFiltering(false);
    for (Resource model : models) {
      try (var in = model.getInputStream()) {
        deployment.addInputStream("bpmn/" + model.getFilename(), in);
      }
    }
    try {
      deployment.deploy();
    } catch (ParseException e) {
      throw new CannotStart(e, "modelRefused", e.getMessage());
    }
  }
}
