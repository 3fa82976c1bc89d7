package org.zhunru.review;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.zhunru.common.Refusal;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Dossiers;
import tools.jackson.databind.json.JsonMapper;

/** A law made for tests: calls the departments named in facts.departments. */
@Component
class TestLaw implements CaseLaw {
  private final Dossiers dossiers;

  TestLaw(Dossiers dossiers) {
    this.dossiers = dossiers;
  }

  @Override
  public Map<String, List<DepartmentReview.Reason>> called(CaseId id, int version) {
    var called = new LinkedHashMap<String, List<DepartmentReview.Reason>>();
    for (var code : text(id, version, "departments").split(" ")) {
      called.put(code, List.of(DepartmentReview.Reason.rule("测试", "Test", "测试")));
    }
    return called;
  }

  @Override
  public Change between(CaseId id, int from, int to) {
    var changed = new ArrayList<String>();
    var concerned = new LinkedHashSet<String>();
    if (!text(id, from, "purpose").equals(text(id, to, "purpose"))) {
      changed.add("purpose");
      concerned.addAll(List.of(text(id, to, "purpose").split(" ")));
    }
    return new Change(changed, concerned);
  }

  @Override
  public Opinion.GroundAsOf ground(String groundId, String department, LocalDate on) {
    if (!groundId.equals("T-1")) {
      throw Refusal.invalid("review.groundUnknown", "groundId", groundId);
    }
    return new Opinion.GroundAsOf(groundId, "测试依据", "测试法 第一条", "high");
  }

  private String text(CaseId id, int version, String field) {
    return JsonMapper.shared()
        .readTree(dossiers.version(id, version).facts())
        .path(field)
        .asString("");
  }
}
