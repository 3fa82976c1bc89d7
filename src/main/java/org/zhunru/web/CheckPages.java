package org.zhunru.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import org.zhunru.identity.Actor;
import org.zhunru.intake.CaseDays;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.CaseState;
import org.zhunru.intake.Form;
import org.zhunru.intake.FormBinding;
import org.zhunru.intake.FormCheck;
import org.zhunru.intake.MaterialFile;
import org.zhunru.intake.Materials;
import org.zhunru.intake.Matters;
import org.zhunru.intake.SubmissionGate;
import org.zhunru.policy.Checks;
import org.zhunru.policy.FactsReader;
import org.zhunru.review.Refilings;
import tools.jackson.databind.node.ObjectNode;

/** The pre-check: of a draft, with filing behind it, and of anything, without an account. */
@Controller
class CheckPages {
  private static final String MATTER = "joint-pre-approval";

  private final EditDraft edit;
  private final DraftFacts drafts;
  private final Checks checks;
  private final CheckReports reports;
  private final FactsReader reader;
  private final CheckView view;
  private final FormViews views;
  private final Matters matters;
  private final Materials materials;
  private final Refilings refilings;
  private final List<SubmissionGate> gates;
  private final EditPages pages;
  private final PeopleWords people;
  private final RefusalWords refusals;
  private final Words words;

  CheckPages(
      EditDraft edit,
      DraftFacts drafts,
      Checks checks,
      CheckReports reports,
      FactsReader reader,
      CheckView view,
      FormViews views,
      Matters matters,
      Materials materials,
      Refilings refilings,
      List<SubmissionGate> gates,
      EditPages pages,
      PeopleWords people,
      RefusalWords refusals,
      Words words) {
    this.edit = edit;
    this.drafts = drafts;
    this.checks = checks;
    this.reports = reports;
    this.reader = reader;
    this.view = view;
    this.views = views;
    this.matters = matters;
    this.materials = materials;
    this.refilings = refilings;
    this.gates = gates;
    this.pages = pages;
    this.people = people;
    this.refusals = refusals;
    this.words = words;
  }

  /**
   * @param blocking what keeps the draft from being filed
   * @param refused what filing was just refused for
   * @param vetoed cases that it may answer, as options
   * @param refiles the one chosen, or the one of the same project
   */
  public record OfDraft(
      EditDraft.Around around,
      CheckView.Result result,
      List<Blocking> blocking,
      List<Blocking> refused,
      boolean answersCorrection,
      List<ListFilters.Option> vetoed,
      String refiles) {}

  /**
   * @param href the page and field; empty if it is at no field
   */
  public record Blocking(String text, String href, boolean missing) {}

  /**
   * What will follow from filing.
   *
   * @param fields to send again
   */
  public record Confirm(
      EditDraft.Around around,
      List<String> consequences,
      String label,
      String action,
      Map<String, String> fields) {}

  /** The form for anybody. */
  public record Public(List<Section> sections, List<FieldError> errors) {}

  /** A page of the forms. */
  public record Section(String title, List<FormNode> nodes) {}

  /** The result for anybody. */
  public record PublicResult(
      String name, CheckView.Result result, List<EditPages.Parameter> sent) {}

  @GetMapping("/cases/{id}/check")
  ModelAndView ofDraft(@PathVariable String id, Actor actor) {
    return ofDraft(edit.open(actor, CaseId.parse(id)), List.of(), null);
  }

