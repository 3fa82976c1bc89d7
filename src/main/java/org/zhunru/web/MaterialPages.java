package org.zhunru.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Materials;
import org.zhunru.intake.Matter;

/** Uploading, removing and reading materials. */
@Controller
class MaterialPages {
  private final EditDraft edit;
  private final EditMaterials page;
  private final MaterialList list;
  private final Materials materials;

  MaterialPages(EditDraft edit, EditMaterials page, MaterialList list, Materials materials) {
    this.edit = edit;
    this.page = page;
    this.list = list;
    this.materials = materials;
  }

  @PostMapping("/cases/{id}/edit/materials/upload")
  ModelAndView upload(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String material,
      @RequestParam(required = false) List<MultipartFile> files,
      Actor actor) {
    var open = edit.open(actor, CaseId.parse(id));
    if (!list.knows(open, material)) {
      throw Refusal.invalid("intake.materialUnknown", "materials", material);
    }
    var faults = page.upload(actor, open.of().id(), material, files == null ? List.of() : files);
    var at = at(open);
    return faults.isEmpty()
        ? back(open, at, "#f-materials-" + material)
        : page.show(open, at, faults);
  }

  @PostMapping("/cases/{id}/edit/materials/{file}/remove")
  ModelAndView remove(@PathVariable String id, @PathVariable UUID file, Actor actor) {
    var open = edit.open(actor, CaseId.parse(id));
    page.remove(actor, open.of().id(), file);
    return back(open, at(open), "");
  }

  private static Matter.FormPage at(EditDraft.Open open) {
    return open.matter().pages().stream()
        .filter(p -> p.form() == null)
        .findFirst()
        .orElseThrow(() -> Refusal.unknown("edit.noSuchPage"));
  }

  private static ModelAndView back(EditDraft.Open open, Matter.FormPage at, String anchor) {
    return new ModelAndView("redirect:/cases/" + open.of().id() + "/edit/" + at.id() + anchor);
  }

  @GetMapping("/materials/{file}")
  ResponseEntity<Resource> download(@PathVariable UUID file, Actor actor) {
    var content = materials.open(actor, file);
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(content.file().mediaType()))
        .contentLength(content.file().size())
        .cacheControl(CacheControl.noStore())
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .header(
            "Content-Disposition",
            ContentDisposition.attachment()
                .filename(content.file().name(), StandardCharsets.UTF_8)
                .build()
                .toString())
        .body(new FileSystemResource(content.path()));
  }
}
