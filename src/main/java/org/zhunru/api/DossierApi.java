package org.zhunru.api;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhunru.common.Refusal;
import org.zhunru.identity.Actor;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;
import org.zhunru.intake.DossierVersion;
import org.zhunru.intake.Dossiers;
import org.zhunru.intake.Draft;
import org.zhunru.intake.Drafts;
import org.zhunru.policy.FactsReader;
import org.zhunru.web.Problems;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The tree of facts: the applicant's draft, and what was filed.
 *
 * <p>A draft may hold what is not right yet; it is kept and the answer warns of it. Who says on
 * which revision the tree is based ({@code If-Match}, or {@code revision} beside {@code project})
 * is told if somebody else has saved since; who says none replaces what is there.
 */
@RestController
class DossierApi {
  private final Drafts drafts;
  private final Dossiers dossiers;
  private final Cases cases;
  private final FactsReader reader;
  private final Problems problems;
  private final Clock clock;
  private final ObjectMapper json;

  DossierApi(
      Drafts drafts,
      Dossiers dossiers,
      Cases cases,
      FactsReader reader,
      Problems problems,
      Clock clock,
      ObjectMapper json) {
    this.drafts = drafts;
    this.dossiers = dossiers;
    this.cases = cases;
    this.reader = reader;
    this.problems = problems;
    this.clock = clock;
    this.json = json;
  }

  /**
   * The draft as it is kept.
   *
   * @param warnings what is not right yet, each with code, field, title and detail
   */
  record DraftView(
      UUID caseId,
      int revision,
      int basedOn,
      Instant updatedAt,
      JsonNode project,
      List<Map<String, Object>> warnings) {}

  /** A filed version. */
  record VersionView(
      UUID caseId,
      int version,
      String sha256,
      Instant submittedAt,
      String submittedBy,
      JsonNode project,
      List<MaterialsApi.View> materials) {}

  @PutMapping("/api/v1/cases/{id}/dossier")
  ResponseEntity<DraftView> save(
      @PathVariable UUID id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String match,
      @RequestBody JsonNode body,
      Actor actor) {
    var caseId = new CaseId(id);
    var before = drafts.of(actor, caseId);
    var enveloped = body.has("project");
    if (enveloped) {
      for (var name : body.propertyNames()) {
        if (!name.equals("project") && !name.equals("revision")) {
          throw Refusal.invalid("api.unknownField", name, name);
        }
      }
    }
    var facts = enveloped ? body.get("project") : body;
    if (!facts.isObject()) {
      throw Refusal.invalid("api.valueMalformed", "project", "project");
    }
    Body.storable(facts, enveloped ? "project" : "");
    var said = enveloped ? body.path("revision") : JsonNodeFactory.instance.missingNode();
    var saved = drafts.save(actor, caseId, facts.toString(), revision(match, said, before));
    return answer(saved);
  }

  private static int revision(@Nullable String match, JsonNode said, Draft before) {
    if (match != null && !match.strip().equals("*")) {
      try {
        return Integer.parseInt(match.strip().replaceFirst("^W/", "").replace("\"", ""));
      } catch (NumberFormatException malformed) {
        throw Refusal.invalid("api.revisionMalformed", "If-Match");
      }
    }
    if (said.isMissingNode() || said.isNull()) {
      return before.revision();
    }
    if (!said.isInt()) {
      throw Refusal.invalid("api.revisionMalformed", "revision");
    }
    return said.intValue();
  }

  /** The draft for its applicant; for others, and where a version is asked for, what was filed. */
  @GetMapping("/api/v1/cases/{id}/dossier")
  ResponseEntity<?> read(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable Integer version,
      Actor actor) {
    var of = cases.see(actor, new CaseId(id));
    return version == null && actor.isApplicantOf(of.enterpriseId())
        ? answer(drafts.of(actor, of.id()))
        : ResponseEntity.ok(
            view(dossiers.version(of.id(), version == null ? of.dossierVersion() : version)));
  }

  private ResponseEntity<DraftView> answer(Draft draft) {
    var project = json.readTree(draft.facts());
    return ResponseEntity.ok()
        .eTag("\"" + draft.revision() + "\"")
        .body(
            new DraftView(
                draft.caseId().value(),
                draft.revision(),
                draft.basedOn(),
                draft.updatedAt(),
                project,
                problems.faults(reader.read(draft.facts(), LocalDate.now(clock)).problems())));
  }

  private VersionView view(DossierVersion filed) {
    return new VersionView(
        filed.caseId().value(),
        filed.version(),
        filed.hash(),
        filed.submittedAt(),
        filed.submittedByName(),
        json.readTree(filed.facts()),
        filed.materials().stream().map(MaterialsApi.View::of).toList());
  }
}
