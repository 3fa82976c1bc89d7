package org.zhunru.web;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhunru.decision.Audience;
import org.zhunru.decision.Document;
import org.zhunru.decision.Documents;

/** Issued documents for tests of pages; for the route matrix one of a case nobody has part in. */
@Component
public class PaperRecords implements RouteRecords.Kind {
  private final Documents documents;
  private final TransactionTemplate transaction;

  PaperRecords(Documents documents, PlatformTransactionManager transactions) {
    this.documents = documents;
    transaction = new TransactionTemplate(transactions);
  }

  @Override
  public String name() {
    return "document";
  }

  @Override
  public Map<String, String> make(RouteRecords.Who who) {
    var document = issue(UUID.randomUUID(), null);
    return Map.of("id", document.id().toString(), "code", document.printedCode());
  }

  /** Gives notice that an application was withdrawn. */
  public Document issue(UUID caseId, @Nullable String validUntil) {
    var summary = new HashMap<String, String>();
    summary.put("office", "七台河市联合审批办公室");
    summary.put("decision", "准予撤回");
    summary.put("date", "2026-11-23");
    if (validUntil != null) {
      summary.put("validUntil", validUntil);
    }
    var values =
        Map.<String, Object>of(
            "office",
            "七台河市联合审批办公室",
            "date",
            LocalDate.of(2026, 11, 23),
            "matterName",
            "危险化学品建设项目联合预审",
            "applicant",
            "七台河隆泰化工有限公司",
            "project",
            "年产3万吨液氯项目",
            "caseNumber",
            "2026-QTH-000123",
            "withdrawnOn",
            LocalDate.of(2026, 11, 20),
            "reason",
            "企业投资计划调整，联系人张某某");
    return documents.byId(
        Objects.requireNonNull(
            transaction.execute(
                status ->
                    documents.issue(
                        caseId,
                        "joint-pre-approval",
                        "withdrawal",
                        "撤回申请终止办理通知书",
                        "七联审〔2026〕7号",
                        values,
                        Audience.APPLICANT,
                        summary))));
  }
}
