package org.zhunru.notices;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.zhunru.common.DataDirectory;

/** Settings of this module, and SMS as long as nobody brings a gateway. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NoticeSettings.class)
class NoticeConfiguration {
  private static final long MEGABYTE = 1 << 20;

  @Bean
  @ConditionalOnMissingBean
  Sms sms(DataDirectory data, Clock clock) {
    return new FileSms(data.resolve("sms"), MEGABYTE, clock);
  }
}
