package org.zhunru.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.MethodParameter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.zhunru.IntegrationTest;
import org.zhunru.common.Refusal;
import org.zhunru.decision.Document;
import org.zhunru.decision.DocumentAccess;
import org.zhunru.decision.Documents;
import org.zhunru.identity.Actor;

/** Documents as the public verifies them, and as those of the case download them. */
@IntegrationTest
class VerifyPageTest {
  @Autowired Documents documents;
  @Autowired PlatformTransactionManager transactions;
  @Autowired PaperRecords records;
  @Autowired JdbcClient db;
  @Autowired WebApplicationContext context;
  private MockMvc pages;

  @BeforeEach
  void pages() {
    pages = MockMvcBuilders.webAppContextSetup(context).build();
  }

  @Test
  void an_address_may_be_written_with_escapes() throws Exception {
    var document = issue("2099-12-31");

    var page = ask(get(URI.create("/verif%79/" + document.printedCode())));

    assertThat(page.getStatus()).isEqualTo(200);
  }

  @Test
  void a_code_leads_to_the_summary_and_to_nothing_else() throws Exception {
    var document = issue("2099-12-31");

    var page = ask(get("/verify/" + document.printedCode().toLowerCase()));

    assertThat(page.getStatus()).isEqualTo(200);
    assertThat(body(page))
        .contains("撤回申请终止办理通知书", "七台河市联合审批办公室", "准予撤回", "2026-11-23（周一）")
        .contains("2099-12-31（周四）", "有效期内", HexFormat.of().formatHex(document.sha256()))
        .doesNotContain("张某某", "企业投资计划调整");
  }

  @Test
  void a_document_past_its_last_day_says_so() throws Exception {
    assertThat(body(ask(get("/verify/" + issue("2020-01-01").verifyCode())))).contains("已过有效期");
  }

  @Test
  void a_typed_code_leads_to_its_page() throws Exception {
    var document = issue(null);

    var led =
        ask(get("/verify").param("code", " " + document.printedCode().replace("-", " ") + " "));

    assertThat(led.getStatus()).isEqualTo(302);
    assertThat(led.getRedirectedUrl()).isEqualTo("/verify/" + document.printedCode());
    assertThat(ask(get("/verify").param("code", " ")).getStatus()).isEqualTo(422);
    assertThat(ask(get("/verify")).getStatus()).isEqualTo(200);
  }

  @Test
  void a_wrong_code_is_told_calmly() throws Exception {
    for (var request :
        List.of(
            get("/verify/{c}", "2222-2222-2222-2222"),
            get("/verify/{c}", "<script>alert(1)<b>"),
            get("/verify").param("code", "2222-2222-2222-2222"),
            post("/verify/{c}", "2222-2222-2222-2222"))) {
      var page = ask(request);
      assertThat(page.getStatus()).isEqualTo(404);
      assertThat(body(page)).contains("没有找到验证编码为", "name=\"code\"").doesNotContain("<script>a");
    }
    assertThat(body(ask(get("/verify/2222?lang=en")))).contains("No document has");
  }

  @Test
  void a_file_is_compared_with_the_original() throws Exception {
    var document = issue(null);
    var original = documents.content(document.id());
    var altered = original.clone();
    altered[altered.length / 2] ^= 1;

    assertThat(body(ask(sending(document, original)))).contains("与原件一致");
    assertThat(body(ask(sending(document, altered)))).contains("与原件不一致");
    var none = ask(sending(document, new byte[0]));
    assertThat(none.getStatus()).isEqualTo(422);
    assertThat(body(none)).contains("请选择要比对的 PDF 文件");
    assertThat(body(ask(post("/verify/" + document.verifyCode())))).contains("请选择要比对的");
  }

  @Test
  void a_damaged_document_is_not_passed_off_as_genuine() throws Exception {
    var document = issue(null);
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status -> {
              db.sql("alter table document disable trigger document_stands").update();
              db.sql("update document set content = '\\x00' where id = :id")
                  .param("id", document.id())
                  .update();
              db.sql("alter table document enable trigger document_stands").update();
            });

