package org.zhunru.inbox;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhunru.identity.SeatKind;

/** In whose hands work lies: a seat of a department, an enterprise's applicants, or one person. */
public record Addressee(
    @Nullable String department,
    @Nullable SeatKind seat,
    @Nullable UUID enterprise,
    @Nullable UUID account) {

  public static Addressee seat(String department, SeatKind seat) {
    return new Addressee(department, seat, null, null);
  }

  public static Addressee applicantsOf(UUID enterprise) {
    return new Addressee(null, null, enterprise, null);
  }

  public static Addressee person(UUID account) {
    return new Addressee(null, null, null, account);
  }
}
