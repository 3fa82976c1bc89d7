package org.zhunru.review;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.zhunru.common.Refusal;
import org.zhunru.intake.CaseId;
import org.zhunru.policy.CheckResult;

/**
 * What review asks of the policies: whom the facts call, whom a change concerns, what is ground.
 */
interface CaseLaw {

  /** Departments that the facts of a version call, with the reasons; in the register's order. */
  Map<String, List<DepartmentReview.Reason>> called(CaseId id, int version);

  /**
   * What changed between two versions.
   *
   * @param paths the facts that changed
   * @param concerned departments whose rules read one of them
   */
  record Change(List<String> paths, Set<String> concerned) {
    public Change {
      paths = List.copyOf(paths);
      concerned = Set.copyOf(concerned);
    }
  }

  Change between(CaseId id, int from, int to);

  /**
   * A row of the register of grounds.
   *
   * @param on the day of signing, whose register counts
   * @throws Refusal {@code review.groundUnknown}, {@code policy.groundEnded} (a newer edition no
   *     longer has it), {@code review.groundNotYours}, told of {@code groundId}
   */
  Opinion.GroundAsOf ground(String groundId, String department, LocalDate on);

  /**
   * What the frozen check of a version found.
   *
   * @throws Refusal {@code review.findingUnknown} if it found no such thing, {@code
   *     review.findingOpen} if it is not certain or a mere notice, told of {@code finding}
   */
  CheckResult.Finding finding(CaseId id, int version, OpinionDraft.CitedFinding cited);
}
