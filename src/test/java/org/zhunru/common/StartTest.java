package org.zhunru.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

class StartTest {

  private final ApplicationContextRunner program =
      new ApplicationContextRunner().withUserConfiguration(Start.class);

  @Test
  void the_embedded_server_shows_a_demonstration_unless_told_otherwise() {
    assertThat(demo()).isTrue();
    assertThat(demo("zhunru.demo=false")).isFalse();
  }

  @Test
  void an_external_server_shows_none_unless_asked_by_name() {
    String external = "zhunru.db.url=jdbc:postgresql://db.example/zhunru";
    assertThat(demo(external)).isFalse();
    assertThat(demo(external, "zhunru.demo=true")).isTrue();
    assertThat(demo("zhunru.db.url= ")).isTrue();
  }

  @Test
  void a_demonstration_listens_on_loopback_alone() {
    assertThat(address()).isEqualTo("127.0.0.1");
    assertThat(address("server.address=::1")).isEqualTo("0:0:0:0:0:0:0:1");
    assertThat(address("server.address=0.0.0.0")).isEqualTo("refused: demoNotLoopback");
    assertThat(address("server.address=10.1.2.3")).isEqualTo("refused: demoNotLoopback");
  }

  @Test
  void outside_of_demonstrations_the_address_is_free() {
    assertThat(address("zhunru.demo=false")).isNull();
  }

  @Test
  void data_is_kept_under_an_absolute_path() {
    program
        .withPropertyValues("zhunru.data=some/../place")
        .run(
            context ->
                assertThat(context.getBean(DataDirectory.class).resolve("materials"))
                    .isEqualTo(Path.of("place/materials").toAbsolutePath()));
  }

  @Test
  void a_failed_start_is_told_in_both_languages_with_a_way_out() {
    FailureAnalysis told =
        new CannotStartAnalyzer()
            .analyze(
                new IllegalStateException(
                    new CannotStart(null, "alreadyRunning", Path.of("/srv/data"), "4711")));
    assertThat(told.getDescription())
        .isEqualTo(
            "数据目录 /srv/data 正被另一个准入程序使用（进程号 4711）。\n"
                + "The data directory /srv/data is in use by another Zhunru (process 4711).");
    assertThat(told.getAction()).contains("4711").contains("ZHUNRU_DATA");
  }

  @Test
  void every_word_of_the_start_exists_in_both_languages_and_every_failure_has_a_way_out() {
    List<String> chinese = startKeys(Locale.ROOT);
    assertThat(startKeys(Locale.ENGLISH)).containsExactlyElementsOf(chinese).isNotEmpty();
    assertThat(chinese)
        .contains("start.open", "start.databaseFiles", "start.databaseFiles.mend")
        .allSatisfy(key -> assertThat(BothLanguages.lines(key, "{a}", "{b}")).hasSize(2));
  }

  private boolean demo(String... properties) {
    var answer = new ArrayList<Boolean>();
    program
        .withPropertyValues(properties)
        .run(context -> answer.add(context.getBean(DemoMode.class).on()));
    return answer.get(0);
  }

  @SuppressWarnings("unchecked")
  private @Nullable String address(String... properties) {
    var answer = new ArrayList<@Nullable String>();
    program
        .withPropertyValues(properties)
        .run(
            context -> {
              var factory = new TomcatServletWebServerFactory();
              try {
                context.getBean("demoBinding", WebServerFactoryCustomizer.class).customize(factory);
                var bound = factory.getAddress();
                answer.add(bound == null ? null : bound.getHostAddress());
              } catch (CannotStart e) {
                answer.add("refused: " + e.code());
              }
            });
    return answer.get(0);
  }

  private static List<String> startKeys(Locale locale) {
    return ResourceBundle.getBundle(
            "messages/common",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES))
        .keySet()
        .stream()
        .filter(key -> key.startsWith("start."))
        .sorted()
        .toList();
  }

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(ServerProperties.class)
  @Import(CommonConfiguration.class)
  static class Start {}
}
