package org.zhunru.identity;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface EnterpriseRows extends JpaRepository<Enterprise, UUID> {
  Optional<Enterprise> findByCreditCode(String creditCode);
}
