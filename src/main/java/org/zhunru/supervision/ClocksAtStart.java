package org.zhunru.supervision;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Calendars are read at start; what runs follows them. */
@Component
class ClocksAtStart {
  private static final Logger log = LoggerFactory.getLogger(ClocksAtStart.class);

  private final Clocks clocks;

  ClocksAtStart(Clocks clocks) {
    this.clocks = clocks;
  }

  @EventListener
  void recompute(ApplicationStartedEvent started) {
    int changed = clocks.recompute(clocks.calendar());
    if (changed > 0) {
      log.info("The calendar has changed: {} clocks end on another day", changed);
    }
  }
}
