package org.zhunru.intake;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface CaseRows extends JpaRepository<Case, UUID> {
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("from Case c where c.id = :id")
  Optional<Case> lock(UUID id);

  List<Case> findByEnterpriseIdInOrderByCreatedAtDescIdAsc(Set<UUID> enterprises);

  List<Case> findByProjectIdOrderByCreatedAtAsc(UUID project);

  boolean existsByProjectIdAndMatterAndStateIn(UUID project, String matter, Set<CaseState> states);
}
