package org.zhunru.decision;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DocumentSettings.class)
class DocumentConfiguration {

  @Bean
  PaperWriter paperWriter(DocumentSettings settings) {
    return new PaperWriter(new PaperFonts(settings.paperFonts()));
  }

  @Bean
  PaperTemplates paperTemplates() {
    return new PaperTemplates();
  }
}
