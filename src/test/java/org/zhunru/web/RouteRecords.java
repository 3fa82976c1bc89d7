package org.zhunru.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.zhunru.common.CreditCode;
import org.zhunru.identity.Actor;
import org.zhunru.identity.Enterprises;
import org.zhunru.identity.People;
import org.zhunru.identity.SeatKind;

/**
 * The people of the route matrix and the records they try to reach. A module adds a kind of record
 * by a test {@code @Component} that implements {@link Kind}.
 */
@Component
public class RouteRecords {
  /** The department that is called in every case the records speak of, and one that is not. */
  public static final String CALLED = "yjj";

  public static final String OTHER = "nyj";

  /** One kind of record, such as {@code case}. */
  public interface Kind {
    /** As in the column {@code record} of {@code routes/*.csv}. */
    String name();

    /**
     * Makes a record of applicant-own (or of whom the kind is about), in which {@link
     * RouteRecords#CALLED} is called and {@link RouteRecords#OTHER} is not.
     *
     * @return values for the variables of its addresses, such as {@code id}, {@code page}
     */
    Map<String, String> make(Who who);
  }

  /** Everybody in the matrix, by the name of their column. */
  public record Who(Map<String, Actor> all, UUID enterprise) {
    public Actor applicantOwn() {
      return all.get("applicant-own");
    }

    public Actor handlerCalled() {
      return all.get("handler-called");
    }

    public Actor headCalled() {
      return all.get("head-called");
    }

    public Actor handlerOther() {
      return all.get("handler-other");
    }

    public Actor lead() {
      return all.get("lead");
    }

    public Actor column(String name) {
      return all.get(name);
    }
  }

  private final People people;
  private final Enterprises enterprises;
  private final List<Kind> kinds;
  private final Map<String, Map<String, String>> made = new HashMap<>();
  private Who who;

  RouteRecords(People people, Enterprises enterprises, List<Kind> kinds) {
    this.people = people;
    this.enterprises = enterprises;
    this.kinds = kinds;
  }

  synchronized Who who() {
    if (who == null) {
      var enterprise = newEnterprise();
      var all = new HashMap<String, Actor>();
      all.put("applicant-own", people.applicantOf(enterprise));
      all.put("applicant-other", people.applicantOf(newEnterprise()));
      all.put("handler-called", people.officer(CALLED, SeatKind.HANDLER));
      all.put("head-called", people.officer(CALLED, SeatKind.HEAD));
      all.put("handler-other", people.officer(OTHER, SeatKind.HANDLER));
      all.put("lead", people.officer(Actor.LEAD_OFFICE, SeatKind.HEAD));
      for (var role :
          List.of(
              "supervisor",
              "policy-editor",
              "policy-approver",
              "sysadmin",
              "secadmin",
              "auditor")) {
        all.put(role, people.having(role));
      }
      who = new Who(all, enterprise);
    }
    return who;
  }

  /**
   * @param record name of a kind: made once for the whole matrix; with {@code +} before it: made
   *     anew for every request; empty: no record
   */
  synchronized Map<String, String> ids(String record) {
    if (record.isEmpty()) {
      return Map.of();
    }
    return record.startsWith("+")
        ? kind(record.substring(1)).make(who())
        : made.computeIfAbsent(record, name -> kind(name).make(who()));
  }

  private Kind kind(String name) {
    return kinds.stream()
        .filter(k -> k.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No RouteRecords.Kind named " + name));
  }

  UUID newEnterprise() {
    return enterprises
        .register("测试企业" + UUID.randomUUID().toString().substring(0, 8), creditCode())
        .id();
  }

  /** A credit code nobody has. */
  public static String creditCode() {
    var letters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    while (true) {
      var body = new StringBuilder("91230900MA");
      for (int i = 0; i < 6; i++) {
        body.append(letters.charAt((int) (Math.random() * 31)));
      }
      for (var organisation : letters.toCharArray()) {
        for (var check : letters.toCharArray()) {
          var code = body.toString() + organisation + check;
          if (CreditCode.validate(code).isEmpty()) {
            return code;
          }
        }
      }
    }
  }
}
