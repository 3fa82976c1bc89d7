package org.zhunru.policy;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhunru.policy.CheckResult.Finding;
import org.zhunru.policy.CheckResult.Severity;

/**
 * Which ground of the register a finding leads to, {@code policies/finding-grounds.csv}; findings
 * on sites bear theirs. A proposal: who vetoes chooses, and may choose another.
 */
@Component
public class FindingGrounds {
  /** Of these a department may say no; of others it asks for something, or asks. */
  private static final Set<Severity> REASONS =
      Set.of(Severity.PROHIBIT, Severity.ELIMINATE, Severity.RESTRICT, Severity.REFUSE);

  private final Grounds grounds;
  private final List<Row> rows;

  private record Row(
      String file, String severity, String words, List<String> sectors, String ground) {
    boolean isAbout(Finding finding, @Nullable String sector) {
      return finding.rule().startsWith("catalogues/" + file + ".csv:")
          && finding.severity().name().toLowerCase(Locale.ROOT).equals(severity)
          && finding.message().contains(words)
          && (sectors.isEmpty() || sectors.contains(sector));
    }
  }

  FindingGrounds(Grounds grounds) {
    this.grounds = grounds;
    rows =
        PolicyFile.of("finding-grounds.csv")
            .read(
                List.of("file", "severity", "words_zh", "sectors", "ground", "why_zh"),
                row -> {
                  var ground = row.required("ground");
                  if (grounds.byId(ground).isEmpty()) {
                    row.wrong("ground", "noGround", ground);
                  }
                  return new Row(
                      row.required("file"),
                      row.oneOf("severity", "prohibit", "eliminate", "restrict", "refuse"),
                      row.text("words_zh"),
                      row.several("sectors"),
                      ground);
                });
  }

  /** Whether a veto may rest on it. */
  public boolean isReason(Finding finding) {
    return REASONS.contains(finding.severity());
  }

  /**
   * Grounds that fit, the likeliest first.
   *
   * @param sector of the project; null if it wasn't told
   * @param department who would rely on them
   */
  public List<Ground> of(Finding finding, @Nullable String sector, String department) {
    var own = finding.entryNo() == null ? "" : finding.entryNo();
    return Stream.concat(
            Stream.of(own),
            rows.stream().filter(row -> row.isAbout(finding, sector)).map(Row::ground))
        .flatMap(id -> grounds.byId(id).stream())
        .filter(ground -> ground.servesDepartment(department))
        .toList();
  }
}
