package org.zhunru.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.identity.Actor;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.intake.DossierVersion;
import org.zhunru.intake.Dossiers;
import org.zhunru.intake.MaterialFile;
import org.zhunru.intake.Matters;
import org.zhunru.intake.Projects;
import org.zhunru.policy.DepartmentReads;
import org.zhunru.policy.FactsDiff;

/** {@code /cases/{id}/compare/{a}/{b}}: two filed versions side by side. */
@Controller
class EditCompare {
  private final Cases cases;
  private final Projects projects;
  private final Dossiers dossiers;
  private final Matters matters;
  private final EditDraft edit;
  private final FormWords names;
  private final PeopleWords people;
  private final MaterialList materials;
  private final DepartmentReads reads;

  EditCompare(
      Cases cases,
      Projects projects,
      Dossiers dossiers,
      Matters matters,
      EditDraft edit,
      FormWords names,
      PeopleWords people,
      MaterialList materials,
      DepartmentReads reads) {
    this.cases = cases;
    this.projects = projects;
    this.dossiers = dossiers;
    this.matters = matters;
    this.edit = edit;
    this.names = names;
    this.people = people;
    this.materials = materials;
    this.reads = reads;
  }

  /** What a version says of itself. */
  public record Version(int number, java.time.Instant at, String by, String hash) {}

  /**
   * @param departments whose rules read it
   */
  public record Fact(String label, String before, String after, String departments) {}

  /**
   * @param what added, removed or replaced
   */
  public record File(String what, String material, List<Named> before, List<Named> after) {}

  /** A file by name. */
  public record Named(String id, String name, String size) {}

  /**
   * @param versions all that can be compared
   */
  public record View(
      String id,
      String title,
      String number,
      Version before,
      Version after,
      List<Fact> facts,
      List<File> files,
      List<Integer> versions) {}

  @GetMapping("/cases/{id}/compare/{a}/{b}")
  ModelAndView compare(
      @PathVariable String id, @PathVariable int a, @PathVariable int b, Actor actor) {
    var of = cases.see(actor, CaseId.parse(id));
    var before = dossiers.version(of.id(), a);
    var after = dossiers.version(of.id(), b);
    var forms = edit.allForms(matters.byId(of.matter()));
    var facts =
        FactsDiff.between(before.facts(), after.facts()).stream()
            .map(
                c ->
                    new Fact(
                        names.label(c.path()),
                        names.text(c.path(), c.before(), forms),
                        names.text(c.path(), c.after(), forms),
                        reading(c.path(), before, after)))
            .toList();
    var view =
        new View(
            of.id().toString(),
            projects.byId(of.projectId()).name(),
            of.number() == null ? "" : String.valueOf(of.number()),
            version(before),
            version(after),
            facts,
            files(of, before, after),
            dossiers.versions(of.id()).stream().map(DossierVersion::version).toList());
    return new ModelAndView("edit-compare", Map.of("page", view));
  }

  private String reading(String path, DossierVersion before, DossierVersion after) {
    return reads.concerned(List.of(path), day(before), day(after)).stream()
        .map(people::department)
        .collect(Collectors.joining(names.separator()));
  }

  private static LocalDate day(DossierVersion version) {
    return LocalDate.ofInstant(version.submittedAt(), Dates.ZONE);
  }

  private static Version version(DossierVersion version) {
    return new Version(
        version.version(),
        version.submittedAt(),
        version.submittedByName(),
        version.hash().substring(0, 16));
  }

  private List<File> files(Case of, DossierVersion before, DossierVersion after) {
    var was = byMaterial(before);
    var is = byMaterial(after);
    var all = new LinkedHashMap<String, Boolean>();
    was.keySet().forEach(m -> all.put(m, true));
    is.keySet().forEach(m -> all.put(m, true));
    var files = new ArrayList<File>();
    for (var material : all.keySet()) {
      var old = was.getOrDefault(material, List.of());
      var now = is.getOrDefault(material, List.of());
      var gone = old.stream().filter(f -> !same(f, now)).map(EditCompare::named).toList();
      var come = now.stream().filter(f -> !same(f, old)).map(EditCompare::named).toList();
      if (!gone.isEmpty() || !come.isEmpty()) {
        files.add(
            new File(
                gone.isEmpty() ? "added" : come.isEmpty() ? "removed" : "replaced",
                materials.name(of, material),
                gone,
                come));
      }
    }
    return files;
  }

  private static boolean same(MaterialFile file, List<MaterialFile> others) {
    return others.stream().anyMatch(o -> o.hash().equals(file.hash()));
  }

  private static Map<String, List<MaterialFile>> byMaterial(DossierVersion version) {
    return version.materials().stream()
        .collect(
            Collectors.groupingBy(MaterialFile::material, LinkedHashMap::new, Collectors.toList()));
  }

  private static Named named(MaterialFile file) {
    return new Named(file.id().toString(), file.name(), MaterialList.size(file.size()));
  }
}
