package org.zhunru.intake;

import java.text.Normalizer;

/** Names of uploaded files: kept as the applicant wrote them, without what could do harm. */
final class MaterialName {
  private static final int LONGEST = 150;

  private MaterialName() {}

  /** The last part of a path, without control, direction and reserved characters; never empty. */
  static String clean(String sent) {
    var last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
    var name =
        Normalizer.normalize(last, Normalizer.Form.NFC)
            .replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}]", "")
            .replaceAll("[<>:\"|?*;%]", "_")
            .replaceAll("\\s+", " ")
            .replaceAll("^[. ]+|[. ]+$", "");
    if (name.length() > LONGEST) {
      var dot = name.lastIndexOf('.');
      var ending = dot > 0 && name.length() - dot <= 6 ? name.substring(dot) : "";
      name = name.substring(0, name.offsetByCodePoints(0, cut(name, ending))) + ending;
    }
    return name.isEmpty() ? "file" : name;
  }

  private static int cut(String name, String ending) {
    return name.codePointCount(0, Math.max(0, LONGEST - ending.length()));
  }
}
