package org.zhunru.common;

/**
 * Whether this is a demonstration: seeded city and people with a well-known password.
 *
 * <p>On by default on the embedded server, off by default on an external one. A demonstration
 * listens on loopback only.
 *
 * @param past whether the city's cases of the last months are seeded, too
 */
public record DemoMode(boolean on, boolean past) {

  static DemoMode of(Settings settings) {
    Boolean asked = settings.demo();
    return new DemoMode(asked == null ? !settings.db().external() : asked, settings.demoPast());
  }
}
