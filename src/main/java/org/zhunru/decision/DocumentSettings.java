package org.zhunru.decision;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of documents; as environment variables {@code ZHUNRU_PUBLIC_URL}, {@code
 * ZHUNRU_PAPER_FONTS}.
 *
 * @param publicUrl where the public reaches this server, such as {@code https://zhunru.example.cn};
 *     printed on every document for verification. Null for {@code http://localhost:<port>}
 * @param paperFonts directory with further TrueType fonts, tried in the order of their names for
 *     characters that our own fonts lack; null if there is none
 */
@ConfigurationProperties("zhunru")
public record DocumentSettings(@Nullable URI publicUrl, @Nullable Path paperFonts) {
  public DocumentSettings {
    if (publicUrl != null
        && (publicUrl.getHost() == null
            || !("http".equals(publicUrl.getScheme()) || "https".equals(publicUrl.getScheme()))
            || publicUrl.getQuery() != null
            || publicUrl.getFragment() != null)) {
      throw new IllegalArgumentException(
          "zhunru.public-url must be an address such as https://zhunru.example.cn: " + publicUrl);
    }
  }
}
