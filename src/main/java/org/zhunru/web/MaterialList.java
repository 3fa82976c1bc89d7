package org.zhunru.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.zhunru.intake.Case;
import org.zhunru.intake.MaterialFile;
import org.zhunru.intake.Materials;
import org.zhunru.policy.FactDictionary;
import org.zhunru.policy.FactsReader;
import org.zhunru.policy.MaterialsChecklist;
import tools.jackson.databind.node.ObjectNode;

/** The checklist of materials with the files that are there. */
@Component
class MaterialList {
  private final MaterialsChecklist checklist;
  private final FactsReader reader;
  private final Materials materials;
  private final Words words;
  private final Clock clock;

  MaterialList(
      MaterialsChecklist checklist,
      FactDictionary dictionary,
      Materials materials,
      Words words,
      Clock clock) {
    this.checklist = checklist;
    // The checklist reads no hazard categories.
    this.reader = new FactsReader(Set.of(), dictionary);
    this.clock = clock;
    this.materials = materials;
    this.words = words;
  }

  /**
   * @param folded whether it is of little interest
   */
  public record Group(String title, String text, boolean folded, List<Row> rows) {}

  /**
   * @param field name of the row, as errors and corrections call it
   * @param state done, missing, open, offered or none
   */
  public record Row(
      String id,
      String field,
      String name,
      String condition,
      String basis,
      boolean recalled,
      String state,
      List<File> files,
      List<String> asked,
      String error) {}

  /** A file. */
  public record File(String id, String name, String kind, String size, String hash, Instant at) {}

  private List<MaterialsChecklist.Needed> items(EditDraft.Open open, ObjectNode tree) {
    return checklist.forMatter(
        open.matter().id(),
        reader.read(tree, "", LocalDate.now(clock)).facts(),
        checklist.dayOf(open.of()));
  }

  /** How many materials are needed for certain and not in the draft. */
  int missing(EditDraft.Open open, ObjectNode tree) {
    var there =
        materials.ofDraft(open.of().id()).stream()
            .map(MaterialFile::material)
            .collect(Collectors.toSet());
    return (int)
        items(open, tree).stream()
            .filter(i -> i.need() == MaterialsChecklist.Need.NEEDED)
            .filter(i -> !there.contains(i.material().id()))
            .count();
  }

  /** What a material is called; its id if no checklist knew it. */
  String name(Case of, String material) {
    return checklist.name(material, of, LocaleContextHolder.getLocale());
  }

  boolean knows(EditDraft.Open open, String material) {
    return checklist
        .find(material, checklist.dayOf(open.of()))
        .filter(m -> m.matter().equals(open.matter().id()))
        .isPresent();
  }

  List<Group> groups(
      EditDraft.Open open,
      List<MaterialFile> files,
      Map<String, List<String>> asked,
      List<FieldError> errors) {
    var items = items(open, open.tree());
    var groups = new ArrayList<Group>();
    var listed = new HashSet<String>();
    for (var need : MaterialsChecklist.Need.values()) {
      var rows =
          items.stream()
              .filter(i -> group(i, asked) == need)
              .peek(i -> listed.add(i.material().id()))
              .map(i -> row(i, files, asked, errors))
              .toList();
      if (!rows.isEmpty()) {
        var key = "edit.materials." + need.name().toLowerCase(java.util.Locale.ROOT);
        groups.add(
            new Group(
                words.say(key, rows.size()),
                words.say(key + ".text"),
                need == MaterialsChecklist.Need.NOT_NEEDED,
                rows));
      }
    }
    var further = further(open, files, listed, asked);
    if (!further.isEmpty()) {
      groups.add(
          new Group(
              words.say("edit.materials.further", further.size()),
              words.say("edit.materials.further.text"),
              false,
              further));
    }
    return groups;
  }

  /** What somebody asked for is needed, whatever the checklist says. */
  private static MaterialsChecklist.Need group(
      MaterialsChecklist.Needed item, Map<String, List<String>> asked) {
    return asked.containsKey("materials." + item.material().id())
        ? MaterialsChecklist.Need.NEEDED
        : item.need();
  }

  private static Row row(
      MaterialsChecklist.Needed item,
      List<MaterialFile> files,
      Map<String, List<String>> asked,
      List<FieldError> errors) {
    var field = "materials." + item.material().id();
    var there = files.stream().filter(f -> f.material().equals(item.material().id())).toList();
    var material = item.material();
    var locale = LocaleContextHolder.getLocale();
    return new Row(
        material.id(),
        field,
        material.name(locale),
        material.condition(locale),
        material.legalBasis(),
        material.toBeConfirmed(),
        there.isEmpty()
            ? switch (item.need()) {
              case NEEDED -> "missing";
              case PERHAPS -> "open";
              case OFFERED -> "offered";
              case NOT_NEEDED -> "none";
            }
            : "done",
        there.stream().map(MaterialList::file).toList(),
        asked.getOrDefault(field, List.of()),
        errors.stream()
            .filter(e -> e.field().equals(field))
            .map(FieldError::text)
            .collect(Collectors.joining(" ")));
  }

  /** Files of materials that the checklist doesn't name any more. */
  private List<Row> further(
      EditDraft.Open open,
      List<MaterialFile> files,
      Set<String> listed,
      Map<String, List<String>> asked) {
    return files.stream()
        .map(MaterialFile::material)
        .filter(m -> !listed.contains(m))
        .distinct()
        .map(
            m ->
                new Row(
                    m,
                    "materials." + m,
                    name(open.of(), m),
                    "",
                    "",
                    false,
                    "done",
                    files.stream()
                        .filter(f -> f.material().equals(m))
                        .map(MaterialList::file)
                        .toList(),
                    asked.getOrDefault("materials." + m, List.of()),
                    ""))
        .toList();
  }

  static File file(MaterialFile file) {
    return new File(
        file.id().toString(),
        file.name(),
        file.mediaType().replaceFirst(".*[./]", "").toUpperCase(java.util.Locale.ROOT),
        size(file.size()),
        file.hash().substring(0, 12),
        file.uploadedAt());
  }

  /** 1.2 MB. */
  static String size(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    var mega = bytes >= 1 << 20;
    return Figures.plain(
            BigDecimal.valueOf(bytes)
                .divide(BigDecimal.valueOf(mega ? 1 << 20 : 1 << 10), 1, RoundingMode.HALF_UP))
        + (mega ? " MB" : " KB");
  }
}
