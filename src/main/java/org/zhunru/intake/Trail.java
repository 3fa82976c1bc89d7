package org.zhunru.intake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhunru.audit.Audience;
import org.zhunru.audit.AuditLog;
import org.zhunru.audit.Who;
import org.zhunru.identity.Actor;
import org.zhunru.identity.SeatKind;

/** Records what people do with cases, with both names where a deputy acts. */
@Component
public class Trail {
  private final AuditLog log;

  Trail(AuditLog log) {
    this.log = log;
  }

  /** An act of an applicant. */
  public void applicant(CaseId id, String act, Actor actor, String... details) {
    log.record(id.value(), act, who(actor, null, null), Audience.EVERYBODY, pairs(details));
  }

  /**
   * An act in a seat of a department.
   *
   * @param details names and values in turn
   */
  public void officer(
      CaseId id,
      String act,
      Actor actor,
      String department,
      SeatKind seat,
      Audience audience,
      String... details) {
    log.record(id.value(), act, who(actor, department, seat), audience, pairs(details));
  }

  /** Acts of the program itself, for {@link #program(List)}. */
  public static AuditLog.Line line(CaseId id, String act, Audience audience, String... details) {
    return new AuditLog.Line(id.value(), act, audience, pairs(details));
  }

  /** Many acts of the program itself, in their order. */
  public void program(List<AuditLog.Line> lines) {
    log.record(Who.PROGRAM, lines);
  }

  /** What the program did by itself. */
  public void program(CaseId id, String act, Audience audience, String... details) {
    log.record(id.value(), act, Who.PROGRAM, audience, pairs(details));
  }

  private static Who who(Actor actor, @Nullable String department, @Nullable SeatKind seat) {
    var behalf = actor.onBehalfOf();
    return new Who(
        actor.accountId(),
        actor.name(),
        behalf == null ? null : behalf.accountId(),
        behalf == null ? null : behalf.name(),
        department,
        seat == null ? null : seat.code());
  }

  private static Map<String, String> pairs(String... details) {
    var pairs = new LinkedHashMap<String, String>();
    for (int i = 0; i + 1 < details.length; i += 2) {
      pairs.put(details[i], details[i + 1]);
    }
    return pairs;
  }
}
