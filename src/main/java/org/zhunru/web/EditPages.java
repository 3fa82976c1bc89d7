package org.zhunru.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.DraftMerge;
import org.zhunru.intake.Drafts;
import org.zhunru.intake.FormBinding;
import org.zhunru.intake.FormCheck;
import org.zhunru.intake.FormPath;
import org.zhunru.intake.Matter;
import tools.jackson.databind.node.ObjectNode;

/** {@code /cases/{id}/edit/{page}}: the pages of a draft that have a form. */
@Controller
class EditPages {
  private static final String REVISION = "_revision";

  private final EditDraft edit;
  private final Drafts drafts;
  private final FormViews views;
  private final FormWords names;
  private final FormLookup lookup;
  private final EditMaterials materials;
  private final Words words;

  EditPages(
      EditDraft edit,
      Drafts drafts,
      FormViews views,
      FormWords names,
      FormLookup lookup,
      EditMaterials materials,
      Words words) {
    this.edit = edit;
    this.drafts = drafts;
    this.views = views;
    this.names = names;
    this.lookup = lookup;
    this.materials = materials;
    this.words = words;
  }

  /**
   * @param errors for the summary; those of wrong values, and of missing ones if they were asked
   *     for
   * @param next what comes after this page
   */
  public record View(
      EditDraft.Around around,
      String page,
      String title,
      List<FormNode> nodes,
      List<FieldError> errors,
      int revision,
      java.time.Instant savedAt,
      String next) {}

  /**
   * Two states of one draft.
   *
   * @param overtaken what happened
   * @param sent what the person had sent, to be sent again
   */
  public record Conflict(
      EditDraft.Around around,
      String page,
      String title,
      String overtaken,
      int revision,
      List<Choice> choices,
      List<Parameter> sent) {}

  /** A place where they differ. */
  public record Choice(String path, String label, String mine, String theirs) {}

  /** A parameter as it was sent. */
  public record Parameter(String name, String value) {}

  @GetMapping("/cases/{id}/edit")
  String first(@PathVariable String id, Actor actor) {
    var open = edit.open(actor, CaseId.parse(id));
    var page =
        open.matter().pages().stream()
            .filter(p -> p.form() != null && !edit.faults(edit.form(p), open.tree()).isEmpty())
            .findFirst()
            .orElse(open.matter().pages().get(0));
    return "redirect:/cases/" + open.of().id() + "/edit/" + page.id();
  }

  @GetMapping("/cases/{id}/edit/{page}")
  ModelAndView show(
      @PathVariable String id,
      @PathVariable String page,
      @RequestParam(required = false) @Nullable String missing,
      Actor actor) {
    var open = edit.open(actor, CaseId.parse(id));
    var at = EditDraft.page(open.matter(), page);
    if (at.form() == null) {
      return materials.show(open, at, List.of());
    }
    return page(
        open, at, open.tree(), missing != null, FormActs.mapOf(open.tree()), "", HttpStatus.OK);
  }

  @PostMapping("/cases/{id}/edit/{page}")
  ModelAndView save(
      @PathVariable String id, @PathVariable String page, Actor actor, HttpServletRequest request) {
    var open = edit.open(actor, CaseId.parse(id));
    var at = EditDraft.page(open.matter(), page);
    if (at.form() == null) {
      throw Refusal.unknown("edit.noSuchPage");
    }
    var sent = request.getParameterMap();
    var form = edit.form(at);
    var acts = new FormActs(sent);
    var shown = acts.applied(List.of(form), open.tree(), edit.today());
    var clean = FormBinding.withoutEmptyRows(shown.deepCopy());
    var revision = revision(FormActs.first(sent, REVISION));
    if (acts.is("merge")) {
      var theirs = sent.getOrDefault("_theirs", new String[0]);
      clean = DraftMerge.merge(clean, open.tree(), List.of(theirs));
      shown = clean;
    }
    var saved = open;
    if (!DraftMerge.differences(clean, open.tree()).isEmpty()) {
      if (revision != open.draft().revision()) {
        return conflict(open, at, clean, sent);
      }
      try {
        drafts.save(actor, open.of().id(), FormBinding.json(clean), revision);
      } catch (Refusal overtaken) {
        if (!overtaken.code().equals("intake.draftOvertaken")) {
          throw overtaken;
        }
        return conflict(edit.open(actor, open.of().id()), at, clean, sent);
      }
      saved = edit.open(actor, open.of().id());
    }
    if (acts.staysOnPage()) {
      return page(saved, at, shown, false, acts.map(shown), acts.lookedUp(), HttpStatus.OK);
    }
    var wrong = edit.faults(form, clean).stream().filter(f -> !FormCheck.isMissing(f)).findAny();
    if (acts.is("check")) {
      return new ModelAndView("redirect:/cases/" + open.of().id() + "/check");
    }
    if (acts.is("next") && wrong.isEmpty()) {
      return new ModelAndView("redirect:" + next(open, at));
    }
    if (wrong.isEmpty()) {
      return new ModelAndView("redirect:/cases/" + open.of().id() + "/edit/" + at.id());
    }
    return page(saved, at, clean, true, acts.map(clean), "", HttpStatus.UNPROCESSABLE_CONTENT);
  }

