package org.zhunru.decision;

import java.util.UUID;

/** What is stored of a document is not what was issued. A fault, never shown as the document. */
public final class DocumentTampered extends RuntimeException {
  DocumentTampered(UUID id) {
    super("Document " + id + " does not match its SHA-256");
  }
}
