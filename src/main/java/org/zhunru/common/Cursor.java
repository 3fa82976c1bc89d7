package org.zhunru.common;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of a list read by keyset ended: the last row's place in the order of the list.
 *
 * @param at what the list is ordered by; to the microsecond, as the database keeps it
 * @param id tells rows of the same moment apart
 */
public record Cursor(Instant at, UUID id) {

  /**
   * Reads what {@link #toString} wrote.
   *
   * @param code of the refusal
   * @return null for the first page
   * @throws Refusal of that code, at the field {@code cursor}, if the text is no cursor
   */
  public static @Nullable Cursor read(@Nullable String text, String code) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      var parts =
          new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split(" ");
      return new Cursor(
          Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS),
          UUID.fromString(parts[1]));
    } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException malformed) {
      throw Refusal.invalid(code, "cursor");
    }
  }

  @Override
  public String toString() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            (ChronoUnit.MICROS.between(Instant.EPOCH, at) + " " + id)
                .getBytes(StandardCharsets.US_ASCII));
  }
}
