package org.zhunru.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;
import org.zhunru.IntegrationTest;

/** Whatever form is kept, its owner finds it under the names the form had. */
@IntegrationTest
class KeptWordsTest {
  /** A form, or a field: {@code <@ui.form action="/x/${page.id}"}, {@code name=c + "text"}. */
  private static final Pattern TAG =
      Pattern.compile(
          "<#assign c = \"([a-z]+)\\[\"|<@ui\\.(form action|field name)=(.*?)(?: [a-z]+=|>)",
          Pattern.DOTALL);

  private static final Pattern PART = Pattern.compile("\"([^\"]*)\"|([a-z.\\[\\]]+)");

  @Autowired KeptWords words;

  @BeforeEach
  void chinese() {
    LocaleContextHolder.setLocale(Locale.CHINESE);
  }

  @AfterEach
  void none() {
    LocaleContextHolder.resetLocaleContext();
  }

  @Test
  void every_field_of_every_form_has_words() throws IOException {
    var unknown = new TreeSet<String>();
    int known = 0;
    try (var files = Files.list(Path.of("src/main/resources/templates"))) {
      for (var file :
          files.filter(f -> !f.endsWith("form.ftlh") && !f.endsWith("layout.ftlh")).toList()) {
        var form = "";
        var rows = "";
        var tag = TAG.matcher(Files.readString(file));
        while (tag.find()) {
          if (tag.group(1) != null) {
            rows = tag.group(1);
          } else if (tag.group(2).startsWith("form")) {
            form = told(tag.group(3), rows).replaceAll("\\$\\{[^}]*}", "x");
          } else if (!form.isEmpty() && !form.matches("/login|/setup|/me/password|/verify/.*")) {
            var name = told(tag.group(3), rows);
            if (words.knows(form, name)) {
              known++;
            } else {
              unknown.add(form + " " + name);
            }
          }
        }
      }
    }
    assertThat(unknown).isEmpty();
    assertThat(known).isGreaterThan(50);
  }

  /** An expression as it comes out: text as it stands, {@code c} as a row, anything else as x. */
  private static String told(String expression, String rows) {
    var told = new StringBuilder();
    var part = PART.matcher(expression);
    while (part.find()) {
      told.append(
          part.group(1) != null
              ? part.group(1)
              : part.group(2).equals("c")
                  ? rows + "[0]."
                  : part.group(2).equals("reason") ? "reason[x]" : "x");
    }
    return told.toString();
  }

  @Test
  void an_opinion_is_told_in_words_row_by_row() {
    var typed = new LinkedHashMap<String, List<String>>();
    typed.put("_once", List.of("secret"));
    typed.put("act", List.of("sign"));
    typed.put("confirmed", List.of("true"));
    typed.put("kind", List.of("CONDITIONS"));
    typed.put("conditions[1].text", List.of("设置围堰"));
    typed.put("conditions[1].stage", List.of("DESIGN"));
    typed.put("transferTo", List.of("sthj"));
    typed.put("remedy", List.of(" "));
    typed.put("somethingNew", List.of("x"));
    typed.put("text", List.of("同意。"));
    typed.put("conditions[0].text", List.of("监测"));

    assertThat(words.title("/cases/7/opinion")).isEqualTo("部门审查意见");
    assertThat(words.lines("/cases/7/opinion", typed))
        .extracting(line -> line.label() + "=" + line.value())
        .containsExactly(
            "要做的=签发",
            "意见=附条件同意",
            "意见正文=同意。",
            "条件（第1项）=监测",
            "条件（第2项）=设置围堰",
            "落实阶段（第2项）=设计审查前",
            "移送给=生态环境局",
            "somethingNew=x");
  }

  @Test
  void a_dossier_is_told_by_the_names_of_its_facts() {
    var typed =
        Map.of(
            "units[1].name", List.of("液氯库"),
            "units[0].name", List.of("罐区"),
            "name", List.of("烧碱项目"));
    assertThat(words.lines("/cases/7/edit/project", typed))
        .extracting(KeptWords.Line::value)
        .containsExactly("烧碱项目", "罐区", "液氯库");
    assertThat(words.lines("/cases/7/edit/project", typed).get(0).label()).isEqualTo("项目名称");
    assertThat(words.title("/nowhere")).isEqualTo("/nowhere");
  }
}
