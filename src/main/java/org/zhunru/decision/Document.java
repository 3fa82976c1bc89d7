package org.zhunru.decision;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A paper that has been issued. It never changes; its content is at {@link Documents#content}.
 *
 * @param kind name of its template, such as {@code decision-refused}
 * @param number document number (发文字号); null if it has none
 * @param verifyCode 16 characters without groups; see {@link #printedCode()}
 * @param sha256 of the PDF, 32 bytes
 */
public record Document(
    UUID id,
    UUID caseId,
    String kind,
    String title,
    @Nullable String number,
    String verifyCode,
    byte[] sha256,
    int pages,
    Instant issuedAt,
    Audience audience) {

  public Document {
    sha256 = sha256.clone();
  }

  @Override
  public byte[] sha256() {
    return sha256.clone();
  }

  /** The code as the paper shows it: XXXX-XXXX-XXXX-XXXX. */
  public String printedCode() {
    return DocumentCode.grouped(verifyCode);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Document d
        && id.equals(d.id)
        && caseId.equals(d.caseId)
        && kind.equals(d.kind)
        && title.equals(d.title)
        && Objects.equals(number, d.number)
        && verifyCode.equals(d.verifyCode)
        && Arrays.equals(sha256, d.sha256)
        && pages == d.pages
        && issuedAt.equals(d.issuedAt)
        && audience == d.audience;
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}
