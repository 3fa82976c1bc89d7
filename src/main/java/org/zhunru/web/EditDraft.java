package org.zhunru.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseDays;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.CaseState;
import org.zhunru.intake.Cases;
import org.zhunru.intake.Correction;
import org.zhunru.intake.Corrections;
import org.zhunru.intake.Dossiers;
import org.zhunru.intake.Draft;
import org.zhunru.intake.DraftMerge;
import org.zhunru.intake.Drafts;
import org.zhunru.intake.Form;
import org.zhunru.intake.FormBinding;
import org.zhunru.intake.FormCheck;
import org.zhunru.intake.IntakeForms;
import org.zhunru.intake.Matter;
import org.zhunru.intake.Matters;
import org.zhunru.intake.Projects;
import org.zhunru.supervision.CaseClock;
import org.zhunru.supervision.Clocks;
import tools.jackson.databind.node.ObjectNode;

/** Everything around a draft that its pages have in common. */
@Component
class EditDraft {
  private final Cases cases;
  private final Projects projects;
  private final Matters matters;
  private final Drafts drafts;
  private final Dossiers dossiers;
  private final Corrections corrections;
  private final IntakeForms forms;
  private final FormSources sources;
  private final FormWords names;
  private final PeopleWords people;
  private final Words words;
  private final RefusalWords refusals;
  private final MaterialList materials;
  private final Clocks clocks;
  private final ClockWords clockWords;
  private final Clock clock;

  EditDraft(
      Cases cases,
      Projects projects,
      Matters matters,
      Drafts drafts,
      Dossiers dossiers,
      Corrections corrections,
      IntakeForms forms,
      FormSources sources,
      FormWords names,
      PeopleWords people,
      Words words,
      RefusalWords refusals,
      MaterialList materials,
      Clocks clocks,
      ClockWords clockWords,
      Clock clock) {
    this.cases = cases;
    this.projects = projects;
    this.matters = matters;
    this.drafts = drafts;
    this.dossiers = dossiers;
    this.corrections = corrections;
    this.forms = forms;
    this.sources = sources;
    this.names = names;
    this.people = people;
    this.words = words;
    this.refusals = refusals;
    this.materials = materials;
    this.clocks = clocks;
    this.clockWords = clockWords;
    this.clock = clock;
  }

  /** A draft that its applicant may change now, with its case and matter. */
  record Open(Case of, Matter matter, Draft draft, ObjectNode tree) {}

  /**
   * What is around every page of a draft.
   *
   * @param title of the project
   * @param number acceptance number; empty before the first filing
   * @param asked open requests for correction
   * @param changed what the draft says otherwise than the filed version
   * @param filed newest version; 0 if none
   */
  public record Around(
      String id,
      String title,
      String matter,
      String number,
      int filed,
      List<Step> steps,
      List<Asked> asked,
      List<Changed> changed) {}

  /**
   * @param state as in the layout's step bar
   */
  public record Step(String label, String state, String note, String href) {}

  /**
   * A request for correction.
   *
   * @param limit in what time it is expected; null if that was not said
   * @param meanwhile what the limits of the offices do until it is answered
   */
  public record Asked(
      String who,
      java.time.Instant at,
      String message,
      List<Point> points,
      @Nullable Limit limit,
      String meanwhile) {}

  /**
   * In what time a correction is expected.
   *
   * @param said who stated it, and that nothing follows by itself
   * @param href how its last day came out
   */
  public record Limit(
      String light, String left, LocalDate due, boolean provisional, String said, String href) {}

  /**
   * @param where the field or material
   * @param href the page that has it; empty if no page has
   */
  public record Point(String where, String reason, String text, String href) {}

  /** A value that differs from the filed version. */
  public record Changed(String label, String was, String is) {}

  /**
   * @throws Refusal {@code intake.noSuchCase} if it is not the applicant's, {@code
   *     intake.notEditable}
   */
  Open open(Actor actor, CaseId id) {
    var found = cases.see(actor, id);
    if (!actor.isApplicantOf(found.enterpriseId())) {
      throw Refusal.unknown("intake.noSuchCase");
    }
    if (!drafts.isEditable(found)) {
      throw Refusal.conflict("intake.notEditable", found.state().name());
    }
    var draft = drafts.of(actor, id);
    return new Open(found, matters.byId(found.matter()), draft, FormBinding.tree(draft.facts()));
  }

  LocalDate today() {
    return LocalDate.now(clock);
  }

  /** The days of the case, if it was filed today. */
  CaseDays days(Open open) {
    return CaseDays.of(open.of(), clock);
  }

  List<Form> allForms(Matter matter) {
    return matter.pages().stream().filter(p -> p.form() != null).map(forms::of).toList();
  }

  Form form(Matter.FormPage page) {
    return forms.of(page);
  }

  static Matter.FormPage page(Matter matter, String id) {
    return matter.pages().stream()
        .filter(p -> p.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Refusal.unknown("edit.noSuchPage"));
  }

  /** What is missing or wrong on a page with a form. */
  List<Refusal> faults(Form form, ObjectNode tree) {
    return FormCheck.faults(form, tree, sources, today());
  }

  /** A fault in words, without the name of its field. */
  String text(Refusal fault) {
    return refusals.at(fault).text();
  }

  /** A fault for the summary: what is called what, and what is wrong. */
  FieldError summary(Form form, Refusal fault) {
    var path = String.valueOf(fault.field());
    return new FieldError(
        FormWords.anchor(form, path), words.say("edit.fault", names.label(path), text(fault)));
  }

