package org.zhunru.api;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.zhunru.decision.Documents;
import org.zhunru.inbox.Claims;
import org.zhunru.intake.Acceptance;
import org.zhunru.intake.Cases;
import org.zhunru.intake.CompleteFacts;
import org.zhunru.intake.Dossiers;
import org.zhunru.intake.Drafts;
import org.zhunru.intake.Materials;
import org.zhunru.intake.Projects;
import org.zhunru.web.RouteRecords;

/** {@code api-case}: a case of applicant-own in review, with a file, a receipt and open work. */
@Component
class ApiRouteRecords implements RouteRecords.Kind {
  private static final byte[] PDF =
      ("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
              + "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
              + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
              + "trailer<</Root 1 0 R>>\n%%EOF\n")
          .getBytes(StandardCharsets.US_ASCII);

  private final Projects projects;
  private final Cases cases;
  private final Drafts drafts;
  private final Materials materials;
  private final Dossiers dossiers;
  private final Acceptance acceptance;
  private final Documents documents;
  private final Claims claims;

  ApiRouteRecords(
      Projects projects,
      Cases cases,
      Drafts drafts,
      Materials materials,
      Dossiers dossiers,
      Acceptance acceptance,
      Documents documents,
      Claims claims) {
    this.projects = projects;
    this.cases = cases;
    this.drafts = drafts;
    this.materials = materials;
    this.dossiers = dossiers;
    this.acceptance = acceptance;
    this.documents = documents;
    this.claims = claims;
  }

  @Override
  public String name() {
    return "api-case";
  }

  @Override
  public Map<String, String> make(RouteRecords.Who who) {
    var applicant = who.applicantOwn();
    var name = "路由" + UUID.randomUUID();
    var project = projects.create(applicant, who.enterprise(), name, null, "230903");
    var id = cases.open(applicant, project.id(), "joint-pre-approval").id();
    drafts.save(
        applicant,
        id,
        CompleteFacts.named(name, "|" + RouteRecords.CALLED),
        drafts.of(applicant, id).revision());
    var file =
        materials.upload(applicant, id, "eia-report", "a.pdf", new ByteArrayInputStream(PDF));
    dossiers.submit(applicant, id);
    acceptance.accept(who.lead(), id, "");
    var values = new HashMap<String, String>();
    values.put("id", id.toString());
    values.put("fileId", file.id().toString());
    values.put("docId", documents.ofCase(id.value()).get(0).id().toString());
    values.put("item", claims.openFor(who.handlerCalled(), id.value()).get(0).id().toString());
    values.put("action", "save");
    values.put("department", RouteRecords.CALLED);
    return values;
  }
}
