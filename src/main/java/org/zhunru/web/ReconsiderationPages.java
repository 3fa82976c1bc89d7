package org.zhunru.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.common.Refusal;
import org.zhunru.common.Refusals;
import org.zhunru.identity.Actor;
import org.zhunru.identity.SeatKind;
import org.zhunru.inbox.Claims;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.intake.Projects;
import org.zhunru.review.JointReviews;
import org.zhunru.review.Opinion;
import org.zhunru.supervision.Clocks;
import org.zhunru.supervision.Reconsideration;
import org.zhunru.supervision.Reconsiderations;

/**
 * {@code /cases/{id}/reconsiderations}: a veto looked at once more; for all who may see its case,
 * and acts for those whose turn it is.
 */
@Controller
class ReconsiderationPages {
  private final Cases cases;
  private final Projects projects;
  private final JointReviews joint;
  private final Reconsiderations reconsiderations;
  private final Claims claims;
  private final Clocks clocks;
  private final CasePages casePages;
  private final PictureLines pictures;
  private final PeopleWords people;
  private final RefusalWords refusals;
  private final Words words;
  private final TransactionTemplate transaction;

  ReconsiderationPages(
      Cases cases,
      Projects projects,
      JointReviews joint,
      Reconsiderations reconsiderations,
      Claims claims,
      Clocks clocks,
      CasePages casePages,
      PictureLines pictures,
      PeopleWords people,
      RefusalWords refusals,
      Words words,
      TransactionTemplate transaction) {
    this.cases = cases;
    this.projects = projects;
    this.joint = joint;
    this.reconsiderations = reconsiderations;
    this.claims = claims;
    this.clocks = clocks;
    this.casePages = casePages;
    this.pictures = pictures;
    this.people = people;
    this.refusals = refusals;
    this.words = words;
    this.transaction = transaction;
  }

  /**
   * @param light of the step at hand; empty if no day is set for it
   * @param answering whether that step is the answer of the department
   * @param sets whether the reader can set the days now
   * @param setBefore whether they were set before
   * @param answers whether it is the reader's to answer
   * @param concludes whether it is the reader's to conclude
   * @param confirms whether it is the reader's to confirm what another has proposed
   * @param takesBack whether the reader asked for it, and it is open
   */
  public record View(
      String id,
      String one,
      String number,
      String project,
      String department,
      String state,
      boolean open,
      Veto veto,
      String askedBy,
      Instant askedAt,
      String reasons,
      @Nullable LocalDate answerBy,
      @Nullable LocalDate decideBy,
      String decider,
      String light,
      boolean answering,
      List<Line> acts,
      PictureLines.@Nullable Picture picture,
      boolean sets,
      boolean setBefore,
      boolean answers,
      boolean concludes,
      boolean confirms,
      boolean takesBack,
      Map<String, String> typed,
      List<FieldError> errors) {}

  /**
   * @param stands whether it still does
   */
  public record Veto(
      boolean stands, String ground, String basis, String fact, String remedy, Instant signedAt) {}

  public record Line(String act, String text, String who, Instant at) {}

  /**
   * What follows from a conclusion, before it is drawn.
   *
   * @param fields to send again
   */
  public record Confirm(
      String id,
      String one,
      String number,
      String project,
      String label,
      String reasons,
      List<String> consequences,
      boolean danger,
      Map<String, String> fields) {}

  @PostMapping("/cases/{id}/reconsiderations")
  Object ask(
      Actor actor,
      @PathVariable String id,
      @RequestParam(defaultValue = "") String department,
      HttpServletRequest request) {
    var of = cases.see(actor, CaseId.parse(id));
    var field = "grounds[" + department + "]";
    var reasons = Objects.requireNonNullElse(request.getParameter(field), "");
    try {
      var asked = reconsiderations.ask(actor, of.id(), department, reasons);
      return "redirect:/cases/" + of.id() + "/reconsiderations/" + asked;
    } catch (Refusal refused) {
      return casePages.again(actor, of, "opinions", field, reasons, refused);
    }
  }

