package org.zhunru.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.MaterialFile;
import org.zhunru.intake.Materials;
import org.zhunru.intake.Matter;

/** The page of materials of a draft. */
@Component
class EditMaterials {
  private final EditDraft edit;
  private final MaterialList list;
  private final Materials materials;
  private final RefusalWords refusals;
  private final Words words;

  EditMaterials(
      EditDraft edit, MaterialList list, Materials materials, RefusalWords refusals, Words words) {
    this.edit = edit;
    this.list = list;
    this.materials = materials;
    this.refusals = refusals;
    this.words = words;
  }

  /**
   * @param groups needed, perhaps, not needed, further files
   * @param used share of the room for a case, in words
   */
  public record View(
      EditDraft.Around around,
      String title,
      List<MaterialList.Group> groups,
      List<FieldError> errors,
      String used) {}

  ModelAndView show(EditDraft.Open open, Matter.FormPage at, List<Refusal> faults) {
    var id = open.of().id();
    var files = materials.ofDraft(id);
    var errors = faults.stream().map(refusals::at).toList();
    var view =
        new View(
            edit.around(open, open.tree(), at.id(), null),
            at.name().in(LocaleContextHolder.getLocale()),
            list.groups(open, files, edit.askedAt(open), errors),
            errors,
            words.say(
                "edit.materials.used",
                files.size(),
                MaterialList.size(files.stream().mapToLong(MaterialFile::size).sum()),
                Materials.MOST_OF_CASE >> 20));
    return new ModelAndView(
        "edit-materials",
        Map.of("page", view),
        faults.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
  }

  /** Takes what can be taken; returns what is wrong with the rest. */
  List<Refusal> upload(Actor actor, CaseId id, String material, List<MultipartFile> files) {
    var faults = new ArrayList<Refusal>();
    var chosen = files.stream().filter(f -> !name(f).isEmpty()).toList();
    if (chosen.isEmpty()) {
      faults.add(Refusal.invalid("intake.filesMissing", "materials." + material));
    }
    for (var file : chosen) {
      try (var content = file.getInputStream()) {
        materials.upload(actor, id, material, name(file), content);
      } catch (Refusal refusal) {
        if (refusal.kind() != Refusal.Kind.INVALID) {
          throw refusal;
        }
        faults.add(refusal);
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
    return faults;
  }

  private static String name(MultipartFile file) {
    var name = file.getOriginalFilename();
    return name == null ? "" : name;
  }

  void remove(Actor actor, CaseId id, UUID file) {
    materials.remove(actor, id, file);
  }
}
