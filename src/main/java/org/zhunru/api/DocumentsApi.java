package org.zhunru.api;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.zhunru.common.Refusal;
import org.zhunru.decision.Document;
import org.zhunru.decision.DocumentAccess;
import org.zhunru.decision.Documents;
import org.zhunru.identity.Actor;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;

/** Papers issued in a case. */
@RestController
class DocumentsApi {
  private final Documents documents;
  private final DocumentAccess access;
  private final Cases cases;

  DocumentsApi(Documents documents, DocumentAccess access, Cases cases) {
    this.documents = documents;
    this.access = access;
    this.cases = cases;
  }

  /**
   * @param kind such as {@code decision-refused}
   * @param verifyCode with which anybody can prove it at {@code /verify}
   */
  record View(
      UUID id,
      String kind,
      String title,
      @Nullable String number,
      String verifyCode,
      String sha256,
      int pages,
      Instant issuedAt,
      String href) {}

  record Listed(List<View> documents) {}

  @GetMapping("/api/v1/cases/{id}/documents")
  Listed list(@PathVariable UUID id, Actor actor) {
    cases.see(actor, new CaseId(id));
    return new Listed(
        documents.ofCase(id).stream()
            .filter(document -> access.mayRead(actor, document))
            .map(DocumentsApi::view)
            .toList());
  }

  @GetMapping("/api/v1/cases/{id}/documents/{docId}")
  ResponseEntity<byte[]> content(@PathVariable UUID id, @PathVariable UUID docId, Actor actor) {
    cases.see(actor, new CaseId(id));
    var document = documents.byId(docId);
    if (!document.caseId().equals(id) || !access.mayRead(actor, document)) {
      throw Refusal.unknown("papers.noSuchDocument", docId);
    }
    var name =
        document.number() == null ? document.title() : document.title() + " " + document.number();
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_PDF)
        .eTag("\"" + HexFormat.of().formatHex(document.sha256()) + "\"")
        .cacheControl(CacheControl.noCache().cachePrivate())
        .header(
            "Content-Disposition",
            ContentDisposition.attachment()
                .filename(
                    name.replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_") + ".pdf",
                    StandardCharsets.UTF_8)
                .build()
                .toString())
        .header("X-Content-Type-Options", "nosniff")
        .body(documents.content(docId));
  }

  private static View view(Document document) {
    return new View(
        document.id(),
        document.kind(),
        document.title(),
        document.number(),
        document.printedCode(),
        HexFormat.of().formatHex(document.sha256()),
        document.pages(),
        document.issuedAt(),
        "/api/v1/cases/" + document.caseId() + "/documents/" + document.id());
  }
}
