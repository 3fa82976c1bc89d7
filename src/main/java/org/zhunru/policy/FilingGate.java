package org.zhunru.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.zhunru.common.Refusal;
import org.zhunru.intake.CaseDays;
import org.zhunru.intake.Matter;
import org.zhunru.intake.SubmissionGate;

/**
 * Before anything is filed: the facts are readable, what is certainly needed is there, and joint
 * pre-approval is required at all or may be. All that is in the way is told at once.
 */
@Component
class FilingGate implements SubmissionGate {
  private final FactsReader reader;
  private final Checks checks;

  FilingGate(FactsReader reader, Checks checks) {
    this.reader = reader;
    this.checks = checks;
  }

  @Override
  public List<Refusal> check(Matter matter, String facts, Set<String> materials, CaseDays days) {
    var reading = reader.read(facts, days.today());
    var faults = new ArrayList<>(reading.problems());
    faults.addAll(checks.unitFaults(reading.facts(), days));
    var result = checks.check(reading.facts().withMaterials(materials), days);
    for (var missing : result.missing()) {
      if (missing.certain()) {
        faults.add(
            missing.material()
                ? Refusal.invalid(
                    "policy.materialMissing",
                    "materials." + missing.what(),
                    missing.name(),
                    missing.source())
                : Refusal.invalid("policy.factMissing", missing.what(), missing.source()));
      }
    }
    if (faults.isEmpty() && Boolean.FALSE.equals(result.jointApprovalRequired())) {
      faults.add(Refusal.invalid("policy.notNeeded", null));
    }
    return faults;
  }
}
