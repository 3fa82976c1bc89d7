package org.zhunru.review;

import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface JointReviewRows extends JpaRepository<JointReview, UUID> {}
