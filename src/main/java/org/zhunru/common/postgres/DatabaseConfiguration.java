package org.zhunru.common.postgres;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.zhunru.common.BothLanguages;
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

  @Bean(destroyMethod = "close")
  @Lazy
  EmbeddedServer embeddedServer(Settings settings, DataDirectory data) {
    BothLanguages.lines("start.preparingDatabase", data.path()).forEach(console::info);
    var server =
        EmbeddedServer.start(
            data.path(),
            data.resolve("postgres-bin"),
            settings.db().port(),
            EmbeddedServer.Durability.FULL);
    BothLanguages.lines("start.databaseReady").forEach(console::info);
    return server;
  }

  @Bean
  JdbcConnectionDetails database(
      Settings settings, org.springframework.beans.factory.ObjectProvider<EmbeddedServer> own) {
    var db = settings.db();
    if (db.external()) {
      return new Connection(String.valueOf(db.url()), db.user(), db.password());
    }
    var server = own.getObject();
    return new Connection(server.url(), server.user(), server.password());
  }

  private record Connection(String getJdbcUrl, String getUsername, String getPassword)
      implements JdbcConnectionDetails {}
}