  /** A refusal with the name of what it speaks of. */
  String named(Open open, String path, Refusal refusal) {
    var name =
        path.startsWith("materials.")
            ? materials.name(open.of(), path.substring("materials.".length()))
            : names.label(path);
    var text = text(refusal);
    return text.contains(name) ? text : words.say("edit.fault", name, text);
  }

  /** Points of open requests, by path of the fact or {@code materials.<id>}. */
  Map<String, List<String>> askedAt(Open open) {
    var at = new LinkedHashMap<String, List<String>>();
    for (var request : corrections.open(open.of().id())) {
      for (var item : request.items()) {
        at.computeIfAbsent(place(item), p -> new ArrayList<>())
            .add(
                words.say(
                    "edit.asked.point",
                    people.department(request.department()),
                    reason(open.matter(), item),
                    item.text()));
      }
    }
    return at;
  }

  private static String place(Correction.Item item) {
    return item.kind() == Correction.Kind.MATERIAL ? "materials." + item.subject() : item.subject();
  }

  private static String reason(Matter matter, Correction.Item item) {
    var reason = matter.correctionReasons().get(item.reason());
    return reason == null ? item.reason() : reason.in(LocaleContextHolder.getLocale());
  }

  /** Where the draft says otherwise than the version it is based on; empty before the first. */
  List<DraftMerge.Difference> changes(Open open, ObjectNode tree) {
    if (open.of().state() == CaseState.DRAFT || open.of().dossierVersion() == 0) {
      return List.of();
    }
    var filed = dossiers.version(open.of().id(), open.of().dossierVersion());
    return DraftMerge.differences(tree, FormBinding.tree(filed.facts()));
  }

  /** What the filed version says, by path, where the draft says otherwise. */
  Map<String, String> filed(Open open, ObjectNode tree) {
    var all = allForms(open.matter());
    var filed = new LinkedHashMap<String, String>();
    changes(open, tree).forEach(c -> filed.put(c.path(), names.value(c.path(), c.theirs(), all)));
    return filed;
  }

  /** Address of the page that asks for a fact, at the field itself. */
  String href(Open open, String path) {
    return forms
        .pageOf(open.matter(), path)
        .map(
            page ->
                "/cases/"
                    + open.of().id()
                    + "/edit/"
                    + page.id()
                    + "?missing#f-"
                    + (page.form() == null ? path : FormWords.anchor(forms.of(page), path))
                        .replaceAll("[\\[\\].]+", "-"))
        .orElse("");
  }

  /**
   * @param current id of the page being shown; empty if it is none of the form's
   * @param currentName key of the words of a page that is none of the form's; null if it is one
   */
  Around around(Open open, ObjectNode tree, String current, @Nullable String currentName) {
    var locale = LocaleContextHolder.getLocale();
    var id = open.of().id().toString();
    var steps = new ArrayList<Step>();
    for (var page : open.matter().pages()) {
      int faults =
          page.form() == null ? materials.missing(open, tree) : faults(forms.of(page), tree).size();
      steps.add(
          new Step(
              page.name().in(locale),
              page.id().equals(current) ? "current" : faults == 0 ? "done" : "todo",
              faults == 0 ? "" : words.say("edit.step.open", faults),
              "/cases/" + id + "/edit/" + page.id()));
    }
    steps.add(
        new Step(
            words.say("check.step"),
            currentName == null ? "todo" : "current",
            "",
            "/cases/" + id + "/check"));
    var all = allForms(open.matter());
    return new Around(
        id,
        tree.path("name").asString(projects.byId(open.of().projectId()).name()),
        open.matter().name().in(locale),
        open.of().number() == null ? "" : String.valueOf(open.of().number()),
        open.of().dossierVersion(),
        steps,
        asked(open),
        changes(open, tree).stream()
            .map(
                c ->
                    new Changed(
                        names.label(c.path()),
                        names.value(c.path(), c.theirs(), all),
                        names.value(c.path(), c.mine(), all)))
            .toList());
  }

  private List<Asked> asked(Open open) {
    var requests = corrections.open(open.of().id());
    if (requests.isEmpty()) {
      return List.of();
    }
    var running =
        clocks.ofCase(open.of().id()).stream()
            .filter(c -> c.ended() == null && c.term() == Matter.Term.CORRECTION)
            .toList();
    return requests.stream()
        .map(
            request ->
                new Asked(
                    people.department(request.department()),
                    request.requestedAt(),
                    request.message(),
                    request.items().stream().map(item -> point(open, item)).toList(),
                    running.stream()
                        .filter(c -> request.department().equals(c.department()))
                        .findFirst()
                        .map(c -> limit(open.of(), request, c))
                        .orElse(null),
                    words.say("edit.asked.meanwhile." + request.phase())))
        .toList();
  }

  private Limit limit(Case of, Correction request, CaseClock clock) {
    return new Limit(
        clockWords.light(clock),
        clockWords.left(clock),
        clock.dueOn(),
        clock.provisional(),
        words.say(
            "edit.asked.days",
            people.department(request.department()),
            words.say("calendar.amount.working", request.days() == null ? 0 : request.days())),
        clockWords.sheet(clock, of.id()));
  }

  private Point point(Open open, Correction.Item item) {
    var material = item.kind() == Correction.Kind.MATERIAL;
    var name = material ? materials.name(open.of(), item.subject()) : names.label(item.subject());
    return new Point(name, reason(open.matter(), item), item.text(), href(open, place(item)));
  }
}
