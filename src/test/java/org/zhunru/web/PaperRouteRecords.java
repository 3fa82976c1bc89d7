package org.zhunru.web;

import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhunru.decision.Audience;
import org.zhunru.decision.Documents;

/** {@code document}: one of no case that anybody knows; its code is public all the same. */
@Component
class PaperRouteRecords implements RouteRecords.Kind {
  private final Documents documents;
  private final TransactionTemplate transaction;

  PaperRouteRecords(Documents documents, PlatformTransactionManager transactions) {
    this.documents = documents;
    this.transaction = new TransactionTemplate(transactions);
  }

  @Override
  public String name() {
    return "document";
  }

  @Override
  public Map<String, String> make(RouteRecords.Who who) {
    var document =
        documents.byId(
            Objects.requireNonNull(
                transaction.execute(
                    status ->
                        documents.issue(
                            UUID.randomUUID(),
                            "joint-pre-approval",
                            "withdrawal",
                            "撤回申请终止办理通知书",
                            null,
                            Map.of(
                                "office", "七台河市联合审批办公室",
                                "date", LocalDate.of(2026, 11, 23),
                                "matterName", "联合预审",
                                "applicant", "路由测试企业",
                                "project", "路由测试项目",
                                "caseNumber", "2026-QTH-000000",
                                "withdrawnOn", LocalDate.of(2026, 11, 20),
                                "reason", "测试",
                                "contact", "0464-8260000"),
                            Audience.APPLICANT,
                            Map.of("date", "2026-11-23")))));
    return Map.of("id", document.id().toString(), "code", document.printedCode());
  }
}