  /**
   * @param chosen the vetoed case that was chosen; null if nothing was yet
   */
  private ModelAndView ofDraft(
      EditDraft.Open open, List<Blocking> refused, @Nullable String chosen) {
    var offered = refilings.offered(open.of());
    var facts = drafts.of(open, edit.today());
    var days = edit.days(open);
    var page =
        new OfDraft(
            edit.around(open, open.tree(), "", "check.step"),
            view.of(
                checks.check(facts, days),
                checks.nearMisses(facts, days),
                path -> edit.href(open, path)),
            blocking(open),
            refused,
            open.of().state() != CaseState.DRAFT,
            offered.stream().map(this::option).toList(),
            chosen != null
                ? chosen
                : offered.stream()
                    .filter(Refilings.Vetoed::sameProject)
                    .map(v -> v.id().toString())
                    .findFirst()
                    .orElse(""));
    return new ModelAndView(
        "check-draft",
        Map.of("page", page),
        refused.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
  }

  private ListFilters.Option option(Refilings.Vetoed vetoed) {
    return new ListFilters.Option(
        vetoed.id().toString(),
        words.say(
            vetoed.sameProject() ? "check.refiles.same" : "check.refiles.other",
            vetoed.number(),
            vetoed.project(),
            vetoed.departments().stream()
                .map(people::department)
                .collect(Collectors.joining(words.say("my.and")))));
  }

  /** What the forms ask for and what a filing would be refused for, each once. */
  private List<Blocking> blocking(EditDraft.Open open) {
    var found = new LinkedHashMap<String, Blocking>();
    for (var page : open.matter().pages()) {
      if (page.form() != null) {
        var form = edit.form(page);
        for (var fault : edit.faults(form, open.tree())) {
          var path = String.valueOf(fault.field());
          found.putIfAbsent(
              path,
              new Blocking(
                  edit.summary(form, fault).text(),
                  edit.href(open, path),
                  FormCheck.isMissing(fault)));
        }
      }
    }
    var there =
        materials.ofDraft(open.of().id()).stream()
            .map(MaterialFile::material)
            .collect(Collectors.toSet());
    for (var gate : gates) {
      gate.check(open.matter(), open.draft().facts(), there, edit.days(open))
          .forEach(
              refusal ->
                  found.putIfAbsent(String.valueOf(refusal.field()), blocking(open, refusal)));
    }
    return List.copyOf(found.values());
  }

  private Blocking blocking(EditDraft.Open open, Refusal refusal) {
    var path = refusal.field();
    return path == null
        ? new Blocking(refusals.at(refusal).text(), "", false)
        : new Blocking(edit.named(open, path, refusal), edit.href(open, path), false);
  }

  @PostMapping("/cases/{id}/submit")
  ModelAndView submit(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String confirmed,
      @RequestParam(defaultValue = "") String refiles,
      Actor actor) {
    var open = edit.open(actor, CaseId.parse(id));
    var blocking = blocking(open);
    if (!blocking.isEmpty()) {
      return ofDraft(open, blocking, refiles);
    }
    try {
      var vetoed = refiles.isEmpty() ? null : vetoed(open, refiles);
      if (confirmed == null) {
        return confirm(open, vetoed);
      }
      refilings.file(actor, open.of().id(), vetoed == null ? null : vetoed.id());
    } catch (Refusals several) {
      return ofDraft(open, several.all().stream().map(r -> blocking(open, r)).toList(), refiles);
    } catch (Refusal refusal) {
      if (refusal.kind() == Refusal.Kind.UNKNOWN) {
        throw refusal;
      }
      return ofDraft(open, List.of(blocking(open, refusal)), refiles);
    }
    return new ModelAndView("redirect:/cases/" + open.of().id());
  }

  private Refilings.Vetoed vetoed(EditDraft.Open open, String chosen) {
    return refilings.offered(open.of()).stream()
        .filter(v -> v.id().toString().equals(chosen))
        .findFirst()
        .orElseThrow(() -> Refusal.invalid("review.notVetoed", null));
  }

  private ModelAndView confirm(EditDraft.Open open, Refilings.@Nullable Vetoed vetoed) {
    var first = open.of().state() == CaseState.DRAFT;
    var follows = new ArrayList<String>();
    var version = open.of().dossierVersion() + 1;
    follows.add(
        words.say("check.follows.frozen", version, materials.ofDraft(open.of().id()).size()));
    follows.add(words.say(first ? "check.follows.receipt" : "check.follows.again"));
    if (vetoed != null) {
      follows.add(words.say("check.follows.refiles", vetoed.number()));
    }
    follows.add(words.say("check.follows.locked"));
    follows.add(words.say("check.follows.true"));
    var page =
        new Confirm(
            edit.around(open, open.tree(), "", "check.step"),
            follows,
            words.say(first ? "check.submit" : "check.submit.again"),
            "/cases/" + open.of().id() + "/submit",
            vetoed == null ? Map.of() : Map.of("refiles", vetoed.id().toString()));
    return new ModelAndView("check-confirm", Map.of("page", page));
  }

  @GetMapping("/check")
  ModelAndView form() {
    return form(FormBinding.tree("{}"), List.of(), FormViews.Beside.NOTHING, HttpStatus.OK);
  }

  @PostMapping("/check")
  Object check(HttpServletRequest request) {
    var sent = request.getParameterMap();
    var acts = new FormActs(sent);
    var forms = publicForms();
    var shown = acts.applied(forms, FormBinding.tree("{}"), edit.today());
    var clean = FormBinding.withoutEmptyRows(shown.deepCopy());
    var errors = new LinkedHashMap<String, String>();
    var summary = new ArrayList<FieldError>();
    for (var form : forms) {
      for (var fault : edit.faults(form, acts.staysOnPage() ? shown : clean)) {
        if (!FormCheck.isMissing(fault)) {
          errors.putIfAbsent(String.valueOf(fault.field()), edit.text(fault));
          summary.add(edit.summary(form, fault));
        }
      }
    }
    var facts = reader.read(acts.staysOnPage() ? shown : clean, "", edit.today()).facts();
    var days = CaseDays.on(edit.today());
    for (var fault : checks.unitFaults(facts, days)) {
      var path = String.valueOf(fault.field());
      errors.putIfAbsent(path, edit.text(fault));
      forms.stream()
          .filter(form -> form.asksFor(path))
          .forEach(form -> summary.add(edit.summary(form, fault)));
    }
    if (acts.staysOnPage() || acts.is("edit") || !summary.isEmpty()) {
      var beside =
          new FormViews.Beside(
              errors,
              Map.of(),
              Map.of(),
              acts.map(shown),
              acts.lookedUp(),
              pages.found(shown, acts.lookedUp()));
      return form(
          acts.staysOnPage() ? shown : clean,
          summary,
          beside,
          summary.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }
    if (acts.is("report") || acts.is("pdf")) {
      var report = reports.of(clean, facts, days);
      return acts.is("pdf")
          ? reports.pdf(report)
          : new ModelAndView(
              "check-report", Map.of("page", new CheckReports.Page(report, again(sent), "", "")));
    }
    var page =
        new PublicResult(
            clean.path("name").asString(""),
            view.of(checks.check(facts, days), checks.nearMisses(facts, days), path -> ""),
            again(sent));
    return new ModelAndView("check-result-page", Map.of("page", page));
  }

  private static List<EditPages.Parameter> again(Map<String, String[]> sent) {
    var again = new ArrayList<EditPages.Parameter>();
    sent.forEach(
        (name, values) -> {
          if (!name.equals(FormActs.DO) && !name.contains(".map.")) {
            for (var value : values) {
              again.add(new EditPages.Parameter(name, value));
            }
          }
        });
    return again;
  }

  /** All pages save those that ask for people: nobody is named without an account. */
  private List<Form> publicForms() {
    return matters.byId(MATTER).pages().stream()
        .filter(p -> p.form() != null && !p.id().equals("people"))
        .map(edit::form)
        .toList();
  }

  private ModelAndView form(
      ObjectNode tree, List<FieldError> errors, FormViews.Beside beside, HttpStatus status) {
    var with =
        beside.map() == null
            ? new FormViews.Beside(
                beside.errors(),
                Map.of(),
                Map.of(),
                FormActs.mapOf(tree),
                beside.lookedUp(),
                beside.found())
            : beside;
    var sections =
        matters.byId(MATTER).pages().stream()
            .filter(p -> p.form() != null && !p.id().equals("people"))
            .map(
                p ->
                    new Section(
                        p.name().in(LocaleContextHolder.getLocale()),
                        views.nodes(edit.form(p), tree, with)))
            .toList();
    return new ModelAndView("check", Map.of("page", new Public(sections, errors)), status);
  }
}
