package org.zhunru.notices;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.UUID;

/**
 * Writes SMS to {@code sms/sms.log} in the data directory, a line each: moment, id, number, text,
 * with tabs between. At a megabyte the file moves to {@code sms.1.log}; five of them are kept.
 */
class FileSms implements Sms {
  static final int KEPT = 5;

  private final Path directory;
  private final long most;
  private final Clock clock;

  /**
   * @param most bytes of a file
   */
  FileSms(Path directory, long most, Clock clock) {
    this.directory = directory;
    this.most = most;
    this.clock = clock;
  }

  @Override
  public boolean real() {
    return false;
  }

  @Override
  public synchronized void send(UUID id, String phone, String text) throws IOException {
    if (!Files.exists(directory)) {
      Files.createDirectories(directory);
      // Numbers of persons are nobody else's business.
      var posix = Files.getFileAttributeView(directory, PosixFileAttributeView.class);
      if (posix != null) {
        posix.setPermissions(PosixFilePermissions.fromString("rwx------"));
      }
    }
    var line =
        (clock.instant() + "\t" + id + "\t" + phone + "\t" + MailChannel.oneLine(text) + "\n")
            .getBytes(StandardCharsets.UTF_8);
    // Another node may write here too.
    try (var lock =
            FileChannel.open(
                directory.resolve("sms.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        var held = lock.lock()) {
      var file = file(0);
      if (Files.exists(file) && Files.size(file) + line.length > most) {
        for (int n = KEPT - 1; n >= 0; n--) {
          if (Files.exists(file(n))) {
            Files.move(file(n), file(n + 1), StandardCopyOption.REPLACE_EXISTING);
          }
        }
      }
      try (var out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        var bytes = ByteBuffer.wrap(line);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
    }
  }

  Path file(int n) {
    return directory.resolve(n == 0 ? "sms.log" : "sms." + n + ".log");
  }
}
