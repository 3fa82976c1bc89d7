package org.zhunru.policy;

import java.time.LocalDate;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.zhunru.calendar.LimitsInForce;
import org.zhunru.calendar.TimeLimit;
import org.zhunru.calendar.TimeLimits;

/** The editions of {@code policies/time-limits.csv}. */
@Component
class DatedLimits implements LimitsInForce {
  private final DatedFile<TimeLimits> tables;

  DatedLimits(PoliciesInForce policies) {
    tables = new DatedFile<>(policies, LimitTable.FILE, LimitTable::of);
  }

  @Override
  public TimeLimits on(LocalDate day) {
    return tables.on(day);
  }

  @Override
  public Optional<TimeLimit> find(String id, LocalDate on) {
    return on(on)
        .find(id)
        .or(
            () ->
                tables
                    .last(on, table -> table.find(id).isPresent())
                    .flatMap(last -> last.edition().find(id)))
        .or(() -> tables.all().stream().flatMap(table -> table.find(id).stream()).findFirst());
  }
}