  /**
   * What a script saves while one types.
   *
   * @param revision the values are based on, quoted as entity tags are
   */
  @PostMapping(
      path = "/cases/{id}/edit/{page}/autosave",
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Map<String, Object>> autosave(
      @PathVariable String id,
      @PathVariable String page,
      @RequestHeader(name = "If-Match", required = false) @Nullable String revision,
      Actor actor,
      HttpServletRequest request) {
    var open = edit.open(actor, CaseId.parse(id));
    var at = EditDraft.page(open.matter(), page);
    if (at.form() == null) {
      throw Refusal.unknown("edit.noSuchPage");
    }
    var form = edit.form(at);
    var tree = FormBinding.bind(form, open.tree(), request.getParameterMap(), edit.today());
    var based = revision(revision == null ? "" : revision.replace("\"", ""));
    var answer = new LinkedHashMap<String, Object>();
    var draft = open.draft();
    if (!DraftMerge.differences(tree, open.tree()).isEmpty()) {
      if (based != draft.revision()) {
        return overtaken();
      }
      try {
        draft = drafts.save(actor, open.of().id(), FormBinding.json(tree), based);
      } catch (Refusal overtaken) {
        if (!overtaken.code().equals("intake.draftOvertaken")) {
          throw overtaken;
        }
        return overtaken();
      }
    }
    answer.put("revision", draft.revision());
    answer.put("said", words.say("edit.saved", draft.updatedAt()));
    var errors = new LinkedHashMap<String, String>();
    for (var fault : edit.faults(form, tree)) {
      if (!FormCheck.isMissing(fault)) {
        errors.putIfAbsent(FormWords.anchor(form, String.valueOf(fault.field())), edit.text(fault));
      }
    }
    answer.put("errors", errors);
    return ResponseEntity.ok(answer);
  }

  private ResponseEntity<Map<String, Object>> overtaken() {
    return ResponseEntity.status(HttpStatus.CONFLICT)
        .body(Map.of("said", words.say("edit.overtaken.now")));
  }

  private ModelAndView page(
      EditDraft.Open open,
      Matter.FormPage at,
      ObjectNode tree,
      boolean missingToo,
      SiteMap map,
      String lookedUp,
      HttpStatus status) {
    var form = edit.form(at);
    var errors = new LinkedHashMap<String, String>();
    var summary = new ArrayList<FieldError>();
    for (var fault : edit.faults(form, tree)) {
      if (missingToo || !FormCheck.isMissing(fault)) {
        errors.putIfAbsent(String.valueOf(fault.field()), edit.text(fault));
        summary.add(edit.summary(form, fault));
      }
    }
    var beside =
        new FormViews.Beside(
            errors,
            edit.askedAt(open),
            edit.filed(open, tree),
            map,
            lookedUp,
            found(tree, lookedUp));
    var view =
        new View(
            edit.around(open, tree, at.id(), null),
            at.id(),
            at.name().in(org.springframework.context.i18n.LocaleContextHolder.getLocale()),
            views.nodes(form, tree, beside),
            summary,
            open.draft().revision(),
            open.draft().updatedAt(),
            next(open, at));
    return new ModelAndView("edit", Map.of("page", view), status);
  }

  /** What the row that is looked up may be. */
  List<FormNode.Found> found(ObjectNode tree, String row) {
    if (row.isEmpty()) {
      return List.of();
    }
    var cas = FormPath.get(tree, row + ".cas");
    var name = FormPath.get(tree, row + ".name");
    var text = name != null ? name.asString() : cas == null ? "" : cas.asString();
    return text.isBlank()
        ? List.of()
        : lookup.substances(text).stream()
            .map(
                hit ->
                    new FormNode.Found(
                        hit.name(),
                        hit.cas(),
                        hit.note(),
                        "take:" + row + "|" + hit.cas() + "|" + hit.name().replace('|', ' ')))
            .toList();
  }

  private ModelAndView conflict(
      EditDraft.Open open, Matter.FormPage at, ObjectNode mine, Map<String, String[]> sent) {
    var forms = edit.allForms(open.matter());
    var choices =
        DraftMerge.differences(mine, open.tree()).stream()
            .map(
                d ->
                    new Choice(
                        d.path(),
                        names.label(d.path()),
                        names.value(d.path(), d.mine(), forms),
                        names.value(d.path(), d.theirs(), forms)))
            .toList();
    var again = new ArrayList<Parameter>();
    sent.forEach(
        (name, values) -> {
          if (!List.of("_csrf", "_once", REVISION, FormActs.DO, "_theirs").contains(name)
              && !name.contains(".map.")) {
            for (var value : values) {
              again.add(new Parameter(name, value));
            }
          }
        });
    var view =
        new Conflict(
            edit.around(open, open.tree(), at.id(), null),
            at.id(),
            at.name().in(org.springframework.context.i18n.LocaleContextHolder.getLocale()),
            words.say("edit.overtaken", open.draft().updatedAt()),
            open.draft().revision(),
            choices,
            again);
    return new ModelAndView("edit-conflict", Map.of("page", view), HttpStatus.CONFLICT);
  }

  private static String next(EditDraft.Open open, Matter.FormPage at) {
    var pages = open.matter().pages();
    var n = pages.indexOf(at) + 1;
    return "/cases/"
        + open.of().id()
        + (n < pages.size() ? "/edit/" + pages.get(n).id() : "/check");
  }

  private static int revision(String text) {
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
  }
}
