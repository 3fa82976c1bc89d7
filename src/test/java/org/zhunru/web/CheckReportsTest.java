package org.zhunru.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;
import org.zhunru.IntegrationTest;
import org.zhunru.intake.CompleteFacts;
import org.zhunru.policy.FactsReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The pre-check as a report: on a page and as a file. */
@IntegrationTest
class CheckReportsTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 26);

  @Autowired CheckReports reports;
  @Autowired FactsReader reader;

  @AfterEach
  void none() {
    LocaleContextHolder.resetLocaleContext();
  }

  private CheckReports.Report report(Locale locale, JsonNode told) {
    LocaleContextHolder.setLocale(locale);
    return reports.of(told, reader.read(told, "", DAY).facts(), DAY);
  }

  private static JsonNode hexachlorobenzene() {
    return JsonMapper.shared()
        .readTree(
            CompleteFacts.named("六氯苯|仓库.", "测试")
                .replace("\"quantityTonnes\":120", "\"quantityTonnes\":120,\"links\":[\"use\"]")
                .replace("\"name\":\"液氯\",\"cas\":\"7782-50-5\"", "\"name\":\"六氯苯\""));
  }

  private static String text(byte[] pdf) throws IOException {
    try (var document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document).replaceAll("\\s", "");
    }
  }

  @Test
  void the_file_says_what_the_page_says_and_that_it_is_no_decision() throws IOException {
    var report = report(Locale.CHINESE, hexachlorobenzene());
    var answer = reports.pdf(report);
    var said = text(answer.getBody());
    assertThat(said)
        .contains("预审自查报告：六氯苯|仓库.", "禁止1项", "怎样改", "不是审批决定")
        .contains(report.editionSet())
        .doesNotContain("验证编码");
    var found = report.result().groups().get(0).findings().get(0);
    assertThat(said).contains(found.text(), found.remedy().replaceAll("\\s", ""));
    assertThat(answer.getHeaders().getFirst("Content-Disposition")).contains(".pdf");
    assertThat(answer.getHeaders().getCacheControl()).contains("no-store");
  }

  @Test
  void it_names_what_was_told_and_nobody() {
    var report = report(Locale.CHINESE, hexachlorobenzene());
    assertThat(report.facts())
        .flatExtracting(CheckReports.Group::lines)
        .extracting(CheckReports.Line::value)
        .contains("六氯苯");
    assertThat(report.facts())
        .flatExtracting(CheckReports.Group::lines)
        .extracting(CheckReports.Line::value)
        .noneMatch(value -> value.matches("1[3-9]\\d{9}"));
  }

  @Test
  void it_speaks_the_readers_language() throws IOException {
    assertThat(text(reports.pdf(report(Locale.ENGLISH, hexachlorobenzene())).getBody()))
        .contains("Reportofthepre-check", "Howtomendit", "nodecision");
  }

  @Test
  void what_many_entries_ask_is_asked_once_and_counted() {
    var report = report(Locale.CHINESE, JsonMapper.shared().readTree("{}"));
    var open =
        report.result().groups().stream()
            .filter(group -> group.severity().equals("undetermined"))
            .findFirst()
            .orElseThrow();
    assertThat(open.many()).isTrue();
    assertThat(open.asks()).extracting(CheckView.Line::what).contains("行业领域");
    assertThat(open.asks().get(0).text()).matches(".*涉及 \\d{2,} 条.*");
  }

  @Test
  void every_question_of_an_entry_can_be_asked_once_for_all() throws IOException {
    var questions = new java.util.Properties();
    try (var in = getClass().getResourceAsStream("/messages/policy.properties")) {
      questions.load(new java.io.InputStreamReader(in, java.nio.charset.StandardCharsets.UTF_8));
    }
    assertThat(questions.stringPropertyNames())
        .filteredOn(key -> key.matches("policy\\.question\\.(catalogue.*|unknownList|mineral)"))
        .isNotEmpty()
        .allMatch(key -> questions.containsKey(key.replace("question", "ask")));
  }

  @Test
  void an_empty_project_has_a_report_too() throws IOException {
    var report = report(Locale.CHINESE, JsonMapper.shared().readTree("{}"));
    assertThat(report.title()).isEqualTo("预审自查报告");
    assertThat(text(reports.pdf(report).getBody())).contains("必须补齐");
  }
}
