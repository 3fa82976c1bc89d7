package org.zhunru.supervision;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Settings of this module. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ClockSettings.class, LetterSettings.class, SilenceSettings.class})
class SupervisionConfiguration {}
