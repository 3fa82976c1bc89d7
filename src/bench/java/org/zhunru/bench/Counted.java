package org.zhunru.bench;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Counts what goes to the database, by text: each execution of a statement is one, and each row of
 * a JDBC batch is one as well, however few packets carry them. Commits that had nothing to commit
 * are not counted; statements outside a transaction commit by themselves. The program's own
 * schedulers are left out.
 */
public final class Counted extends DelegatingDataSource {
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern QUERY = Pattern.compile("\\s*(select|with)\\b");

  /** Queries of pages that touch more are shown with their plans, if texts are asked for. */
  private static final long MANY = Long.getLong("zhunru.bench.many", 40);

  private static final Pattern BUFFERS =
      Pattern.compile("Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?");

  private final Map<String, LongAdder> statements = new ConcurrentHashMap<>();
  private final AtomicLong commits = new AtomicLong();
  private final AtomicLong batches = new AtomicLong();
  private final LongAdder buffers = new LongAdder();
  private volatile boolean explaining;

  public Counted(DataSource of) {
    super(of);
  }

  /**
   * What was counted since the last time.
   *
   * @param statements how often each text was executed
   * @param commits of transactions with at least one statement
   * @param batched statements that went with others in one packet
   * @param buffers that queries touched, if they were explained
   */
  public record Count(Map<String, Long> statements, long commits, long batched, long buffers) {
    public long total() {
      return statements.values().stream().mapToLong(n -> n).sum();
    }
  }

  /** Says what was counted, and begins anew. */
  public Count take() {
    var taken = new TreeMap<String, Long>();
    statements.forEach((text, n) -> taken.put(text, n.sumThenReset()));
    taken.values().removeIf(n -> n == 0);
    return new Count(taken, commits.getAndSet(0), batches.getAndSet(0), buffers.sumThenReset());
  }

  /** From now on every query is also explained as it is executed, for the buffers it touches. */
  public void explain(boolean yes) {
    explaining = yes;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return counting(super.getConnection());
  }

  private void count(String sql, long times) {
    statements
        .computeIfAbsent(SPACES.matcher(sql.strip()).replaceAll(" "), text -> new LongAdder())
        .add(times);
  }

  private static boolean inBackground() {
    return Thread.currentThread().getName().startsWith("scheduling");
  }

  private Connection counting(Connection of) {
    if (inBackground()) {
      return of;
    }
    var used = new AtomicBoolean();
    return proxy(
        Connection.class,
        (method, arguments) -> {
          switch (method.getName()) {
            case "prepareStatement", "prepareCall":
              return counting((PreparedStatement) call(of, method, arguments), (String) arguments[0], used);
            case "createStatement":
              return counting((Statement) call(of, method, arguments), null, used);
            case "commit":
              if (used.getAndSet(false)) {
                commits.incrementAndGet();
              }
              break;
            case "rollback":
              used.set(false);
              break;
            default:
              break;
          }
          return call(of, method, arguments);
        });
  }

  private Statement counting(Statement of, @Nullable String prepared, AtomicBoolean used) {
    var waiting = new AtomicLong();
    var set = new ArrayList<Set>();
    return proxy(
        prepared == null ? Statement.class : PreparedStatement.class,
        (method, arguments) -> {
          var name = method.getName();
          if (name.startsWith("set") && prepared != null && arguments[0] instanceof Integer) {
            set.add(new Set(method, arguments));
          }
          if (explaining && prepared != null && name.equals("executeQuery")) {
            explain(of.getConnection(), prepared, set);
          }
          if (name.equals("addBatch")) {
            waiting.incrementAndGet();
            count(prepared == null ? (String) arguments[0] : prepared, 1);
          } else if (name.startsWith("execute")) {
            if (name.endsWith("Batch")) {
              batches.addAndGet(waiting.getAndSet(0) - 1);
            } else {
              count(prepared == null ? (String) arguments[0] : prepared, 1);
            }
            used.set(true);
            if (of.getConnection().getAutoCommit()) {
              used.set(false);
              commits.incrementAndGet();
            }
          }
          return call(of, method, arguments);
        });
  }

  private record Set(Method method, Object[] arguments) {}

  private void explain(Connection connection, String sql, List<Set> set) throws Throwable {
    if (!QUERY.matcher(sql).lookingAt()) {
      return;
    }
    try (var explained =
        connection.prepareStatement("explain (analyze, buffers, timing off) " + sql)) {
      for (var one : set) {
        if (one.method().getDeclaringClass() == PreparedStatement.class) {
          call(explained, one.method(), one.arguments());
        }
      }
      var plan = new ArrayList<String>();
      try (var lines = explained.executeQuery()) {
        while (lines.next()) {
          plan.add(lines.getString(1));
        }
      }
      long touched = plan.stream().mapToLong(Counted::buffers).filter(n -> n > 0).findFirst().orElse(0);
      buffers.add(touched);
      if (touched > MANY && Boolean.getBoolean("zhunru.bench.texts")) {
        System.out.printf("%,d buffers: %s%n%s%n", touched, sql, String.join("\n", plan));
      }
    }
  }

  /** Of a line of a plan; the first that says so speaks of the whole plan. */
  private static long buffers(String line) {
    var found = BUFFERS.matcher(line);
    return found.find() ? number(found.group(1)) + number(found.group(2)) : 0;
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  private interface Handling {
    @Nullable Object of(Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<? extends T> type, Handling handling) {
    return type.cast(
        Proxy.newProxyInstance(
            Counted.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> handling.of(method, arguments)));
  }

  private static @Nullable Object call(Object of, Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(of, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
