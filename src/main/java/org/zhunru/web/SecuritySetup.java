package org.zhunru.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Two doors: the API, where every request shows a password; pages, with sessions. */
@Configuration(proxyBeanMethods = false)
class SecuritySetup {
  static final String PAGE_POLICY =
      "default-src 'self'; object-src 'none'; base-uri 'none'; frame-src 'none';"
          + " frame-ancestors 'none'; form-action 'self'";
  static final String API_POLICY = "default-src 'none'; frame-ancestors 'none'";
  private static final long A_YEAR = 31_536_000;

  @Bean
  CsrfTokenRepository csrfTokens() {
    return new HttpSessionCsrfTokenRepository();
  }

  /**
   * Every request writes down when its session was last used. Nobody waits for the disk to have
   * that: after a power failure somebody may have to sign in again.
   */
  @Bean
  SessionRepositoryCustomizer<JdbcIndexedSessionRepository> unhurriedSessions() {
    return sessions ->
        sessions.setUpdateSessionQuery(
            """
            update %TABLE_NAME% set session_id = ?, last_access_time = ?, max_inactive_interval = ?,
              expiry_time = ?, principal_name = ?
            where primary_id = ? and set_config('synchronous_commit', 'off', true) = 'off'
            """);
  }

  @Bean
  @Order(1)
  SecurityFilterChain apiSecurity(HttpSecurity http, SecurityBasic basic, Problems problems) {
    return http.securityMatcher("/api/**")
        .authorizeHttpRequests(SecurityRoutes::api)
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .securityContext(c -> c.securityContextRepository(new NullSecurityContextRepository()))
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .addFilter(new BasicAuthenticationFilter(basic, basic))
        .addFilterBefore(new SecurityPasswordFirst(problems), AuthorizationFilter.class)
        .exceptionHandling(e -> e.authenticationEntryPoint(basic).accessDeniedHandler(basic))
        .headers(h -> headers(h, API_POLICY))
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain pageSecurity(
      HttpSecurity http,
      SignedInSessions sessions,
      SecurityRefusals refusals,
      CsrfTokenRepository tokens,
      Problems problems) {
    var withoutToken =
        SecurityRoutes.WITHOUT_TOKEN.stream()
            .map(PathPatternRequestMatcher::pathPattern)
            .toArray(PathPatternRequestMatcher[]::new);
    return http.authorizeHttpRequests(
            routes -> {
              routes
                  .dispatcherTypeMatchers(
                      DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                  .permitAll();
              SecurityRoutes.pages(routes);
            })
        .securityContext(c -> c.securityContextRepository(sessions))
        .csrf(c -> c.csrfTokenRepository(tokens).ignoringRequestMatchers(withoutToken))
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(l -> l.logoutUrl("/logout").logoutSuccessUrl("/").deleteCookies())
        .addFilterBefore(new SecurityPasswordFirst(problems), AuthorizationFilter.class)
        .exceptionHandling(e -> e.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .headers(h -> headers(h, PAGE_POLICY))
        .build();
  }

  private static void headers(HeadersConfigurer<HttpSecurity> headers, String policy) {
    headers
        .contentSecurityPolicy(c -> c.policyDirectives(policy))
        .contentTypeOptions(Customizer.withDefaults())
        .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
        .referrerPolicy(r -> r.policy(ReferrerPolicy.SAME_ORIGIN))
        .permissionsPolicyHeader(
            p ->
                p.policy(
                    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(),"
                        + " bluetooth=(), display-capture=()"))
        .httpStrictTransportSecurity(h -> h.includeSubDomains(false).maxAgeInSeconds(A_YEAR))
        .cacheControl(HeadersConfigurer.CacheControlConfig::disable)
        .addHeaderWriter(SecuritySetup::caching);
  }

  /**
   * What belongs to a person is stored nowhere; other pages are asked for anew each time. Who says
   * otherwise of one answer, such as static files do, is heard.
   */
  private static void caching(HttpServletRequest request, HttpServletResponse response) {
    if (response.containsHeader("Cache-Control") || isStatic(request)) {
      return;
    }
    var personal =
        CurrentActor.now() != null
            || request.getRequestURI().startsWith(request.getContextPath() + "/api/")
            || request.getSession(false) != null;
    response.setHeader("Cache-Control", personal ? "no-store" : "no-cache");
  }

  private static boolean isStatic(HttpServletRequest request) {
    var path = request.getRequestURI().substring(request.getContextPath().length());
    return path.startsWith("/static/") || path.startsWith("/webjars/");
  }

  /** Pages and API alike may ask who makes the request. */
  @Bean
  WebMvcConfigurer currentActor(KeptForms kept) {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new SentOn(kept));
      }

      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CurrentActor());
      }
    };
  }

  /** A kept form that took effect is kept no longer. */
  private record SentOn(KeptForms kept) implements HandlerInterceptor {
    @Override
    public void afterCompletion(
        HttpServletRequest request,
        HttpServletResponse response,
        Object handler,
        @Nullable Exception fault) {
      var id = "POST".equals(request.getMethod()) ? request.getParameter(KeptForms.FIELD) : null;
      var actor = id == null ? null : CurrentActor.now();
      if (actor != null && fault == null && response.getStatus() < 400) {
        kept.discard(id, actor.accountId());
      }
    }
  }
}
