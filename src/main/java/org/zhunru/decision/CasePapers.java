package org.zhunru.decision;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.zhunru.identity.Departments;
import org.zhunru.identity.Enterprises;
import org.zhunru.intake.Case;
import org.zhunru.intake.CaseEvents;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.intake.Correction;
import org.zhunru.intake.Corrections;
import org.zhunru.intake.DossierSubmitted;
import org.zhunru.intake.Dossiers;
import org.zhunru.intake.Matter;
import org.zhunru.intake.Matters;
import org.zhunru.intake.Projects;
import org.zhunru.policy.FactDictionary;
import org.zhunru.policy.MaterialsChecklist;
import org.zhunru.review.JointReviews;
import org.zhunru.review.Opinion;
import org.zhunru.review.OpinionKind;
import org.zhunru.review.ReviewEvents;

/** Issues the paper that goes with an act, in the transaction of the act. */
@Component
class CasePapers {
  private final Documents documents;
  private final Cases cases;
  private final Matters matters;
  private final Projects projects;
  private final Enterprises enterprises;
  private final Departments departments;
  private final Dossiers dossiers;
  private final Corrections corrections;
  private final JointReviews reviews;
  private final Decisions decisions;
  private final MaterialsChecklist checklist;
  private final FactDictionary dictionary;
  private final Clock clock;

  CasePapers(
      Documents documents,
      Cases cases,
      Matters matters,
      Projects projects,
      Enterprises enterprises,
      Departments departments,
      Dossiers dossiers,
      Corrections corrections,
      JointReviews reviews,
      Decisions decisions,
      MaterialsChecklist checklist,
      FactDictionary dictionary,
      Clock clock) {
    this.documents = documents;
    this.cases = cases;
    this.matters = matters;
    this.projects = projects;
    this.enterprises = enterprises;
    this.departments = departments;
    this.dossiers = dossiers;
    this.corrections = corrections;
    this.reviews = reviews;
    this.decisions = decisions;
    this.checklist = checklist;
    this.dictionary = dictionary;
    this.clock = clock;
  }

  @EventListener
  @Order(10)
  void on(DossierSubmitted submitted) {
    var paper = paper(submitted.caseId(), "receipt");
    var version = dossiers.version(submitted.caseId(), submitted.version());
    paper.values.put("receivedAt", version.submittedAt());
    paper.values.put("dossierVersion", version.version());
    var materials = new ArrayList<Map<String, Object>>();
    for (var file : version.materials()) {
      materials.add(
          Map.of(
              "name", materialName(paper.of, file.material()),
              "file", file.name(),
              "sha256", file.hash()));
    }
    paper.values.put("materials", materials);
    paper.issue(null, Audience.APPLICANT, Map.of());
  }

  @EventListener
  void on(CaseEvents.Accepted accepted) {
    var paper = paper(accepted.caseId(), "acceptance");
    paper.values.put("acceptedOn", LocalDate.now(clock));
    paper.values.put("dossierVersion", paper.of.dossierVersion());
    paper.issue(null, Audience.APPLICANT, Map.of());
  }

  @EventListener
  void on(CaseEvents.CorrectionRequested requested) {
    var request =
        corrections.ofCase(requested.caseId()).stream()
            .filter(c -> c.no() == requested.correctionNo())
            .findFirst()
            .orElseThrow();
    var paper = paper(requested.caseId(), "correction");
    var defects = new ArrayList<Map<String, Object>>();
    for (var item : request.items()) {
      defects.add(
          Map.of(
              "item", subject(paper.of, item),
              "problem", item.text(),
              "reason", item.reason(),
              "reasonWords",
                  Optional.ofNullable(paper.matter.correctionReasons().get(item.reason()))
                      .map(Matter.Label::zh)
                      .orElse(item.reason())));
    }
    paper.values.put("office", departments.byCode(request.department()).officialName());
    paper.values.put("defects", defects);
    paper.values.put("dossierVersion", request.dossierVersion());
    var days = request.days();
    if (days != null) {
      paper.values.put("days", days);
      paper.values.put("replyBy", corrections.lastDay(days));
    }
    paper.issue(null, Audience.APPLICANT, Map.of());
  }

