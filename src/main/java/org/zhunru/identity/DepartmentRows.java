package org.zhunru.identity;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface DepartmentRows extends JpaRepository<Department, String> {
  List<Department> findAllByOrderByPosition();
}
