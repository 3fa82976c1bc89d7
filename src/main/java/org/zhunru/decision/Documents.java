package org.zhunru.decision;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.zhunru.common.Ids;
import org.zhunru.common.Refusal;

/**
 * Documents: issued once, kept for ever, provable to whoever holds one. What is stored can't be
 * changed or removed, and is checked against its SHA-256 at every reading.
 */
@Component
public class Documents implements DisposableBean {

  /** What the public may learn of a document; keys of its public summary. */
  public static final Set<String> SUMMARY =
      Set.of(
          "office", "decision", "date", "matter", "project", "region", "validFrom", "validUntil");

  private static final Logger log = LoggerFactory.getLogger(Documents.class);
  private static final String ROW =
      """
      select id, case_id, kind, title, number, verify_code, sha256, pages, issued_at, audience
      from document
      """;

  private final JdbcClient db;
  private final Clock clock;
  private final PaperTemplates templates;
  private final PaperWriter writer;
  private final DocumentSettings settings;
  private final Environment environment;
  private final SecureRandom random = new SecureRandom();

  /** One, as papers are written one at a time. */
  private final ExecutorService desk =
      Executors.newSingleThreadExecutor(
          task -> {
            var thread = new Thread(task, "papers");
            thread.setDaemon(true);
            return thread;
          });

  Documents(
      JdbcClient db,
      Clock clock,
      PaperTemplates templates,
      PaperWriter writer,
      DocumentSettings settings,
      Environment environment) {
    this.db = db;
    this.clock = clock;
    this.templates = templates;
    this.writer = writer;
    this.settings = settings;
    this.environment = environment;
  }

  /**
   * What the holder of a code may learn.
   *
   * @param summary the document's public summary, keys of {@link #SUMMARY}, values as the issuer
   *     wrote them; days as 2026-11-23
   * @param textSha256 SHA-256 of the document's text; its first 16 digits are printed on it
   */
  public record Proof(Document document, Map<String, String> summary, String textSha256) {
    public Proof {
      summary = Map.copyOf(summary);
    }
  }

  /** A document all of whose words are settled, but which is not set yet. */
  private record Worded(
      UUID id,
      UUID caseId,
      String matter,
      String kind,
      String title,
      @Nullable String number,
      String code,
      String text,
      byte[] textSha256,
      Instant issuedAt,
      Audience audience,
      Map<String, String> summary) {}

  /**
   * Issues a document in the caller's transaction: no document without what it tells, and nothing
   * told without its document. Its words are settled at once; while the caller goes on it is set,
   * and kept as the last thing before the commit, which fails if that does.
   *
   * @param matter code of the matter, directory below {@code policies/documents}
   * @param kind name of the template, such as {@code acceptance}
   * @param title name of the document, such as 受理通知书
   * @param number document number (发文字号); null if it has none
   * @param values what the template asks for; each template lists them. {@code title} and {@code
   *     number} are added
   * @param publicSummary keys of {@link #SUMMARY}; never personal data
   * @return its id, under which it can be read after the commit
   * @throws IllegalArgumentException if there is no such template or a value or key that can't be
   * @throws IllegalStateException if the template needs a value that is not there
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public UUID issue(
      UUID caseId,
      String matter,
      String kind,
      String title,
      @Nullable String number,
      Map<String, Object> values,
      Audience audience,
      Map<String, String> publicSummary) {
    for (var key : publicSummary.keySet()) {
      if (!SUMMARY.contains(key)) {
        throw new IllegalArgumentException("Nothing for the public: " + key);
      }
    }
    var all = new LinkedHashMap<String, @Nullable Object>(values);
    all.put("title", title);
    all.put("number", number);
    var text = templates.merge(matter, kind, all);
    var worded =
        new Worded(
            Ids.next(),
            caseId,
            matter,
            kind,
            title,
            number,
            DocumentCode.next(random),
            text,
            sha256(text.getBytes(StandardCharsets.UTF_8)),
            Instant.now(clock).truncatedTo(ChronoUnit.SECONDS),
            audience,
            Map.copyOf(publicSummary));
    var proof = proof(worded);
    var writing = CompletableFuture.supplyAsync(() -> write(text, proof), desk);
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void beforeCommit(boolean readOnly) {
            keep(worded, writing.join());
          }
        });
    return worded.id();
  }

  private PaperWriter.Proof proof(Worded worded) {
    return new PaperWriter.Proof(
        worded.title(),
        worded.number(),
        DocumentCode.grouped(worded.code()),
        address(worded.code()),
        HexFormat.of().formatHex(worded.textSha256()),
        worded.issuedAt());
  }

  private PaperWriter.Written write(String text, PaperWriter.Proof proof) {
    return writer.write(PaperMarkup.read(text), proof);
  }

  @Override
  public void destroy() {
    desk.shutdown();
  }

  /**
   * The PDF.
   *
   * @throws Refusal {@code papers.noSuchDocument}
   * @throws DocumentTampered if what is stored is not what was issued
   */
  @Transactional(readOnly = true)
  public byte[] content(UUID id) {
    return db.sql("select content, sha256 from document where id = :id")
        .param("id", id)
        .query(
            (row, n) -> {
              var content = row.getBytes("content");
              if (!MessageDigest.isEqual(sha256(content), row.getBytes("sha256"))) {
                throw new DocumentTampered(id);
              }
              return content;
            })
        .optional()
        .orElseThrow(() -> Refusal.unknown("papers.noSuchDocument", id));
  }

