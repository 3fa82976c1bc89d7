package org.zhunru.workflow;

import org.zhunru.policy.RoutingReader;

/** The reader of routing tables, for tests without a container. */
public final class RoutingReaders {
  private RoutingReaders() {}

  public static RoutingReader real() {
    return new RoutingTables();
  }
}
