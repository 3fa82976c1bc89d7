package org.zhunru.identity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.zhunru.common.DemoMode;

/**
 * The people of the demonstration: one office, fifteen departments, two enterprises, and those who
 * watch. Made once, on an empty database, in demo mode only; every password is {@link #PASSWORD}.
 */
@Component
@Order(20)
public class DemoPeople implements ApplicationRunner {

  public static final String PASSWORD = "demo";

  private static final String FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻";
  private static final String GIVEN = "建国文华志强丽娜海涛晓东玉兰春梅国栋思远雨桐明哲";

  private final Accounts accounts;
  private final Departments departments;
  private final Enterprises enterprises;
  private final DemoMode demo;
  private int people;

  DemoPeople(Accounts accounts, Departments departments, Enterprises enterprises, DemoMode demo) {
    this.accounts = accounts;
    this.departments = departments;
    this.enterprises = enterprises;
    this.demo = demo;
  }

  @Override
  @Transactional
  public void run(ApplicationArguments arguments) {
    if (!demo.on() || !accounts.none()) {
      return;
    }
    var first = enterprises.register("七台河示例化工有限公司（演示）", "91230900MA1DEM015B");
    var second = enterprises.register("勃利示例新材料有限公司（演示）", "91230900MA1DEM0236");
    person("demo-applicant", Set.of(Role.APPLICANT), Set.of(), Set.of(first.id()));
    person("demo-applicant2", Set.of(Role.APPLICANT), Set.of(), Set.of(second.id()));
    for (var department : departments.all()) {
      var code = department.code();
      if (code.equals(Actor.LEAD_OFFICE)) {
        person("demo-lead", Set.of(), Set.of(new Seat(code, SeatKind.HEAD)), Set.of());
        continue;
      }
      person(username(code, SeatKind.HANDLER), seat(code, SeatKind.HANDLER));
      person(username(code, SeatKind.REVIEWER), seat(code, SeatKind.REVIEWER));
      person(username(code, SeatKind.HEAD), seat(code, SeatKind.HEAD));
    }
    person("demo-supervisor", Set.of(Role.SUPERVISOR), Set.of(), Set.of());
    person("demo-policy-editor", Set.of(Role.POLICY_EDITOR), Set.of(), Set.of());
    person("demo-policy-approver", Set.of(Role.POLICY_APPROVER), Set.of(), Set.of());
    person("demo-sysadmin", Set.of(Role.SYSADMIN), Set.of(), Set.of());
    person("demo-secadmin", Set.of(Role.SECADMIN), Set.of(), Set.of());
    person("demo-auditor", Set.of(Role.AUDITOR), Set.of(), Set.of());
  }

  private static Set<Seat> seat(String department, SeatKind kind) {
    return Set.of(new Seat(department, kind));
  }

  private static String username(String department, SeatKind kind) {
    return "demo-" + department + "-" + kind.name().toLowerCase(java.util.Locale.ROOT);
  }

  private void person(String username, Set<Seat> seats) {
    person(username, Set.of(), seats, Set.of());
  }

  private void person(String username, Set<String> roles, Set<Seat> seats, Set<UUID> memberships) {
    var account = accounts.create(username, name(people++), PASSWORD);
    accounts.assign(account.id(), roles, seats, memberships);
  }

  /** Names that repeat only after all family names are used: plausible, and nobody's. */
  private static String name(int n) {
    var given = 2 * (n * 5 % (GIVEN.length() / 2));
    return FAMILY.charAt(n % FAMILY.length()) + GIVEN.substring(given, given + 2);
  }

  /** The demo accounts by kind, for the login page: usernames in the order of the register. */
  @Transactional(readOnly = true)
  public Map<String, List<String>> byKind() {
    var kinds = new LinkedHashMap<String, List<String>>();
    kinds.put("applicants", List.of("demo-applicant", "demo-applicant2"));
    kinds.put("lead", List.of("demo-lead"));
    var officers = new ArrayList<String>();
    for (var department : departments.all()) {
      if (!department.code().equals(Actor.LEAD_OFFICE)) {
        for (var kind : SeatKind.values()) {
          officers.add(username(department.code(), kind));
        }
      }
    }
    kinds.put("officers", officers);
    kinds.put(
        "others",
        List.of(
            "demo-supervisor",
            "demo-policy-editor",
            "demo-policy-approver",
            "demo-sysadmin",
            "demo-secadmin",
            "demo-auditor"));
    return kinds;
  }
}
