package org.zhunru.policy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The editions of {@code policies/department-routing.dmn}: which departments the facts call. */
@Component
class Routings {
  private final DatedFile<DepartmentRouting> tables;

  Routings(PoliciesInForce policies, RoutingReader reader) {
    tables =
        new DatedFile<>(
            policies, RoutingFile.FILE, file -> new Remembered(reader.table(file.text())));
  }

  DepartmentRouting on(LocalDate day) {
    return tables.on(day);
  }

  /**
   * A table that isn't evaluated twice for the same: one filing asks three times, and most projects
   * of a sector tell it the same.
   */
  private static final class Remembered implements DepartmentRouting {
    private static final int MOST = 256;

    private final DepartmentRouting table;
    private final Kept<Map<String, String>, List<Call>> answers = new Kept<>(MOST);

    Remembered(DepartmentRouting table) {
      this.table = table;
    }

    @Override
    public List<Call> calls(Map<String, String> inputs) {
      return answers.get(Map.copyOf(inputs), () -> List.copyOf(table.calls(inputs)));
    }

    @Override
    public List<Call> rules() {
      return table.rules();
    }

    @Override
    public List<String> inputs() {
      return table.inputs();
    }
  }
}
