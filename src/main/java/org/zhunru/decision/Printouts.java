package org.zhunru.decision;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Papers that nobody issues: somebody takes home what a page says. They have no number and no code,
 * prove nothing, and aren't kept.
 */
@Component
public class Printouts {
  private final PaperTemplates templates;
  private final PaperWriter writer;
  private final Clock clock;

  Printouts(PaperTemplates templates, PaperWriter writer, Clock clock) {
    this.templates = templates;
    this.writer = writer;
    this.clock = clock;
  }

  /**
   * Writes one.
   *
   * @param set directory below {@code policies/documents}
   * @param kind name of the template
   * @param values what the template asks for; {@code title} is added
   * @param foot small print at the foot of every page: what this isn't
   * @return PDF, tagged, with its fonts inside
   * @throws IllegalArgumentException if there is no such template
   * @throws IllegalStateException if the template needs a value that is not there
   */
  public byte[] pdf(
      String set, String kind, String title, Map<String, Object> values, String foot) {
    var all = new LinkedHashMap<String, Object>(values);
    all.put("title", title);
    var blocks = PaperMarkup.read(templates.merge(set, kind, all));
    return writer
        .print(blocks, title, Instant.now(clock).truncatedTo(ChronoUnit.SECONDS), foot)
        .pdf();
  }
}
