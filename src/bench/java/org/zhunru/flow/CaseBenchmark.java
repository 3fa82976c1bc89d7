package org.zhunru.flow;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.util.ReflectionTestUtils;
import org.zhunru.bench.BareEngine;
import org.zhunru.bench.Counted;
import org.zhunru.bench.Measured;
import org.zhunru.decision.DecisionOutcome;
import org.zhunru.identity.DemoPeople;
import org.zhunru.identity.Departments;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.CaseId;
import org.zhunru.review.OpinionDraft;
import org.zhunru.web.Visitor;

/**
 * Joint cases with twelve departments of one seat each, from the filing to the decision, beside a
 * bare engine that runs the same models with boundary timers. Prints statements, commits, bytes of
 * the write-ahead log and cases a second; asserts nothing. {@code zhunru.bench.cases} is how many
 * cases a block has, {@code zhunru.bench.texts} prints every statement with how often a case needs
 * it.
 */
public final class CaseBenchmark {
  private static final List<String> DEPARTMENTS =
      List.of(
          "fgw", "gxj", "yjj", "zrzy", "sthj", "zjj", "gaj", "xfj", "qxj", "jtj", "swj", "wjw");
  private static final Pattern ONCE = Pattern.compile("name=\"_once\" value=\"([^\"]+)\"");
  private static final int CASES = Measured.size("cases", 30);
  private static final int BLOCKS = 4;

  /** Before anything is measured: a server runs for weeks, and its code is compiled by then. */
  private static final int WARM = 8;

  private final JdbcClient db;
  private final City city;
  private final Counted counted;
  private final Map<String, Visitor> visitors = new HashMap<>();

  private CaseBenchmark(ServletWebServerApplicationContext program, Counted counted) {
    this.counted = counted;
    db = program.getBean(JdbcClient.class);
    city = program.getBean(City.class);
    db.sql("update department set seat_steps = 1").update();
    ReflectionTestUtils.setField(program.getBean(Departments.class), "known", null);
    for (var person : List.of("lead")) {
      visitors.put(person, visitor(program, person));
    }
    for (var department : DEPARTMENTS) {
      visitors.put(department, visitor(program, department + "-head"));
    }
  }

  private static Visitor visitor(ServletWebServerApplicationContext program, String person) {
    return Visitor.signedIn(
        program.getWebServer().getPort(), "demo-" + person, DemoPeople.PASSWORD);
  }

  public static void main(String[] arguments) throws Exception {
    Measured.counted("case", (program, counted) -> new CaseBenchmark(program, counted).run());
  }

  private void run() throws Exception {
    try (var bare =
        new BareEngine(
            db, (HikariDataSource) counted.getTargetDataSource(), BareCases.beans(DEPARTMENTS))) {
      var cases = new BareCases(bare, DEPARTMENTS);
      var engines = new Sum("bare engine, history full, boundary timers");
      var ours = new Sum("through services");
      var pages = new Sum("through pages by HTTP");
      for (int block = 1 - WARM; block <= BLOCKS; block++) {
        var drafts = drafts();
        bare.counted().take();
        counted.take();
        engines.add(block, bare.counted(), () -> times(CASES, cases::oneCase));
        counted.take();
        ours.add(block, counted, () -> drafts.forEach(this::oneCase));
        var more = drafts();
        counted.take();
        pages.add(block, counted, () -> more.forEach(this::oneCaseByHttp));
      }
      if (cases.unfinished() != 0) {
        throw new IllegalStateException("The bare engine has not finished");
      }
      engines.print();
      ours.print();
      pages.print();
      ours.against(engines);
      pages.against(engines);
      if (Boolean.getBoolean("zhunru.bench.texts")) {
        engines.texts();
        ours.texts();
        pages.texts();
      }
    }
  }

  private List<CaseId> drafts() {
    var drafts = new ArrayList<CaseId>();
    times(CASES, () -> drafts.add(city.draft(DEPARTMENTS.toArray(String[]::new))));
    return drafts;
  }

