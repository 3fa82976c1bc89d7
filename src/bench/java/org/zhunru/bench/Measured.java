package org.zhunru.bench;

import java.nio.file.Path;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.zhunru.ZhunruApplication;

/** The whole program on a PostgreSQL of its own, careful as in service, for something to measure. */
public final class Measured {
  private Measured() {}

  /** What is done with the program before it is closed. */
  public interface Act {
    void with(ServletWebServerApplicationContext program) throws Exception;
  }

  /** Runs the demonstration city under {@code target/bench}. */
  public static void program(String name, Act act) throws Exception {
    var data = Path.of("target", "bench", name + "-" + ProcessHandle.current().pid());
    try (var program =
        new SpringApplicationBuilder(ZhunruApplication.class)
            .run(
                "--server.port=0",
                "--zhunru.demo=true",
                "--zhunru.sign-in.bcrypt-strength=4",
                "--zhunru.data=" + data)) {
      act.with((ServletWebServerApplicationContext) program);
    }
  }
}
