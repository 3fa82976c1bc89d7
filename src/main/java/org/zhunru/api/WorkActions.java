package org.zhunru.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.common.Refusal;
import org.zhunru.decision.DecisionOutcome;
import org.zhunru.decision.DecisionRequest;
import org.zhunru.decision.Decisions;
import org.zhunru.identity.Actor;
import org.zhunru.identity.SeatKind;
import org.zhunru.inbox.Claims;
import org.zhunru.inbox.WorkRow;
import org.zhunru.intake.Acceptance;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.intake.Correction;
import org.zhunru.intake.Dossiers;
import org.zhunru.review.Consultations;
import org.zhunru.review.DepartmentReview;
import org.zhunru.review.DraftKind;
import org.zhunru.review.ExpertReview;
import org.zhunru.review.ExpertReviews;
import org.zhunru.review.JointReviews;
import org.zhunru.review.OpinionDraft;
import org.zhunru.review.Reviews;
import org.zhunru.review.Stage;
import org.zhunru.supervision.Stops;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is done with a piece of work. Each act takes the work on by the way if nobody has it, and
 * hands the rest to the module whose rule it is; the state of the review, not the action's name,
 * says whose turn it is.
 */
@Component
class WorkActions {
  private final Claims claims;
  private final Cases cases;
  private final WorkViews views;
  private final Acceptance acceptance;
  private final Dossiers dossiers;
  private final JointReviews joint;
  private final Reviews reviews;
  private final Consultations consultations;
  private final ExpertReviews experts;
  private final Stops stops;
  private final Decisions decisions;
  private final JsonMapper json;

  WorkActions(
      Claims claims,
      Cases cases,
      WorkViews views,
      Acceptance acceptance,
      Dossiers dossiers,
      JointReviews joint,
      Reviews reviews,
      Consultations consultations,
      ExpertReviews experts,
      Stops stops,
      Decisions decisions,
      JsonMapper json) {
    this.claims = claims;
    this.cases = cases;
    this.views = views;
    this.acceptance = acceptance;
    this.dossiers = dossiers;
    this.joint = joint;
    this.reviews = reviews;
    this.consultations = consultations;
    this.experts = experts;
    this.stops = stops;
    this.decisions = decisions;
    this.json = ApiJson.strict(json);
  }

  /**
   * What became of it.
   *
   * @param state of the case now
   * @param next open work of the case that the same person can do now
   */
  record Done(WorkView workItem, UUID caseId, String state, List<WorkView> next) {}

  record Note(@Nullable String note) {}

  /**
   * @param days working days in which it is expected
   */
  record Corrections(
      @Nullable String message, @Nullable List<Correction.Item> items, @Nullable Integer days) {}

  record Reasoned(@Nullable String reason, @Nullable String text) {}

  record Back(@Nullable SeatKind to, @Nullable String reason) {}

  record Handed(@Nullable UUID to, @Nullable String reason) {}

  record Transfer(@Nullable String to, @Nullable String reason) {}

  record Asked(@Nullable UUID colleague, @Nullable String question) {}

  /**
   * @param days working days it is expected to take
   * @param suspend whether the department's limit shall stand still, which others than the head
   *     propose to the head
   */
  record ExpertsAsked(
      @Nullable String question, @Nullable Integer days, @Nullable Boolean suspend) {}

  record Days(@Nullable Integer days) {}

  record Answered(@Nullable String answer) {}

  record Concluded(
      @Nullable String experts,
      @Nullable String conclusion,
      @Nullable String dissent,
      @Nullable LocalDate heldOn) {}

  record Decided(
      @Nullable DecisionOutcome outcome,
      @Nullable String reasons,
      @Nullable String remedies,
      @Nullable Map<UUID, String> dropped) {}

  record SentBack(@Nullable Set<String> departments, @Nullable String reason) {}

  /**
   * An opinion as it is written, see {@link OpinionDraft}.
   *
   * @param dossierVersion the version its writer has read; the one under review if left out
   * @param days working days in which a correction is expected
   * @param note for the next hand
   */
  record Written(
      @Nullable DraftKind kind,
      @Nullable Integer dossierVersion,
      @Nullable String text,
      @Nullable String groundId,
      @Nullable String fact,
      @Nullable String factPath,
      OpinionDraft.@Nullable CitedFinding finding,
      @Nullable String remedy,
      @Nullable List<Condition> conditions,
      @Nullable List<Correction.Item> corrections,
      @Nullable String transferTo,
      @Nullable Integer days,
      @Nullable String note) {}