    var page = ask(get("/verify/" + document.verifyCode()));

    assertThat(page.getStatus()).isEqualTo(500);
    assertThat(body(page)).contains("存档校验未通过").doesNotContain("由本系统出具");
  }

  @Test
  void those_of_the_case_download_the_document_under_its_chinese_name() throws Exception {
    var document = issue(null);
    var reader = somebody();
    var download = downloads(reader, (actor, d) -> actor.equals(reader) && d.equals(document));

    var answer = ask(download, get("/documents/" + document.id()));

    assertThat(answer.getStatus()).isEqualTo(200);
    assertThat(answer.getContentType()).isEqualTo("application/pdf");
    assertThat(answer.getContentAsByteArray()).isEqualTo(documents.content(document.id()));
    assertThat(answer.getHeader("Content-Disposition"))
        .startsWith("attachment;")
        .contains("filename*=UTF-8''%E6%92%A4%E5%9B%9E");
    var tag = answer.getHeader("ETag");
    assertThat(tag).isEqualTo("\"" + HexFormat.of().formatHex(document.sha256()) + "\"");
    assertThat(
            ask(download, get("/documents/" + document.id()).header("If-None-Match", tag))
                .getStatus())
        .isEqualTo(304);
  }

  @Test
  void nobody_else_learns_that_a_document_exists() throws Exception {
    var document = issue(null);
    var path = "/documents/" + document.id();
    var tag = "\"" + HexFormat.of().formatHex(document.sha256()) + "\"";

    for (var download :
        List.of(downloads(somebody(), (actor, d) -> false), downloads(somebody(), null))) {
      assertThat(refusal(download, path, tag)).isEqualTo("papers.noSuchDocument");
      assertThat(refusal(download, "/documents/" + UUID.randomUUID(), tag))
          .isEqualTo("papers.noSuchDocument");
    }
  }

  private static RequestBuilder sending(Document document, byte[] content) {
    return multipart("/verify/" + document.printedCode())
        .file(new MockMultipartFile("file", "决定书.pdf", "application/pdf", content));
  }

  private MockHttpServletResponse ask(RequestBuilder request) throws Exception {
    return ask(pages, request);
  }

  private static MockHttpServletResponse ask(MockMvc where, RequestBuilder request)
      throws Exception {
    return where.perform(request).andReturn().getResponse();
  }

  private static String body(MockHttpServletResponse response) throws Exception {
    return response.getContentAsString(StandardCharsets.UTF_8);
  }

  private static String refusal(MockMvc where, String path, String tag) throws Exception {
    try {
      where.perform(get(path).header("If-None-Match", tag));
      return "none";
    } catch (jakarta.servlet.ServletException e) {
      return e.getCause() instanceof Refusal refusal ? refusal.code() : String.valueOf(e);
    }
  }

  private MockMvc downloads(Actor reader, @Nullable DocumentAccess access) {
    var beans = new StaticListableBeanFactory();
    if (access != null) {
      beans.addBean("access", access);
    }
    ObjectProvider<DocumentAccess> provider = beans.getBeanProvider(DocumentAccess.class);
    return MockMvcBuilders.standaloneSetup(new DocumentPages(documents, provider))
        .setCustomArgumentResolvers(
            new HandlerMethodArgumentResolver() {
              @Override
              public boolean supportsParameter(MethodParameter parameter) {
                return parameter.getParameterType() == Actor.class;
              }

              @Override
              public Object resolveArgument(
                  MethodParameter parameter,
                  @Nullable ModelAndViewContainer container,
                  NativeWebRequest request,
                  @Nullable WebDataBinderFactory binders) {
                return reader;
              }
            })
        .build();
  }

  private static Actor somebody() {
    return new Actor(UUID.randomUUID(), "x", "某", Set.of(), List.of(), Set.of(), Set.of(), null);
  }

  private Document issue(@Nullable String validUntil) {
    return records.issue(UUID.randomUUID(), validUntil);
  }
}
