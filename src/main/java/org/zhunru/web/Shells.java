package org.zhunru.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.UriComponentsBuilder;
import org.zhunru.notices.Notices;

/** Makes the {@link Shell} of a request. */
@Component
class Shells {
  /** Where people of a role go; an entry shows only if its page exists. */
  private record Place(String href, String key, Set<String> roles, String beside) {
    Place(String href, String key, Set<String> roles) {
      this(href, key, roles, href);
    }

    /** Whether a page lies under it, or under what belongs to it. */
    boolean holds(String path) {
      return List.of(href, beside).stream()
          .anyMatch(h -> path.equals(h) || path.startsWith(h + "/"));
    }
  }

  private static final Set<String> ANYBODY = Set.of();

  private static final List<Place> PLACES =
      List.of(
          new Place("/my", "web.nav.my", SecurityRoutes.APPLICANT),
          new Place("/worklist", "web.nav.worklist", SecurityRoutes.OFFICERS),
          new Place("/cases", "web.nav.cases", SecurityRoutes.OVERLOOKING),
          new Place("/city", "web.nav.city", SecurityRoutes.ABOVE),
          new Place("/scorecards", "scorecards.nav", SecurityRoutes.OVERLOOKING),
          new Place("/vetoes", "web.nav.vetoes", SecurityRoutes.BUSINESS),
          new Place("/lights", "web.nav.lights", SecurityRoutes.OVERLOOKING, "/letters"),
          new Place("/notice-desk", "announcement.desk.short", SecurityRoutes.ABOVE),
          new Place("/clocks", "web.nav.clocks", SecurityRoutes.SUPERVISOR),
          new Place("/reports", "web.nav.reports", SecurityRoutes.SUPERVISOR),
          new Place("/policy", "web.nav.policy", SecurityRoutes.POLICY),
          new Place("/admin", "web.nav.admin", SecurityRoutes.ADMIN),
          new Place("/check", "web.nav.check", ANYBODY),
          new Place("/catalogues", "web.nav.lookup", ANYBODY),
          new Place("/notices", "web.nav.notices", ANYBODY),
          new Place("/verify", "web.nav.verify", ANYBODY),
          new Place("/help", "web.nav.help", ANYBODY));

  private final ApplicationContext context;
  private final Words words;
  private final PeopleWords people;
  private final Notices notices;
  private volatile @Nullable Set<String> paths;

  Shells(ApplicationContext context, Words words, PeopleWords people, Notices notices) {
    this.context = context;
    this.words = words;
    this.people = people;
    this.notices = notices;
  }

  Shell of(HttpServletRequest request) {
    var path = (String) request.getAttribute("jakarta.servlet.error.request_uri");
    if (path == null) {
      path = request.getRequestURI();
    }
    path = path.substring(request.getContextPath().length());
    var lang = LocaleContextHolder.getLocale().getLanguage().equals("en") ? "en" : "zh";
    var otherLang =
        UriComponentsBuilder.fromPath(path)
            .query("GET".equals(request.getMethod()) ? request.getQueryString() : null)
            .replaceQueryParam("lang", lang.equals("en") ? "zh" : "en")
            .build()
            .toUriString();
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    return new Shell(lang, otherLang, user(), nav(path, authentication), csrf(request));
  }

  private List<Shell.Link> nav(String path, @Nullable Authentication authentication) {
    var roles =
        authentication == null
            ? Set.<String>of()
            : authentication.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .filter(a -> a != null && a.startsWith("ROLE_"))
                .map(a -> a.substring("ROLE_".length()))
                .collect(Collectors.toSet());
    return PLACES.stream()
        .filter(p -> p.roles().isEmpty() || p.roles().stream().anyMatch(roles::contains))
        .filter(p -> paths().contains(p.href()))
        .map(p -> new Shell.Link(p.href(), words.say(p.key()), p.holds(path)))
        .collect(Collectors.toList());
  }

  private Set<String> paths() {
    var known = paths;
    if (known == null) {
      known =
          context
              .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
              .getHandlerMethods()
              .keySet()
              .stream()
              .flatMap(m -> m.getPatternValues().stream())
              .collect(Collectors.toSet());
      paths = known;
    }
    return known;
  }

  private Shell.@Nullable User user() {
    var actor = CurrentActor.now();
    if (actor == null) {
      return null;
    }
    int unread = notices.unread(actor.accountId());
    return new Shell.User(
        actor.name(),
        people.place(actor),
        unread == 0
            ? ""
            : unread >= Notices.MANY
                ? words.say("my.many", Notices.MANY - 1)
                : Integer.toString(unread));
  }

  /** Whether there is a page at that address. */
  boolean exists(String path) {
    return paths().contains(path);
  }

  private static Shell.@Nullable Csrf csrf(HttpServletRequest request) {
    var token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
    return token == null ? null : new Shell.Csrf(token);
  }
}
