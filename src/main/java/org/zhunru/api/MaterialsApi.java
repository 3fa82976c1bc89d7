package org.zhunru.api;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.intake.MaterialFile;
import org.zhunru.intake.Materials;

/**
 * Materials: {@code multipart/form-data} with {@code material} (id in the checklist) and {@code
 * file}.
 */
@RestController
class MaterialsApi {
  private final Materials materials;
  private final Cases cases;

  MaterialsApi(Materials materials, Cases cases) {
    this.materials = materials;
    this.cases = cases;
  }

  record View(
      UUID id,
      String material,
      String name,
      String mediaType,
      long size,
      String sha256,
      Instant uploadedAt) {
    static View of(MaterialFile file) {
      return new View(
          file.id(),
          file.material(),
          file.name(),
          file.mediaType(),
          file.size(),
          file.hash(),
          file.uploadedAt());
    }
  }

  record Listed(List<View> materials) {}

  @PostMapping("/api/v1/cases/{id}/materials")
  ResponseEntity<View> upload(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String material,
      @RequestParam(required = false) @Nullable MultipartFile file,
      Actor actor)
      throws IOException {
    var sent = Body.required(file, "file");
    var name = sent.getOriginalFilename();
    try (var content = sent.getInputStream()) {
      var kept =
          materials.upload(
              actor, new CaseId(id), Body.required(material, "material"), Body.text(name), content);
      return ResponseEntity.created(URI.create("/api/v1/cases/" + id + "/materials/" + kept.id()))
          .body(View.of(kept));
    }
  }

  /** Files of the draft for its applicant; for others, those of the newest version. */
  @GetMapping("/api/v1/cases/{id}/materials")
  Listed list(@PathVariable UUID id, Actor actor) {
    var of = cases.see(actor, new CaseId(id));
    var files =
        actor.isApplicantOf(of.enterpriseId())
            ? materials.ofDraft(of.id())
            : materials.ofVersion(of.id(), of.dossierVersion());
    return new Listed(files.stream().map(View::of).toList());
  }

  @GetMapping("/api/v1/cases/{id}/materials/{fileId}")
  ResponseEntity<Resource> content(@PathVariable UUID id, @PathVariable UUID fileId, Actor actor) {
    var content = materials.open(actor, fileId);
    if (!content.file().caseId().value().equals(id)) {
      throw Refusal.unknown("intake.noSuchFile");
    }
    var headers = new HttpHeaders();
    headers.setContentType(MediaType.parseMediaType(content.file().mediaType()));
    headers.setContentDisposition(
        ContentDisposition.attachment()
            .filename(content.file().name(), StandardCharsets.UTF_8)
            .build());
    headers.setCacheControl(CacheControl.noCache().cachePrivate());
    headers.set("X-Content-Type-Options", "nosniff");
    return ResponseEntity.ok().headers(headers).body(new FileSystemResource(content.path()));
  }

  @DeleteMapping("/api/v1/cases/{id}/materials/{fileId}")
  ResponseEntity<Void> remove(@PathVariable UUID id, @PathVariable UUID fileId, Actor actor) {
    materials.remove(actor, new CaseId(id), fileId);
    return ResponseEntity.noContent().build();
  }
}
