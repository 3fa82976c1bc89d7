package org.zhunru.supervision;

import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Calendars come with the program; what runs follows them. */
@Component
class ClocksAtStart {
  private final Clocks clocks;
  private final Recomputation recomputation;

  ClocksAtStart(Clocks clocks, Recomputation recomputation) {
    this.clocks = clocks;
    this.recomputation = recomputation;
  }

  @EventListener
  void recompute(ApplicationStartedEvent started) {
    clocks.fillTook();
    recomputation.all();
  }
}
