package org.zhunru.policy;

import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** The editions of {@code policies/department-routing.dmn}: which departments the facts call. */
@Component
class Routings {
  private final DatedFile<DepartmentRouting> tables;

  Routings(PoliciesInForce policies, RoutingReader reader) {
    tables = new DatedFile<>(policies, RoutingFile.FILE, file -> reader.table(file.text()));
  }

  DepartmentRouting on(LocalDate day) {
    return tables.on(day);
  }
}
