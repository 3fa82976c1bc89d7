package org.zhunru.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.boot.web.server.Compression;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/** Words, language, static files and compression. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class WebSetup {

  @Bean
  MessageSource messageSource() throws IOException {
    return new AllMessages();
  }

  @Bean
  WebMvcRegistrations routes() {
    return new WebMvcRegistrations() {
      @Override
      public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new RoutesByTheirEnds();
      }
    };
  }

  @Bean
  WebMvcConfigurer webPages(Language language) {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(
            new HandlerInterceptor() {
              @Override
              public boolean preHandle(
                  HttpServletRequest request, HttpServletResponse response, Object handler) {
                language.asked(request).ifPresent(l -> language.setLocale(request, response, l));
                return true;
              }
            });
      }

      @Override
      public void addResourceHandlers(ResourceHandlerRegistry registry) {
        var forever = CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();
        registry
            .addResourceHandler("/static/**")
            .addResourceLocations("classpath:/static/")
            .setCacheControl(forever)
            .resourceChain(true)
            .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
        registry
            .addResourceHandler("/webjars/**")
            .addResourceLocations("classpath:/META-INF/resources/webjars/")
            .setCacheControl(forever);
      }
    };
  }

  @Bean
  WebServerFactoryCustomizer<ConfigurableWebServerFactory> compression() {
    return server -> {
      var compression = new Compression();
      compression.setEnabled(true);
      compression.setMinResponseSize(DataSize.ofBytes(1024));
      compression.setMimeTypes(
          new String[] {
            "text/html",
            "text/css",
            "text/plain",
            "text/javascript",
            "application/javascript",
            "application/json",
            "application/problem+json",
            "image/svg+xml"
          });
      server.setCompression(compression);
    };
  }
}
