package org.zhunru.web;

import freemarker.core.Environment;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapperBuilder;
import freemarker.template.SimpleScalar;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.utility.DeepUnwrap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.ui.freemarker.SpringTemplateLoader;
import org.springframework.web.servlet.resource.ResourceUrlProvider;
import org.springframework.web.servlet.view.freemarker.FreeMarkerConfigurer;
import org.springframework.web.servlet.view.freemarker.FreeMarkerViewResolver;

/**
 * FreeMarker as this product uses it: escapes by default, can make no objects, calls nothing that
 * takes an argument, fails at a missing value, and speaks through {@code msg}.
 *
 * <p>Functions every template has: {@code msg(key, args...)} the reader's words; {@code
 * asset(path)} the address of a static file with its content hash; {@code day(date)}
 * 2026-11-23（周一）; {@code moment(instant)} the same with hour and minute; {@code qty(number)} all
 * digits, none superfluous; {@code newToken()} a token for a form that is to have one effect.
 */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class TemplateSetup {

  private static final Map<String, String> WEBJARS = new ConcurrentHashMap<>();

  @Bean
  FreeMarkerConfigurer freeMarkerConfigurer(Words words, ResourceUrlProvider resources) {
    var configurer =
        new FreeMarkerConfigurer() {
          @Override
          protected Configuration newConfiguration() {
            return hardened();
          }
        };
    configurer.setPreTemplateLoaders(
        new SpringTemplateLoader(new DefaultResourceLoader(), "classpath:/templates/"));
    configurer.setFreemarkerVariables(
        functions(words, path -> resources.getForLookupPath("/static/" + path)));
    configurer.setDefaultCharset(StandardCharsets.UTF_8);
    return configurer;
  }

  @Bean
  FreeMarkerViewResolver freeMarkerViewResolver() {
    var resolver = new FreeMarkerViewResolver("", ".ftlh");
    resolver.setViewClass(PageView.class);
    resolver.setContentType("text/html;charset=UTF-8");
    resolver.setExposeSpringMacroHelpers(false);
    resolver.setExposeRequestAttributes(false);
    resolver.setExposeSessionAttributes(false);
    return resolver;
  }

  static Configuration hardened() {
    var configuration = new Configuration(Configuration.VERSION_2_3_35);
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    configuration.setAPIBuiltinEnabled(false);
    configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
    configuration.setRecognizeStandardFileExtensions(true);
    configuration.setDefaultEncoding("UTF-8");
    configuration.setLocalizedLookup(false);
    configuration.setNumberFormat("computer");
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setWrapUncheckedExceptions(true);
    var wrapper = new DefaultObjectWrapperBuilder(Configuration.VERSION_2_3_35);
    wrapper.setMemberAccessPolicy(new ReadOnly());
    configuration.setObjectWrapper(wrapper.build());
    return configuration;
  }

  static Map<String, Object> functions(Words words, UnaryOperator<@Nullable String> resources) {
    return Map.of(
        "msg", (TemplateMethodModelEx) arguments -> msg(words, arguments),
        "asset", (TemplateMethodModelEx) arguments -> asset(resources, arguments),
        "day", (TemplateMethodModelEx) TemplateSetup::day,
        "moment", (TemplateMethodModelEx) TemplateSetup::moment,
        "qty", (TemplateMethodModelEx) TemplateSetup::qty,
        "newToken",
            (TemplateMethodModelEx) arguments -> new SimpleScalar(UUID.randomUUID().toString()));
  }

  private static TemplateModel msg(Words words, List<?> arguments) throws TemplateModelException {
    var key = String.valueOf(value(arguments, 0));
    var rest = new Object[arguments.size() - 1];
    for (int i = 0; i < rest.length; i++) {
      var value = value(arguments, i + 1);
      rest[i] = value == null ? "" : value;
    }
    return new SimpleScalar(words.say(Environment.getCurrentEnvironment().getLocale(), key, rest));
  }

  private static TemplateModel asset(UnaryOperator<@Nullable String> resources, List<?> arguments)
      throws TemplateModelException {
    var name = String.valueOf(value(arguments, 0));
    var address =
        name.startsWith("webjar:")
            ? WEBJARS.computeIfAbsent(name.substring("webjar:".length()), TemplateSetup::webjar)
            : resources.apply(name);
    if (address == null) {
      throw new TemplateModelException("No static file " + name);
    }
    return new SimpleScalar(address);
  }

  /** {@code htmx.org/dist/htmx.min.js} lies at {@code /webjars/htmx.org/<version>/dist/...}. */
  private static @Nullable String webjar(String name) {
    var slash = name.indexOf('/');
    try {
      var found =
          new PathMatchingResourcePatternResolver()
              .getResources(
                  "classpath*:META-INF/resources/webjars/"
                      + name.substring(0, slash)
                      + "/*"
                      + name.substring(slash));
      if (found.length == 0) {
        return null;
      }
      var url = found[0].getURL().toString();
      return url.substring(url.lastIndexOf("/webjars/"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static TemplateModel day(List<?> arguments) throws TemplateModelException {
    var value = value(arguments, 0);
    var locale = Environment.getCurrentEnvironment().getLocale();
    if (value instanceof LocalDate) {
      return new SimpleScalar(Dates.day((LocalDate) value, locale));
    }
    if (value instanceof String) {
      return new SimpleScalar(Dates.day(LocalDate.parse((String) value), locale));
    }
    return new SimpleScalar(Dates.day(instant(value).atZone(Dates.ZONE).toLocalDate(), locale));
  }

  private static TemplateModel moment(List<?> arguments) throws TemplateModelException {
    return new SimpleScalar(
        Dates.moment(
            instant(value(arguments, 0)), Environment.getCurrentEnvironment().getLocale()));
  }

  private static TemplateModel qty(List<?> arguments) throws TemplateModelException {
    return new SimpleScalar(Figures.plain(new BigDecimal(String.valueOf(value(arguments, 0)))));
  }

  private static Instant instant(@Nullable Object value) throws TemplateModelException {
    if (value instanceof Instant) {
      return (Instant) value;
    }
    if (value instanceof OffsetDateTime) {
      return ((OffsetDateTime) value).toInstant();
    }
    throw new TemplateModelException("Not a moment: " + value);
  }

  private static @Nullable Object value(List<?> arguments, int index)
      throws TemplateModelException {
    return DeepUnwrap.unwrap((TemplateModel) arguments.get(index));
  }
}
