package org.zhunru.policy;

/** Where the words of a revision come from. */
public enum RevisionOrigin {
  SHIPPED,
  EDITED
}
