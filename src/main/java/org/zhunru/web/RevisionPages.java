package org.zhunru.web;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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
import org.zhunru.identity.Role;
import org.zhunru.policy.PolicyFault;
import org.zhunru.policy.PolicyRevision;
import org.zhunru.policy.RevisionDiff;
import org.zhunru.policy.RevisionState;
import org.zhunru.policy.RevisionText;
import org.zhunru.policy.Revisions;
import org.zhunru.policy.WhatIfRun;
import org.zhunru.policy.WhatIfs;

/** {@code /policy}: catalogues and rules, changed by an editor and published by an approver. */
@Controller
class RevisionPages {
  private static final int MOST_SHOWN = 200;
  private static final String MODEL = "dmn";

  private final Revisions revisions;
  private final WhatIfs whatIfs;
  private final RefusalWords refusals;
  private final Words words;
  private final Clock clock;
  private final TableFiles files;

  RevisionPages(
      Revisions revisions,
      WhatIfs whatIfs,
      RefusalWords refusals,
      Words words,
      Clock clock,
      TableFiles files) {
    this.revisions = revisions;
    this.whatIfs = whatIfs;
    this.refusals = refusals;
    this.words = words;
    this.clock = clock;
    this.files = files;
  }

  public record Files(List<File> files, boolean editor) {}

  /**
   * A governed file.
   *
   * @param name the last part of its name
   * @param open the change that isn't finished; null if there is none
   */
  public record File(
      String name, String title, PolicyRevision inForce, @Nullable PolicyRevision open) {}

  public record FileView(
      String name,
      String title,
      List<PolicyRevision> revisions,
      UUID current,
      boolean mayDraft,
      String why,
      List<FieldError> errors) {}

  /**
   * @param whatIf the newest run of what it would change; null if there is none
   * @param whatIfOvertaken whether text or law have changed since
   * @param typed what was typed into the fields of the act that failed
   * @param model whether it is a model that is drawn elsewhere, and no table of rows
   * @param formats in which it can be downloaded
   */
  public record View(
      String name,
      String title,
      PolicyRevision revision,
      List<Fault> faults,
      int moreFaults,
      List<Change> changes,
      int moreChanges,
      boolean mayWrite,
      boolean mayReview,
      boolean mayAskRepeal,
      boolean mayRepeal,
      @Nullable WhatIfRun whatIf,
      boolean whatIfOvertaken,
      boolean mayWhatIf,
      LocalDate earliest,
      Typed typed,
      boolean model,
      List<String> formats,
      List<FieldError> errors) {}

  public record Typed(String note, String from, String reason) {
    static final Typed NOTHING = new Typed("", "", "");
  }

  public record Fault(int line, String column, String text, String mend) {}

  /**
   * @param line of the file; of a model, which of its rules
   * @param id of the row or rule; empty if rows of the file have none
   * @param kind added, removed or changed
   */
  public record Change(int line, String id, String kind, List<Cell> cells) {}

  public record Cell(String column, String before, String after) {}

  @GetMapping("/policy")
  ModelAndView files(Actor actor) {
    var today = LocalDate.now(clock);
    var files =
        revisions.files().stream()
            .map(
                file ->
                    new File(
                        nameOf(file),
                        title(file),
                        revisions.inForce(file, today),
                        revisions.of(file).stream()
                            .filter(r -> unfinished(r.state()))
                            .findFirst()
                            .orElse(null)))
            .toList();
    return new ModelAndView("policy", "page", new Files(files, actor.hasRole(Role.POLICY_EDITOR)));
  }

  @GetMapping("/policy/files/{name}")
  ModelAndView file(@PathVariable String name, Actor actor) {
    return file(HttpStatus.OK, name, actor, "", List.of());
  }

  @PostMapping("/policy/files/{name}/draft")
  Object draft(
      @PathVariable String name, @RequestParam(defaultValue = "") String why, Actor actor) {
    try {
      return "redirect:/policy/revisions/" + revisions.draft(actor, fileOf(name), why).id();
    } catch (Refusal refusal) {
      if (refusal.field() == null) {
        throw refusal;
      }
      return file(
          HttpStatus.UNPROCESSABLE_CONTENT, name, actor, why, List.of(refusals.at(refusal)));
    }
  }

  private ModelAndView file(
      HttpStatus status, String name, Actor actor, String why, List<FieldError> errors) {
    var file = fileOf(name);
    var all = revisions.of(file);
    var page = new ModelAndView("policy-file", status);
    page.addObject(
        "page",
        new FileView(
            name,
            title(file),
            all,
            revisions.inForce(file, LocalDate.now(clock)).id(),
            actor.hasRole(Role.POLICY_EDITOR) && all.stream().noneMatch(r -> unfinished(r.state())),
            why,
            errors));
    return page;
  }

