package org.zhunru.common;

/**
 * Whether this is a demonstration: seeded city and people with a well-known password.
 *
 * <p>On by default on the embedded server, off by default on an external one. A demonstration
 * listens on loopback only.
 */
public record DemoMode(boolean on) {

  static DemoMode of(Settings settings) {
    Boolean asked = settings.demo();
    return new DemoMode(asked == null ? !settings.db().external() : asked);
  }
}
