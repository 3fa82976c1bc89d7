package org.zhunru.common;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The last line of a start: the address to open. */
@Component
class OpenAddress {

  private static final Logger console = LoggerFactory.getLogger("zhunru");

  private final ServerProperties server;
  private final DemoMode demo;

  OpenAddress(ServerProperties server, DemoMode demo) {
    this.server = server;
    this.demo = demo;
  }

  @EventListener
  void tell(ApplicationReadyEvent ready) {
    if (ready.getApplicationContext() instanceof WebServerApplicationContext web
        && web.getWebServer() != null) {
      int port = web.getWebServer().getPort();
      String scheme = server.getSsl() == null ? "http" : "https";
      String address = scheme + "://" + host(server.getAddress()) + ":" + port + "/";
      if (demo.on()) {
        BothLanguages.lines("start.demo").forEach(console::info);
      }
      BothLanguages.lines("start.open", address).forEach(console::info);
    }
  }

  private static String host(@Nullable InetAddress address) {
    return address == null || address.isAnyLocalAddress() || address.isLoopbackAddress()
        ? "localhost"
        : address.getHostAddress();
  }
}
