package org.zhunru.common;

import java.time.Clock;
import java.time.ZoneId;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What every module may ask for: the time, where data is kept, whether this is a demonstration. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Settings.class)
class CommonConfiguration {

  @Bean
  Clock clock() {
    return Clock.system(ZoneId.of("Asia/Shanghai"));
  }

  @Bean
  DemoMode demoMode(Settings settings) {
    return DemoMode.of(settings);
  }

  @Bean
  DataDirectory dataDirectory(Settings settings) {
    return new DataDirectory(settings.data());
  }
}
