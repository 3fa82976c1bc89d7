package org.zhunru.identity;

/**
 * A place in a department, such as handler in {@code yjj}.
 *
 * @param department code of the department
 */
public record Seat(String department, SeatKind kind) {
  /** {@code yjj-handler}. */
  @Override
  public String toString() {
    return department + "-" + kind.code();
  }
}
