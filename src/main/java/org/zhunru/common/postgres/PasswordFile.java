package org.zhunru.common.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The generated password of the embedded server, readable by its owner alone. */
final class PasswordFile {

  private final Path file;

  PasswordFile(Path file) {
    this.file = file;
  }

  boolean exists() {
    return Files.exists(file);
  }

  String read() throws IOException {
    return Files.readString(file, StandardCharsets.US_ASCII).strip();
  }

  /** Writes a new password, whole or not at all. */
  String renew() throws IOException {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    String password = HexFormat.of().formatHex(secret);
    Path unfinished = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(unfinished);
    Files.createFile(unfinished);
    Trees.permit(unfinished, "rw-------");
    try (var channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      channel.write(StandardCharsets.US_ASCII.encode(password + "\n"));
      channel.force(true);
    }
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return password;
  }
}
