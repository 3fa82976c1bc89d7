package org.zhunru.identity;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.common.Refusal;

/** The city's departments. */
@Component
@Transactional(readOnly = true)
public class Departments {

  private final DepartmentRows rows;

  Departments(DepartmentRows rows) {
    this.rows = rows;
  }

  /**
   * @throws Refusal {@code identity.noSuchDepartment}
   */
  public Department byCode(String code) {
    return rows.findById(code)
        .orElseThrow(() -> Refusal.unknown("identity.noSuchDepartment", code));
  }

  /** All of them, in the order of the register. */
  public List<Department> all() {
    return rows.findAllByOrderByPosition();
  }
}
