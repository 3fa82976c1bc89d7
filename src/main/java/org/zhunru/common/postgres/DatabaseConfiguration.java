package org.zhunru.common.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.zhunru.common.BothLanguages;
import org.zhunru.common.CannotStart;
import org.zhunru.common.DataDirectory;
import org.zhunru.common.Settings;

/**
 * Which database: one somebody else runs, or our own.
 *
 * <p>The pool is made from the connection details and these from the server, so that Spring stops
 * them in the opposite order: engine, pool, server.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

  private static final Logger console = LoggerFactory.getLogger("zhunru");
  private static final String SECONDS_TO_ANSWER = "10";

  @Bean(destroyMethod = "close")
  @Lazy
  EmbeddedServer embeddedServer(Settings settings, DataDirectory data) {
    return EmbeddedServer.start(
        data.path(),
        data.resolve("postgres-bin"),
        settings.db().port(),
        EmbeddedServer.Durability.FULL,
        step ->
            tell(
                step == EmbeddedServer.Step.CREATING
                    ? "start.creatingDatabase"
                    : "start.startingDatabase",
                data.path()));
  }

  @Bean
  JdbcConnectionDetails database(Settings settings, ObjectProvider<EmbeddedServer> own) {
    String url = settings.db().url();
    if (url != null && settings.db().external()) {
      var external = new Details(url, settings.db().user(), settings.db().password());
      probe(external);
      return external;
    }
    var server = own.getObject();
    return new Details(server.url(), server.user(), server.password());
  }

  @Bean
  FlywayMigrationStrategy toldMigration() {
    return DatabaseConfiguration::migrate;
  }

  private static void migrate(Flyway flyway) {
    int pending = flyway.info().pending().length;
    if (pending > 0) {
      tell("start.migrating", pending);
    }
    flyway.migrate();
  }

  /** Whether somebody else's server will do, said before a dozen beans stumble over it. */
  private static void probe(Details external) {
    if (!external.getJdbcUrl().startsWith("jdbc:postgresql:")) {
      throw new CannotStart(null, "notPostgres", withoutSecrets(external));
    }
    var login = new Properties();
    login.setProperty("user", external.getUsername());
    login.setProperty("password", external.getPassword());
    login.setProperty("loginTimeout", SECONDS_TO_ANSWER);
    try (Connection connection = DriverManager.getConnection(external.getJdbcUrl(), login);
        var statement = connection.createStatement();
        var answer = statement.executeQuery("show server_encoding")) {
      answer.next();
      if (!"UTF8".equals(answer.getString(1))) {
        throw new CannotStart(
            null, "databaseEncoding", withoutSecrets(external), answer.getString(1));
      }
    } catch (SQLException e) {
      throw new CannotStart(
          e, "databaseUnreachable", withoutSecrets(external), String.valueOf(e.getMessage()));
    }
  }

  private static String withoutSecrets(Details external) {
    return external.getJdbcUrl().replaceFirst("\\?.*", "");
  }

  private static void tell(String key, Object... arguments) {
    BothLanguages.lines(key, arguments).forEach(console::info);
  }

  private record Details(String getJdbcUrl, String getUsername, String getPassword)
      implements JdbcConnectionDetails {}
}
