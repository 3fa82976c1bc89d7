package org.zhunru.identity;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.zhunru.common.BothLanguages;

/** An installation without accounts says on its console how the first are made. */
@Component
class SetupAtStart {
  private static final Logger console = LoggerFactory.getLogger("zhunru");

  private final Setup setup;

  SetupAtStart(Setup setup) {
    this.setup = setup;
  }

  @EventListener
  @Order(Ordered.LOWEST_PRECEDENCE)
  void tell(ApplicationReadyEvent ready) {
    if (setup.open()) {
      BothLanguages.lines("start.setup", setup.offer(), Setup.LIFE.toHours())
          .forEach(console::warn);
    }
  }
}
