package org.zhunru.common.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Another program that runs a server and waits; for tests that kill it. */
final class HoldingServer {

  private HoldingServer() {}

  public static void main(String[] args) throws InterruptedException {
    var server =
        EmbeddedServer.start(
            Path.of(args[0]), Path.of(args[1]), 0, EmbeddedServer.Durability.NONE, step -> {});
    System.out.println("url " + server.url());
    Thread.sleep(Long.MAX_VALUE);
  }

  /** Starts the program and waits until its server answers. */
  static Process inAnotherProgram(Path data, Path binaries) throws IOException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                HoldingServer.class.getName(),
                data.toString(),
                binaries.toString())
            .redirectErrorStream(true)
            .start();
    var out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    var said = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("url ")) {
        return process;
      }
      said.append(line).append('\n');
    }
    throw new IOException("did not start: " + said);
  }
}
