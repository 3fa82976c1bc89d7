package org.zhunru.intake;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface CorrectionRows extends JpaRepository<Correction, UUID> {
  List<Correction> findByCaseIdOrderByNo(UUID caseId);

  int countByCaseId(UUID caseId);
}