  @GetMapping("/cases/{id}/reconsiderations/{one}")
  ModelAndView show(Actor actor, @PathVariable String id, @PathVariable String one) {
    var of = cases.see(actor, CaseId.parse(id));
    claims.markCaseRead(actor, of.id().value());
    return page(HttpStatus.OK, actor, of, find(of, one), Map.of(), List.of());
  }

  private Reconsideration find(Case of, String one) {
    try {
      return reconsiderations.byId(of.id(), UUID.fromString(one));
    } catch (IllegalArgumentException noId) {
      throw Refusal.unknown("reconsideration.unknown");
    }
  }

  private ModelAndView page(
      HttpStatus status,
      Actor actor,
      Case of,
      Reconsideration it,
      Map<String, String> typed,
      List<FieldError> errors) {
    boolean officer = cases.seesAsOfficer(actor, of);
    var due = reconsiderations.due(it);
    var page = new ModelAndView("reconsideration", status);
    page.addObject(
        "page",
        new View(
            of.id().toString(),
            it.id().toString(),
            String.valueOf(of.number()),
            projects.byId(of.projectId()).name(),
            people.department(it.department()),
            words.say("reconsideration.state." + it.state().name()),
            it.isOpen(),
            veto(it),
            asker(it),
            it.askedAt(),
            it.reasons(),
            it.answerBy(),
            it.decideBy(),
            it.decider().equals(Actor.LEAD_OFFICE)
                ? people.department(it.decider())
                : words.say("reconsideration.decider.house", people.department(it.decider())),
            due == null ? "" : clocks.light(due.at()).name().toLowerCase(Locale.ROOT),
            it.state() == Reconsideration.State.ANSWERING,
            acts(it, officer),
            pictures.of(it).orElse(null),
            it.isOpen() && actor.isLead(),
            it.answerBy() != null,
            it.state() == Reconsideration.State.ANSWERING
                && actor.holds(it.department(), SeatKind.HEAD),
            it.state() == Reconsideration.State.DECIDING && reconsiderations.isDecider(actor, it),
            it.state() == Reconsideration.State.CONFIRMING && actor.isLead(),
            it.isOpen() && asked(actor, of, it),
            typed,
            errors));
    return page;
  }

  private static boolean asked(Actor actor, Case of, Reconsideration it) {
    return it.askedAs() == Reconsideration.As.APPLICANT
        ? actor.isApplicantOf(of.enterpriseId())
        : actor.accountId().equals(it.askedBy());
  }

  private String asker(Reconsideration it) {
    return people.named(it.askedByName(), words.say("reconsideration.as." + it.askedAs().name()));
  }

  private Veto veto(Reconsideration it) {
    Opinion veto =
        joint.opinions(it.caseId()).stream()
            .filter(o -> o.id().equals(it.veto()))
            .findFirst()
            .orElseThrow();
    var ground = Objects.requireNonNull(veto.ground());
    return new Veto(
        veto.isStandingVeto(),
        ground.text(),
        ground.legalBasis(),
        String.valueOf(veto.fact()),
        String.valueOf(veto.remedy()),
        veto.signedAt());
  }

  private List<Line> acts(Reconsideration it, boolean officer) {
    return it.acts().stream()
        .filter(a -> officer || it.isTold(a))
        .map(
            a ->
                new Line(
                    words.say("reconsideration.act." + a.kind().name()),
                    a.kind() == Reconsideration.Kind.ASKED ? "" : a.text(),
                    a.onBehalfName() == null
                        ? a.byName()
                        : words.say("my.forWhom", a.byName(), a.onBehalfName()),
                    a.at()))
        .toList();
  }

