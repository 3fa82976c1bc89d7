package org.zhunru.notices;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * What goes out.
 *
 * @param id the same however often it is sent
 * @param to address or number
 * @param lines what it says
 * @param foot how to change what one is sent; empty if it can't be
 */
public record Outgoing(
    UUID id, String to, String subject, List<Line> lines, List<Line> foot, Locale locale) {
  public Outgoing {
    lines = List.copyOf(lines);
    foot = List.copyOf(foot);
  }

  /**
   * @param href full address where to look; empty if there is none
   */
  public record Line(String text, String href) {}
}
