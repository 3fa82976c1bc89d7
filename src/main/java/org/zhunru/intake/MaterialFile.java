package org.zhunru.intake;

import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/**
 * An uploaded file.
 *
 * @param material id in the checklist of materials
 * @param name as the applicant called it
 * @param mediaType by its content
 * @param size bytes
 * @param sha256 32 bytes
 */
public record MaterialFile(
    UUID id,
    CaseId caseId,
    String material,
    String name,
    String mediaType,
    long size,
    byte[] sha256,
    Instant uploadedAt) {

  /** The hash as 64 hexadecimal digits. */
  public String hash() {
    return HexFormat.of().formatHex(sha256);
  }
}
