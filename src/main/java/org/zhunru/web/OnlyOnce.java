package org.zhunru.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.DispatcherServlet;
import org.zhunru.common.NotKept;
import org.zhunru.common.Refusal;
import org.zhunru.common.RefusedByDatabase;

/**
 * A request that says who it is has one effect, however often it is sent, and the same answer.
 *
 * <p>Forms carry a hidden token ({@code _once}, by {@code <@ui.form>}); API calls an {@code
 * Idempotency-Key} of 1 to 255 printable ASCII characters. Both count per account and for seven
 * days. The whole request runs in one transaction together with the note of its answer: both are
 * there or neither is, also after a crash, and nothing is answered before it is committed. What was
 * only overtaken by somebody else is tried again, since nothing of it remained.
 *
 * <ul>
 *   <li>Sent again after it took effect: the same answer, marked {@code Idempotent-Replayed: true}.
 *   <li>Sent again with other content: the form's reader is told and shown the way; the API says
 *       422 {@code web.idempotencyKeyReused}.
 *   <li>Sent while the first is at work: a form waits for its answer; the API says 409 {@code
 *       web.requestInFlight}.
 *   <li>What had no effect (a form that came back with errors, any 4xx or 5xx) isn't remembered and
 *       may be sent again.
 * </ul>
 */
@Component
@Order(0)
class OnlyOnce extends OncePerRequestFilter {
  /** Attribute by which the error page knows which words fit. */
  static final String KIND = OnlyOnce.class.getName() + ".kind";

  /** Attribute with the address to which the first sending led. */
  static final String LED_TO = OnlyOnce.class.getName() + ".ledTo";

  static final String FORM_FIELD = "_once";
  static final String API_HEADER = "Idempotency-Key";

  private static final Logger log = LoggerFactory.getLogger(OnlyOnce.class);
  private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");
  private static final List<String> KEPT_HEADERS =
      List.of(
          "Location",
          "Content-Type",
          "ETag",
          "Content-Disposition",
          "Content-Language",
          "HX-Redirect",
          "HX-Location",
          "HX-Refresh",
          "HX-Trigger");
  private static final int ATTEMPTS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(60);

  private final RememberedAnswers remembered;
  private final PlatformTransactionManager transactions;
  private final Problems problems;

  OnlyOnce(
      RememberedAnswers remembered, PlatformTransactionManager transactions, Problems problems) {
    this.remembered = remembered;
    this.transactions = transactions;
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !CHANGING.contains(request.getMethod());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var account = account();
    var api = request.getRequestURI().startsWith(request.getContextPath() + "/api/");
    var token = api ? request.getHeader(API_HEADER) : formToken(request);
    if (account == null || token == null) {
      chain.doFilter(request, response);
    } else if (!token.matches("[\\x20-\\x7e]{1,255}")) {
      refuse(api, request, response, 422, "web.idempotencyKeyMalformed", null);
    } else {
      var readable = isForm(request) ? request : new ReadRequest(request);
      once(
          new RememberedAnswers.Request(account, api ? "api" : "form", token),
          fingerprint(readable),
          readable,
          response,
          chain);
    }
  }

  /** How one attempt ended. */
  private enum End {
    ANSWERED,
    IN_FLIGHT,
    OVERTAKEN
  }