  private void oneCase(CaseId id) {
    city.dossiers.submit(city.applicant(), id);
    city.acceptance.accept(city.lead(), id, "");
    for (var department : DEPARTMENTS) {
      city.reviews.sign(
          city.seat(department, SeatKind.HEAD), id, department, OpinionDraft.agree(1, "同意。"));
    }
    city.decide(id, DecisionOutcome.APPROVED);
  }

  /**
   * Each act of an officer: its page is read, its form is sent, confirmed. What is filed here lacks
   * materials, which pages would not let through.
   */
  private void oneCaseByHttp(CaseId id) {
    var at = "/cases/" + id;
    city.dossiers.submit(city.applicant(), id);
    send("lead", at + "/acceptance", at + "/acceptance", "act", "accept", "confirmed", "true");
    for (var department : DEPARTMENTS) {
      send(
          department, at + "/opinion", at + "/opinion", "department", department, "act", "sign",
          "confirmed", "true", "kind", "AGREE", "dossierVersion", "1", "text", "同意。");
    }
    send(
        "lead", at + "/decision", at + "/decision", "act", "decide", "confirmed", "true",
        "outcome", "APPROVED", "reasons", "依据会审意见。", "remedies", "见各部门意见。");
  }

  private void send(String person, String page, String to, String... fields) {
    var visitor = visitors.get(person);
    var read = visitor.get(page);
    var once = ONCE.matcher(read.body());
    if (read.statusCode() != 200 || !once.find()) {
      throw new IllegalStateException(page + ": " + read.statusCode() + read.body());
    }
    var all = new ArrayList<>(List.of(fields));
    all.add("_once");
    all.add(once.group(1));
    var answer = visitor.post(to, all.toArray(String[]::new));
    if (answer.statusCode() / 100 != 3) {
      throw new IllegalStateException(to + ": " + answer.statusCode() + answer.body());
    }
  }

  private static void times(int times, Runnable act) {
    for (int n = 0; n < times; n++) {
      act.run();
    }
  }

  /** What the blocks took, those up to 0 excepted, which are for warming up. */
  private final class Sum {
    private final String name;
    private final Map<String, Long> texts = new TreeMap<>();
    private long statements;
    private long batched;
    private long commits;
    private long wal;
    private long nanos;

    Sum(String name) {
      this.name = name;
    }

    void add(int block, Counted of, Runnable act) throws Exception {
      long start = System.nanoTime();
      long written =
          Measured.wal(
              db,
              () -> {
                act.run();
                return null;
              });
      long took = System.nanoTime() - start;
      var count = of.take();
      if (block > 0) {
        nanos += took;
        wal += written;
        statements += count.total();
        batched += count.batched();
        commits += count.commits();
        count.statements().forEach((text, n) -> texts.merge(text, n, Long::sum));
      }
    }

    private double aCase(double of) {
      return of / (CASES * BLOCKS);
    }

    void print() {
      say(
          "%s: a case takes %.1f statements (%.1f of them in a packet with others), %.2f commits,"
              + " %,.0f bytes of WAL; %.1f cases a second",
          name, aCase(statements), aCase(batched), aCase(commits), aCase(wal), 1e9 / aCase(nanos));
    }

    void against(Sum other) {
      say(
          "%s against %s: %.2f times the statements, %.2f times the WAL, %.2f times the cases a"
              + " second",
          name,
          other.name,
          (double) statements / other.statements,
          (double) wal / other.wal,
          (double) other.nanos / nanos);
    }

    void texts() {
      texts.entrySet().stream()
          .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
          .forEach(
              text ->
                  say(
                      "%s: %6.2f %.300s", name, aCase(text.getValue()), text.getKey()));
    }
  }

  private static void say(String words, Object... with) {
    System.out.println("case: " + words.formatted(with));
  }
}
