package org.zhunru.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhunru.IntegrationTest;
import org.zhunru.common.Refusal;

@IntegrationTest
class DocumentsTest {
  private static final Map<String, String> SUMMARY =
      Map.of("office", "七台河市联合审批办公室", "decision", "不予批准", "date", "2026-11-23");

  @Autowired Documents documents;
  @Autowired JdbcClient db;
  @Autowired PlatformTransactionManager transactions;
  @LocalServerPort int port;

  @Test
  void an_issued_document_is_found_by_id_by_case_and_by_code() {
    var caseId = UUID.randomUUID();

    var first = issue(caseId, "receipt", null);
    var second = issue(caseId, "decision-refused", "七联审〔2026〕12号");

    assertThat(documents.ofCase(caseId)).containsExactly(first, second);
    assertThat(documents.byId(second.id())).isEqualTo(second);
    assertThat(documents.byCode(second.printedCode())).contains(second);
    assertThat(documents.byCode(" " + second.verifyCode().toLowerCase() + " ")).contains(second);
    var content = documents.content(second.id());
    assertThat(Documents.sha256(content)).isEqualTo(second.sha256());
    assertThat(new String(content, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    assertThat(documents.address(second.verifyCode()))
        .isEqualTo("http://localhost:" + port + "/verify/" + second.printedCode());
  }

  @Test
  void a_proof_tells_the_summary_and_the_digest_of_the_text() {
    var document = issue(UUID.randomUUID(), "decision-refused", "七联审〔2026〕13号");

    var proof = documents.prove(document.printedCode()).orElseThrow();

    assertThat(proof.summary()).isEqualTo(SUMMARY);
    var text =
        db.sql("select text from document where id = :id")
            .param("id", document.id())
            .query(String.class)
            .single();
    assertThat(proof.textSha256())
        .isEqualTo(
            HexFormat.of().formatHex(Documents.sha256(text.getBytes(StandardCharsets.UTF_8))));
    assertThat(documents.prove("2222-2222-2222-2222")).isEmpty();
    assertThat(documents.prove("nonsense")).isEmpty();
  }

  @Test
  void no_document_without_the_transaction_of_what_it_tells() {
    assertThatThrownBy(
            () ->
                documents.issue(
                    UUID.randomUUID(),
                    PaperSamples.MATTER,
                    "receipt",
                    "申报回执",
                    null,
                    PaperSamples.least("receipt"),
                    Audience.APPLICANT,
                    Map.of()))
        .isInstanceOf(IllegalTransactionStateException.class);

    var caseId = UUID.randomUUID();
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status -> {
              documents.issue(
                  caseId,
                  PaperSamples.MATTER,
                  "receipt",
                  "申报回执",
                  null,
                  PaperSamples.least("receipt"),
                  Audience.APPLICANT,
                  Map.of());
              status.setRollbackOnly();
            });
    assertThat(documents.ofCase(caseId)).isEmpty();
  }

  /** It is set on another thread; what fails there fails the act. */
  @Test
  void without_its_paper_no_act_commits() {
    var broken =
        new Documents(
            db,
            Clock.systemUTC(),
            new PaperTemplates(),
            new PaperWriter(null),
            new DocumentSettings(null, null),
            new MockEnvironment());
    var caseId = UUID.randomUUID();
    assertThatThrownBy(
            () ->
                new TransactionTemplate(transactions)
                    .execute(
                        status -> {
                          documents.issue(
                              caseId,
                              PaperSamples.MATTER,
                              "receipt",
                              "申报回执",
                              null,
                              PaperSamples.least("receipt"),
                              Audience.APPLICANT,
                              Map.of());
                          return broken.issue(
                              caseId,
                              PaperSamples.MATTER,
                              "receipt",
                              "申报回执",
                              null,
                              PaperSamples.least("receipt"),
                              Audience.APPLICANT,
                              Map.of());
                        }))
        .isInstanceOf(CompletionException.class);
    assertThat(documents.ofCase(caseId)).isEmpty();
    broken.destroy();
  }

  @Test
  void a_summary_has_only_what_the_public_may_learn() {
    assertThatThrownBy(
            () ->
                new TransactionTemplate(transactions)
                    .execute(
                        status ->
                            documents.issue(
                                UUID.randomUUID(),
                                PaperSamples.MATTER,
                                "receipt",
                                "申报回执",
                                null,
                                PaperSamples.least("receipt"),
                                Audience.APPLICANT,
                                Map.of("residentId", "1"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void what_was_issued_is_neither_changed_nor_removed() {
    var document = issue(UUID.randomUUID(), "receipt", null);

    for (var attempt :
        new String[] {
          "update document set title = 'x' where id = '" + document.id() + "'",
          "delete from document where id = '" + document.id() + "'",
          "update document_summary set value = 'x' where document_id = '" + document.id() + "'",
          "delete from document_summary where document_id = '" + document.id() + "'",
          "truncate document cascade"
        }) {
      assertThatThrownBy(() -> db.sql(attempt).update())
          .as(attempt)
          .isInstanceOf(DataAccessException.class)
          .hasMessageContaining("never changed or removed");
    }
    assertThat(documents.byId(document.id())).isEqualTo(document);
  }

  /** Somebody with all rights on the database switches the triggers off. */
  @Test
  void a_tampered_document_is_never_shown_as_the_document() {
    var document = issue(UUID.randomUUID(), "receipt", null);
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status -> {
              db.sql("alter table document disable trigger document_stands").update();
              db.sql(
                      "update document set content = set_byte(content, 100,"
                          + " 255 - get_byte(content, 100)) where id = :id")
                  .param("id", document.id())
                  .update();
              db.sql("alter table document enable trigger document_stands").update();
            });

    assertThatThrownBy(() -> documents.content(document.id())).isInstanceOf(DocumentTampered.class);
    assertThatThrownBy(() -> documents.prove(document.verifyCode()))
        .isInstanceOf(DocumentTampered.class);
  }

  @Test
  void an_unknown_document_is_refused() {
    assertThatThrownBy(() -> documents.content(UUID.randomUUID()))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.code()).isEqualTo("papers.noSuchDocument"));
  }

  @Test
  void the_address_of_the_public_is_a_setting() {
    var settings = new DocumentSettings(URI.create("https://zhunru.example.cn/zr/"), null);
    var elsewhere =
        new Documents(
            db,
            Clock.systemUTC(),
            new PaperTemplates(),
            new PaperWriter(new PaperFonts(null)),
            settings,
            new MockEnvironment());

    assertThat(elsewhere.address("7QKM3ZRW9XHPT4VE"))
        .isEqualTo("https://zhunru.example.cn/zr/verify/7QKM-3ZRW-9XHP-T4VE");
    for (var wrong : List.of("ftp://a.cn", "zhunru.example.cn", "https://a.cn/?x=1")) {
      assertThatThrownBy(() -> new DocumentSettings(URI.create(wrong), null))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void codes_can_be_typed_and_not_guessed() {
    var random = new java.security.SecureRandom();
    var codes =
        IntStream.range(0, 2000).mapToObj(i -> DocumentCode.next(random)).distinct().toList();

    assertThat(codes)
        .hasSize(2000)
        .allMatch(c -> c.matches("[2-9A-HJ-NP-Z]{16}"))
        .allMatch(c -> DocumentCode.typed(DocumentCode.grouped(c)).orElse("").equals(c));
    assertThat(DocumentCode.typed("７ｑｋｍ－3ZRW—9xhp t4ve")).contains("7QKM3ZRW9XHPT4VE");
    assertThat(DocumentCode.typed("7QKM-3ZRW-9XHP-T4V0")).isEmpty();
    assertThat(DocumentCode.typed("A".repeat(10_000))).isEmpty();
  }

  private Document issue(UUID caseId, String kind, String number) {
    return documents.byId(
        Objects.requireNonNull(
            new TransactionTemplate(transactions)
                .execute(
                    status ->
                        documents.issue(
                            caseId,
                            PaperSamples.MATTER,
                            kind,
                            PaperSamples.TITLES.get(kind),
                            number,
                            PaperSamples.least(kind),
                            Audience.APPLICANT,
                            SUMMARY))));
  }
}
