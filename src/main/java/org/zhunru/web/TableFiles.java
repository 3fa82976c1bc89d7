package org.zhunru.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.zhunru.common.Refusal;
import org.zhunru.policy.RevisionSheet;
import org.zhunru.policy.RevisionText;
import tools.jackson.databind.json.JsonMapper;

/** Tables as files to keep. */
@Component
public class TableFiles {
  /** Longest name that spreadsheets allow a sheet. */
  private static final int SHEET_NAME = 31;

  private final JsonMapper json;

  TableFiles(JsonMapper json) {
    this.json = json;
  }

  /**
   * @param name of the file, without its ending; ASCII
   * @param format csv (UTF-8 with a mark, as spreadsheets want it), xlsx or json (a list of
   *     records)
   * @throws Refusal {@code policy.noSuchFormat}
   */
  public ResponseEntity<byte[]> of(RevisionText table, String name, String format) {
    return switch (format) {
      case "csv" ->
          file(
              name + ".csv",
              "text/csv; charset=utf-8",
              ('\uFEFF' + table.csv()).getBytes(StandardCharsets.UTF_8));
      case "xlsx" ->
          file(
              name + ".xlsx",
              "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
              RevisionSheet.write(table, name.substring(0, Math.min(name.length(), SHEET_NAME))));
      case "json" ->
          file(name + ".json", "application/json", json.writeValueAsBytes(table.records()));
      default -> throw Refusal.unknown("policy.noSuchFormat", format);
    };
  }

  /**
   * A list that people typed into, whole: see {@link SafeCells}.
   *
   * @param name of the file, without its ending; in any script
   */
  static ResponseEntity<byte[]> csv(String name, List<String> header, List<List<String>> rows) {
    return ResponseEntity.ok()
        .header("Content-Type", "text/csv; charset=utf-8")
        .header(
            "Content-Disposition",
            ContentDisposition.attachment()
                .filename(name + ".csv", StandardCharsets.UTF_8)
                .build()
                .toString())
        .body(SafeCells.csv(header, rows).getBytes(StandardCharsets.UTF_8));
  }

  static ResponseEntity<byte[]> file(String name, String type, byte[] content) {
    return ResponseEntity.ok()
        .header("Content-Type", type)
        .header(
            "Content-Disposition",
            ContentDisposition.attachment().filename(name).build().toString())
        .body(content);
  }
}
