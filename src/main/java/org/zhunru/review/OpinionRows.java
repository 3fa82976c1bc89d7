package org.zhunru.review;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface OpinionRows extends JpaRepository<Opinion, UUID> {
  List<Opinion> findByCaseIdOrderBySignedAt(UUID caseId);

  Optional<Opinion> findByCaseIdAndDepartmentAndStatus(
      UUID caseId, String department, Opinion.Status status);
}
