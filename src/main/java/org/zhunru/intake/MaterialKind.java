package org.zhunru.intake;

import java.util.Locale;

/** Kinds of files that are taken; by their content, whatever they are called. */
public enum MaterialKind {
  PDF("application/pdf", "pdf"),
  JPG("image/jpeg", "jpg", "jpeg"),
  PNG("image/png", "png"),
  DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
  XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");

  private final String mediaType;
  private final String[] endings;

  MaterialKind(String mediaType, String... endings) {
    this.mediaType = mediaType;
    this.endings = endings;
  }

  public String mediaType() {
    return mediaType;
  }

  /** The name with an ending that fits the content. */
  String named(String name) {
    for (var ending : endings) {
      if (name.toLowerCase(Locale.ROOT).endsWith("." + ending)) {
        return name;
      }
    }
    return name + "." + endings[0];
  }
}
