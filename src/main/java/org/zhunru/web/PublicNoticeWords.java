package org.zhunru.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.zhunru.identity.Regions;
import org.zhunru.intake.Matters;
import org.zhunru.supervision.PublicNotice;

/** Public notices as a reader meets them. */
@Component
class PublicNoticeWords {
  private final Regions regions;
  private final Matters matters;
  private final Words words;

  PublicNoticeWords(Regions regions, Matters matters, Words words) {
    this.regions = regions;
    this.matters = matters;
    this.words = words;
  }

  /**
   * @param region name of the district; empty if the project names none
   * @param refused whether nothing was approved
   */
  public record Card(
      String id,
      String number,
      String caseNumber,
      String outcome,
      boolean refused,
      boolean annulled,
      String matter,
      String office,
      String project,
      String enterprise,
      String creditCode,
      String region,
      LocalDate decidedOn,
      @Nullable LocalDate validUntil,
      List<PublicNotice.Ground> grounds,
      String words,
      Instant publishedAt,
      LocalDate lastDay,
      List<Remark> remarks) {}

  public record Remark(String kind, String text, Instant at) {}

  Card card(PublicNotice n) {
    return new Card(
        n.id().toString(),
        n.number(),
        n.caseNumber(),
        outcome(n),
        !n.outcome().approves(),
        n.annulled(),
        matters.byId(n.matter()).name().in(locale()),
        n.office(),
        n.project(),
        n.enterprise(),
        n.creditCode(),
        region(n),
        n.decidedOn(),
        n.validUntil(),
        n.grounds(),
        n.words(),
        n.publishedAt(),
        n.lastDay(),
        n.remarks().stream()
            .map(
                r ->
                    new Remark(
                        words.say(
                            r.annulled()
                                ? "announcement.kind.ANNULLED"
                                : "announcement.kind.CORRECTED"),
                        r.text(),
                        r.at()))
            .toList());
  }

  String outcome(PublicNotice n) {
    return words.say("decision.outcome." + n.outcome().name());
  }

  private String region(PublicNotice n) {
    if (n.region() == null) {
      return "";
    }
    var region = regions.byCode(n.region());
    return locale().getLanguage().equals("en") ? region.nameEn() : region.name();
  }

  private static Locale locale() {
    return LocaleContextHolder.getLocale();
  }
}
