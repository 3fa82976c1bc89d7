package org.zhunru.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhunru.calendar.Period;
import org.zhunru.calendar.Standing;
import org.zhunru.intake.CaseId;
import org.zhunru.supervision.CaseClock;
import org.zhunru.supervision.ClockMove;

/** Clocks of cases in words. */
@Component
public class ClockWords {
  private final Words words;

  ClockWords(Words words) {
    this.words = words;
  }

  /** What has to be done in time. */
  public String term(CaseClock clock) {
    return words.say("clock.term." + clock.term());
  }

  /** What has to be done within it: in the words of the law, if it speaks of it. */
  public String step(CaseClock clock) {
    return clock.term().hasRow() ? clock.limit().step() : words.say("clock.step." + clock.term());
  }

  /** Where it comes from: the article and the row, or that no law says it. */
  String basis(CaseClock clock) {
    return clock.term().hasRow()
        ? words.say("clock.basis", clock.limit().legalBasis(), clock.limit().id())
        : words.say("clock.noRow." + clock.term());
  }

  /** Name of its light in the layout. */
  public String light(CaseClock clock) {
    return clock.light().name().toLowerCase(Locale.ROOT);
  }

  /** What remains, or by how much it is late; empty once it has ended. */
  public String left(CaseClock clock) {
    @Nullable Standing standing = clock.standing();
    if (standing == null) {
      return "";
    }
    if (standing.state() == Standing.State.LATE) {
      return standing.days() == 0
          ? words.say("clock.late.today")
          : words.say("clock.late", standing.days());
    }
    @Nullable Period period = clock.limit().period();
    var unit = period != null && period.unit() == Period.Unit.WORKING ? "working" : "calendar";
    return words.say("clock.left." + unit, standing.days(), standing.hours());
  }

  /** How the calendar moved its last day, and why. */
  public String moved(ClockMove move) {
    return move.notices().isEmpty()
        ? words.say("clock.moved.shipped", move.from(), move.to(), move.at())
        : words.say(
            "clock.moved.notice",
            move.from(),
            move.to(),
            move.at(),
            String.join("；", move.notices()));
  }

  /** Where it stands on the page of all time limits of its case. */
  String anchor(CaseClock clock) {
    return "clock-" + clock.id();
  }

  /** Address of the sheet that shows how the last day came out. */
  String sheet(CaseClock clock, CaseId of) {
    return "/cases/" + of + "/clocks#" + anchor(clock);
  }
}
