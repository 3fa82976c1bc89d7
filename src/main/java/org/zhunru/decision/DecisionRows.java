package org.zhunru.decision;

import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface DecisionRows extends JpaRepository<Decision, UUID> {}