  @GetMapping("/policy/revisions/{id}")
  ModelAndView revision(@PathVariable UUID id, Actor actor) {
    return revision(HttpStatus.OK, id, actor, Typed.NOTHING, List.of());
  }

  @PostMapping("/policy/revisions/{id}/upload")
  ModelAndView upload(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable MultipartFile content,
      @RequestParam(defaultValue = "0") int seen,
      Actor actor)
      throws java.io.IOException {
    var bytes = content == null ? new byte[0] : content.getBytes();
    return act(id, actor, Typed.NOTHING, () -> revisions.upload(actor, id, bytes, seen));
  }

  @PostMapping("/policy/revisions/{id}/submit")
  ModelAndView submit(@PathVariable UUID id, Actor actor) {
    return act(id, actor, Typed.NOTHING, () -> revisions.submit(actor, id));
  }

  @PostMapping("/policy/revisions/{id}/withdraw")
  ModelAndView withdraw(@PathVariable UUID id, Actor actor) {
    return act(id, actor, Typed.NOTHING, () -> revisions.withdraw(actor, id));
  }

  @PostMapping("/policy/revisions/{id}/return")
  ModelAndView giveBack(
      @PathVariable UUID id, @RequestParam(defaultValue = "") String note, Actor actor) {
    return act(id, actor, new Typed(note, "", ""), () -> revisions.giveBack(actor, id, note));
  }

  @PostMapping("/policy/revisions/{id}/publish")
  ModelAndView publish(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String sha256,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String remark,
      Actor actor) {
    return act(
        id,
        actor,
        new Typed(remark, from, ""),
        () -> revisions.publish(actor, id, sha256, day(from), remark));
  }

  @PostMapping("/policy/revisions/{id}/repeal/ask")
  ModelAndView askRepeal(
      @PathVariable UUID id, @RequestParam(defaultValue = "") String reason, Actor actor) {
    return act(id, actor, new Typed("", "", reason), () -> revisions.askRepeal(actor, id, reason));
  }

  @PostMapping("/policy/revisions/{id}/repeal")
  ModelAndView repeal(
      @PathVariable UUID id, @RequestParam(defaultValue = "") String from, Actor actor) {
    return act(id, actor, new Typed("", from, ""), () -> revisions.repeal(actor, id, day(from)));
  }

  @PostMapping("/policy/revisions/{id}/repeal/keep")
  ModelAndView keep(@PathVariable UUID id, Actor actor) {
    return act(id, actor, Typed.NOTHING, () -> revisions.keep(actor, id));
  }

  /**
   * The wording as a file; with a column of remarks where it has faults, or, of a model, with a
   * comment at its end.
   *
   * @param format csv, xlsx or json; of a model dmn
   */
  @GetMapping("/policy/revisions/{id}/file")
  ResponseEntity<byte[]> download(
      @PathVariable UUID id, @RequestParam(defaultValue = "csv") String format) {
    var revision = revisions.byId(id);
    var faults = revisions.faults(revision);
    if (revisions.isModel(revision.file())) {
      return model(revision, faults, format);
    }
    var text = RevisionText.of(revision.content());
    if (!faults.isEmpty()) {
      text = remarked(text, faults);
    }
    return files.of(text, nameOf(revision.file()) + "-" + revision.no(), format);
  }

