package org.zhunru.policy;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface RevisionRows extends JpaRepository<PolicyRevision, UUID> {
  List<PolicyRevision> findByFileOrderByNoDesc(String file);

  List<PolicyRevision> findByStateIn(List<RevisionState> states);

  /** Grows with every publication and every repeal, and never becomes less. */
  @Query(
      "select count(r) + coalesce(sum(r.revision), 0) from PolicyRevision r where r.state in"
          + " (org.zhunru.policy.RevisionState.PUBLISHED, org.zhunru.policy.RevisionState.REPEALED)")
  long changes();

  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select r from PolicyRevision r where r.id = :id")
  Optional<PolicyRevision> lock(UUID id);
}
