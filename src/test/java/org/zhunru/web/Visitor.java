package org.zhunru.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at the door, over real HTTP: keeps the cookies of session and language, and the token of
 * its forms, follows no redirect, says which page a form comes from as browsers do.
 */
public final class Visitor {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final String origin;
  private final List<String> headers = new ArrayList<>();
  private @Nullable String cookie;
  private @Nullable String language;
  private @Nullable String token;
  private @Nullable String basic;

  public Visitor(int port) {
    origin = "http://localhost:" + port;
  }

  /** Somebody who has signed in. */
  public static Visitor signedIn(int port, String username, String password) {
    var visitor = new Visitor(port);
    var answer = visitor.signIn(username, password);
    if (answer.statusCode() != 302) {
      throw new IllegalStateException("Not signed in: " + answer.statusCode() + answer.body());
    }
    return visitor;
  }

  /** The same person at the API, with every request. */
  public Visitor basic(String username, String password) {
    basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** A header of every request from now on. */
  public Visitor with(String name, String value) {
    headers.add(name);
    headers.add(value);
    return this;
  }

  public HttpResponse<String> signIn(String username, String password) {
    get("/login");
    var answer = post("/login", "username", username, "password", password);
    token = null;
    return answer;
  }

  public HttpResponse<String> get(String path) {
    return send(request(path).GET().build());
  }

  /** Sends a form with the session's token; asks for one first if none is known. */
  public HttpResponse<String> post(String path, String... fields) {
    if (token == null) {
      get("/login");
    }
    if (token == null) {
      get("/me");
    }
    var all = new ArrayList<>(List.of(fields));
    if (token != null) {
      all.add("_csrf");
      all.add(token);
    }
    return postAsIs(path, all.toArray(String[]::new));
  }

  /** Sends a form exactly so, without any token. */
  public HttpResponse<String> postAsIs(String path, String... fields) {
    var body = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2) {
      body.append(i == 0 ? "" : "&")
          .append(URLEncoder.encode(fields[i], StandardCharsets.UTF_8))
          .append('=')
          .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
    }
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body.toString()))
            .build());
  }

  /** Sends JSON, or whatever {@code with("Content-Type", ...)} says. */
  public HttpResponse<String> send(String method, String path, String body) {
    var request = request(path);
    if (!headers.contains("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    return send(request.method(method, BodyPublishers.ofString(body)).build());
  }

  /** The session's cookie as last set; empty if there is none. */
  public String cookie() {
    return cookie == null ? "" : cookie;
  }

  /** Goes on with another cookie. */
  public void cookie(String other) {
    cookie = other;
    token = null;
  }

  public static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  private HttpRequest.Builder request(String path) {
    var request =
        HttpRequest.newBuilder(URI.create(origin + path))
            .header("Origin", origin)
            .header(
                "Accept", path.startsWith("/api/") ? "application/json" : "text/html,*/*;q=0.8");
    for (int i = 0; i < headers.size(); i += 2) {
      request.setHeader(headers.get(i), headers.get(i + 1));
    }
    var cookies = Stream.of(cookie, language).filter(Objects::nonNull).toList();
    if (!cookies.isEmpty()) {
      request.header("Cookie", String.join("; ", cookies));
    }
    if (basic != null) {
      request.header("Authorization", basic);
    }
    return request;
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      var answer = HTTP.send(request, BodyHandlers.ofString());
      for (var set : answer.headers().allValues("Set-Cookie")) {
        var pair = set.substring(0, set.indexOf(';'));
        if (pair.startsWith("zhunru=")) {
          cookie = pair.equals("zhunru=") ? null : pair;
        } else if (pair.startsWith("lang=")) {
          language = pair;
        }
      }
      var found = TOKEN.matcher(answer.body());
      Optional.of(found).filter(f -> f.find()).ifPresent(f -> token = f.group(1));
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
