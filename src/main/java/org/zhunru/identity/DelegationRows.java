package org.zhunru.identity;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface DelegationRows extends JpaRepository<Delegation, UUID> {

  @Query(
      "select d from Delegation d where d.toAccount = :to and d.endedAt is null"
          + " and :on between d.fromDate and d.toDate order by d.grantedAt")
  List<Delegation> heldBy(UUID to, LocalDate on);

  @Query(
      "select d from Delegation d where d.department = :department and d.kind = :kind"
          + " and d.endedAt is null and :on between d.fromDate and d.toDate order by d.grantedAt")
  List<Delegation> ofSeat(String department, SeatKind kind, LocalDate on);

  List<Delegation> findByFromAccountOrderByGrantedAtDesc(UUID from);

  List<Delegation> findByToAccountOrderByGrantedAtDesc(UUID to);
}
