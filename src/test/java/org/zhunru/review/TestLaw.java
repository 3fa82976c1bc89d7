package org.zhunru.review;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Dossiers;
import org.zhunru.policy.CheckResult;
import tools.jackson.databind.json.JsonMapper;

/**
 * A law made for tests of the flow: calls the departments named behind the bar in the purpose, and
 * a change before the bar concerns those named there. Other dossiers are judged by the policies.
 */
@Component
@Primary
class TestLaw implements CaseLaw {
  private final Dossiers dossiers;
  private final PolicyLaw policies;

  TestLaw(Dossiers dossiers, PolicyLaw policies) {
    this.dossiers = dossiers;
    this.policies = policies;
  }

  @Override
  public Map<String, List<DepartmentReview.Reason>> called(CaseId id, int version) {
    var purpose = purpose(id, version);
    if (!purpose.contains("|")) {
      return policies.called(id, version);
    }
    var called = new LinkedHashMap<String, List<DepartmentReview.Reason>>();
    for (var code : purpose.substring(purpose.indexOf('|') + 1).split(" ")) {
      called.put(code, List.of(DepartmentReview.Reason.rule("测试", "Test", "测试")));
    }
    return called;
  }

  @Override
  public Change between(CaseId id, int from, int to) {
    var before = purpose(id, from);
    var after = purpose(id, to);
    if (!after.contains("|")) {
      return policies.between(id, from, to);
    }
    var said = after.substring(0, after.indexOf('|'));
    return said.equals(before.substring(0, before.indexOf('|')))
        ? new Change(List.of(), Set.of())
        : new Change(List.of("purpose"), Set.of(said.split(" ")));
  }

  @Override
  public Opinion.GroundAsOf ground(String groundId, String department, LocalDate on) {
    if (!groundId.equals("T-1")) {
      return policies.ground(groundId, department, on);
    }
    return new Opinion.GroundAsOf(groundId, "测试依据", "测试法 第一条", "high", "test00000000");
  }

  @Override
  public CheckResult.Finding finding(CaseId id, int version, OpinionDraft.CitedFinding cited) {
    return policies.finding(id, version, cited);
  }

  private String purpose(CaseId id, int version) {
    return JsonMapper.shared()
        .readTree(dossiers.version(id, version).facts())
        .path("purpose")
        .asString("");
  }
}