  private ResponseEntity<byte[]> model(
      PolicyRevision revision, List<PolicyFault> faults, String format) {
    if (!format.equals(MODEL)) {
      throw Refusal.unknown("policy.noSuchFormat", format);
    }
    var text = new StringBuilder(revision.content());
    if (!faults.isEmpty()) {
      text.append("\n<!-- ").append(words.say("policy.remarks"));
      // Two hyphens would end the comment.
      faults.forEach(f -> text.append('\n').append(line(f).replace("--", "- -")));
      text.append("\n-->\n");
    }
    return TableFiles.file(
        nameOf(revision.file()) + "-" + revision.no() + "." + MODEL,
        "application/xml; charset=utf-8",
        text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private String line(PolicyFault fault) {
    return (fault.line() == 0 ? "" : fault.line() + " ")
        + (fault.column() + " " + say(fault)).strip();
  }

  private RevisionText remarked(RevisionText text, List<PolicyFault> faults) {
    var header = new ArrayList<>(text.header());
    // What no row shows alone stands in the head.
    header.add(
        Stream.concat(
                Stream.of(words.say("policy.remarks")),
                faults.stream().filter(f -> f.line() < 2).map(f -> f.column() + " " + say(f)))
            .map(String::strip)
            .collect(Collectors.joining(" ")));
    var lines = new ArrayList<List<String>>();
    for (int i = 0; i < text.lines().size(); i++) {
      int line = i + 2;
      var cells = new ArrayList<>(text.lines().get(i));
      cells.add(
          String.join(
              " ",
              faults.stream()
                  .filter(f -> f.line() == line)
                  .map(f -> f.column() + " " + say(f))
                  .toList()));
      lines.add(cells);
    }
    return new RevisionText(header, lines);
  }

  private ModelAndView act(UUID id, Actor actor, Typed typed, Runnable act) {
    try {
      act.run();
    } catch (Refusal refusal) {
      if (refusal.field() == null) {
        throw refusal;
      }
      return revision(
          HttpStatus.UNPROCESSABLE_CONTENT, id, actor, typed, List.of(refusals.at(refusal)));
    }
    return new ModelAndView("redirect:/policy/revisions/" + id);
  }

  private ModelAndView revision(
      HttpStatus status, UUID id, Actor actor, Typed typed, List<FieldError> errors) {
    var revision = revisions.byId(id);
    var faults = unfinished(revision.state()) ? revisions.faults(revision) : List.<PolicyFault>of();
    var changes =
        revision.basedOn() == null
            ? List.<RevisionDiff.Change>of()
            : revisions.changes(revision).changes();
    boolean model = revisions.isModel(revision.file());
    boolean editor = actor.hasRole(Role.POLICY_EDITOR);
    boolean approver = actor.hasRole(Role.POLICY_APPROVER);
    boolean published = revision.state() == RevisionState.PUBLISHED;
    boolean asked = revision.repealAskedBy() != null;
    var run = whatIfs.of(id).orElse(null);
    var page = new ModelAndView("policy-revision", status);
    page.addObject(
        "page",
        new View(
            nameOf(revision.file()),
            title(revision.file()),
            revision,
            faults.stream()
                .limit(MOST_SHOWN)
                .map(
                    f ->
                        new Fault(
                            f.line(),
                            f.column(),
                            say(f),
                            words.say(f.mendKey(), f.arguments().toArray())))
                .toList(),
            Math.max(0, faults.size() - MOST_SHOWN),
            changes.stream().limit(MOST_SHOWN).map(c -> change(c, model)).toList(),
            Math.max(0, changes.size() - MOST_SHOWN),
            editor && revision.state() == RevisionState.DRAFT,
            approver && revision.state() == RevisionState.REVIEW,
            editor && published && revision.inForceFrom() != null && !asked,
            approver && published && asked,
            run,
            run != null && (whatIfs.overtaken(run, revision) || whatIfs.lawChanged(run, revision)),
            whatIfs.mayRun(revision),
            revisions.earliest(),
            typed,
            model,
            model ? List.of(MODEL) : List.of("csv", "xlsx", "json"),
            errors));
    return page;
  }

  private static Change change(RevisionDiff.Change change, boolean model) {
    var before = change.before();
    var after = change.after();
    var kind = before == null ? "added" : after == null ? "removed" : "changed";
    return new Change(
        model ? change.line() - 1 : change.line(),
        (after == null ? Objects.requireNonNull(before) : after).getOrDefault("id", ""),
        kind,
        change.columns().stream()
            .map(
                column ->
                    new Cell(
                        column,
                        before == null ? "" : before.getOrDefault(column, ""),
                        after == null ? "" : after.getOrDefault(column, "")))
            .toList());
  }

  private String say(PolicyFault fault) {
    return words.say(fault.messageKey(), fault.arguments().toArray());
  }

  private static boolean unfinished(RevisionState state) {
    return state == RevisionState.DRAFT || state == RevisionState.REVIEW;
  }

  private String title(String file) {
    return words.say("policy.file." + nameOf(file));
  }

  static String nameOf(String file) {
    return file.replaceAll("^.*/|\\.[a-z]+$", "");
  }

  private String fileOf(String name) {
    return revisions.files().stream()
        .filter(file -> nameOf(file).equals(name))
        .findFirst()
        .orElseThrow(() -> Refusal.unknown("policy.noSuchFile", name));
  }

  private static @Nullable LocalDate day(String typed) {
    if (typed.isBlank()) {
      return null;
    }
    try {
      return LocalDate.parse(typed.strip());
    } catch (DateTimeException noDay) {
      throw Refusal.invalid("policy.fromMissing", "from");
    }
  }
}
