package org.zhunru.decision;

import org.zhunru.identity.Actor;

/** Papers that are not for all officers of their case; answered by who issues them. */
public interface DocumentReserve {

  /** Whether the paper is kept from that person, who may see its case. */
  boolean withholds(Actor actor, Document document);
}
