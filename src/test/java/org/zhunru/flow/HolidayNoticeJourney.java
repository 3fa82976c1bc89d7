package org.zhunru.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.Charset;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.zhunru.IntegrationTest;
import org.zhunru.intake.Matter;
import org.zhunru.journey.Browser;
import org.zhunru.supervision.Clocks;

/** The yearly notice: an editor uploads it, an approver releases it, and a case is due later. */
@IntegrationTest
class HolidayNoticeJourney {
  private static final String TITLE = "国务院办公厅关于部分节假日安排的通知（国办发明电〔2026〕99号）";

  @LocalServerPort int port;
  @Autowired City city;
  @Autowired Clocks clocks;
  @Autowired Announcements announcements;

  @AfterEach
  void forget() {
    announcements.forget();
  }

  @Test
  void from_the_paper_to_a_later_last_day() {
    var id = city.inReview("yjj");
    var due = due(id);
    var before = clocks.calendar().addWorkingDays(due, -1);
    var notice = announcements.lines(due.getYear(), due);
    try (var desk = Browser.withoutScript();
        var other = Browser.withoutScript();
        var home = Browser.withoutScript()) {
      var editor = Browser.signIn(desk, port, "demo-policy-editor");
      Browser.click(editor, ".nav a[href='/policy']");
      Browser.click(editor, "main a[href='/policy/calendar']");
      Browser.axe(editor);
      Browser.picture(editor, "holiday-notices");
      editor.fill("[name=year]", String.valueOf(due.getYear()));
      var faulty = notice + "\n" + due + " 放假 春节\n" + before + " 上班 春节调休上班\n";
      editor.setInputFiles(
          "input[type=file]",
          new FilePayload("放假.csv", "text/csv", faulty.getBytes(Charset.forName("GBK"))));
      Browser.click(editor, "main form:not(.bare) button");
      assertThat(editor.locator("#errors li").allTextContents())
          .anySatisfy(e -> assertThat(e).contains("文号"))
          .anySatisfy(e -> assertThat(e).contains(due.toString(), "已经出现"))
          .anySatisfy(e -> assertThat(e).contains(before.toString(), "不是周末"));
      assertThat(editor.inputValue("[name=text]")).contains(before + " 上班 春节调休上班");
      Browser.axe(editor);
      Browser.picture(editor, "holiday-notice-faults");

      editor.fill("[name=title]", TITLE);
      editor.fill("[name=text]", notice);
      Browser.click(editor, "main form:not(.bare) button");
      var here = editor.url();
      assertThat(here).contains("/policy/calendar/");
      assertThat(editor.textContent("main")).contains(due.toString(), "与现行日历不同的日子");
      Browser.axe(editor);
      Browser.picture(editor, "holiday-notice");
      Browser.click(editor, "main form[action$='/submit'] button");

      var approver = Browser.signIn(other, port, "demo-policy-approver");
      approver.navigate(here);
      Browser.axe(approver);
      Browser.picture(approver, "holiday-notice-review");
      approver.fill("[name=remark]", "与文件一致");
      Browser.click(approver, "main form[action$='/release'] button");
      assertThat(approver.textContent("main")).contains("已发布", "与文件一致", "因此改变届满日");
      Browser.axe(approver);
      Browser.picture(approver, "holiday-notice-released");

      var later = due(id);
      assertThat(later).isEqualTo(clocks.calendar().nextWorkingDay(due));
      Browser.click(approver, ".nav a[href='/help']");
      Browser.click(approver, "main a[href='/calendar']");
      assertThat(approver.textContent("main")).contains(due.getYear() + "年", TITLE);
      Browser.axe(approver);
      Browser.picture(approver, "calendar-years");
      var applicant = Browser.signIn(home, port, "demo-applicant");
      applicant.navigate("http://localhost:" + port + "/cases/" + id + "/clocks");
      assertThat(applicant.textContent("main")).contains("届满日由 " + due, " 改为 " + later, TITLE);
      Browser.axe(applicant);
      Browser.picture(applicant, "clock-moved");
      applicant.navigate("http://localhost:" + port + "/cases/" + id);
      assertThat(applicant.textContent("main")).contains("届满日由 " + due, " 改为 " + later, TITLE);
      Browser.axe(applicant);
      applicant.navigate("http://localhost:" + port + "/cases/" + id + "?tab=timeline");
      assertThat(applicant.textContent("main")).contains("工作日历更新", TITLE);
    }
  }

  private LocalDate due(org.zhunru.intake.CaseId id) {
    return clocks.ofCase(id).stream()
        .filter(c -> c.term() == Matter.Term.WHOLE)
        .findFirst()
        .orElseThrow()
        .dueOn();
  }
}
