package org.zhunru.web;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.intake.CompleteFacts;
import org.zhunru.intake.Dossiers;
import org.zhunru.intake.Drafts;
import org.zhunru.intake.Materials;
import org.zhunru.intake.Projects;

/** {@code draft} and {@code filed}: a case of applicant-own with a file in it. */
@Configuration(proxyBeanMethods = false)
class IntakeRouteRecords {
  /** The smallest PDF there is. */
  static final byte[] PDF =
      ("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
              + "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
              + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
              + "trailer<</Root 1 0 R>>\n%%EOF\n")
          .getBytes(StandardCharsets.US_ASCII);

  private static String open(
      RouteRecords.Who who,
      Projects projects,
      Cases cases,
      Materials materials,
      Map<String, String> into) {
    var applicant = who.applicantOwn();
    var project =
        projects.create(applicant, who.enterprise(), "路由" + UUID.randomUUID(), null, "230903");
    var id = cases.open(applicant, project.id(), "joint-pre-approval").id();
    var file =
        materials.upload(applicant, id, "eia-report", "a.pdf", new ByteArrayInputStream(PDF));
    into.put("id", id.toString());
    into.put("file", file.id().toString());
    into.put("page", "project");
    into.put("a", "1");
    into.put("b", "1");
    into.put("version", "1");
    return id.toString();
  }

  @Bean
  RouteRecords.Kind draftRecords(Projects projects, Cases cases, Materials materials) {
    return kind(
        "draft",
        who -> {
          var values = new java.util.HashMap<String, String>();
          open(who, projects, cases, materials, values);
          return values;
        });
  }

  @Bean
  RouteRecords.Kind filedRecords(
      Projects projects,
      Cases cases,
      Materials materials,
      Drafts drafts,
      Dossiers dossiers,
      PlatformTransactionManager transactions) {
    return kind(
        "filed",
        who -> {
          var values = new java.util.HashMap<String, String>();
          var id = CaseId.parse(open(who, projects, cases, materials, values));
          new TransactionTemplate(transactions)
              .executeWithoutResult(
                  status -> {
                    drafts.save(
                        who.applicantOwn(),
                        id,
                        CompleteFacts.named("路由", "路由测试"),
                        drafts.of(who.applicantOwn(), id).revision());
                    dossiers.submit(who.applicantOwn(), id);
                    cases.letTakePart(id, Set.of(RouteRecords.CALLED));
                  });
          return values;
        });
  }

  private static RouteRecords.Kind kind(
      String name, java.util.function.Function<RouteRecords.Who, Map<String, String>> make) {
    return new RouteRecords.Kind() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Map<String, String> make(RouteRecords.Who who) {
        return make.apply(who);
      }
    };
  }
}
