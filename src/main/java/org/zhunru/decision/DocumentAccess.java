package org.zhunru.decision;

import org.zhunru.identity.Actor;

/** Who may read a document; answered by whoever knows its case. Without an answer nobody may. */
public interface DocumentAccess {

  /** Whether the person may read the document now. */
  boolean mayRead(Actor actor, Document document);
}
