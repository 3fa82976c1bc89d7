package org.zhunru.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.zhunru.common.DemoMode;

/**
 * The people of the demonstration: the joint-review office, fifteen departments, two enterprises,
 * and those who watch. Made once, on a database without accounts, in demo mode only.
 */
@Component
public class DemoPeople {
  /** Everybody's password; hashed once, since it is no secret. */
  public static final String PASSWORD = "demo";

  private static final String FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏";
  private static final List<String> GIVEN =
      List.of(
          "建国", "晓燕", "志强", "丽娜", "海涛", "玉兰", "国栋", "春梅", "明哲", "雨桐", "思远", "静", "伟", "秀英", "文博",
          "雪", "振华", "慧", "立新", "桂芳", "宏宇", "佳", "永昌");

  private final Accounts accounts;
  private final Departments departments;
  private final Enterprises enterprises;
  private final Passwords passwords;
  private final DemoMode demo;

  DemoPeople(
      Accounts accounts,
      Departments departments,
      Enterprises enterprises,
      Passwords passwords,
      DemoMode demo) {
    this.accounts = accounts;
    this.departments = departments;
    this.enterprises = enterprises;
    this.passwords = passwords;
    this.demo = demo;
  }

  /**
   * One of them.
   *
   * @param group {@code applicants}, {@code lead}, {@code officers} or {@code others}
   * @param department code of the department; empty outside
   * @param seat the seat in it; null outside
   */
  public record Person(
      String username,
      String name,
      String group,
      String department,
      @org.jspecify.annotations.Nullable SeatKind seat,
      String role) {}

  /** All of them, in the order of the register; empty if this is no demonstration. */
  public List<Person> all() {
    if (!demo.on()) {
      return List.of();
    }
    var all = new ArrayList<Person>();
    for (var username : List.of("demo-applicant", "demo-applicant2")) {
      all.add(new Person(username, name(all.size()), "applicants", "", null, Role.APPLICANT));
    }
    all.add(
        new Person("demo-lead", name(all.size()), "lead", Actor.LEAD_OFFICE, SeatKind.HEAD, ""));
    for (var department : departments.all()) {
      if (!department.code().equals(Actor.LEAD_OFFICE)) {
        for (var kind : SeatKind.values()) {
          var username = "demo-" + department.code() + "-" + kind.code();
          all.add(new Person(username, name(all.size()), "officers", department.code(), kind, ""));
        }
      }
    }
    for (var role : Role.ALL) {
      if (!role.equals(Role.APPLICANT)) {
        all.add(new Person("demo-" + role, name(all.size()), "others", "", null, role));
      }
    }
    // Overturning a veto takes two of the office.
    all.add(
        new Person("demo-lead2", name(all.size()), "lead", Actor.LEAD_OFFICE, SeatKind.HEAD, ""));
    // A report is drafted by one supervisor and signed by another.
    all.add(new Person("demo-supervisor2", name(all.size()), "others", "", null, Role.SUPERVISOR));
    return all;
  }

  void seed() {
    if (!demo.on() || !accounts.none()) {
      return;
    }
    var hash = passwords.encode(PASSWORD);
    var firms =
        List.of(
            enterprises.register("七台河示例化工有限公司（演示）", "91230900MA1DEM015B"),
            enterprises.register("勃利示例新材料有限公司（演示）", "91230900MA1DEM0236"));
    for (var person : all()) {
      var id = accounts.enter(null, person.username(), person.name(), hash, false);
      accounts.give(id, roles(person), seats(person));
      if (person.role().equals(Role.APPLICANT)) {
        join(firms.get(person.username().equals("demo-applicant") ? 0 : 1), id);
      }
    }
  }

  private void join(Enterprise enterprise, UUID account) {
    enterprises.enter(enterprise.id(), account);
  }

  private static Set<String> roles(Person person) {
    return person.role().isEmpty() ? Set.of() : Set.of(person.role());
  }

  private static Set<Seat> seats(Person person) {
    return person.seat() == null ? Set.of() : Set.of(new Seat(person.department(), person.seat()));
  }

  /** Plausible, nobody's, and no two alike. */
  private static String name(int n) {
    return FAMILY.charAt(n % FAMILY.length()) + GIVEN.get(n * 7 % GIVEN.size());
  }
}
