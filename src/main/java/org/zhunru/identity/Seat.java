package org.zhunru.identity;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/**
 * 岗位: a place in a department that a person fills.
 *
 * @param department code of the department
 * @param kind which place
 */
@Embeddable
public record Seat(String department, @Enumerated(EnumType.STRING) SeatKind kind) {}
