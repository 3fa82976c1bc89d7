package org.zhunru.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.zhunru.common.Refusal;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/**
 * Forms that arrived after their session had ended: kept for a day and offered again to the same
 * person, who looks at what was typed and sends it on. Nothing takes effect without that. Forms
 * with passwords, forms of other origins and files are not kept.
 */
@Component
class KeptForms {
  static final Duration KEPT = Duration.ofHours(24);

  /** Hidden field by which a kept form that took effect is told apart. */
  static final String FIELD = "_kept";

  private static final Duration OWNER_KNOWN = Duration.ofDays(30);
  private static final int MOST_CHARACTERS = 500_000;
  private static final int MOST_PER_PERSON = 20;
  private static final Set<String> NEVER = Set.of("/login", "/logout", "/setup", "/me/password");
  private static final String FORMER_OWNER = "zhunru.formerOwner";

  private final JdbcClient db;
  private final Clock clock;
  private final ObjectMapper json;
  private final SecureRandom random = new SecureRandom();

  KeptForms(JdbcClient db, Clock clock, ObjectMapper json) {
    this.db = db;
    this.clock = clock;
    this.json = json;
  }

  /**
   * A kept form.
   *
   * @param id names it in addresses; only its owner can open it
   * @param path where it was sent
   * @param fields what was typed, without the mark of the old session
   */
  record Form(String id, String path, Map<String, List<String>> fields, Instant keptAt) {}

  /** Notes whose a session is, so that what is typed in it goes back to that person alone. */
  void owns(String session, UUID account) {
    db.sql(
            """
            insert into session_owner (session, account_id, signed_in, expires_at)
            values (:session, :account, :now, :until)
            on conflict (session) do update
              set account_id = excluded.account_id, signed_in = excluded.signed_in,
                  expires_at = excluded.expires_at
            """)
        .param("session", hash(session))
        .param("account", account)
        .param("now", now())
        .param("until", now().plus(OWNER_KNOWN))
        .update();
  }

  /** Before a new session takes the place of one that ended: whose that was stays known. */
  void carryOver(HttpServletRequest request) {
    if (request.getSession(false) == null) {
      ownerOf(request.getRequestedSessionId())
          .ifPresent(owner -> request.getSession().setAttribute(FORMER_OWNER, owner));
    }
  }

  /**
   * Keeps the form a request carries.
   *
   * @return the token by which its owner finds it again; empty if it can't be kept
   */
  Optional<String> keep(HttpServletRequest request) {
    var path = request.getRequestURI().substring(request.getContextPath().length());
    var owner = owner(request);
    if (owner.isEmpty() || NEVER.contains(path) || !isForm(request) || !isOurs(request)) {
      return Optional.empty();
    }
    var fields = new LinkedHashMap<String, List<String>>();
    request
        .getParameterMap()
        .forEach(
            (name, values) -> {
              if (!name.equals("_csrf") && !name.equals(FIELD)) {
                fields.put(name, List.of(values));
              }
            });
    var written = json.writeValueAsString(fields);
    if (written.length() > MOST_CHARACTERS || written.contains("\\u0000")) {
      return Optional.empty();
    }
    var bytes = new byte[24];
    random.nextBytes(bytes);
    var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    db.sql(
            """
            delete from kept_form where token in (
              select token from kept_form where account_id = :account
              order by kept_at desc offset :most)
            """)
        .param("account", owner.get())
        .param("most", MOST_PER_PERSON - 1)
        .update();
    db.sql(
            """
            insert into kept_form (token, account_id, path, fields, kept_at, expires_at)
            values (:token, :account, :path, cast(:fields as jsonb), :now, :until)
            """)
        .param("token", hash(token))
        .param("account", owner.get())
        .param("path", path)
        .param("fields", written)
        .param("now", now())
        .param("until", now().plus(KEPT))
        .update();
    return Optional.of(token);
  }

  /** The id of the form with that token, if it is this person's. */
  Optional<String> idOf(String token, UUID account) {
    var id = HexFormat.of().formatHex(hash(token));
    return all(account).stream().map(Form::id).filter(id::equals).findFirst();
  }

  /** Kept forms of a person, newest first. */
  List<Form> all(UUID account) {
    return db.sql(
            """
            select token, path, fields::text, kept_at from kept_form
            where account_id = :account and expires_at > :now order by kept_at desc
            """)
        .param("account", account)
        .param("now", now())
        .query(this::form)
        .list();
  }

  /**
   * @throws Refusal {@code access.noSuchKeptForm}, also if it is somebody else's
   */
  Form byId(String id, UUID account) {
    return all(account).stream()
        .filter(form -> form.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Refusal.unknown("access.noSuchKeptForm"));
  }

  void discard(String id, UUID account) {
    db.sql("delete from kept_form where encode(token, 'hex') = :id and account_id = :account")
        .param("id", id)
        .param("account", account)
        .update();
  }

  /** Forgets what nobody will ask for any more. */
  @Scheduled(cron = "0 25 * * * *", zone = "Asia/Shanghai")
  void forgetOld() {
    db.sql("delete from kept_form where expires_at < :now").param("now", now()).update();
    db.sql("delete from session_owner where expires_at < :now").param("now", now()).update();
  }

  private Optional<UUID> owner(HttpServletRequest request) {
    var actor = CurrentActor.now();
    if (actor != null) {
      return Optional.of(actor.accountId());
    }
    var session = request.getSession(false);
    if (session == null) {
      return ownerOf(request.getRequestedSessionId());
    }
    // Looking for the form's token has begun a new session in place of the one that ended.
    return formerOwner(session)
        .or(
            () -> {
              var owner = ownerOf(request.getRequestedSessionId());
              owner.ifPresent(o -> session.setAttribute(FORMER_OWNER, o));
              return owner;
            });
  }

  private static Optional<UUID> formerOwner(HttpSession session) {
    return session.getAttribute(FORMER_OWNER) instanceof UUID owner
        ? Optional.of(owner)
        : Optional.empty();
  }

  private Optional<UUID> ownerOf(@Nullable String session) {
    if (session == null) {
      return Optional.empty();
    }
    return db.sql("select account_id from session_owner where session = :s and expires_at > :now")
        .param("s", hash(session))
        .param("now", now())
        .query(UUID.class)
        .optional();
  }

  private static boolean isForm(HttpServletRequest request) {
    var type = request.getContentType();
    return "POST".equals(request.getMethod())
        && type != null
        && (type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)
            || type.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE));
  }

  /** Whether one of our own pages sent it; a browser always says where a form comes from. */
  static boolean isOurs(HttpServletRequest request) {
    var site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin");
    }
    var origin = request.getHeader("Origin");
    if (origin == null) {
      return false;
    }
    try {
      var from = URI.create(origin);
      return from.getAuthority() != null && from.getAuthority().equals(request.getHeader("Host"));
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  private Form form(ResultSet row, int n) throws SQLException {
    return new Form(
        HexFormat.of().formatHex(row.getBytes(1)),
        row.getString(2),
        json.readValue(
            row.getString(3), new TypeReference<LinkedHashMap<String, List<String>>>() {}),
        row.getObject(4, OffsetDateTime.class).toInstant());
  }

  private static byte[] hash(String text) {
    return RememberedAnswers.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