  record Condition(
      @Nullable String text,
      @Nullable Stage stage,
      @Nullable String measure,
      OpinionDraft.@Nullable Operator operator,
      @Nullable BigDecimal value,
      @Nullable String unit) {}

  /**
   * @throws Refusal as the acts themselves, {@code inbox.noSuchWork}, {@code inbox.doneAlready},
   *     {@code inbox.claimedByOther}, {@code api.actionUnknown}
   */
  @Transactional
  public Done perform(Actor actor, UUID item, String action, @Nullable JsonNode body) {
    var row = claims.find(actor, item);
    switch (action) {
      case "claim":
        claims.take(actor, item);
        break;
      case "release":
        claims.release(actor, item);
        break;
      case "reassign":
        var handed = read(body, Handed.class);
        claims.reassign(actor, item, Body.required(handed.to(), "to"), Body.text(handed.reason()));
        break;
      default:
        if (!WorkViews.actionsOf(row.kind()).contains(action)) {
          throw Refusal.invalid(
              "api.actionUnknown", null, action, String.join(", ", views.possible(actor, row)));
        }
        claims.take(actor, item);
        act(actor, row, action, body);
        break;
    }
    return done(actor, row);
  }

  private Done done(Actor actor, WorkRow row) {
    return new Done(
        views.view(actor, row.id()),
        row.caseId(),
        cases.byId(new CaseId(row.caseId())).state().name(),
        views.ofCase(actor, row.caseId()));
  }

  private void act(Actor actor, WorkRow row, String action, @Nullable JsonNode body) {
    var id = new CaseId(row.caseId());
    switch (row.kind()) {
      case "ACCEPT":
        accept(actor, id, action, body);
        break;
      case "CORRECT", "CORRECT_IN_REVIEW":
        dossiers.submit(actor, id);
        break;
      case "DECIDE":
        decide(actor, id, action, body);
        break;
      case "CONSULT":
        consultations.answer(
            actor,
            id,
            UUID.fromString(claims.reference(row.id())),
            Body.text(read(body, Answered.class).answer()));
        break;
      case "SUSPEND":
        var procedure = UUID.fromString(claims.reference(row.id()).substring("stop-".length()));
        if (action.equals("suspend")) {
          stops.sign(actor, id, procedure, read(body, Days.class).days());
        } else {
          stops.decline(actor, id, procedure);
        }
        break;
      case "EXPERT_REVIEW":
        var said = read(body, Concluded.class);
        experts.conclude(
            actor,
            id,
            UUID.fromString(claims.reference(row.id())),
            Body.text(said.experts()),
            Body.text(said.conclusion()),
            Body.text(said.dissent()),
            said.heldOn());
        break;
      default:
        review(actor, id, row, action, body);
    }
  }

  private void accept(Actor actor, CaseId id, String action, @Nullable JsonNode body) {
    switch (action) {
      case "accept":
        acceptance.accept(actor, id, Body.text(read(body, Note.class).note()));
        break;
      case "correct":
        var asked = read(body, Corrections.class);
        acceptance.correct(
            actor, id, items(asked.items()), Body.text(asked.message()), asked.days());
        break;
      default:
        var why = read(body, Reasoned.class);
        acceptance.refuse(actor, id, Body.text(why.reason()), Body.text(why.text()));
    }
  }

  private void decide(Actor actor, CaseId id, String action, @Nullable JsonNode body) {
    if (action.equals("send-back")) {
      var back = read(body, SentBack.class);
      reviews.sendBack(
          actor,
          id,
          back.departments() == null ? Set.of() : back.departments(),
          Body.text(back.reason()));
      return;
    }
    var decided = read(body, Decided.class);
    var outcome = decided.outcome();
    if (outcome == null) {
      throw Refusal.invalid("decision.outcomeMissing", "outcome");
    }
    decisions.decide(
        actor,
        id,
        new DecisionRequest(
            outcome,
            Body.text(decided.reasons()),
            Body.text(decided.remedies()),
            decided.dropped() == null ? Map.of() : decided.dropped()));
  }

