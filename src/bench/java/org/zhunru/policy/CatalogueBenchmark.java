package org.zhunru.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.Statistics;
import org.zhunru.common.postgres.EmbeddedServer;

/**
 * One project of 30 substances, 5 processes and 10 capacities against many entries: by the compiled
 * index, by asking every entry in turn, and by SQL {@code LIKE} over the same names in PostgreSQL.
 * Prints the median of each and the least, the ratios of the medians and what was found; asserts
 * nothing of time.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CatalogueBenchmark {

  /** The entries, compiled. */
  @State(Scope.Benchmark)
  public static class Compiled {
    @Param({"10000", "100000"})
    public int entries;

    CatalogueIndex index;
    ProjectFacts project;

    @Setup
    public void compile() {
      index = index(entries);
      project = ManyEntries.project();
    }
  }

  /** The same names in a table. */
  @State(Scope.Benchmark)
  public static class Table {
    @Param({"10000", "100000"})
    public int entries;

    ProjectFacts project;
    private Path data;
    private EmbeddedServer server;
    Connection connection;

    @Setup
    public void fill() throws IOException, SQLException {
      project = ManyEntries.project();
      data = Files.createTempDirectory("zhunru-bench");
      server =
          EmbeddedServer.start(
              data.resolve("pg"),
              data.resolve("bin"),
              0,
              EmbeddedServer.Durability.NONE,
              step -> {});
      connection = DriverManager.getConnection(server.url(), server.user(), server.password());
      try (var create = connection.createStatement()) {
        create.execute("create table entry (rule text, names text, cas text, place text)");
      }
      connection.setAutoCommit(false);
      try (var insert = connection.prepareStatement("insert into entry values (?, ?, ?, ?)")) {
        for (var entry : ManyEntries.of(entries)) {
          insert.setString(1, entry.rule());
          insert.setString(2, String.join("|", entry.names()));
          insert.setString(3, entry.cas());
          insert.setString(4, entry.place().words());
          insert.addBatch();
        }
        insert.executeBatch();
      }
      connection.commit();
      connection.setAutoCommit(true);
      try (var analyze = connection.createStatement()) {
        analyze.execute("analyze entry");
      }
    }

    @TearDown
    public void stop() throws IOException, SQLException {
      connection.close();
      server.close();
      try (var files = Files.walk(data)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  private static CatalogueIndex index(int entries) {
    return new CatalogueIndex(
        new CatalogueSet(ManyEntries.of(entries), CatalogueFiles.zones()), ManyEntries.DAY);
  }

  @Benchmark
  public Object index(Compiled compiled) {
    return compiled.index.check(compiled.project);
  }

  @Benchmark
  public Object scan(Compiled compiled) {
    return compiled.index.scan(compiled.project);
  }

  /** Finds names only; what the entries say of them would come on top. */
  @Benchmark
  public Object sqlLike(Table table) throws SQLException {
    return like(table.connection, table.project);
  }

  private static List<String> like(Connection connection, ProjectFacts project)
      throws SQLException {
    var found = new ArrayList<String>();
    try (var select =
        connection.prepareStatement(
            "select rule from entry where (names like '%' || ? || '%' or cas = ?)"
                + " and place in ('全国', '230000', '230900')")) {
      for (var unit : project.units()) {
        for (var substance : unit.substances()) {
          found.addAll(like(select, substance.name(), substance.cas()));
        }
      }
      for (var process : project.processes()) {
        found.addAll(like(select, process, null));
      }
    }
    return found;
  }

  private static List<String> like(
      java.sql.PreparedStatement select, String name, String cas) throws SQLException {
    select.setString(1, name);
    select.setString(2, cas);
    var found = new ArrayList<String>();
    try (var rows = select.executeQuery()) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  /** Runs all and prints them side by side. */
  public static void main(String[] arguments) throws RunnerException {
    var options =
        new OptionsBuilder()
            .include(CatalogueBenchmark.class.getSimpleName() + "\\.")
            .jvmArgsAppend("-Xmx2g", "-Dfile.encoding=UTF-8")
            .build();
    var times = new TreeMap<Integer, Map<String, Statistics>>();
    for (var result : new Runner(options).run()) {
      var primary = result.getPrimaryResult();
      times
          .computeIfAbsent(
              Integer.parseInt(result.getParams().getParam("entries")), n -> new TreeMap<>())
          .put(primary.getLabel(), primary.getStatistics());
    }
    var out = new StringBuilder("\nOne project: 30 substances, 5 processes, 10 capacities\n");
    times.forEach(
        (entries, by) -> {
          var index = index(entries);
          var found = index.check(ManyEntries.project());
          out.append(
              "%,d entries: %d findings, %d questions, %d near misses; scan says the same: %s%n"
                  .formatted(
                      entries,
                      found.findings().size(),
                      found.questions().size(),
                      found.nearMisses().size(),
                      found.equals(index.scan(ManyEntries.project()))));
          double one = by.get("index").getPercentile(50);
          by.forEach(
              (name, time) ->
                  out.append(
                      "  %-8s %,13.1f µs, least %,13.1f µs%s%n"
                          .formatted(
                              name,
                              time.getPercentile(50),
                              time.getMin(),
                              name.equals("index")
                                  ? ", no SQL"
                                  : ", %,.0f times the index".formatted(
                                      time.getPercentile(50) / one))));
        });
    out.append("sqlLike: 35 statements that find names; what the entries say would come on top\n");
    System.out.println(out);
  }
}
