package org.zhunru.review;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.zhunru.common.Refusal;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Dossiers;
import org.zhunru.policy.CheckResult;
import org.zhunru.policy.DepartmentReads;
import org.zhunru.policy.FactsDiff;
import org.zhunru.policy.FrozenChecks;
import org.zhunru.policy.Grounds;

/** The law of cases as the policies have it. */
@Component
class PolicyLaw implements CaseLaw {
  private final FrozenChecks checks;
  private final Dossiers dossiers;
  private final DepartmentReads reads;
  private final Grounds grounds;

  PolicyLaw(FrozenChecks checks, Dossiers dossiers, DepartmentReads reads, Grounds grounds) {
    this.checks = checks;
    this.dossiers = dossiers;
    this.reads = reads;
    this.grounds = grounds;
  }

  @Override
  public Map<String, List<DepartmentReview.Reason>> called(CaseId id, int version) {
    var called = new LinkedHashMap<String, List<DepartmentReview.Reason>>();
    for (var department : checks.of(id, version).departments()) {
      called.put(
          department.code(),
          department.reasons().stream()
              .map(r -> DepartmentReview.Reason.rule(r.text(), r.textEn(), r.source()))
              .toList());
    }
    return called;
  }

  @Override
  public Change between(CaseId id, int from, int to) {
    var paths =
        FactsDiff.between(dossiers.version(id, from).facts(), dossiers.version(id, to).facts())
            .stream()
            .map(FactsDiff.Changed::path)
            .toList();
    return new Change(
        paths, reads.concerned(paths, checks.of(id, from).asOf(), checks.of(id, to).asOf()));
  }

  @Override
  public Opinion.GroundAsOf ground(String groundId, String department, LocalDate on) {
    var ground =
        grounds
            .byId(groundId, on)
            .orElseThrow(
                () ->
                    grounds
                        .ended(groundId, on)
                        .map(Grounds.Ended::refusal)
                        .orElseGet(
                            () -> Refusal.invalid("review.groundUnknown", "groundId", groundId)));
    if (!ground.servesDepartment(department)) {
      throw Refusal.invalid("review.groundNotYours", "groundId", groundId);
    }
    return new Opinion.GroundAsOf(
        ground.id(), ground.text(), ground.legalBasis(), ground.confidence(), grounds.edition(on));
  }

  @Override
  public CheckResult.Finding finding(CaseId id, int version, OpinionDraft.CitedFinding cited) {
    var found =
        checks.of(id, version).findings().stream()
            .filter(f -> f.rule().equals(cited.rule()) && f.subject().equals(cited.subject()))
            .findFirst()
            .orElseThrow(
                () -> Refusal.invalid("review.findingUnknown", "finding", cited.key(), version));
    if (!found.decided()) {
      throw Refusal.invalid("review.findingOpen", "finding", found.message());
    }
    return found;
  }
}
