package org.zhunru.bench;

import jakarta.servlet.Filter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhunru.ZhunruApplication;

/** The whole program on a PostgreSQL of its own, careful as in service, for something to measure. */
public final class Measured {
  private Measured() {}

  /** What is done with the program before it is closed. */
  public interface Act {
    void with(ServletWebServerApplicationContext program) throws Exception;
  }

  /** The same, with its way to the database, which counts. */
  public interface CountedAct {
    void with(ServletWebServerApplicationContext program, Counted counted) throws Exception;
  }

  /** Runs the demonstration city under {@code target/bench}. */
  public static void program(String name, Act act) throws Exception {
    run(name, new SpringApplicationBuilder(ZhunruApplication.class), act);
  }

  /** As {@link #program}, and how long the server has a request is kept, in nanoseconds. */
  public static void timed(String name, Collection<Long> took, Act act) throws Exception {
    Filter timing =
        (request, response, chain) -> {
          long start = System.nanoTime();
          chain.doFilter(request, response);
          took.add(System.nanoTime() - start);
        };
    var before = new FilterRegistrationBean<>(timing);
    before.setOrder(Ordered.HIGHEST_PRECEDENCE);
    run(
        name,
        new SpringApplicationBuilder(ZhunruApplication.class)
            .initializers(
                program -> program.getBeanFactory().registerSingleton("timingFilter", before)),
        act);
  }

  /** As {@link #program}, and everything that goes to the database is counted. */
  public static void counted(String name, CountedAct act) throws Exception {
    var counting = new Counting();
    run(
        name,
        new SpringApplicationBuilder(ZhunruApplication.class)
            .initializers(program -> program.getBeanFactory().addBeanPostProcessor(counting)),
        program -> act.with(program, Objects.requireNonNull(counting.counted)));
  }

  private static void run(String name, SpringApplicationBuilder builder, Act act)
      throws Exception {
    var data =
        Path.of(
            System.getProperty(
                "zhunru.bench.data",
                "target/bench/" + name + "-" + ProcessHandle.current().pid()));
    try (var program =
        builder.run(
            "--server.port=0",
            "--zhunru.demo=true",
            "--zhunru.demo-past=false",
            "--zhunru.sign-in.bcrypt-strength=4",
            "--zhunru.data=" + data)) {
      withoutCheckpoints(data.resolve("postgres"));
      act.with((ServletWebServerApplicationContext) program);
    }
  }

  /**
   * After a checkpoint every page is written whole into the log once; whether one falls into what is
   * measured would decide the figures. Both sides are spared it.
   */
  private static void withoutCheckpoints(Path cluster) throws IOException {
    Files.writeString(
        cluster.resolve("local.conf"), "checkpoint_timeout = '1d'\nmax_wal_size = '100GB'\n");
    var server = Files.readAllLines(cluster.resolve("postmaster.pid")).get(0).strip();
    try {
      if (new ProcessBuilder("kill", "-HUP", server).start().waitFor() != 0) {
        throw new IOException("the server " + server + " reads no settings");
      }
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private static final class Counting implements BeanPostProcessor {
    private @Nullable Counted counted;

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
      if (bean instanceof DataSource of && counted == null) {
        counted = new Counted(of);
        return counted;
      }
      return bean;
    }
  }

  /** A size that {@code -Dzhunru.bench.<name>=} may set. */
  public static int size(String name, int otherwise) {
    return Integer.getInteger("zhunru.bench." + name, otherwise);
  }

  /** What an act adds to the write-ahead log of the server, in bytes; others write there, too. */
  public static long wal(JdbcClient db, Callable<?> act) throws Exception {
    var before = db.sql("select pg_current_wal_insert_lsn()::text").query(String.class).single();
    act.call();
    return db.sql("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), cast(:before as pg_lsn))::bigint")
        .param("before", before)
        .query(Long.class)
        .single();
  }
}
