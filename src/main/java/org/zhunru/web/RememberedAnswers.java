package org.zhunru.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Answers kept for a week, so that a request sent again gets the answer it got (table {@code
 * remembered_answer}). All calls belong into the transaction of the request's effect.
 */
@Component
class RememberedAnswers {
  private static final Logger log = LoggerFactory.getLogger(RememberedAnswers.class);
  static final Duration KEPT = Duration.ofDays(7);

  private final JdbcClient jdbc;
  private final Clock clock;

  RememberedAnswers(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Whose request it is and which.
   *
   * @param channel {@code form} or {@code api}
   * @param token the form's hidden token, or the caller's Idempotency-Key
   */
  record Request(String account, String channel, String token) {
    private long number() {
      return ByteBuffer.wrap(
              sha256()
                  .digest(
                      String.join("\n", account, channel, token).getBytes(StandardCharsets.UTF_8)))
          .getLong();
    }
  }

  record Answer(byte[] fingerprint, int status, Map<String, String> headers, byte[] body) {
    boolean belongsTo(byte[] other) {
      return Arrays.equals(fingerprint, other);
    }
  }

  /** False while another transaction works on the same request; else it is ours until the end. */
  boolean take(Request request) {
    return jdbc.sql("select pg_try_advisory_xact_lock(?)")
        .param(request.number())
        .query(Boolean.class)
        .single();
  }

  Optional<Answer> find(Request request) {
    return jdbc.sql(
            "select fingerprint, status, headers, body from remembered_answer"
                + " where account = ? and channel = ? and token = ?")
        .params(request.account(), request.channel(), request.token())
        .query(
            (row, n) ->
                new Answer(
                    row.getBytes(1), row.getInt(2), headers(row.getString(3)), row.getBytes(4)))
        .optional();
  }

  void remember(Request request, Answer answer) {
    jdbc.sql(
            "insert into remembered_answer"
                + " (account, channel, token, fingerprint, status, headers, body, answered_at)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            request.account(),
            request.channel(),
            request.token(),
            answer.fingerprint(),
            answer.status(),
            answer.headers().entrySet().stream()
                .map(h -> h.getKey() + ": " + h.getValue() + "\n")
                .collect(Collectors.joining()),
            answer.body(),
            Timestamp.from(clock.instant()))
        .update();
  }

  /** Forgets what is older than a week; answers how many. */
  @Scheduled(cron = "0 20 3 * * *", zone = "Asia/Shanghai")
  int forgetOld() {
    var forgotten =
        jdbc.sql("delete from remembered_answer where answered_at < ?")
            .param(Timestamp.from(clock.instant().minus(KEPT)))
            .update();
    log.debug("Forgot {} answers", forgotten);
    return forgotten;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Map<String, String> headers(String lines) {
    var headers = new LinkedHashMap<String, String>();
    lines
        .lines()
        .forEach(
            l -> headers.put(l.substring(0, l.indexOf(": ")), l.substring(l.indexOf(": ") + 2)));
    return headers;
  }
}
