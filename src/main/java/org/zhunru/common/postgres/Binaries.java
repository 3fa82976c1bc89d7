package org.zhunru.common.postgres;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;
import org.zhunru.common.CannotStart;

/**
 * PostgreSQL's programs, unpacked once per version out of the artefact for this operating system.
 *
 * <p>They go to a directory of our own: the library's default is a world-writable one in {@code
 * /tmp}, where another account of the machine could leave programs for us to run.
 */
final class Binaries {

  private static final String UNFINISHED = ".unpacking";

  private Binaries() {}

  /** Unpacks below {@code parent} if that has not been done yet, and returns the directory. */
  static Path unpack(Path parent) throws IOException {
    byte[] archive = archive();
    Path home = parent.resolve(digest(archive));
    if (Files.isDirectory(home)) {
      return home;
    }
    Files.createDirectories(parent);
    // Another program may be unpacking here right now; what is old is nobody's any more.
    Trees.deleteLeftovers(parent, UNFINISHED, Duration.ofHours(1));
    Path unfinished = Files.createTempDirectory(parent, UNFINISHED);
    extract(archive, unfinished);
    Trees.permit(unfinished, "rwxr-xr-x");
    try {
      Files.move(unfinished, home);
    } catch (IOException e) {
      Trees.delete(unfinished);
      if (!Files.isDirectory(home)) {
        throw e;
      }
    }
    return home;
  }

  static boolean windows() {
    return System.getProperty("os.name").startsWith("Windows");
  }

  private static byte[] archive() throws IOException {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String system = windows() ? "Windows" : os.contains("mac") ? "Darwin" : "Linux";
    String machine = System.getProperty("os.arch");
    try (InputStream in =
        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
            system, machine.equals("amd64") ? "x86_64" : machine)) {
      return in.readAllBytes();
    } catch (IllegalStateException e) {
      throw new CannotStart(e, "noPrograms", system + " " + machine);
    }
  }

  /**
   * Tells one build of PostgreSQL from another, no more: who can change our archive can change us.
   */
  private static String digest(byte[] archive) {
    var sum = new CRC32C();
    sum.update(archive);
    return "%d-%08x".formatted(archive.length, sum.getValue());
  }

  private static void extract(byte[] archive, Path target) throws IOException {
    try (var tar =
        new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
          throw new IOException("entry outside of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
          continue;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, file);
          if (file.getParent().endsWith("bin")) {
            Trees.permit(file, "rwxr-xr-x");
          }
        }
      }
    }
  }
}