  /**
   * One document by its id.
   *
   * @throws Refusal {@code papers.noSuchDocument}
   */
  @Transactional(readOnly = true)
  public Document byId(UUID id) {
    return db.sql(ROW + "where id = :id")
        .param("id", id)
        .query(Documents::document)
        .optional()
        .orElseThrow(() -> Refusal.unknown("papers.noSuchDocument", id));
  }

  /** The documents of a case, as they were issued. */
  @Transactional(readOnly = true)
  public List<Document> ofCase(UUID caseId) {
    return db.sql(ROW + "where case_id = :case order by issued_at, position")
        .param("case", caseId)
        .query(Documents::document)
        .list();
  }

  /**
   * The document with that verification code.
   *
   * @param code as typed: letters of any size and width, with or without dashes and spaces
   */
  @Transactional(readOnly = true)
  public Optional<Document> byCode(String code) {
    return DocumentCode.typed(code)
        .flatMap(
            c ->
                db.sql(ROW + "where verify_code = :code")
                    .param("code", c)
                    .query(Documents::document)
                    .optional());
  }

  /**
   * What the holder of a code may learn.
   *
   * @param code as for {@link #byCode}
   * @throws DocumentTampered if what is stored is not what was issued
   */
  @Transactional(readOnly = true)
  public Optional<Proof> prove(String code) {
    return byCode(code)
        .map(
            document -> {
              content(document.id());
              return new Proof(document, summary(document.id()), textSha256(document.id()));
            });
  }

  /** Full address of the page that verifies the document with that code. */
  String address(String code) {
    return publicRoot() + "/verify/" + DocumentCode.grouped(code);
  }

  /** Where the public reaches this server, without a slash at its end. */
  public String publicRoot() {
    var base = settings.publicUrl();
    return base == null
        ? "http://localhost:"
            + environment.getProperty(
                "local.server.port", environment.getProperty("server.port", "8080"))
        : base.toString().replaceAll("/+$", "");
  }

  private void keep(Worded document, PaperWriter.Written written) {
    db.sql(
            """
            with issued as (
              insert into document (id, case_id, matter, kind, title, number, verify_code, audience,
                pages, content, sha256, text, text_sha256, unknown_characters, issued_at)
              values (:id, :case, :matter, :kind, :title, :number, :code, :audience,
                :pages, :content, :sha256, :text, :textSha256, :unknown, :at)
              returning id)
            insert into document_summary
            select issued.id, key, value
            from issued, unnest(cast(:keys as text[]), cast(:values as text[])) as s (key, value)
            """)
        .param("id", document.id())
        .param("case", document.caseId())
        .param("matter", document.matter())
        .param("kind", document.kind())
        .param("title", document.title())
        .param("number", document.number())
        .param("code", document.code())
        .param("audience", document.audience().name())
        .param("pages", written.pages())
        .param("content", written.pdf())
        .param("sha256", sha256(written.pdf()))
        .param("text", document.text())
        .param("textSha256", document.textSha256())
        .param("unknown", written.unknown().toArray(String[]::new))
        .param("at", OffsetDateTime.ofInstant(document.issuedAt(), ZoneOffset.UTC))
        .param("keys", document.summary().keySet().toArray(String[]::new))
        .param("values", document.summary().values().toArray(String[]::new))
        .update();
    if (!written.unknown().isEmpty()) {
      log.warn(
          "Document {} shows {} as code points: no font has them (setting zhunru.paper-fonts)",
          document.id(),
          written.unknown());
    }
  }

  /** Which office issued each paper of a case, as the paper says; of those that say it. */
  @Transactional(readOnly = true)
  public Map<UUID, String> officesOf(UUID caseId) {
    var offices = new HashMap<UUID, String>();
    db.sql(
            """
            select s.document_id, s.value from document d
              join document_summary s on s.document_id = d.id and s.key = 'office'
            where d.case_id = :case
            """)
        .param("case", caseId)
        .query(
            row -> {
              offices.put(row.getObject(1, UUID.class), row.getString(2));
            });
    return offices;
  }

  private Map<String, String> summary(UUID id) {
    var summary = new LinkedHashMap<String, String>();
    db.sql("select key, value from document_summary where document_id = :id order by key")
        .param("id", id)
        .query((row, n) -> Map.entry(row.getString(1), row.getString(2)))
        .list()
        .forEach(entry -> summary.put(entry.getKey(), entry.getValue()));
    return summary;
  }

  private String textSha256(UUID id) {
    return db.sql("select encode(text_sha256, 'hex') from document where id = :id")
        .param("id", id)
        .query(String.class)
        .single();
  }

  private static Document document(ResultSet row, int n) throws SQLException {
    return new Document(
        row.getObject("id", UUID.class),
        row.getObject("case_id", UUID.class),
        row.getString("kind"),
        row.getString("title"),
        row.getString("number"),
        row.getString("verify_code"),
        row.getBytes("sha256"),
        row.getInt("pages"),
        row.getObject("issued_at", OffsetDateTime.class).toInstant(),
        Audience.valueOf(row.getString("audience")));
  }

  static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
