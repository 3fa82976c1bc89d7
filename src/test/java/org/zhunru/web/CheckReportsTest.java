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
import org.zhunru.intake.CaseDays;
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
    return reports.of(told, reader.read(told, "", DAY).facts(), CaseDays.on(DAY));
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
  void measures_that_entries_ask_for_are_named_three_of_them_before_they_are_unfolded() {
    var project = JsonMapper.shared().readTree("{\"sector\":\"hazchem\",\"kind\":\"new\"}");

    assertThat(measures(Locale.CHINESE, project))
        .matches("填写条目所问的指标及单位：[^；：]+；[^；：]+；[^；：]+等（涉及 \\d+ 条）")
        .doesNotContain("<", ">", "=");
    assertThat(measures(Locale.ENGLISH, project)).contains("with their units: ", " and others (");
  }

  private String measures(Locale locale, JsonNode project) {
    return report(locale, project).result().groups().stream()
        .flatMap(group -> group.asks().stream())
        .map(CheckView.Line::text)
        .filter(text -> text.matches(".*(指标及单位|with their units).*"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void every_question_of_an_entry_can_be_asked_once_for_all() throws IOException {
    var questions = new java.util.Properties();
    try (var in = getClass().getResourceAsStream("/messages/policy.properties")) {
      questions.load(new java.io.InputStreamReader(in, java.nio.charset.StandardCharsets.UTF_8));
    }
    assertThat(questions.stringPropertyNames())
        .filteredOn(
            key -> key.matches("policy\\.question\\.(catalogue.*|siting.*|unknownList|mineral)"))
        .isNotEmpty()
        .allMatch(key -> questions.containsKey(key.replace("question", "ask")));
  }

  private static JsonNode beside(String distance) {
    return JsonMapper.shared()
        .readTree(
            CompleteFacts.named("路边", "测试")
                .replace(
                    "{\"inChemicalPark\":true}",
                    "{\"inChemicalPark\":true,\"distances\":[%s]}".formatted(distance)));
  }

  private CheckView.Finding said(Locale locale, String distance, String words) {
    return said(locale, beside(distance), words);
  }

  private CheckView.Finding said(Locale locale, JsonNode project, String words) {
    return report(locale, project).result().groups().stream()
        .flatMap(group -> group.findings().stream())
        .filter(finding -> finding.text().contains(words))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_distance_stands_with_its_limit_in_metres_and_what_it_must_be() throws IOException {
    var road = "{\"target\":\"公路\",\"origin\":\"公路用地外缘\",\"metres\":99.5}";
    var chinese = said(Locale.CHINESE, road, "100米内设危险物品场所");
    assertThat(chinese.comparison()).isEqualTo("（99.5 米，须大于 100 米）");
    assertThat(chinese.remedy()).isEqualTo("距离大于 100 米");
    assertThat(chinese.basis()).contains("公路安全保护条例");
    var english = said(Locale.ENGLISH, road, "100米内设危险物品场所");
    assertThat(english.comparison()).isEqualTo("(99.5 米; must be above 100 米)");
    assertThat(english.remedy()).isEqualTo("distance above 100 米");
    assertThat(text(reports.pdf(report(Locale.CHINESE, beside(road))).getBody()))
        .contains("（99.5米，须大于100米）", "距离大于100米");
  }

  @Test
  void what_has_to_be_answered_otherwise_is_named() {
    var manual =
        JsonMapper.shared()
            .readTree(
                CompleteFacts.named("手动", "测试")
                    .replace(
                        "\"processes\"", "\"facts\":{\"automaticControl\":false},\"processes\""));

    assertThat(said(Locale.CHINESE, manual, "必须装备自动化控制系统").remedy())
        .isEqualTo("修改方案，使“是否装备自动化控制系统”为“是”");
    assertThat(said(Locale.ENGLISH, manual, "必须装备自动化控制系统").remedy())
        .isEqualTo("Change the project so that “是否装备自动化控制系统” is answered by yes");
  }

  @Test
  void where_the_law_gives_no_metres_what_decides_is_named() {
    var school = "学校、医院、影剧院、体育场(馆)等公共设施";
    var open = "{\"target\":\"%s\",\"metres\":300}".formatted(school);
    for (var locale : java.util.List.of(Locale.CHINESE, Locale.ENGLISH)) {
      var asked = said(locale, open, "与学校、医院");
      assertThat(asked.questions()).singleElement().asString().contains("GB/T 37243-2019");
      assertThat(asked.remedy()).contains("GB/T 37243-2019");
    }
    var short1 =
        said(
            Locale.CHINESE,
            open.replace("300", "300,\"requiredMetres\":300.5,\"requiredBy\":\"计算书\""),
            "与学校、医院");
    assertThat(short1.comparison()).isEqualTo("（300 米，须达到 300.5 米）");
    assertThat(short1.remedy()).contains("距离达到 300.5 米", "GB/T 37243-2019");
  }

  @Test
  void an_empty_project_has_a_report_too() throws IOException {
    var report = report(Locale.CHINESE, JsonMapper.shared().readTree("{}"));
    assertThat(report.title()).isEqualTo("预审自查报告");
    assertThat(text(reports.pdf(report).getBody())).contains("必须补齐");
  }
}
