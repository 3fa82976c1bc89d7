package org.zhunru.common;

import java.net.InetAddress;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What every module may ask for: the time, where data is kept, whether this is a demonstration. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Settings.class)
class CommonConfiguration {

  @Bean
  CityClock clock(DemoMode demo) {
    return new CityClock(demo);
  }

  @Bean
  DemoMode demoMode(Settings settings) {
    return DemoMode.of(settings);
  }

  /**
   * A demonstration listens on loopback, whoever asks for what; a server outside of demonstrations
   * where {@code server.address} says, or everywhere.
   */
  @Bean
  WebServerFactoryCustomizer<ConfigurableWebServerFactory> demoBinding(
      DemoMode demo, ServerProperties server) {
    return factory -> {
      InetAddress asked = server.getAddress();
      if (demo.on() && asked != null && !asked.isLoopbackAddress()) {
        throw new CannotStart(null, "demoNotLoopback", asked.getHostAddress());
      }
      factory.setAddress(demo.on() && asked == null ? InetAddress.getLoopbackAddress() : asked);
    };
  }

  @Bean
  DataDirectory dataDirectory(Settings settings) {
    return new DataDirectory(settings.data());
  }
}
