package org.zhunru.web;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.context.request.WebRequest;
import org.zhunru.common.Refusal;
import org.zhunru.decision.Document;
import org.zhunru.decision.DocumentAccess;
import org.zhunru.decision.Documents;
import org.zhunru.identity.Actor;

/** {@code /documents/{id}}: the PDF, for those of its case. */
@Controller
class DocumentPages {
  private final Documents documents;
  private final ObjectProvider<DocumentAccess> access;

  DocumentPages(Documents documents, ObjectProvider<DocumentAccess> access) {
    this.documents = documents;
    this.access = access;
  }

  @GetMapping("/documents/{id}")
  @Nullable ResponseEntity<byte[]> download(
      @PathVariable UUID id, Actor actor, WebRequest request) {
    var document = documents.byId(id);
    var gate = access.getIfAvailable();
    if (gate == null || !gate.mayRead(actor, document)) {
      throw Refusal.unknown("papers.noSuchDocument", id);
    }
    var tag = '"' + HexFormat.of().formatHex(document.sha256()) + '"';
    if (request.checkNotModified(tag)) {
      return null;
    }
    return answer(document, documents.content(id), tag);
  }

  private static ResponseEntity<byte[]> answer(Document document, byte[] content, String tag) {
    var headers = new HttpHeaders();
    headers.setContentType(MediaType.APPLICATION_PDF);
    headers.setContentDisposition(
        ContentDisposition.attachment()
            .filename(fileName(document), StandardCharsets.UTF_8)
            .build());
    headers.setETag(tag);
    headers.setCacheControl(CacheControl.noCache().cachePrivate());
    headers.set("X-Content-Type-Options", "nosniff");
    return new ResponseEntity<>(content, headers, HttpStatus.OK);
  }

  /** Title and number, without what file systems forbid. */
  static String fileName(Document document) {
    var name =
        document.number() == null ? document.title() : document.title() + " " + document.number();
    return name.replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_") + ".pdf";
  }
}
