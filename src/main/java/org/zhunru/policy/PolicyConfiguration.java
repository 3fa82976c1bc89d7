package org.zhunru.policy;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PolicyConfiguration {

  /** Reads facts as strictly as table 2 and the dictionary say. */
  @Bean
  FactsReader factsReader(Gb18218 hazards, FactDictionary dictionary) {
    return new FactsReader(hazards.categoryCodes(), dictionary);
  }
}
