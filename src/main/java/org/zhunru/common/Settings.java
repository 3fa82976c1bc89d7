package org.zhunru.common;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the person who runs Zhunru may set; as environment variables {@code ZHUNRU_DATA}, {@code
 * ZHUNRU_DEMO}, {@code ZHUNRU_DB_URL} and so on.
 *
 * @param data where everything that must survive a restart is kept: database, uploads, documents
 * @param demo whether the demonstration city is seeded; null lets {@link DemoMode} decide
 * @param demoPast whether the demonstration begins with cases that are months old
 * @param db which database
 */
@ConfigurationProperties("zhunru")
public record Settings(
    @DefaultValue("data") Path data,
    @Nullable Boolean demo,
    @DefaultValue("true") boolean demoPast,
    @DefaultValue Database db) {

  /**
   * The database. Without a URL, Zhunru starts its own PostgreSQL under {@code data}.
   *
   * @param url JDBC URL of an external PostgreSQL; null or blank for the embedded one
   * @param user user at the external server
   * @param password password at the external server
   * @param port loopback port of the embedded server; 0 takes any free one
   */
  public record Database(
      @Nullable String url,
      @DefaultValue("zhunru") String user,
      @DefaultValue("") String password,
      @DefaultValue("0") int port) {

    /** Whether Zhunru uses a server that somebody else runs. */
    public boolean external() {
      return url != null && !url.isBlank();
    }
  }
}
