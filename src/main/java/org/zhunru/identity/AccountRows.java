package org.zhunru.identity;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface AccountRows extends JpaRepository<Account, UUID> {
  Optional<Account> findByUsername(String username);

  List<Account> findAllByOrderByUsername();

  @Query(
      "select a from Account a join a.seats s"
          + " where s.department = :department and s.kind = :kind and a.enabled order by a.username")
  List<Account> holders(String department, SeatKind kind);
}
