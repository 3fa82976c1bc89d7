package org.zhunru.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.zhunru.common.Refusal;
import org.zhunru.decision.Deliveries;
import org.zhunru.decision.Delivery;
import org.zhunru.identity.Actor;
import org.zhunru.intake.CaseId;
import org.zhunru.intake.Cases;

/** The forms of {@code /cases/{id}} by which an approval is said to be delivered. */
@Controller
class DeliveryPages {
  private final Cases cases;
  private final Deliveries deliveries;
  private final CasePages casePages;

  DeliveryPages(Cases cases, Deliveries deliveries, CasePages casePages) {
    this.cases = cases;
    this.deliveries = deliveries;
    this.casePages = casePages;
  }

  @PostMapping("/cases/{id}/receipt")
  String confirm(Actor actor, @PathVariable String id) {
    var of = cases.see(actor, CaseId.parse(id));
    deliveries.confirm(actor, of.id());
    return "redirect:/cases/" + of.id();
  }

  @PostMapping("/cases/{id}/delivery")
  Object record(
      Actor actor,
      @PathVariable String id,
      @RequestParam(defaultValue = "") String day,
      @RequestParam(defaultValue = "") String way,
      @RequestParam(defaultValue = "") String remark) {
    var of = cases.see(actor, CaseId.parse(id));
    try {
      deliveries.record(actor, of.id(), new Deliveries.Recorded(day(day), way(way), remark));
      return "redirect:/cases/" + of.id();
    } catch (Refusal refused) {
      return casePages.again(
          actor, of, "overview", Map.of("day", day, "way", way, "remark", remark), refused);
    }
  }

  private static @Nullable LocalDate day(String typed) {
    try {
      return typed.isBlank() ? null : LocalDate.parse(typed.strip());
    } catch (DateTimeException noDay) {
      throw Refusal.invalid("calendar.fromMalformed", "day", typed);
    }
  }

  private static Delivery.@Nullable Way way(String chosen) {
    return Delivery.Way.RECORDED.stream()
        .filter(w -> w.name().equals(chosen))
        .findFirst()
        .orElse(null);
  }
}