  @EventListener
  void on(CaseEvents.NotAccepted refused) {
    var paper = paper(refused.caseId(), "non-acceptance");
    var words =
        Optional.ofNullable(paper.matter.nonAcceptanceReasons().get(refused.reason()))
            .map(Matter.Label::zh)
            .orElse(refused.reason());
    paper.values.put(
        "reasons",
        List.of(Map.of("text", words + "。" + refused.text(), "basis", "《中华人民共和国行政许可法》第三十二条第一款")));
    paper.issue(null, Audience.APPLICANT, Map.of("decision", "不予受理"));
  }

  @EventListener
  void on(CaseEvents.Withdrawn withdrawn) {
    var paper = paper(withdrawn.caseId(), "withdrawal");
    paper.values.put("withdrawnOn", LocalDate.now(clock));
    paper.values.put("reason", withdrawn.reason());
    paper.issue(null, Audience.APPLICANT, Map.of());
  }

  @EventListener
  void on(ReviewEvents.OpinionSigned signed) {
    var opinion = reviews.opinion(signed.opinion());
    var paper = paper(signed.caseId(), "opinion");
    paper.values.put("office", departments.byCode(opinion.department()).officialName());
    paper.values.put("addressee", departments.byCode(paper.matter.lead()).officialName());
    paper.values.put("opinion", PaperWords.of(opinion.kind()));
    paper.values.put("dossierVersion", opinion.dossierVersion());
    paper.values.put("round", opinion.round());
    if (!opinion.text().isBlank()) {
      paper.values.put("text", opinion.text());
    }
    var ground = opinion.ground();
    if (ground != null) {
      paper.values.put(
          "ground",
          Map.of("text", ground.text(), "basis", ground.legalBasis(), "code", ground.id()));
      paper.values.put("fact", String.valueOf(opinion.fact()));
      paper.values.put("remedy", String.valueOf(opinion.remedy()));
      var finding = opinion.finding();
      if (finding != null) {
        paper.values.put("finding", PaperWords.of(finding));
      }
    }
    if (opinion.kind() == OpinionKind.CONDITIONS) {
      paper.values.put(
          "conditions",
          opinion.conditions().stream()
              .map(
                  c ->
                      Map.<String, Object>of(
                          "text", PaperWords.of(c), "stage", PaperWords.of(c.stage())))
              .toList());
    }
    var signer = new LinkedHashMap<String, Object>();
    signer.put("role", "签发");
    signer.put("name", opinion.signedByName());
    if (opinion.onBehalfName() != null) {
      signer.put("onBehalfOf", opinion.onBehalfName());
    }
    paper.values.put("signers", List.of(signer));
    paper.issue(null, Audience.OFFICERS, Map.of("decision", PaperWords.of(opinion.kind())));
  }

  @EventListener
  void on(DecisionMade made) {
    var id = made.caseId();
    var decision = decisions.of(id).orElseThrow();
    var paper = paper(id, template(made.outcome()));
    var opinions = reviews.effective(id);
    paper.values.put(
        "departments",
        opinions.stream()
            .map(
                o ->
                    Map.<String, Object>of(
                        "name", departments.byCode(o.department()).officialName(),
                        "opinion", PaperWords.of(o.kind())))
            .toList());
    var summary = new LinkedHashMap<String, String>();
    summary.put("decision", PaperWords.of(made.outcome()));
    if (decision.validUntil() != null) {
      paper.values.put("validUntil", decision.validUntil());
      summary.put("validUntil", decision.validUntil().toString());
    }
    if (made.outcome() == DecisionOutcome.APPROVED_WITH_CONDITIONS) {
      paper.values.put("conditions", conditions(opinions));
    }
    if (made.outcome() == DecisionOutcome.REFUSED) {
      paper.values.put("reasons", reasons(decision, opinions, paper.matter));
    }
    paper.issue(decision.number(), Audience.PUBLIC_SUMMARY, summary);
  }