  private void once(
      RememberedAnswers.Request id,
      byte[] fingerprint,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws ServletException, IOException {
    var api = id.channel().equals("api");
    var giveUp = System.nanoTime() + PATIENCE.toNanos();
    var attempts = 0;
    while (true) {
      var end = attempt(id, fingerprint, request, response, chain, ++attempts >= ATTEMPTS);
      if (end == End.ANSWERED) {
        return;
      }
      if (end == End.IN_FLIGHT) {
        attempts--;
        if (api || System.nanoTime() > giveUp) {
          refuse(api, request, response, 409, "web.requestInFlight", null);
          return;
        }
      }
      pause();
    }
  }

  private End attempt(
      RememberedAnswers.Request id,
      byte[] fingerprint,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain,
      boolean last)
      throws ServletException, IOException {
    var transaction = transactions.getTransaction(new DefaultTransactionDefinition());
    var held = new HeldResponse(response);
    try {
      if (!remembered.take(id)) {
        return End.IN_FLIGHT;
      }
      var earlier = remembered.find(id);
      if (earlier.isPresent()) {
        transactions.rollback(transaction);
        sentBefore(id, earlier.get(), fingerprint, request, response);
        return End.ANSWERED;
      }
      request.removeAttribute(DispatcherServlet.EXCEPTION_ATTRIBUTE);
      request.removeAttribute(RequestDispatcher.ERROR_EXCEPTION);
      chain.doFilter(request, held);
      if (transaction.isRollbackOnly()) {
        transactions.rollback(transaction);
        if (!last && wasOvertaken(fault(request))) {
          held.withdraw();
          return End.OVERTAKEN;
        }
      } else {
        if (hadEffect(id, held)) {
          remembered.remember(id, answer(fingerprint, held));
        }
        transactions.commit(transaction);
      }
      held.release();
      return End.ANSWERED;
    } catch (ServletException | IOException | RuntimeException fault) {
      if (!transaction.isCompleted()) {
        transactions.rollback(transaction);
      }
      if (NotKept.causes(fault)) {
        RefusedByDatabase.log(fault);
        held.withdraw();
        refuse(id.channel().equals("api"), request, response, 422, "web.notKept", null);
        return End.ANSWERED;
      }
      if (!last && wasOvertaken(fault)) {
        log.debug("Overtaken, trying again: {}", fault.toString());
        held.withdraw();
        return End.OVERTAKEN;
      }
      throw fault;
    } finally {
      if (!transaction.isCompleted()) {
        transactions.rollback(transaction);
      }
    }
  }

  private void sentBefore(
      RememberedAnswers.Request id,
      RememberedAnswers.Answer earlier,
      byte[] fingerprint,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    if (earlier.belongsTo(fingerprint)) {
      response.setHeader("Idempotent-Replayed", "true");
      earlier.headers().forEach(response::setHeader);
      response.setStatus(earlier.status());
      response.getOutputStream().write(earlier.body());
    } else if (id.channel().equals("api")) {
      refuse(true, request, response, 422, "web.idempotencyKeyReused", null);
    } else {
      refuse(
          false, request, response, 409, "web.formAlreadySent", earlier.headers().get("Location"));
    }
  }

  /** A form that took effect leads on; one that comes back is to be mended and sent again. */
  private static boolean hadEffect(RememberedAnswers.Request id, HeldResponse held) {
    var status = held.getStatus();
    return id.channel().equals("api")
        ? status >= 200 && status < 300
        : status >= 300 && status < 400
            || (status < 300
                && (held.getHeader("HX-Redirect") != null
                    || held.getHeader("HX-Location") != null
                    || held.getHeader("HX-Refresh") != null));
  }

  private static RememberedAnswers.Answer answer(byte[] fingerprint, HeldResponse held) {
    var headers = new LinkedHashMap<String, String>();
    for (var name : KEPT_HEADERS) {
      var value = held.getHeader(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    if (held.getContentType() != null) {
      headers.put("Content-Type", held.getContentType());
    }
    return new RememberedAnswers.Answer(
        fingerprint, held.getStatus(), headers, held.getContentAsByteArray());
  }

  private void refuse(
      boolean api,
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      String code,
      @Nullable String ledTo)
      throws IOException {
    if (api) {
      problems.write(refusal(status, code), status, request, response);
    } else {
      request.setAttribute(KIND, code.substring("web.".length()));
      request.setAttribute(LED_TO, ledTo);
      response.sendError(status);
    }
  }

  private static Refusal refusal(int status, String code) {
    return status == 409 ? Refusal.conflict(code) : Refusal.invalid(code, null);
  }

  private static @Nullable String account() {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication == null
            || !authentication.isAuthenticated()
            || authentication instanceof AnonymousAuthenticationToken
        ? null
        : authentication.getName();
  }

  private static boolean isForm(HttpServletRequest request) {
    var type = request.getContentType();
    return "POST".equals(request.getMethod())
        && type != null
        && (type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)
            || type.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE));
  }

  private static boolean isUpload(HttpServletRequest request) {
    var type = request.getContentType();
    return type != null && type.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE);
  }

  private static @Nullable String formToken(HttpServletRequest request) {
    return isForm(request) ? request.getParameter(FORM_FIELD) : null;
  }

  /** SHA-256 over method, address and content; a form's own tokens don't count. */
  private static byte[] fingerprint(HttpServletRequest request)
      throws IOException, ServletException {
    var digest = RememberedAnswers.sha256();
    add(digest, request.getMethod());
    add(digest, request.getRequestURI());
    add(digest, request.getQueryString() == null ? "" : request.getQueryString());
    if (request instanceof ReadRequest) {
      digest.update(((ReadRequest) request).body);
      return digest.digest();
    }
    for (var field : new TreeMap<>(request.getParameterMap()).entrySet()) {
      if (!field.getKey().equals(FORM_FIELD) && !field.getKey().equals("_csrf")) {
        add(digest, field.getKey());
        for (var value : field.getValue()) {
          add(digest, value);
        }
      }
    }
    if (isUpload(request)) {
      for (var part : request.getParts()) {
        if (part.getSubmittedFileName() != null) {
          add(digest, part.getName());
          add(digest, part.getSubmittedFileName());
          try (var content = part.getInputStream();
              var sink = new DigestOutputStream(java.io.OutputStream.nullOutputStream(), digest)) {
            content.transferTo(sink);
          }
        }
      }
    }
    return digest.digest();
  }

  private static void add(MessageDigest digest, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(java.nio.ByteBuffer.allocate(4).putInt(bytes.length).flip());
    digest.update(bytes);
  }

  private static @Nullable Throwable fault(HttpServletRequest request) {
    var resolved = request.getAttribute(DispatcherServlet.EXCEPTION_ATTRIBUTE);
    return (Throwable)
        (resolved != null ? resolved : request.getAttribute(RequestDispatcher.ERROR_EXCEPTION));
  }

  private static boolean wasOvertaken(@Nullable Throwable fault) {
    for (var cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConcurrencyFailureException
          || cause instanceof DataIntegrityViolationException
          || cause instanceof jakarta.persistence.OptimisticLockException
          || cause instanceof jakarta.persistence.PessimisticLockException) {
        return true;
      }
    }
    return false;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Stopped while waiting", stopped);
    }
  }

  /** A request whose body was read and can be read again. */
  private static final class ReadRequest extends HttpServletRequestWrapper {
    private final byte[] body;

    ReadRequest(HttpServletRequest request) throws IOException {
      super(request);
      body = request.getInputStream().readAllBytes();
    }

    @Override
    public ServletInputStream getInputStream() {
      var stream = new ByteArrayInputStream(body);
      return new ServletInputStream() {
        @Override
        public int read() {
          return stream.read();
        }

        @Override
        public int read(byte[] into, int from, int length) {
          return stream.read(into, from, length);
        }

        @Override
        public boolean isFinished() {
          return stream.available() == 0;
        }

        @Override
        public boolean isReady() {
          return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
          throw new UnsupportedOperationException();
        }
      };
    }

    @Override
    public BufferedReader getReader() {
      return new BufferedReader(
          new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8));
    }
  }
}
