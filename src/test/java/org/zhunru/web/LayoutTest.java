package org.zhunru.web;

import static org.assertj.core.api.Assertions.assertThat;

import freemarker.cache.ClassTemplateLoader;
import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.StringTemplateLoader;
import freemarker.cache.TemplateLoader;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.security.web.csrf.DefaultCsrfToken;

class LayoutTest {
  private final Words words = words();

  static Words words() {
    return new Words(messages());
  }

  @Test
  void a_page_has_title_language_navigation_and_its_own_matter() throws Exception {
    var html = render("<@ui.page title='T <1>'><p>body</p></@ui.page>");

    assertThat(html)
        .contains("<html lang=\"zh-CN\">", "<h1>T &lt;1&gt;</h1>", "<p>body</p>")
        .contains("张三（应急局·经办）", "aria-current=\"true\">工作台");
  }

  @Test
  void a_field_is_bound_to_its_label_hint_and_error() throws Exception {
    var html =
        render(
            "<@ui.field name='units[0].substances[1].cas' label='CAS' hint='h' required=true"
                + " errors=page.errors/>");

    assertThat(html)
        .contains("<label for=\"f-units-0-substances-1-cas\">")
        .contains("aria-describedby=\"f-units-0-substances-1-cas-hint")
        .contains("f-units-0-substances-1-cas-error\" aria-invalid=\"true\"")
        .contains("not a CAS number");
  }

  @Test
  void all_kinds_of_fields_and_macros_render() throws Exception {
    var options = "[{'value':'a','label':'A'},{'value':'b','label':'B','hint':'bb'}]";
    var html =
        render(
            "<@ui.form action='/x' autosave='/y' revision='3'>"
                + "<@ui.errorSummary errors=page.errors/>"
                + "<#list ['text','number','date','email','tel','password','file'] as t>"
                + "<@ui.field name=t type=t label=t value='1' unit='t' extra={'hx-get':'/q'}/></#list>"
                + "<@ui.field name='s' type='select' label='s' value='b' options=%s/>"
                + "<@ui.field name='r' type='radio' label='r' value='b' options=%s required=true/>"
                + "<@ui.field name='m' type='checkboxes' label='m' values=['b'] options=%s/>"
                + "<@ui.field name='c' type='checkbox' label='c' value='true'/>"
                + "<@ui.field name='c2' type='checkbox' label='c' value=true hint='h'/>"
                + "<@ui.field name='ta' type='textarea' label='ta' value='x'/></@ui.form>"
                + "<@ui.steps items=[{'label':'L','state':'done'},{'label':'M','state':'current',"
                + "'note':'7/12','href':'/m'},{'label':'N','state':'todo'},{'label':'N','state':'stopped'}]/>"
                + "<@ui.tabs items=[{'href':'/a','label':'A','count':3,'current':true},"
                + "{'href':'/b','label':'B','current':false}]/>"
                + "<#list ['ok','near','late','paused','met'] as l><@ui.light state=l/></#list>"
                + "<@ui.remaining days=3 hours=4 state='near'/><@ui.remaining days=3 state='late'/>"
                + "<@ui.vetoFrame title='V'>v</@ui.vetoFrame>"
                + "<@ui.table caption='C' columns=[{'label':'a'},{'label':'b','num':true}]><tr><td>1</td></tr></@ui.table>"
                + "<@ui.empty text='E' next='N' href='/h' action='A'/>"
                + "<@ui.figure value=3 label='F' unit='件' href='/f' light='late'/>"
                + "<@ui.pager next='/n' first='/f'/>"
                + "<@ui.confirm consequences=['one'] action='/do' label='L' back='/b' fields={'a':'1'} danger=true/>"
                + "<@ui.person name='李四' dept='气象局' seat='签发'/>"
                + "<@ui.date value=page.day/><@ui.time value=page.moment/>"
                + "<@ui.note kind='warn' title='T'>n</@ui.note>"
                + "<@ui.facts items=[{'label':'a','value':'1','source':'s'},{'label':'b','value':''}]/>"
                + "<@ui.actions>x</@ui.actions><@ui.siteMap map=page.map name='siting.location'/>",
            options);

    assertThat(html)
        .contains(">●</span> 正常", ">◐</span> 临近", ">■</span> 超期")
        .contains("还剩 3 个工作日 4 小时", "已超 3 个工作日 0 小时")
        .contains("2026-11-23（周一）09:05", "李四（气象局·签发）")
        .contains("src=\"/site-map.svg?view=131,45.77,5&amp;site=131,45.77&amp;r=500\"");
  }

  private String render(String body, String options) throws Exception {
    return render(body.replace("%s", options));
  }

  private String render(String body) throws Exception {
    var configuration = TemplateSetup.hardened();
    var strings = new StringTemplateLoader();
    strings.putTemplate("t.ftlh", "<#import \"/layout.ftlh\" as ui>" + body);
    configuration.setTemplateLoader(
        new MultiTemplateLoader(
            new TemplateLoader[] {
              strings, new ClassTemplateLoader(getClass().getClassLoader(), "templates")
            }));
    configuration.setLocale(Locale.CHINESE);
    configuration.setSharedVariables(TemplateSetup.functions(words, name -> "/static/" + name));
    var model = new HashMap<String, Object>();
    model.put(
        "shell",
        new Shell(
            "zh",
            "/x?lang=en",
            new Shell.User("张三", "应急局·经办", ""),
            List.of(new Shell.Link("/worklist", "工作台", true)),
            new Shell.Csrf(new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", "secret"))));
    model.put(
        "page",
        new Sample(
            List.of(new FieldError("units[0].substances[1].cas", "not a CAS number")),
            java.time.LocalDate.of(2026, 11, 23),
            java.time.Instant.parse("2026-11-23T01:05:00Z"),
            SiteMap.around(new SitePoint(131, 45.77), List.of(500))));
    var out = new StringWriter();
    configuration.getTemplate("t.ftlh").process(model, out);
    return out.toString();
  }

  public record Sample(
      List<FieldError> errors, java.time.LocalDate day, java.time.Instant moment, SiteMap map) {}

  private static org.springframework.context.MessageSource messages() {
    try {
      return new WebSetup().messageSource();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
