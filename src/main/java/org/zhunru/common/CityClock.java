package org.zhunru.common;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The time of the city, Asia/Shanghai. While a demonstration tells what happened before it began,
 * the thread that tells it is at that moment and no other thread is.
 */
public final class CityClock extends Clock {
  private final Clock running;
  private final boolean tells;
  private final ThreadLocal<@Nullable Instant> told;

  CityClock(DemoMode demo) {
    this(Clock.system(ZoneId.of("Asia/Shanghai")), demo.on(), new ThreadLocal<>());
  }

  private CityClock(Clock running, boolean tells, ThreadLocal<@Nullable Instant> told) {
    this.running = running;
    this.tells = tells;
    this.told = told;
  }

  /**
   * Does something as of a moment that has passed.
   *
   * @throws IllegalStateException if this is no demonstration, or the moment has not passed
   */
  public void at(Instant then, Runnable what) {
    if (!tells || then.isAfter(running.instant())) {
      throw new IllegalStateException("only the past of a demonstration is told: " + then);
    }
    var before = told.get();
    told.set(then);
    try {
      what.run();
    } finally {
      told.set(before);
    }
  }

  @Override
  public Instant instant() {
    var then = told.get();
    return then == null ? running.instant() : then;
  }

  @Override
  public ZoneId getZone() {
    return running.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new CityClock(running.withZone(zone), tells, told);
  }
}
