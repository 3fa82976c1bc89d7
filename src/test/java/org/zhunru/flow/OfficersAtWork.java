package org.zhunru.flow;

import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhunru.ZhunruApplication;
import org.zhunru.decision.DecisionOutcome;
import org.zhunru.identity.SeatKind;
import org.zhunru.intake.CaseId;
import org.zhunru.review.OpinionDraft;

/**
 * The whole program with its own database, in a process of its own that can be killed. {@code
 * work}: officers act for ever, and each act is acknowledged on a line once it is done. {@code
 * check}: after a restart, says what is there, and takes every case to its decision.
 */
final class OfficersAtWork {
  private static final String[] DEPARTMENTS = {"yjj", "sthj", "xfj", "zrzy"};

  private OfficersAtWork() {}

  public static void main(String[] args) {
    var context =
        SpringApplication.run(
            ZhunruApplication.class,
            "--zhunru.data=" + Path.of(args[1]),
            "--zhunru.demo=true",
            "--zhunru.demo-past=false",
            "--zhunru.sign-in.bcrypt-strength=4",
            "--server.port=0");
    var city = context.getBean(City.class);
    if (args[0].equals("work")) {
      while (true) {
        work(city);
      }
    }
    try {
      check(context, city);
    } finally {
      context.close();
    }
  }

  private static void work(City city) {
    var id = city.submitted(DEPARTMENTS);
    done(id, "intake.submitted");
    city.acceptance.accept(city.lead(), id, "");
    done(id, "intake.accepted");
    var draft = OpinionDraft.agree(1, "同意。");
    for (var department : DEPARTMENTS) {
      city.reviews.forward(city.seat(department, SeatKind.HANDLER), id, department, draft, "");
      done(id, "review.forwarded");
      city.reviews.forward(city.seat(department, SeatKind.REVIEWER), id, department, draft, "");
      done(id, "review.forwarded");
      city.reviews.sign(city.seat(department, SeatKind.HEAD), id, department, draft);
      done(id, "review.signed");
    }
    city.decide(id, DecisionOutcome.APPROVED);
    done(id, "decision.made");
  }

  private static void done(CaseId id, String act) {
    System.out.println("ACK " + id + " " + act);
    System.out.flush();
  }

  private static void check(ConfigurableApplicationContext context, City city) {
    var db = context.getBean(JdbcClient.class);
    db.sql(
            """
            select case_id || ' ' || act || ' ' || count(*) from audit_entry
            where case_id is not null group by case_id, act
            """)
        .query(String.class)
        .list()
        .forEach(line -> System.out.println("ACT " + line));
    for (var id :
        db.sql("select id from case_file where state <> 'DRAFT'")
            .query(java.util.UUID.class)
            .list()) {
      var of = new CaseId(id);
      context.getBean(Invariants.class).hold(of);
      finish(city, of);
      context.getBean(Invariants.class).hold(of);
      System.out.println("END " + of + " " + city.of(of).state());
    }
    System.out.println("CHECKED");
  }

  /** Whoever's turn it is acts, until the case is decided. */
  private static void finish(City city, CaseId id) {
    while (!city.of(id).state().isFinal()) {
      var next = city.work(id).get(0).split(" ");
      var draft = OpinionDraft.agree(1, "同意。");
      switch (next[0]) {
        case "ACCEPT":
          city.acceptance.accept(city.lead(), id, "");
          break;
        case "DRAFT":
          city.reviews.forward(city.seat(next[1], SeatKind.HANDLER), id, next[1], draft, "");
          break;
        case "REVIEW":
          city.reviews.forward(city.seat(next[1], SeatKind.REVIEWER), id, next[1], draft, "");
          break;
        case "SIGN":
          city.reviews.sign(city.seat(next[1], SeatKind.HEAD), id, next[1], draft);
          break;
        default:
          city.decide(id, DecisionOutcome.APPROVED);
          break;
      }
    }
  }
}
