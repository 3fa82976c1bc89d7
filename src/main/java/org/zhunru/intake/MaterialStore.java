package org.zhunru.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.zhunru.common.DataDirectory;
import org.zhunru.common.Refusal;

/**
 * Contents of files below {@code <data>/materials}, each once, called by its SHA-256. A content is
 * whole and on the disk before its name exists.
 */
@Component
class MaterialStore {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private final Path root;

  MaterialStore(DataDirectory data) {
    this.root = data.resolve("materials");
  }

  /** What was received, not stored yet. */
  record Received(Path path, long size, byte[] sha256) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      Files.deleteIfExists(path);
    }
  }

  /**
   * @param most bytes; reading stops behind them
   * @throws Refusal {@code intake.fileTooLarge}, {@code intake.fileEmpty}
   */
  Received receive(InputStream content, long most, String name) throws IOException {
    var directory = Files.createDirectories(root.resolve("incoming"));
    var path = Files.createTempFile(directory, "upload-", ".part");
    var whole = false;
    try (var out = FileChannel.open(path, StandardOpenOption.WRITE)) {
      var digest = MessageDigest.getInstance("SHA-256");
      var buffer = new byte[1 << 16];
      long size = 0;
      for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
        size += n;
        if (size > most) {
          throw Refusal.invalid("intake.fileTooLarge", null, name, most >> 20);
        }
        digest.update(buffer, 0, n);
        var bytes = ByteBuffer.wrap(buffer, 0, n);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
      }
      if (size == 0) {
        throw Refusal.invalid("intake.fileEmpty", null, name);
      }
      out.force(true);
      whole = true;
      return new Received(path, size, digest.digest());
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException(never);
    } finally {
      if (!whole) {
        Files.deleteIfExists(path);
      }
    }
  }

  /** Gives what was received its name for good. */
  void keep(Received received) throws IOException {
    var target = path(received.sha256());
    if (Files.exists(target) && Files.size(target) == received.size()) {
      return;
    }
    var directory = Files.createDirectories(target.getParent());
    Files.move(
        received.path(),
        target,
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    sync(directory);
    sync(root);
  }

  /** Uploads that were begun before that moment and never finished. */
  List<Path> unfinished(Instant before) throws IOException {
    var incoming = root.resolve("incoming");
    return Files.isDirectory(incoming)
        ? older(incoming, before, file -> file.getFileName().toString().endsWith(".part"))
        : List.of();
  }

  /** Contents that were stored before that moment, each under its hash. */
  List<Path> contents(Instant before) throws IOException {
    return Files.isDirectory(root) ? older(root, before, this::isContent) : List.of();
  }

  /** The hash by which a content is called. */
  static byte[] hash(Path content) {
    return HexFormat.of().parseHex(content.getFileName().toString());
  }

  private boolean isContent(Path file) {
    return HASH.matcher(file.getFileName().toString()).matches() && path(hash(file)).equals(file);
  }

  private static List<Path> older(Path below, Instant before, Predicate<Path> which)
      throws IOException {
    try (var files =
        Files.find(
            below,
            2,
            (file, is) ->
                is.isRegularFile() && is.lastModifiedTime().toInstant().isBefore(before))) {
      return files.filter(which).toList();
    }
  }

  /** Where the content with that hash lies. */
  Path path(byte[] sha256) {
    var hash = HexFormat.of().formatHex(sha256);
    return root.resolve(hash.substring(0, 2)).resolve(hash);
  }

  private static void sync(Path directory) throws IOException {
    try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException unsupported) {
      // Windows opens no directories; its moves are journalled.
      if (java.io.File.separatorChar == '/') {
        throw unsupported;
      }
    }
  }
}
