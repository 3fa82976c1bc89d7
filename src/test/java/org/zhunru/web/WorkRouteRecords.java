package org.zhunru.web;

import java.util.Map;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhunru.identity.SeatKind;
import org.zhunru.inbox.Addressee;
import org.zhunru.inbox.Subject;
import org.zhunru.inbox.WorkItems;
import org.zhunru.intake.Projects;

/**
 * {@code work-item}: work of a handler of the called department; {@code project}: of applicant-own.
 */
@Configuration(proxyBeanMethods = false)
class WorkRouteRecords {

  @Bean
  RouteRecords.Kind workItemRecords(
      WorkItems items, JdbcClient db, PlatformTransactionManager transactions) {
    return new RouteRecords.Kind() {
      @Override
      public String name() {
        return "work-item";
      }

      @Override
      public Map<String, String> make(RouteRecords.Who who) {
        var ref = UUID.randomUUID().toString();
        new TransactionTemplate(transactions)
            .executeWithoutResult(
                status ->
                    items.open(
                        UUID.randomUUID(),
                        "DRAFT",
                        ref,
                        Addressee.seat(RouteRecords.CALLED, SeatKind.HANDLER),
                        new Subject("joint-pre-approval", "2026-QTH-R", "路由测试项目", "路由测试企业"),
                        null));
        return Map.of(
            "item",
            db.sql("select id from work_item where task_ref = :ref")
                .param("ref", ref)
                .query(UUID.class)
                .single()
                .toString());
      }
    };
  }

  @Bean
  RouteRecords.Kind projectRecords(Projects projects) {
    return new RouteRecords.Kind() {
      @Override
      public String name() {
        return "project";
      }

      @Override
      public Map<String, String> make(RouteRecords.Who who) {
        var project =
            projects.create(
                who.applicantOwn(), who.enterprise(), "路由" + UUID.randomUUID(), null, null);
        return Map.of("id", project.id().toString());
      }
    };
  }
}