  @PostMapping("/cases/{id}/reconsiderations/{one}")
  Object act(
      Actor actor,
      @PathVariable String id,
      @PathVariable String one,
      @RequestParam(defaultValue = "") String act,
      @RequestParam(defaultValue = "false") boolean confirmed,
      @RequestParam Map<String, String> sent) {
    var of = cases.see(actor, CaseId.parse(id));
    var it = find(of, one);
    try {
      if (!confirmed && List.of("uphold", "overturn", "confirm").contains(act)) {
        return confirm(actor, of, it, act, sent);
      }
      transaction.executeWithoutResult(status -> perform(actor, of.id(), it, act, sent));
      return "redirect:/cases/" + of.id() + "/reconsiderations/" + it.id();
    } catch (Refusals several) {
      return again(actor, of, it, sent, several.all());
    } catch (Refusal refused) {
      if (refused.kind() != Refusal.Kind.INVALID) {
        throw refused;
      }
      return again(actor, of, it, sent, List.of(refused));
    }
  }

  private ModelAndView again(
      Actor actor, Case of, Reconsideration it, Map<String, String> sent, List<Refusal> refused) {
    var act = sent.getOrDefault("act", "");
    return page(
        HttpStatus.UNPROCESSABLE_CONTENT,
        actor,
        of,
        it,
        sent,
        refused.stream().map(r -> refusals.at(named(act, r))).toList());
  }

  /** The field as the form calls it. */
  private static Refusal named(String act, Refusal refused) {
    return "reasons".equals(refused.field())
        ? refused.at(act.equals("confirm") || act.equals("return") ? "second" : "reasons")
        : refused;
  }

  private void perform(
      Actor actor, CaseId id, Reconsideration it, String act, Map<String, String> sent) {
    var one = it.id();
    switch (act) {
      case "days":
        reconsiderations.setDays(
            actor,
            id,
            one,
            day(sent, "answerBy"),
            day(sent, "decideBy"),
            sent.getOrDefault("why", ""));
        break;
      case "answer":
        reconsiderations.answer(actor, id, one, sent.getOrDefault("answer", ""));
        break;
      case "uphold", "overturn":
        reconsiderations.conclude(
            actor, id, one, act.equals("overturn"), sent.getOrDefault("reasons", ""));
        break;
      case "confirm", "return":
        reconsiderations.confirm(
            actor, id, one, act.equals("confirm"), sent.getOrDefault("second", ""));
        break;
      case "takeBack":
        reconsiderations.takeBack(actor, id, one, sent.getOrDefault("reason", ""));
        break;
      default:
        throw Refusal.conflict("reconsideration.notNow");
    }
  }

  private static @Nullable LocalDate day(Map<String, String> sent, String field) {
    var text = sent.getOrDefault(field, "").strip();
    try {
      return text.isEmpty() ? null : LocalDate.parse(text);
    } catch (DateTimeException noDay) {
      throw Refusal.invalid("calendar.fromMalformed", field, text);
    }
  }

  private ModelAndView confirm(
      Actor actor, Case of, Reconsideration it, String act, Map<String, String> sent) {
    var field = act.equals("confirm") ? "second" : "reasons";
    var reasons = sent.getOrDefault(field, "");
    transaction.executeWithoutResult(
        status -> {
          if (act.equals("confirm")) {
            reconsiderations.checkConfirmation(actor, of.id(), it.id(), reasons);
          } else {
            reconsiderations.checkConclusion(actor, of.id(), it.id(), reasons);
          }
        });
    var fields = new LinkedHashMap<String, String>();
    fields.put("act", act);
    fields.put(field, reasons);
    var page = new ModelAndView("reconsideration-confirm");
    page.addObject(
        "page",
        new Confirm(
            of.id().toString(),
            it.id().toString(),
            String.valueOf(of.number()),
            projects.byId(of.projectId()).name(),
            words.say("reconsideration.do." + act),
            reasons.strip(),
            List.of(
                words.say("reconsideration.follows." + act),
                words.say("reconsideration.follows.kept")),
            act.equals("uphold"),
            fields));
    return page;
  }
}
