package org.zhunru.intake;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * What was filed; immutable.
 *
 * @param version from 1
 * @param facts JSON, byte for byte as hashed
 * @param sha256 over the facts and the hashes of all materials, 32 bytes
 */
public record DossierVersion(
    CaseId caseId,
    int version,
    String facts,
    List<MaterialFile> materials,
    byte[] sha256,
    Instant submittedAt,
    UUID submittedBy,
    String submittedByName) {
  public DossierVersion {
    materials = List.copyOf(materials);
  }

  /** The hash as 64 hexadecimal digits. */
  public String hash() {
    return HexFormat.of().formatHex(sha256);
  }
}
