package org.zhunru.common.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Directory trees: removing them, and who may read them. */
final class Trees {

  private static final Logger log = LoggerFactory.getLogger(Trees.class);

  private Trees() {}

  static void delete(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (var files = Files.walk(root)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Removes what interrupted attempts left behind; what cannot be removed now stays. */
  static void deleteLeftovers(Path parent, String prefix, Duration age) throws IOException {
    // The file system's time, which is the machine's and not that of any law.
    long limit = System.currentTimeMillis() - age.toMillis();
    try (var leftovers = Files.newDirectoryStream(parent, prefix + "*")) {
      for (Path leftover : leftovers) {
        try {
          if (Files.getLastModifiedTime(leftover).toMillis() <= limit) {
            delete(leftover);
          }
        } catch (IOException e) {
          // A killed attempt's own process may still write there; the next start tries again.
          log.debug("{} stays for now", leftover, e);
        }
      }
    }
  }

  /** Sets POSIX permissions; where the file system knows none, the directory's own rules hold. */
  static void permit(Path file, String permissions) throws IOException {
    var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null) {
      view.setPermissions(PosixFilePermissions.fromString(permissions));
    }
  }
}