  private static String template(DecisionOutcome outcome) {
    switch (outcome) {
      case APPROVED:
        return "decision-approved";
      case APPROVED_WITH_CONDITIONS:
        return "decision-conditional";
      default:
        return "decision-refused";
    }
  }

  private List<Map<String, Object>> conditions(List<Opinion> opinions) {
    var conditions = new ArrayList<Map<String, Object>>();
    for (var opinion : opinions) {
      for (var item : opinion.conditions()) {
        if (item.state() == org.zhunru.review.ConditionItem.State.IMPOSED) {
          conditions.add(
              Map.of(
                  "text", PaperWords.of(item),
                  "department", departments.byCode(opinion.department()).officialName(),
                  "stage", PaperWords.of(item.stage())));
        }
      }
    }
    return conditions;
  }

  private List<Map<String, Object>> reasons(
      Decision decision, List<Opinion> opinions, Matter matter) {
    var reasons = new ArrayList<Map<String, Object>>();
    for (var veto : opinions.stream().filter(Opinion::isStandingVeto).toList()) {
      var ground = java.util.Objects.requireNonNull(veto.ground());
      var reason = new LinkedHashMap<String, Object>();
      reason.put("text", ground.text());
      reason.put("basis", ground.legalBasis());
      reason.put("code", ground.id());
      reason.put("department", departments.byCode(veto.department()).officialName());
      reason.put("fact", String.valueOf(veto.fact()));
      reason.put("remedy", String.valueOf(veto.remedy()));
      var finding = veto.finding();
      if (finding != null) {
        reason.put("finding", PaperWords.of(finding));
      }
      reasons.add(reason);
    }
    reasons.add(
        Map.of(
            "text", decision.reasons(),
            "basis", matter.basis(),
            "remedy", decision.remedies()));
    return reasons;
  }

  private String subject(Case of, Correction.Item item) {
    return item.kind() == Correction.Kind.MATERIAL
        ? materialName(of, item.subject())
        : dictionary.label(item.subject(), Locale.CHINESE);
  }

  private String materialName(Case of, String id) {
    return checklist.name(id, of, Locale.CHINESE);
  }

  private Paper paper(CaseId id, String template) {
    var of = cases.byId(id);
    var matter = matters.byId(of.matter());
    var paper = new Paper(of, matter, template);
    paper.values.put("office", departments.byCode(matter.lead()).officialName());
    paper.values.put("date", LocalDate.now(clock));
    paper.values.put("matterName", matter.name().zh());
    paper.values.put("applicant", enterprises.byId(of.enterpriseId()).name());
    paper.values.put("project", projects.byId(of.projectId()).name());
    paper.values.put("caseNumber", String.valueOf(of.number()));
    return paper;
  }

  /** One paper while its values are gathered. */
  private final class Paper {
    private final Case of;
    private final Matter matter;
    private final String template;
    private final Map<String, Object> values = new LinkedHashMap<>();

    Paper(Case of, Matter matter, String template) {
      this.of = of;
      this.matter = matter;
      this.template = template;
    }

    void issue(@Nullable String number, Audience audience, Map<String, String> summary) {
      var told = new LinkedHashMap<>(summary);
      told.put("office", String.valueOf(values.get("office")));
      told.put("date", LocalDate.now(clock).toString());
      told.put("matter", matter.name().zh());
      told.put("project", String.valueOf(values.get("project")));
      documents.issue(
          of.id().value(),
          matter.id(),
          template,
          matter.papers().get(template),
          number,
          values,
          audience,
          told);
    }
  }
}
