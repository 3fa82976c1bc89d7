package org.zhunru.supervision;

import java.time.LocalDate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Matter;
import org.zhunru.review.HearingTerms;

/** The five days within which a hearing can be asked for, by their clock. */
@Component
class HearingPeriods implements HearingTerms {
  private final Clocks clocks;

  HearingPeriods(Clocks clocks) {
    this.clocks = clocks;
  }

  @Override
  @Transactional(readOnly = true)
  public boolean inTime(CaseId id, String department, LocalDate toldOn, LocalDate receivedOn) {
    return clocks.ofCase(id).stream()
        .filter(c -> c.term() == Matter.Term.HEARING_REQUEST && department.equals(c.department()))
        .filter(c -> c.startedOn().equals(toldOn))
        .anyMatch(c -> !receivedOn.isAfter(c.dueOn()));
  }
}
