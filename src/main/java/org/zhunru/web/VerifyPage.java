package org.zhunru.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.zhunru.decision.DocumentTampered;
import org.zhunru.decision.Documents;

/**
 * {@code /verify}: whoever holds a document, or only its code, learns whether it was issued, what
 * the public may know of it, and whether a file is the one that was issued. Files are not kept.
 */
@Controller
class VerifyPage {
  private static final Logger log = LoggerFactory.getLogger(VerifyPage.class);
  private static final List<String> SHOWN =
      List.of("office", "decision", "date", "matter", "project", "region", "validFrom");

  private final Documents documents;
  private final Words words;
  private final Clock clock;

  VerifyPage(Documents documents, Words words, Clock clock) {
    this.documents = documents;
    this.words = words;
    this.clock = clock;
  }

  /**
   * @param code as typed
   * @param unknown whether there is no document with it
   */
  public record Ask(String code, boolean unknown, boolean damaged, List<FieldError> errors) {}

  /**
   * @param facts name and value, in the reader's language
   * @param expired null if the document names no day on which it ends
   * @param same null if no file has been compared
   */
  public record Shown(
      String code,
      String title,
      Instant issuedAt,
      List<Fact> facts,
      @Nullable String validUntil,
      @Nullable Boolean expired,
      String sha256,
      String text16,
      @Nullable Boolean same,
      String fileName,
      String fileSha256,
      List<FieldError> errors) {}

  public record Fact(String label, String value) {}

  private record Compared(@Nullable Boolean same, String name, String sha256) {}

  @GetMapping("/verify")
  ModelAndView ask(@RequestParam(required = false) @Nullable String code) {
    if (code == null) {
      return ask(HttpStatus.OK, new Ask("", false, false, List.of()));
    }
    if (code.isBlank()) {
      var missing = new FieldError("code", words.say("verify.code.missing"));
      return ask(HttpStatus.UNPROCESSABLE_CONTENT, new Ask("", false, false, List.of(missing)));
    }
    var found = documents.byCode(code);
    return found.isEmpty()
        ? unknown(code)
        : new ModelAndView("redirect:/verify/" + found.get().printedCode());
  }

  @GetMapping("/verify/{code}")
  ModelAndView show(@PathVariable String code, Locale locale) {
    return documents
        .prove(code)
        .map(proof -> shown(proof, new Compared(null, "", ""), List.of(), locale))
        .orElseGet(() -> unknown(code));
  }

  @PostMapping("/verify/{code}")
  ModelAndView compare(
      @PathVariable String code,
      @RequestParam(required = false) @Nullable MultipartFile file,
      Locale locale)
      throws IOException {
    var proof = documents.prove(code);
    if (proof.isEmpty()) {
      return unknown(code);
    }
    if (file == null || file.isEmpty()) {
      var missing = new FieldError("file", words.say("verify.file.missing"));
      var again = shown(proof.get(), new Compared(null, "", ""), List.of(missing), locale);
      again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
      return again;
    }
    var digest = digest(file);
    var same = MessageDigest.isEqual(digest, proof.get().document().sha256());
    var name = file.getOriginalFilename();
    return shown(
        proof.get(),
        new Compared(same, name == null ? "" : name, HexFormat.of().formatHex(digest)),
        List.of(),
        locale);
  }

  /** What is stored is not what was issued: said plainly, and never passed off as genuine. */
  @ExceptionHandler
  ModelAndView damaged(DocumentTampered tampered) {
    log.error("A stored document does not match its digest", tampered);
    return ask(HttpStatus.INTERNAL_SERVER_ERROR, new Ask("", false, true, List.of()));
  }

  private static ModelAndView unknown(String code) {
    return ask(HttpStatus.NOT_FOUND, new Ask(code, true, false, List.of()));
  }

  private static ModelAndView ask(HttpStatus status, Ask view) {
    return new ModelAndView("verify", Map.of("page", view), status);
  }

  private ModelAndView shown(
      Documents.Proof proof, Compared compared, List<FieldError> errors, Locale locale) {
    var document = proof.document();
    var summary = proof.summary();
    var facts = new ArrayList<Fact>();
    facts.add(new Fact(words.say("verify.title"), document.title()));
    if (document.number() != null) {
      facts.add(new Fact(words.say("verify.number"), document.number()));
    }
    for (var key : SHOWN) {
      var value = summary.get(key);
      if (value != null) {
        facts.add(
            new Fact(
                words.say("verify.summary." + key),
                day(value).map(d -> Dates.day(d, locale)).orElse(value)));
      }
    }
    var until = summary.get("validUntil");
    var lastDay = until == null ? Optional.<LocalDate>empty() : day(until);
    return new ModelAndView(
        "verify-document",
        Map.of(
            "page",
            new Shown(
                document.printedCode(),
                document.title(),
                document.issuedAt(),
                facts,
                lastDay.map(d -> Dates.day(d, locale)).orElse(until),
                lastDay.map(d -> LocalDate.now(clock).isAfter(d)).orElse(null),
                HexFormat.of().formatHex(document.sha256()),
                proof.textSha256().substring(0, 16).replaceAll("(.{4})(?=.)", "$1 "),
                compared.same(),
                compared.name(),
                compared.sha256(),
                errors)));
  }

  private static Optional<LocalDate> day(String value) {
    try {
      return Optional.of(LocalDate.parse(value));
    } catch (DateTimeParseException notADay) {
      return Optional.empty();
    }
  }

  private static byte[] digest(MultipartFile file) throws IOException {
    try (InputStream in = file.getInputStream()) {
      var digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
      return digest.digest();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