  private void review(Actor actor, CaseId id, WorkRow row, String action, @Nullable JsonNode body) {
    var department = String.valueOf(row.addressee().department());
    boolean signs = row.kind().equals("SIGN");
    switch (action) {
      case "save":
        reviews.save(actor, id, department, draft(id, department, read(body, Written.class)));
        break;
      case "opinion":
        var written = read(body, Written.class);
        var draft = draft(id, department, written);
        if (signs) {
          reviews.save(actor, id, department, draft);
        } else {
          reviews.forward(actor, id, department, draft, Body.text(written.note()));
        }
        break;
      case "sign":
        reviews.sign(
            actor,
            id,
            department,
            isEmpty(body)
                ? kept(id, department)
                : draft(id, department, read(body, Written.class)));
        break;
      case "return":
        var back = read(body, Back.class);
        reviews.giveBack(
            actor,
            id,
            department,
            Body.required(back.to(), "to"),
            kept(id, department),
            Body.text(back.reason()));
        break;
      case "correct":
        var asked = read(body, Corrections.class);
        handOn(
            actor,
            id,
            department,
            signs,
            OpinionDraft.correction(
                version(id, department),
                Body.text(asked.message()),
                asked.days(),
                items(asked.items()).toArray(Correction.Item[]::new)));
        break;
      case "transfer":
        var to = read(body, Transfer.class);
        handOn(
            actor,
            id,
            department,
            signs,
            OpinionDraft.transfer(
                version(id, department), Body.text(to.reason()), Body.text(to.to())));
        break;
      default:
        advice(actor, id, department, action, body);
    }
  }

  private void advice(
      Actor actor, CaseId id, String department, String action, @Nullable JsonNode body) {
    switch (action) {
      case "consult":
        var asked = read(body, Asked.class);
        consultations.ask(
            actor,
            id,
            department,
            Body.required(asked.colleague(), "colleague"),
            Body.text(asked.question()));
        break;
      case "expert-review":
        var wanted = read(body, ExpertsAsked.class);
        var review =
            experts.ask(actor, id, department, Body.text(wanted.question()), wanted.days());
        if (Boolean.TRUE.equals(wanted.suspend())) {
          stops.want(actor, id, review);
        }
        break;
      default:
        var open =
            experts.of(id).stream()
                .filter(e -> e.isOpen() && e.department().equals(department))
                .map(ExpertReview::id)
                .findFirst()
                .orElseThrow(() -> Refusal.unknown("review.noExpertReview"));
        experts.cancel(actor, id, open, Body.text(read(body, Reasoned.class).reason()));
    }
  }

  /** Whoever's turn it is: the head signs, the others hand on. */
  private void handOn(
      Actor actor, CaseId id, String department, boolean signs, OpinionDraft draft) {
    if (signs) {
      reviews.sign(actor, id, department, draft);
    } else {
      reviews.forward(actor, id, department, draft, "");
    }
  }

  private OpinionDraft kept(CaseId id, String department) {
    return invited(id, department).draft();
  }

  private int version(CaseId id, String department) {
    return invited(id, department).dossierVersion();
  }

  private DepartmentReview invited(CaseId id, String department) {
    return joint.of(id).stream()
        .flatMap(review -> review.departments().stream())
        .filter(review -> review.department().equals(department))
        .findFirst()
        .orElseThrow(() -> Refusal.conflict("review.notOpen"));
  }

  private OpinionDraft draft(CaseId id, String department, Written written) {
    var conditions = written.conditions() == null ? List.<Condition>of() : written.conditions();
    return new OpinionDraft(
        written.kind(),
        written.dossierVersion() == null ? version(id, department) : written.dossierVersion(),
        Body.text(written.text()),
        written.groundId(),
        Body.text(written.fact()),
        written.factPath(),
        written.finding(),
        Body.text(written.remedy()),
        conditions.stream()
            .map(
                c ->
                    new OpinionDraft.Condition(
                        Body.text(c.text()),
                        c.stage(),
                        c.measure(),
                        c.operator(),
                        c.value(),
                        Body.text(c.unit())))
            .toList(),
        items(written.corrections()),
        written.transferTo(),
        written.days());
  }

  private static List<Correction.Item> items(@Nullable List<Correction.Item> said) {
    var items = said == null ? List.<Correction.Item>of() : said;
    for (int i = 0; i < items.size(); i++) {
      var at = "items[" + i + "].";
      Body.required(items.get(i).kind(), at + "kind");
      Body.required(items.get(i).subject(), at + "subject");
      Body.required(items.get(i).reason(), at + "reason");
      Body.required(items.get(i).text(), at + "text");
    }
    return items;
  }

  private static boolean isEmpty(@Nullable JsonNode body) {
    return body == null || body.isNull() || (body.isObject() && body.isEmpty());
  }

  private <T> T read(@Nullable JsonNode body, Class<T> type) {
    var tree = body == null || body.isNull() ? json.createObjectNode() : body;
    Body.storable(tree, "");
    return json.treeToValue(tree, type);
  }
}
