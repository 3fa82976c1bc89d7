package org.zhunru.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;

/**
 * What every page shows around its own matter; in templates as {@code shell}.
 *
 * @param lang {@code zh} or {@code en}
 * @param otherLangHref address of this page in the other language
 * @param user who is signed in; null for the public
 * @param nav where this person may go, in order
 * @param csrf the hidden field that proves a form is ours; null where none is asked for
 */
public record Shell(
    String lang, String otherLangHref, @Nullable User user, List<Link> nav, @Nullable Csrf csrf) {

  /**
   * @param name the person's name
   * @param place department and seat, such as 应急局·经办; empty for applicants
   * @param unread how many notices they have not read; empty if none
   */
  public record User(String name, String place, String unread) {}

  /**
   * @param current whether the page shown lies under it
   */
  public record Link(String href, String label, boolean current) {}

  /** Asked for only where a form needs it, since a token costs a session. */
  public record Csrf(CsrfToken issued) {
    public String parameter() {
      return issued.getParameterName();
    }

    public String header() {
      return issued.getHeaderName();
    }

    public String token() {
      return issued.getToken();
    }
  }
}
