package org.zhunru.flow;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhunru.identity.Actor;
import org.zhunru.intake.CaseId;
import org.zhunru.supervision.Clocks;
import org.zhunru.supervision.HolidayNotice;
import org.zhunru.supervision.HolidayNotices;

/** Holiday notices for tests, and the calendar as it was afterwards: others count by it. */
@Component
class Announcements {
  private static final List<String> FESTIVALS =
      List.of(
          "01-01 放假 元旦",
          "02-05 放假 春节",
          "04-05 放假 清明节",
          "05-01 放假 劳动节",
          "06-09 放假 端午节",
          "09-15 放假 中秋节",
          "10-01 放假 国庆节");

  @Autowired City city;
  @Autowired HolidayNotices notices;
  @Autowired Clocks clocks;
  @Autowired JdbcClient db;
  @Autowired PlatformTransactionManager transactions;
  @Autowired Clock clock;

  /** The year as it is by now, with those days off. */
  String lines(int year, LocalDate... off) {
    var days = new TreeMap<String, String>();
    var now = notices.lines(year);
    FESTIVALS.stream()
        .filter(f -> !now.contains(f.substring(9)))
        .forEach(f -> days.put(year + "-" + f.substring(0, 5), year + "-" + f));
    now.lines().forEach(line -> days.put(line.substring(0, 10), line));
    for (var day : off) {
      days.put(day.toString(), day + " 放假 国庆节");
    }
    return String.join("\n", days.values());
  }

  HolidayNotice entered(Actor by, String title, LocalDate... off) {
    int year = off.length == 0 ? LocalDate.now(clock).getYear() : off[0].getYear();
    return notices.enter(
        by, new HolidayNotices.Typed(String.valueOf(year), title, lines(year, off)));
  }

  HolidayNotice released(String title, LocalDate... off) {
    var editor = city.person("demo-policy-editor");
    var notice = entered(editor, title, off);
    notices.submit(editor, notice.id());
    notices.release(city.person("demo-policy-approver"), notice.id(), notice.sha256(), "");
    return notices.byId(notice.id());
  }

  /** As if no notice had ever been released. */
  void forget() {
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status -> {
              db.sql("alter table holiday_notice disable trigger user").update();
              db.sql("delete from holiday_notice where state = 'RELEASED'").update();
              db.sql("alter table holiday_notice enable trigger user").update();
            });
    db.sql(
            """
            select distinct l.case_id from clock_move m join legal_clock l on l.id = m.clock_id
            where m.edition > 0 and l.ended_at is null
            """)
        .query(java.util.UUID.class)
        .list()
        .forEach(id -> clocks.recompute(new CaseId(id), clocks.calendar()));
  }
}
