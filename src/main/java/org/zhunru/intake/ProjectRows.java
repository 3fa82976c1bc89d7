package org.zhunru.intake;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface ProjectRows extends JpaRepository<Project, UUID> {
  List<Project> findByEnterpriseIdInOrderByCreatedAtDesc(Set<UUID> enterprises);

  Optional<Project> findByCode(String code);
}
